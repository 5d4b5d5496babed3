"""The lines of a table: frozen rows in the order of the sort, under group heads, with what each cell says."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from interimcoo.ui.cells import GroupHead
from interimcoo.ui.column import Column, Row
from interimcoo.ui.words import plain

Index = QModelIndex | QPersistentModelIndex
RowRole: Final = int(Qt.ItemDataRole.UserRole) + 1


class TableModel(QAbstractTableModel):
    """Rows in the order of the sort, under group heads where the table has groups."""

    edited = Signal(object, str, str)
    """row, key of the column, typed text"""

    def __init__(
        self,
        columns: Sequence[Column],
        group: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.group = group
        self.grouped = group is not None
        self._rows: tuple[Row, ...] = ()
        self._lines: list[Row | GroupHead] = []
        self._sort: list[tuple[int, bool]] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, sorted as now."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._arrange()
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        """The rows as they came."""
        return self._rows

    def line(self, at: int) -> Row | GroupHead:
        """What stands in a line: a row or a group head."""
        return self._lines[at]

    def row_at(self, at: int) -> Row | None:
        """The row in a line; None for a group head or none."""
        line = self._lines[at] if 0 <= at < len(self._lines) else None
        return None if isinstance(line, GroupHead) else line

    def lines(self) -> Sequence[Row | GroupHead]:
        """All lines in the order shown."""
        return self._lines

    def sort_by(self, column: int, descending: bool, *, add: bool = False) -> None:
        """Sort by a column; `add` keeps the earlier key before it."""
        self.layoutAboutToBeChanged.emit()
        kept = [pair for pair in self._sort if pair[0] != column][:1] if add else []
        self._sort = [*kept, (column, descending)] if column >= 0 else []
        self._arrange()
        self.layoutChanged.emit()

    def sorted_by(self) -> tuple[tuple[int, bool], ...]:
        """(column, descending) in order of importance."""
        return tuple(self._sort)

    def set_grouped(self, grouped: bool) -> None:
        """Show or leave out the group heads."""
        if grouped != self.grouped and self.group is not None:
            self.grouped = grouped
            self.set_rows(self._rows)

    def _arrange(self) -> None:
        rows = list(self._rows)
        for column, descending in reversed(self._sort):
            key = self.columns[column].sort_key
            valued = [row for row in rows if key(row)[0] == 0]
            missing = [row for row in rows if key(row)[0] == 1]
            valued.sort(key=key, reverse=descending)
            rows = [*valued, *missing]  # no value stays last in both directions
        if self.group is None or not self.grouped:
            self._lines = list(rows)
            return
        groups: dict[str, list[Row]] = {}
        for row in self._rows:
            groups.setdefault(self.group(row), [])
        for row in rows:
            groups[self.group(row)].append(row)
        self._lines = []
        for name, members in groups.items():
            self._lines.append(GroupHead(name, len(members)))
            self._lines.extend(members)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._lines[index.row()], GroupHead):
            return Qt.ItemFlag.ItemIsEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].edit else usual

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == RowRole:
            return line
        if isinstance(line, GroupHead):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{line.name} {line.count}" if index.column() == 0 else ""
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.words(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(column.tip(line)) if column.tip is not None else self._tip(column, line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(line) if index.column() == 0 else f"{column.head}: {column.spoken(line)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _tip(self, column: Column, line: Row) -> str | None:
        mark = column.mark_of(line)
        reason = getattr(mark, "reason", "")
        if mark is not None:
            return plain(f"{mark.words}: {reason}" if reason else mark.words)
        return plain(column.words(line)) if column.kind == "text" else None

    def spoken(self, row: Row) -> str:
        """A row as one sentence for the screen reader."""
        first, *rest = self.columns
        said = [first.spoken(row)]
        said += [f"{column.head} {words}" if column.head else words for column in rest if (words := column.spoken(row))]
        return ", ".join(part for part in said if part)

    def setData(self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        row = self.row_at(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None:
            return False
        column = self.columns[index.column()]
        if str(value) == column.words(row):
            return False
        self.edited.emit(row, column.key, str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self.columns[section].head
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain(self.columns[section].head)
        if role == Qt.ItemDataRole.DisplayRole:
            return ""
        return None
