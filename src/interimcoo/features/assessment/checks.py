"""What commands of the assessment refuse alike: unknown questions, and grades that are none."""

from typing import TYPE_CHECKING, Final

from sqlmodel import select

from interimcoo.store.errors import Refused
from interimcoo.store.tables import Question
from interimcoo.text import _

if TYPE_CHECKING:
    from sqlmodel import Session

GRADES: Final = ("", "A", "B", "C", "D")


def question_id(db: "Session", code: str) -> int | None:
    """The key of a question; None for an empty code. Refuses an unknown one."""
    if not code:
        return None
    known = db.exec(select(Question.id).where(Question.code == code)).first()
    if known is None:
        raise Refused(_("There is no question {code}.").format(code=code), _("Choose one of the question bank."))
    return known


def check_grade(grade: str) -> None:
    if grade not in GRADES:
        raise Refused(_("The trust grade is one of A, B, C and D."), _("Choose a grade, or leave it empty."))
