"""The two toolbars of the KPI page, and what they filter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interimcoo.features.kpis.list_view import VIEWS, in_view
from interimcoo.features.kpis.state import KpiState
from interimcoo.text import _
from interimcoo.ui.toolbar import Toolbar

if TYPE_CHECKING:
    from interimcoo.features.kpis.page import KpiPage


class KpiTools:
    """Toolbar of the list and of an open KPI; both share the choice of a site."""

    def __init__(self, page: "KpiPage") -> None:
        self._page = page
        self.list = Toolbar()
        self._views = self.list.segments(self._choices(()), lambda _key: page.filtered(), _("View of the KPIs"))
        self._department = self.list.filter(_("Department"), (("", _("All")),), lambda _key: page.filtered())
        self._unit = self.list.filter(_("Site"), (("", _("All")),), self._choose_unit)
        self.search = self.list.search(_("Filter"), lambda _words: page.filtered(), 130)
        self.list.stretch()
        self.list.action(_("Import"), "file-import", on_click=lambda: page.session.navigate("imports"))
        self.list.primary(_("New KPI"), "plus", "N", on_click=page.new_kpi)
        self.detail = Toolbar()
        self._shown = self.detail.segments(
            (("chart", _("Chart")), ("readings", _("Readings"))), page.show_view, _("Chart or readings")
        )
        self._site = self.detail.filter(_("Site"), (("", _("All")),), self._choose_unit)
        self.detail.stretch()
        self.detail.action(_("Change"), "pencil", on_click=page.change_kpi)
        self.detail.action(_("Add note"), "pin", "T", on_click=page.annotate)
        self.detail.action(_("Split phase"), "git-branch", "P", on_click=page.split_phase)
        self.detail.primary(_("New action"), "plus", "A", on_click=page.new_action)
        self.set_units(())

    def view(self) -> str:
        """The chosen view of the list."""
        return self._views.chosen() or "all"

    def unit(self) -> str:
        """The chosen unit of organisation, empty for all."""
        return self._unit.chosen()

    def fits(self, state: KpiState) -> bool:
        """Whether a KPI passes department and typed words."""
        department = self._department.chosen()
        typed = self.search.text().casefold().split()
        text = f"{state.code} {state.name} {state.owner} {state.definition}".casefold()
        return (not department or state.department == department) and all(part in text for part in typed)

    def words(self) -> str:
        """What is filtered by, in words."""
        said = [
            _(self._department.chosen()) if self._department.chosen() else "",
            self.unit(),
            self.search.text().strip(),
        ]
        return _("Filter: {words}").format(words=", ".join(part for part in said if part) or _("the chosen view"))

    def choose_view(self, key: str) -> None:
        """Choose a view of the list."""
        self._views.choose(key)

    def clear(self) -> None:
        """Take every filter away."""
        self._views.choose("all")
        self._department.choose("")
        self._unit.choose("")
        self._site.choose("")
        self.search.setText("")

    def set_states(self, states: Sequence[KpiState]) -> None:
        """Counts of the views, and the departments there are."""
        self._views.set_options(self._choices(states))
        departments = dict.fromkeys(state.department for state in states if state.department)
        self._department.set_choices((("", _("All")), *((name, _(name)) for name in departments)))

    def set_units(self, units: Sequence[str]) -> None:
        """The units that have values; the filter is shown when there are some."""
        for one in (self._unit, self._site):
            one.set_choices((("", _("All")), *((name, name) for name in units)))
            one.setVisible(bool(units))

    def set_detail(self, state: KpiState | None, *, chart: bool) -> None:
        """Chart or readings in front."""
        self._shown.choose("chart" if chart else "readings")
        if state is not None:
            self._site.setVisible(bool(state.units))

    def state(self) -> dict[str, object]:
        """The filter as JSON values."""
        return {
            "view": self.view(),
            "department": self._department.chosen(),
            "unit": self.unit(),
            "words": self.search.text(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Put a filter back."""
        self._views.choose(str(state.get("view", "")))
        self._department.choose(str(state.get("department", "")))
        self._unit.choose(str(state.get("unit", "")))
        self._site.choose(self.unit())
        self.search.setText(str(state.get("words", "")))

    def _choose_unit(self, key: str) -> None:
        self._unit.choose(key)
        self._site.choose(key)
        self._page.refresh()

    def _choices(self, states: Sequence[KpiState]) -> tuple[tuple[str, str], ...]:
        names = {
            "all": _("All {n}"),
            "signals": _("Signals {n}"),
            "missed": _("Off target {n}"),
            "quiet": _("No signal {n}"),
        }
        return tuple((key, names[key].format(n=sum(in_view(state, key) for state in states))) for key in VIEWS)
