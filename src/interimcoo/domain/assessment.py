"""The operational assessment: what the answers of a round say about each dimension.

A view is one respondent's answer for one unit; the respondent "" is the assessor, the unit "" the client as a whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final, Literal

from interimcoo.domain.trust import worst

DIMENSIONS: Final = tuple("ABCDEFGHIJKL")
SAFETY: Final = "K"
"""the dimension whose scores of 0 or 1 always stand on the first page"""
HIGHEST_SCORE: Final = 5
WIDE: Final = 2
"""a spread of two points or more is a finding of its own"""
ALARM: Final = 1
"""the highest score in the dimension of safety that is an alarm"""
_SHOWN_FROM: Final = Fraction(1, 2)
_MOST_HEARSAY: Final = Fraction(2, 5)

Basis = Literal["assessor", "respondents", ""]


@dataclass(frozen=True, slots=True)
class Answer:
    """One view on one question. `score` and `target` 0 to 5; `confidence` a trust grade."""

    question: str
    dimension: str
    unit: str
    respondent: str
    score: int | None
    target: int | None
    confidence: str
    evidence: str
    not_applicable: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """The two views on one question that lie furthest apart."""

    question: str
    points: int
    low: Answer
    high: Answer


@dataclass(frozen=True, slots=True)
class Standing:
    """What the answers say about one dimension, as a whole or in one unit.

    `score` is the assessor's mean where the assessor has answered half of the applicable questions, else that of the
    respondents, else None; the two are never mixed. `spread` and `widest` compare all views on one question.
    """

    dimension: str
    score: float | None
    basis: Basis
    assessor: float | None
    respondents: float | None
    target: float | None
    lowest: int | None
    widest: Difference | None
    answered: int
    applicable: int
    unproven: bool
    grade: str
    """the worst confidence among the answers that count"""

    @property
    def spread(self) -> int:
        """The largest difference between two views on one question; 0 where nobody differs."""
        return self.widest.points if self.widest is not None else 0

    @property
    def shown(self) -> bool:
        """Whether enough is answered to show a score."""
        return self.score is not None


def profile(questions: Mapping[str, str], answers: Sequence[Answer]) -> tuple[Standing, ...]:
    """A standing for each dimension that has questions, in their order. `questions`: code -> dimension."""
    codes: dict[str, list[str]] = {}
    for code, dimension in questions.items():
        codes.setdefault(dimension, []).append(code)
    given: dict[str, list[Answer]] = {}
    for answer in answers:
        given.setdefault(answer.dimension, []).append(answer)
    return tuple(standing(one, codes[one], given.get(one, ())) for one in DIMENSIONS if one in codes)


def standing(dimension: str, questions: Sequence[str], answers: Iterable[Answer]) -> Standing:
    """What the answers say about a dimension with these questions; answers to other questions do not count."""
    asked = set(questions)
    given = [answer for answer in answers if answer.question in asked]
    scored = [answer for answer in given if answer.score is not None and not answer.not_applicable]
    answered = {answer.question for answer in scored}
    left_out = {answer.question for answer in given if answer.not_applicable} - answered
    applicable = len(asked) - len(left_out)
    assessor = _mean([answer for answer in scored if not answer.respondent], applicable)
    respondents = _mean([answer for answer in scored if answer.respondent], applicable)
    score = assessor if assessor is not None else respondents
    basis: Basis = "" if score is None else "assessor" if assessor is not None else "respondents"
    counted = [answer for answer in scored if basis == "" or (not answer.respondent) == (basis == "assessor")]
    hearsay = sum(1 for answer in counted if answer.confidence == "D")
    return Standing(
        dimension=dimension,
        score=_number(score),
        basis=basis,
        assessor=_number(assessor),
        respondents=_number(respondents),
        target=_number(_target(given)),
        lowest=min((answer.score for answer in scored if answer.score is not None), default=None),
        widest=widest(scored),
        answered=len(answered),
        applicable=applicable,
        unproven=bool(counted) and Fraction(hearsay, len(counted)) > _MOST_HEARSAY,
        grade=worst({answer.confidence for answer in counted}),
    )


def widest(answers: Iterable[Answer]) -> Difference | None:
    """The question on which two views differ most (the first of equals); None where no views differ."""
    found: Difference | None = None
    for difference in differences(answers):
        if found is None or difference.points > found.points:
            found = difference
    return found


def differences(answers: Iterable[Answer]) -> tuple[Difference, ...]:
    """For each question on which views differ, the lowest and the highest, in the order of the questions."""
    ends: dict[str, tuple[int, Answer, int, Answer]] = {}
    for answer in answers:
        score = answer.score
        if score is None or answer.not_applicable:
            continue
        held = ends.get(answer.question)
        if held is None:
            ends[answer.question] = (score, answer, score, answer)
        elif score < held[0]:
            ends[answer.question] = (score, answer, held[2], held[3])
        elif score > held[2]:
            ends[answer.question] = (held[0], held[1], score, answer)
    return tuple(
        Difference(question, high - low, lower, higher)
        for question, (low, lower, high, higher) in ends.items()
        if high > low
    )


def alarms(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Answers that always stand on the first page: 0 or 1 in the dimension of safety, the lowest first."""
    found = [
        (answer.score, answer)
        for answer in answers
        if answer.dimension == SAFETY and answer.score is not None and answer.score <= ALARM
        if not answer.not_applicable
    ]
    return tuple(answer for _score, answer in sorted(found, key=lambda pair: (pair[0], pair[1].question, pair[1].unit)))


@dataclass(frozen=True, slots=True)
class Movement:
    """How dimensions moved since the round before, as printed with one decimal, where both rounds have a score."""

    rose: tuple[str, ...]
    still: tuple[str, ...]
    fell: tuple[str, ...]

    @property
    def compared(self) -> int:
        """How many dimensions have a score in both rounds."""
        return len(self.rose) + len(self.still) + len(self.fell)


def movement(now: Sequence[Standing], before: Sequence[Standing]) -> Movement:
    """Which dimensions rose, stood still and fell."""
    earlier = {one.dimension: one.score for one in before}
    signs: dict[int, list[str]] = {1: [], 0: [], -1: []}
    for one in now:
        was = earlier.get(one.dimension)
        if one.score is not None and was is not None:
            a, b = _tenths(one.score), _tenths(was)
            signs[(a > b) - (a < b)].append(one.dimension)
    return Movement(tuple(signs[1]), tuple(signs[0]), tuple(signs[-1]))


def _mean(answers: Sequence[Answer], applicable: int) -> Fraction | None:
    """Mean of the answered questions, each unit weighing the same in one; None below half of the applicable ones."""
    sums: dict[str, dict[str, list[int]]] = {}
    for answer in answers:
        if answer.score is not None:
            held = sums.setdefault(answer.question, {}).setdefault(answer.unit, [0, 0])
            held[0] += answer.score
            held[1] += 1
    if not sums or Fraction(len(sums), applicable) < _SHOWN_FROM:
        return None
    means = [
        sum((Fraction(total, count) for total, count in units.values()), Fraction(0)) / len(units)
        for units in sums.values()
    ]
    return sum(means, Fraction(0)) / len(means)


def _target(answers: Sequence[Answer]) -> Fraction | None:
    """Mean of the questions' targets; the views on one question weigh the same."""
    wanted: dict[str, list[int]] = {}
    for answer in answers:
        if answer.target is not None and not answer.not_applicable:
            wanted.setdefault(answer.question, []).append(answer.target)
    if not wanted:
        return None
    return sum((Fraction(sum(given), len(given)) for given in wanted.values()), Fraction(0)) / len(wanted)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _tenths(value: float) -> int:
    """The value in tenths, half up, as it is printed."""
    return int((Decimal(repr(value)) * 10).to_integral_value(ROUND_HALF_UP))
