"""One page of the window: what the shell asks of it.

Example:
    class RiskPage(Page):
        reads = frozenset({"risk"})
        def __init__(self, session):
            super().__init__(session)
            self.table = TableView(columns, key=lambda row: row.reference)
            self.body.addWidget(self.table)          # self.body is the vertical layout of the content
            self.refresh()
        def title(self): return _("Risks")
        def refresh(self):
            self.table.set_rows(self.session.read(queries.risks))
            self.header_changed.emit()
"""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interimcoo.ui.session import Session


class Page(QWidget):
    """Base of every page. The shell shows title, context, toolbar and inspector in their places and this widget below.

    `reads` names the tables whose change calls `refresh`. `shows_answer` True: the page draws its answer itself.
    """

    reads: ClassVar[frozenset[str]] = frozenset()
    shows_answer: ClassVar[bool] = False
    header_changed = Signal()
    """title, context, answer, breadcrumb, toolbar, inspector or hints are to be asked again"""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 6, 20, 12)
        self.body.setSpacing(12)

    def title(self) -> str:
        """The title in the header bar."""
        return ""

    def context(self) -> str:
        """The quiet words beside the title."""
        return ""

    def answer(self) -> str:
        """One sentence with the number that matters, made from the data."""
        return ""

    def toolbar(self) -> QWidget | None:
        """The toolbar, made once and kept by the page; None: no toolbar."""
        return None

    def inspector(self) -> QWidget | None:
        """The inspector, made once and kept by the page; None: the page has none."""
        return None

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The four or five keys that matter now: (key in portable text, word)."""
        return ()

    def refresh(self) -> None:
        """Read again and show; called after a change of a table in `reads`."""

    def open_record(self, reference: str) -> bool:
        """Open a record of this page; False when there is none of that reference."""
        return False

    def selection(self) -> str | None:
        """Name or reference of what is selected ("" for nothing), for the palette; None: the page does not say."""
        return None

    def state(self) -> dict[str, object]:
        """Filter, view, selection and scroll place, as JSON values."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Put back what `state` gave; unknown keys are ignored."""

    def breadcrumb(self) -> str | None:
        """Title of the parent while a record is open, else None."""
        return None

    def up(self) -> None:
        """Leave the open record for the list."""

    def focus_filter(self) -> None:
        """Put the focus into the filter of the page (Ctrl F)."""

    def toggle_drawing(self) -> None:
        """Change between drawing and table (V)."""
