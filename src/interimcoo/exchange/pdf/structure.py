"""The structure tree of a tagged PDF: what is a heading, a paragraph, a table cell or a figure, in reading order."""

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObjectReference, PDFString


@dataclass(slots=True)
class _Content:
    page: int
    mcid: int


@dataclass(slots=True)
class _Link:
    page: int
    annotation: str
    """name of the annotation in the document"""


@dataclass(slots=True, eq=False)
class Node:
    """An element of the structure: kind ("P", "Table" …), words for those who cannot see it, children in order."""

    kind: str
    alt: str = ""
    scope: str = ""
    """for TH: "Column" or "Row\""""
    children: list["Node | _Content | _Link"] = field(default_factory=list)
    attached: bool = False


class Structure:
    """Grows while pages are painted; written into the document at its end."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self._open: list[Node] = [self.root]
        self._by_page: dict[int, list[Node]] = {}
        self._links: list[tuple[Node, PDFDictionary]] = []

    @property
    def open_kind(self) -> str:
        """The kind of the open element."""
        return self._open[-1].kind

    def enter(self, node: Node) -> None:
        """Open an element inside the one that is open; an element already placed is opened again where it is."""
        if not node.attached:
            self._open[-1].children.append(node)
            node.attached = True
        self._open.append(node)

    def leave(self) -> None:
        """Close the element opened last."""
        self._open.pop()

    def content(self, page: int) -> int:
        """The number of the next marked content of a page, which belongs to the open element."""
        owners = self._by_page.setdefault(page, [])
        self._open[-1].children.append(_Content(page, len(owners)))
        owners.append(self._open[-1])
        return len(owners) - 1

    def link(self, page: int, name: str, annotation: PDFDictionary) -> None:
        """The open element is a link: it holds the annotation, known to the document by its name."""
        self._open[-1].children.append(_Link(page, name))
        self._links.append((self._open[-1], annotation))

    def write(self, document: PDFDocument, pages: int) -> None:
        """Put the tree into the document, once all its pages are finished."""
        references: dict[int, PDFObjectReference] = {}
        top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        top_reference = document.Reference(top)
        self._element(self.root, top_reference, document, references)
        numbers: list[Any] = []
        for page in range(1, pages + 1):
            owners = PDFArray([references[id(owner)] for owner in self._by_page.get(page, [])])
            numbers += [page - 1, document.Reference(owners)]
            found = document.idToObject[f"Page{page}"]
            found.__NoDefault__ = [*found.__NoDefault__, "StructParents", "Tabs"]
            found.StructParents = page - 1
            found.Tabs = PDFName("S")
        for at, (owner, annotation) in enumerate(self._links):
            annotation["StructParent"] = pages + at
            numbers += [pages + at, references[id(owner)]]
        top["K"] = references[id(self.root)]
        top["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        top["ParentTreeNextKey"] = pages + len(self._links)
        document.Catalog.StructTreeRoot = top
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _element(
        self,
        node: Node,
        parent: PDFObjectReference,
        document: PDFDocument,
        references: dict[int, PDFObjectReference],
    ) -> PDFObjectReference:
        entries: dict[str, Any] = {"Type": PDFName("StructElem"), "S": PDFName(node.kind), "P": parent}
        element = PDFDictionary(entries)
        reference = references[id(node)] = document.Reference(element)
        if node.alt:
            element["Alt"] = PDFString(node.alt)
        if node.scope:
            element["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(node.scope)})
        first = next((child.page for child in node.children if not isinstance(child, Node)), 0)
        if first:
            element["Pg"] = PDFObjectReference(f"Page{first}")
        kids: list[Any] = []
        for child in node.children:
            if isinstance(child, Node):
                kids.append(self._element(child, reference, document, references))
            elif isinstance(child, _Content) and child.page == first:
                kids.append(child.mcid)
            elif isinstance(child, _Content):
                kids.append(_marked(child))
            else:
                kids.append(_object(child, document))
        element["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        return reference


def _marked(content: _Content) -> PDFDictionary:
    page = PDFObjectReference(f"Page{content.page}")
    return PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": content.mcid})


def _object(link: _Link, document: PDFDocument) -> PDFDictionary:
    page = PDFObjectReference(f"Page{link.page}")
    return PDFDictionary({"Type": PDFName("OBJR"), "Pg": page, "Obj": document.refAnnotation(link.annotation)})
