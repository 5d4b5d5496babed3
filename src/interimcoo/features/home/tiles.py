"""The tiles at the foot of the home page: the chosen KPIs, or one line of figures in a low window."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from interimcoo.exchange import blocks
from interimcoo.exchange.shown import shown
from interimcoo.features.home.step_list import clear
from interimcoo.text import _, interface_language
from interimcoo.ui.empty import EmptyState
from interimcoo.ui.marks import Trust, Variation
from interimcoo.ui.tile import Tile
from interimcoo.ui.words import button, plain

_VARIATION = {
    "improvement": "improvement",
    "concern": "concern",
    "special_high": "special",
    "special_low": "special",
    "common_cause": "common",
}


class TileRow(QWidget):
    """Up to five tiles side by side; each opens its KPI."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self._go = go
        self._low = False
        self._tiles: tuple[blocks.Tile, ...] = ()
        self._import: Callable[[], object] = lambda: None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)

    def set_tiles(self, tiles: tuple[blocks.Tile, ...], on_import: Callable[[], object]) -> None:
        """Show tiles; without any an empty state that leads to the import."""
        self._import = on_import
        if tiles != self._tiles or not self._row.count():
            self._tiles = tiles
            self._fill()

    def set_low(self, low: bool) -> None:
        """In a low window tiles are one line of figures."""
        if low != self._low:
            self._low = low
            self._fill()

    def stops(self) -> list[QWidget]:
        """The tiles, from left to right."""
        return self.findChildren(QAbstractButton)

    def _fill(self) -> None:
        clear(self._row)
        if not self._tiles:
            self._row.addWidget(
                EmptyState(
                    _("KPIs with their signals appear here."),
                    _("After the first import of a weekly sheet, or after typing the first values."),
                    _("Import a sheet"),
                    self._import,
                    icon_name="chart-line",
                )
            )
        for tile in self._tiles:
            self._row.addWidget(self._flat(tile) if self._low else self._tall(tile))
        if self._low and self._tiles:
            self._row.addStretch(1)

    def _flat(self, tile: blocks.Tile) -> QWidget:
        figure = shown(tile.actual, interface_language())
        made = button(f"{figure}  {tile.label}", small=True, on_click=lambda: self._go(_code(tile)))
        made.shrink()
        made.setToolTip(plain(_distance(tile)))
        return made

    def _tall(self, tile: blocks.Tile) -> Tile:
        language = interface_language()
        words = shown(tile.actual, language)
        unit = tile.actual.unit
        figure = words.removesuffix(unit).rstrip("\u00a0 ") if unit else words
        return Tile(
            tile.label,
            figure if tile.actual.value is not None else "",
            unit,
            distance=_distance(tile),
            distance_tone="sub" if tile.delta_good is None else "good" if tile.delta_good else "bad",
            trust=_trust(tile),
            variation=_variation(tile.variation),
            spark=tile.trend,
            note=_("No value yet"),
            on_click=lambda: self._go(_code(tile)),
        )


def _code(tile: blocks.Tile) -> str:
    return tile.link.removeprefix("kpi.")


def _distance(tile: blocks.Tile) -> str:
    language = interface_language()
    if tile.plan is None or tile.delta is None:
        return _("no target")
    return _("{delta} against {plan}").format(delta=shown(tile.delta, language), plan=shown(tile.plan, language))


def _trust(tile: blocks.Tile) -> Trust | None:
    if tile.grade is None:
        return None
    grades = {"A": Trust("A"), "B": Trust("B"), "C": Trust("C"), "D": Trust("D")}
    return grades.get(tile.grade.value)


def _variation(mark: blocks.Mark) -> Variation | None:
    falling = mark.rising is False
    match _VARIATION.get(mark.value):
        case "improvement":
            return Variation("improvement", falling, mark.points)
        case "concern":
            return Variation("concern", falling, mark.points)
        case "special":
            return Variation("special", falling, mark.points)
        case "common":
            return Variation("common", falling, mark.points)
    return Variation("few", False, mark.points) if mark.value == "not_enough_data" else None
