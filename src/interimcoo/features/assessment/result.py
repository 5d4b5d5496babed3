"""The result of a round as page and report show it: standings by dimension and unit, what moved, where views differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interimcoo.domain.assessment import (
    WIDE,
    Answer,
    Difference,
    Movement,
    Standing,
    alarms,
    differences,
    movement,
    profile,
)
from interimcoo.features.assessment import queries
from interimcoo.features.assessment.queries import QuestionRow, RoundRow
from interimcoo.store.remembered import remembered

if TYPE_CHECKING:
    from sqlmodel import Session

By = Literal["unit", "respondent"]
ASSESSOR = "\0assessor"
"""key of the assessor's column where columns are respondents"""


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension: as a whole, and in each column of the result."""

    whole: Standing
    cells: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A round, counted. `columns` are units or respondents (empty when there is nothing to set side by side)."""

    held: RoundRow | None
    before: RoundRow | None
    questions: tuple[QuestionRow, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    earlier: tuple[Standing, ...]
    moved: Movement
    alarms: tuple[Answer, ...]
    wide: tuple[Difference, ...]
    """questions on which views differ by two points or more, the widest first"""
    respondents: int

    @property
    def answered(self) -> int:
        """Questions somebody has scored or called not applicable."""
        return sum(1 for row in self.questions if row.answered)

    @property
    def total(self) -> int:
        """Questions asked."""
        return len(self.questions)

    @property
    def only_core(self) -> bool:
        """Whether no other than core questions are asked."""
        return all(row.core for row in self.questions)

    @property
    def shown(self) -> tuple[Standing, ...]:
        """Standings with a score, the weakest first."""
        found = [line.whole for line in self.lines if line.whole.score is not None]
        return tuple(sorted(found, key=lambda one: (one.score or 0.0, one.dimension)))

    def dimension_of(self, question: str) -> str:
        """The dimension of a question asked."""
        return next((row.dimension for row in self.questions if row.code == question), question[:1])


@remembered
def read(db: "Session", by: By = "unit", round_number: int | None = None) -> Result:
    """The result of a round (None: the current one), set side by side by unit or by respondent."""
    held = queries.rounds(db)
    at = next((i for i, one in enumerate(held) if one.number == round_number), len(held) - 1)
    now = held[at] if held else None
    before = held[at - 1] if at > 0 else None
    rows = queries.questions(db, now.number if now else None)
    earlier = queries.answers(db, before.number) if before else ()
    return count(rows, queries.units(db), by, now, before, earlier)


def count(
    rows: tuple[QuestionRow, ...],
    units: Sequence[str],
    by: By = "unit",
    held: RoundRow | None = None,
    before: RoundRow | None = None,
    earlier: Sequence[Answer] = (),
) -> Result:
    """The result of these questions and their answers; `units` gives the order of the columns."""
    asked = {row.code: row.dimension for row in rows}
    answers = [answer for row in rows for answer in row.answers]
    key_of = _unit if by == "unit" else _respondent
    columns = _columns(answers, units, key_of)
    whole = profile(asked, answers)
    own: dict[str, list[Answer]] = {column: [] for column in columns}
    for answer in answers if columns else ():
        if (key := key_of(answer)) in own:
            own[key].append(answer)
    parts = [{one.dimension: one for one in profile(asked, own[column])} for column in columns]
    past = profile(asked, earlier)
    wide = [one for one in differences(answers) if one.points >= WIDE]
    return Result(
        held=held,
        before=before,
        questions=rows,
        columns=columns,
        lines=tuple(Line(one, tuple(part[one.dimension] for part in parts)) for one in whole),
        earlier=past,
        moved=movement(whole, past),
        alarms=alarms(answers),
        wide=tuple(sorted(wide, key=lambda one: (-one.points, one.question))),
        respondents=len({answer.respondent for answer in answers if answer.respondent}),
    )


def _unit(answer: Answer) -> str:
    return answer.unit


def _respondent(answer: Answer) -> str:
    return answer.respondent or ASSESSOR


def _columns(answers: Sequence[Answer], units: Sequence[str], key_of: Callable[[Answer], str]) -> tuple[str, ...]:
    """Columns with at least one score, units in their order, others by letter; none where there is only the whole."""
    found = {key_of(answer) for answer in answers if answer.score is not None}
    order = {name: at for at, name in enumerate(units)}
    columns = sorted(found, key=lambda one: (order.get(one, len(order)), one.casefold()))
    return () if columns == [""] else tuple(columns)
