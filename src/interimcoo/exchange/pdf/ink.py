"""What paints a page: words, rules, boxes, drawings and links, each tagged or marked as decoration.

Coordinates are points from the top left corner of the page, y down, as in scenes.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final, Literal

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from interimcoo.charts import on_paper
from interimcoo.charts.palette import colour as hex_colour
from interimcoo.charts.scene import Scene, Text
from interimcoo.exchange.pdf.fonts import NAMES
from interimcoo.exchange.pdf.kit import Span, Style
from interimcoo.exchange.pdf.lines import Line, measured
from interimcoo.exchange.pdf.record import NumberKind, Record
from interimcoo.exchange.pdf.structure import Node, Structure

Align = Literal["left", "right", "centre"]
_LOOKS_LIKE_A_PAGE: Final = re.compile(r"(?:^|[^\w.,])\d{1,3}\s*$")


class Ink:
    """Paints one document, page by page."""

    def __init__(self, canvas: Canvas, height: float, record: Record, targets: frozenset[str]) -> None:
        self.canvas = canvas
        self.height = height
        self.record = record
        self.structure = Structure()
        self.sections: dict[str, Node] = {}
        self.page = 1
        self.targets = targets
        """anchors that stand somewhere in the document; links to others are not made"""
        self._placed: set[str] = set()
        self._tagged = False
        self._links = 0
        self._fill = ""
        self._font: tuple[str, float] = ("", 0.0)

    def next_page(self) -> None:
        """Finish the page and begin the next one."""
        self.canvas.showPage()
        self.page += 1
        self._fill, self._font = "", ("", 0.0)

    @contextmanager
    def element(self, node: Node) -> Iterator[None]:
        """Everything painted inside belongs to the element."""
        self.structure.enter(node)
        yield
        self.structure.leave()

    @contextmanager
    def marked(self) -> Iterator[None]:
        """What is painted inside is content of the open element."""
        kind = self.structure.open_kind
        self.canvas.addLiteral(f"/{kind} <</MCID {self.structure.content(self.page)}>> BDC")
        self._tagged = True
        yield
        self._tagged = False
        self.canvas.addLiteral("EMC")

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is painted inside means nothing to those who cannot see it."""
        if self._tagged:
            yield
            return
        self.canvas.addLiteral("/Artifact BMC")
        self._tagged = True
        yield
        self._tagged = False
        self.canvas.addLiteral("EMC")

    def lines(
        self,
        kind: str,
        lines: Sequence[Line],
        x: float,
        y: float,
        leading: float,
        *,
        align: Align = "left",
        width: float = 0.0,
        scope: str = "",
        numbers: NumberKind = "words",
        own: str = "",
    ) -> None:
        """Lines of words as one element of that kind ("P", "H1", "TD" …), their first line's top at y.

        `own` is the anchor of the record the words stand in: it gets no link to itself.
        """
        with self.element(Node(kind, scope=scope)):
            for at, line in enumerate(lines):
                left = x + {"left": 0.0, "right": width - line.width, "centre": (width - line.width) / 2}[align]
                self._line(line, left, baseline(line, y + at * leading, leading), own)
            self._note(lines, numbers)

    def plain(
        self, lines: Sequence[Line], x: float, y: float, leading: float, *, align: Align = "left", width: float = 0.0
    ) -> None:
        """Lines that repeat what has been said before, such as the head of a table that runs over: decoration."""
        with self.decoration():
            for at, line in enumerate(lines):
                left = x + {"left": 0.0, "right": width - line.width, "centre": (width - line.width) / 2}[align]
                for span in line.spans:
                    self._span(span, left, baseline(line, y + at * leading, leading))
                    left += measured(span)
        self._note(lines, "words")

    def running(self, text: str, style: Style, x: float, base: float, *, right: bool = False) -> None:
        """Words of the frame of the page, which are no content."""
        span = Span(text, style)
        with self.decoration():
            self._span(span, x - measured(span) if right else x, base)
        self.record.words(text, "frame", self.page)

    def rule(self, x1: float, y1: float, x2: float, y2: float, colour: str = "hair", width: float = 0.4) -> None:
        """A straight line."""
        with self.decoration():
            self.canvas.setStrokeColor(hex_colour(colour))
            self.canvas.setLineWidth(width)
            self.canvas.line(x1, self.height - y1, x2, self.height - y2)

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0.0) -> None:
        """A filled rectangle."""
        with self.decoration():
            self._colour(colour)
            if radius:
                self.canvas.roundRect(x, self.height - y - height, width, height, radius, stroke=0, fill=1)
            else:
                self.canvas.rect(x, self.height - y - height, width, height, stroke=0, fill=1)

    def figure(self, scene: Scene, x: float, y: float, alt: str) -> None:
        """A drawing with its words; the numbers it prints are kept as marks on an axis unless they are figures."""
        with self.element(Node("Figure", alt)), self.marked():
            self._scene(scene, x, y)

    def picture(self, scene: Scene, x: float, y: float) -> None:
        """A drawing that only repeats what words beside it say."""
        with self.decoration():
            self._scene(scene, x, y)

    def anchor(self, name: str, y: float) -> None:
        """A place that links lead to; the first of its name counts."""
        if name and name not in self._placed:
            self._placed.add(name)
            self.canvas.bookmarkHorizontalAbsolute(name, round(self.height - max(0.0, y - 6), 2))

    def outline(self, title: str, name: str, level: int) -> None:
        """An entry of the bookmarks that leads to an anchor of this document."""
        self.canvas.addOutlineEntry(title, name, level)

    def link(self, text: str, target: str, x: float, y: float, width: float, height: float) -> None:
        """A clickable area of the open element that leads to an anchor."""
        self._links += 1
        name = f"link{self._links}"
        low = self.height - y - height
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([round(value, 2) for value in (x, low, x + width, low + height)]),
                "Border": PDFArray([0, 0, 0]),
                "F": 4,
                "Contents": PDFString(text),
                "Dest": self.canvas._bookmarkReference(target),
            }
        )
        self.canvas._addAnnotation(annotation, name)
        self.structure.link(self.page, name, annotation)

    def leads(self, target: str, text: str) -> bool:
        """Whether a link can be made: its target stands in the document, and its words do not pose as a page number."""
        return target in self.targets and not _LOOKS_LIKE_A_PAGE.search(text)

    def _line(self, line: Line, x: float, base: float, own: str) -> None:
        run: list[tuple[Span, float]] = []
        for at, span in enumerate(line.spans):
            wide = measured(span)
            area = self._area(line.spans[at:], own)
            if area:
                self._run(run, base)
                run = []
                with self.element(Node("Link")):
                    with self.marked():
                        self._span(span, x, base)
                    size = span.style.size
                    self.link(span.text, span.link, x, base - size, max(area, 4.5), size * 1.3)
            elif span.link and span.link != own:
                run.append((replace(span, style=span.style.in_colour("ink")), x))
            else:
                run.append((span, x))
            x += wide
        self._run(run, base)

    def _area(self, spans: Sequence[Span], own: str) -> float:
        """Width of the clickable area of a link that stands first; 0 where it leads nowhere or to where it stands.

        A reference like "A-18" reads as a page number to a program, so its area takes in the words behind it.
        """
        first, *rest = spans
        if not first.link or first.link == own:
            return 0.0
        if self.leads(first.link, first.text):
            return measured(first)
        follows = rest[0] if rest and not rest[0].link else None
        if follows is None or not follows.text.strip() or not self.leads(first.link, first.text + follows.text):
            return 0.0
        return measured(first) + measured(follows)

    def _run(self, run: list[tuple[Span, float]], base: float) -> None:
        if not run:
            return
        with self.marked():
            for span, x in run:
                self._span(span, x, base)

    def _span(self, span: Span, x: float, base: float) -> None:
        self._colour(span.style.colour)
        font = (NAMES[span.style.weight], span.style.size)
        if font != self._font:
            self.canvas.setFont(*font)
            self._font = font
        self.canvas.drawString(round(x, 2), round(self.height - base, 2), span.text)

    def _note(self, lines: Sequence[Line], numbers: NumberKind) -> None:
        plain: list[str] = []
        for line in lines:
            for span in line.spans:
                if span.figure is None:
                    plain.append(span.text)
                else:
                    self.record.figure(span.figure, span.text.replace("\u00a0", " "), self.page)
                    plain.append(" … ")
            plain.append(" ")
        self.record.words("".join(plain).strip(), numbers, self.page)

    def _colour(self, name: str) -> None:
        if name != self._fill:
            self.canvas.setFillColor(hex_colour(name))
            self._fill = name

    def _scene(self, scene: Scene, x: float, y: float) -> None:
        self.canvas.saveState()
        on_paper.paint(self.canvas, scene, x, self.height - y)
        self.canvas.restoreState()
        for shape in scene.shapes:
            if isinstance(shape, Text):
                self.record.words(shape.text, "axis", self.page)


def baseline(line: Line, top: float, leading: float) -> float:
    """The baseline of a line whose leading begins at `top`: the letters stand in the middle of it."""
    size = max((span.style.size for span in line.spans), default=leading * 0.8)
    return top + leading / 2 + 0.36 * size
