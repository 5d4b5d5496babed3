"""An import in the making: the file, the sheet, where its table is, and what was chosen. Nothing is stored yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from interimcoo.exchange.excel_in.layout import ColumnChoice, DecimalSign, Layout
from interimcoo.exchange.excel_in.plan import blocked_by
from interimcoo.exchange.excel_in.shape import named_by_heading
from interimcoo.exchange.excel_in.sheet import Sheet, Workbook
from interimcoo.exchange.excel_in.target import Field, Target
from interimcoo.exchange.excel_in.words import fold
from interimcoo.features.imports.known import target_of, targets
from interimcoo.features.imports.queries import Profile, SheetProposal, headings, layout_at, propose, propose_sheet
from interimcoo.text import N_, _


@dataclass(frozen=True, slots=True)
class Draft:
    """One state of the wizard; every gesture gives another one, so that each can be taken back.

    `chosen`: fields set by the person, by column; None leaves the column out.
    """

    workbook: Workbook
    proposals: tuple[SheetProposal, ...]
    sheet: str
    target: str
    layout: Layout | None
    place: int = 0
    """which proposal of the sheet is shown; -1: edges set by the person"""
    chosen: Mapping[int, str | None] = field(default_factory=dict)
    grade: str = ""
    profile: str = ""

    @property
    def page(self) -> Sheet:
        """The sheet in work."""
        found = self.workbook.sheet(self.sheet)
        assert found is not None
        return found

    @property
    def aim(self) -> Target:
        """What the import fills."""
        return target_of(self.target) or targets()[0]

    @property
    def proposal(self) -> SheetProposal | None:
        """The proposal for the sheet in work."""
        return next((p for p in self.proposals if p.sheet == self.sheet), None)

    @property
    def lacking(self) -> str:
        """What must still be given before a dry run, in words; empty: nothing."""
        if self.layout is None:
            return _(N_("Choose the header row: select it and press H."))
        return blocked_by(self.layout, self.aim)

    def on_sheet(self, name: str) -> "Draft":
        """Another sheet of the file, with its first proposal."""
        sheet = self.workbook.sheet(name)
        if sheet is None:
            return self
        proposals, found = self.proposals, next((p for p in self.proposals if p.sheet == name), None)
        if found is None and (found := propose_sheet(sheet)):
            proposals = (*proposals, found)
        fresh = replace(self, proposals=proposals, sheet=name, chosen={}, place=0, profile="")
        if found is None:
            return replace(fresh, layout=None)
        return replace(fresh, target=found.target, layout=found.layouts[0])

    def aimed_at(self, target: str) -> "Draft":
        """The same table, to fill something else."""
        aim = target_of(target)
        if aim is None or target == self.target:
            return self
        changed = replace(self, target=target, chosen={}, profile="")
        if self.layout is None:
            return changed
        kept = layout_at(self.page, aim, self.layout.header_rows, self.layout.first_data_row, self.layout.last_data_row)
        return replace(changed, layout=kept)

    def next_proposal(self) -> "Draft":
        """The next proposal for the sheet, after the last the first."""
        found = self.proposal
        if found is None or found.target != self.target or (len(found.layouts) < 2 and self.place == 0):
            return self
        place = (self.place + 1) % len(found.layouts)
        return replace(self, layout=found.layouts[place], place=place, chosen={})

    def with_header(self, first: int, last: int) -> "Draft":
        """Other header rows; the data rows follow from the sheet again."""
        rows = tuple(n for n in range(first, last + 1) if n in self.page.rows) or (first,)
        return self._edges(rows[-4:], None, None)

    def with_data(self, first: int | None = None, last: int | None = None) -> "Draft":
        """Other first or last data row; a header below the first row is left out."""
        layout = self.layout
        if layout is None:
            return self
        start = first or layout.first_data_row
        end = max(start, last or layout.last_data_row)
        header = tuple(n for n in layout.header_rows if n < start)
        return self._edges(header, start, end)

    def _edges(self, header: tuple[int, ...], first: int | None, last: int | None) -> "Draft":
        year = self.layout.year if self.layout else None
        layout = layout_at(self.page, self.aim, header, first, last, year)
        if self.layout is not None:
            old = self.layout
            layout = replace(
                layout,
                decimal_sign=old.decimal_sign,
                create_missing=old.create_missing,
                unit=old.unit,
                constants={**layout.constants, **old.constants},
            )
        return replace(self, layout=_chosen(layout, self.chosen), place=-1)

    def marked(self, row: int, as_: str) -> "Draft":
        """A row marked as "total" or "skip", or no longer so."""
        layout = self.layout
        if layout is None or not layout.first_data_row <= row <= layout.last_data_row:
            return self
        totals, skips = layout.total_rows - {row}, layout.skipped_rows - {row}
        if as_ == "total" and row not in layout.total_rows:
            totals |= {row}
        if as_ == "skip" and row not in layout.skipped_rows:
            skips |= {row}
        sections = layout.section_rows - {row}
        return replace(self, layout=replace(layout, total_rows=totals, skipped_rows=skips, section_rows=sections))

    def with_field(self, column: int, key: str | None) -> "Draft":
        """Another field for a column; one field belongs to one column, values excepted."""
        layout = self.layout
        if layout is None:
            return self
        chosen = dict(self.chosen)
        if key not in (None, "value"):
            chosen.update({c.column: None for c in layout.columns if c.field == key and c.column != column})
        chosen[column] = key
        return replace(self, layout=_chosen(layout, chosen), chosen=chosen)

    def with_constant(self, key: str, text: str) -> "Draft":
        """A value for all rows in place of a column; empty takes it away."""
        if self.layout is None:
            return self
        constants = {k: v for k, v in self.layout.constants.items() if k != key}
        if text.strip():
            constants[key] = text.strip()
        return replace(self, layout=replace(self.layout, constants=constants))

    def with_year(self, year: int | None) -> "Draft":
        """The year of periods that do not say one."""
        layout = self.layout
        if layout is None:
            return self
        again = layout_at(self.page, self.aim, layout.header_rows, layout.first_data_row, layout.last_data_row, year)
        periods = {c.column: c.period for c in again.columns}
        columns = tuple(replace(c, period=periods.get(c.column, "")) if c.period else c for c in layout.columns)
        return replace(self, layout=replace(layout, year=year, columns=columns))

    def with_answers(
        self, *, sign: DecimalSign | None = None, unit: str | None = None, create_missing: bool | None = None
    ) -> "Draft":
        """Answers that hold for the whole table."""
        layout = self.layout
        if layout is None:
            return self
        return replace(
            self,
            layout=replace(
                layout,
                decimal_sign=sign or layout.decimal_sign,
                unit=layout.unit if unit is None else unit,
                create_missing=layout.create_missing if create_missing is None else create_missing,
            ),
        )

    def with_grade(self, grade: str) -> "Draft":
        """How far the source can be trusted."""
        return replace(self, grade=grade)

    def with_profile(self, profile: Profile) -> "Draft":
        """The choices of a saved profile, by heading."""
        layout = self.layout
        if layout is None:
            return self
        chosen = {
            c.column: profile.fields[fold(c.label)]
            for c in layout.columns
            if not c.period and fold(c.label) in profile.fields
        }
        layout = replace(
            _chosen(layout, chosen),
            constants={**layout.constants, **profile.constants},
            decimal_sign=profile.decimal_sign,
            unit=profile.unit,
            create_missing=profile.create_missing,
        )
        return replace(self, layout=layout, chosen=chosen, profile=profile.name)

    def needed_fields(self) -> tuple[Field, ...]:
        """Fields that have no column and may be given once for all rows."""
        layout = self.layout
        if layout is None:
            return ()
        by_column = {c.field for c in layout.columns if c.field}
        if layout.shape == "wide":
            by_column.add("period")
        return tuple(f for f in self.aim.fields if f.needed and f.key not in by_column)

    def named_by_headings(self) -> bool:
        """Whether the headings of value columns name the KPIs, so that none has to be given."""
        return self.layout is not None and named_by_heading(self.layout, self.aim)


def _chosen(layout: Layout, chosen: Mapping[int, str | None]) -> Layout:
    """The layout with the person's fields; what was proposed for others makes room."""
    keys = {key for key in chosen.values() if key not in (None, "value")}

    def one(choice: ColumnChoice) -> ColumnChoice:
        if choice.column in chosen:
            return replace(choice, field=chosen[choice.column], score=1.0, reason=_(N_("set by you")))
        if choice.field in keys:
            return replace(choice, field=None, score=0.0, reason=_(N_("left out")))
        return choice

    return replace(layout, columns=tuple(one(c) for c in layout.columns))


def begun(workbook: Workbook, saved: tuple[Profile, ...] = ()) -> Draft:
    """The first draft for a file: the best sheet, its best proposal, and the profile that has the same headings."""
    proposals = propose(workbook)
    if not proposals:
        sheet = next((s for s in workbook.sheets if s.state == "visible" and s.rows), workbook.sheets[0])
        return Draft(workbook, (), sheet.name, targets()[0].key, None)
    best = proposals[0]
    draft = Draft(workbook, proposals, best.sheet, best.target, best.layouts[0])
    for profile in saved:
        if profile.target == draft.target and profile.labels and profile.labels == headings(best.layouts[0]):
            return draft.with_profile(profile)
    return draft
