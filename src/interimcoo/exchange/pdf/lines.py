"""Spans broken into lines: at spaces, long words where they must, titles into lines of balanced length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interimcoo.charts.measure import width as text_width
from interimcoo.exchange.pdf.kit import Span

_Fragment = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of spans and its width in points."""

    spans: tuple[Span, ...]
    width: float

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(span.text for span in self.spans)


def measured(span: Span) -> float:
    """Width of a span in points."""
    return text_width(span.text, span.style.size, span.style.weight)


def one_line(spans: Sequence[Span]) -> Line:
    """Spans in one line, whatever its width; line feeds become spaces."""
    flat = tuple(replace(span, text=span.text.replace("\n", " ")) for span in spans)
    return Line(flat, sum(measured(span) for span in flat))


def broken(spans: Sequence[Span], width: float) -> tuple[Line, ...]:
    """Lines of at most `width` points. A word wider than that is broken where the line is full; nothing is cut."""
    lines: list[Line] = []
    for paragraph in _paragraphs(spans):
        lines.extend(_filled(list(_words(paragraph)), width))
    return tuple(lines) or (Line((), 0.0),)


def balanced(spans: Sequence[Span], width: float) -> tuple[Line, ...]:
    """The fewest lines, of about one length: the narrowest measure that needs no more of them."""
    lines = broken(spans, width)
    if len(lines) == 1:
        return lines
    narrow, wide = width / (len(lines) + 1), width
    for _ in range(12):
        middle = (narrow + wide) / 2
        if len(broken(spans, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return broken(spans, wide)


def widest_word(spans: Sequence[Span]) -> float:
    """Width of the widest word: below it a column breaks words."""
    widths = [sum(_wide(piece) for piece in word) for part in _paragraphs(spans) for word in _words(part)]
    return max(widths, default=0.0)


def _paragraphs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    if not any("\n" in span.text for span in spans):
        yield list(spans)
        return
    current: list[Span] = []
    for span in spans:
        first, *rest = span.text.split("\n")
        if first:
            current.append(replace(span, text=first))
        for part in rest:
            yield current
            current = [replace(span, text=part)] if part else []
    yield current


def _words(spans: Sequence[Span]) -> Iterator[list[_Fragment]]:
    """Words as fragments of spans that no space divides."""
    word: list[_Fragment] = []
    for span in spans:
        for at, part in enumerate(span.text.split(" ")):
            if at and word:
                yield word
                word = []
            if part:
                word.append((part, span))
    if word:
        yield word


def _wide(fragment: _Fragment) -> float:
    return text_width(fragment[0], fragment[1].style.size, fragment[1].style.weight)


def _filled(words: list[list[_Fragment]], width: float) -> Iterator[Line]:
    if not words:
        yield Line((), 0.0)
        return
    line: list[_Fragment] = []
    used = 0.0
    for word in words:
        space = text_width(" ", word[0][1].style.size, word[0][1].style.weight) if line else 0.0
        needs = sum(_wide(fragment) for fragment in word)
        if line and used + space + needs > width:
            yield _joined(line)
            line, used, space = [], 0.0, 0.0
        if needs > width:
            *full, (line, used) = _hard_broken(word, width)
            for piece, _used in full:
                yield _joined(piece)
            continue
        if line:
            line.append((" ", line[-1][1]))
        line.extend(word)
        used += space + needs
    if line:
        yield _joined(line)


def _hard_broken(word: list[_Fragment], width: float) -> Iterator[tuple[list[_Fragment], float]]:
    line: list[_Fragment] = []
    used = 0.0
    for text, span in word:
        at = 0
        for place, sign in enumerate(text):
            wide = text_width(sign, span.style.size, span.style.weight)
            if used + wide > width and (line or place > at):
                if place > at:
                    line.append((text[at:place], span))
                yield line, used
                line, used, at = [], 0.0, place
            used += wide
        if at < len(text):
            line.append((text[at:], span))
    yield line, used


def _joined(fragments: list[_Fragment]) -> Line:
    """Neighbouring fragments of one style as one span; a figure or link stays alone."""
    merged: list[Span] = []
    texts: list[str] = []
    last: Span | None = None
    for text, span in fragments:
        if text == " " and last is not None and (last.figure is not None or last.link):
            span = Span(" ", last.style)
        if last is not None and _alike(last, span):
            texts.append(text)
            continue
        if last is not None:
            merged.append(Span("".join(texts), last.style, last.figure, last.link))
        texts, last = [text], span
    if last is not None:
        merged.append(Span("".join(texts), last.style, last.figure, last.link))
    return Line(tuple(merged), sum(measured(span) for span in merged))


def _alike(last: Span, span: Span) -> bool:
    return last.figure is span.figure and last.link == span.link and last.style == span.style
