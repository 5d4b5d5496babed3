"""Forms: what can be typed, when it is checked, and where the focus goes."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from interimcoo.ui.form import Choice, Day, Form, FormDialog, LongText, Money, Number, Person, Text
from interimcoo.ui.typed import parse_day, parse_number

BASE = date(2026, 9, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-09-22", BASE),
        ("22.9.2026", BASE),
        ("22 9 26", BASE),
        ("22/09/2026", BASE),
        ("+7", date(2026, 9, 29)),
        ("-3", date(2026, 9, 19)),
        ("−3", date(2026, 9, 19)),
        ("", None),
        ("  ", None),
    ],
)
def test_that_a_day_is_read_as_people_type_it(typed: str, day: date | None) -> None:
    assert parse_day(typed, BASE) == day


@pytest.mark.parametrize(
    "typed",
    ["tomorrow", "2026-13-01", "31.2.2026", "22.9", "+x", "2026", "+9999999", "+99999999999", "1 1 99999999999"],
)
def test_that_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_day(typed, BASE)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234", "1234"),
        ("0,5", "0.5"),
        ("\u221212", "-12"),
        ("12,5", "12.5"),
    ],
)
def test_that_a_number_is_read_in_either_decimal_sign(typed: str, value: str) -> None:
    assert parse_number(typed, "en") == Decimal(value)


@pytest.mark.parametrize("typed", ["twelve", "1.2.3", "12%", "--3", "nan", "-inf", "1e400", "1e16"])
def test_that_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_number(typed, "en")


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(
        (
            Text("title", "Title", needed=True, check=lambda typed: "Too long." if len(typed) > 8 else ""),
            Person("owner", "Owner", "M. Wójcik", names=("M. Wójcik", "J. Åkesson")),
            Day("due", "Due", BASE, needed=True),
            Number("target", "Target", 92.5, unit="%"),
            Money("value", "Value", 123_456),
            Choice("status", "Status", (("open", "Open"), ("done", "Done")), "done"),
            LongText("note", "Note"),
        )
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_that_values_are_shown_and_read_back_exactly(form: Form) -> None:
    assert form.text("owner") == "M. Wójcik"
    assert form.day("due") == BASE
    assert form.number("target") == 92.5
    assert form.text("value") == "1234.56"
    assert form.minor("value") == 123_456
    assert form.text("status") == "done"


@pytest.mark.parametrize(
    ("currency", "minor", "shown", "typed", "read"),
    [
        ("EUR", 42_000_000, "420000", "0.42m", 42_000_000),
        ("JPY", 5_000, "5000", "6,500", 6_500),
        ("KWD", 1_250, "1.250", "2.5", 2_500),
    ],
)
def test_that_an_amount_is_typed_in_the_minor_units_of_its_currency(
    qtbot: QtBot, currency: str, minor: int, shown: str, typed: str, read: int
) -> None:
    form = Form((Money("amount", "Amount", minor, currency=currency),))
    qtbot.addWidget(form)
    assert (form.text("amount"), form.minor("amount")) == (shown, minor)
    form.set_value("amount", typed)
    assert (form.problem("amount"), form.minor("amount")) == ("", read)
    form.set_value("amount", "a lot")
    assert form.problem("amount") == "“a lot” is not an amount. Type it as 420,000 or 0.42m."


def test_that_required_fields_are_named_in_words(form: Form) -> None:
    assert form.widget("title").accessibleName() == "Title, needed"
    assert form.widget("target").accessibleName() == "Target (%)"
    assert form.widget("status").accessibleName() == "Status"


def test_that_the_first_error_gets_the_focus_and_each_has_its_sentence(form: Form) -> None:
    due = form.widget("due")
    assert isinstance(due, QLineEdit)
    due.setText("soon")

    assert not form.check()

    assert form.widget("title").hasFocus()
    assert form.problem("title") == "Title is needed."
    assert form.problem("due") == "“soon” is not a date. Type it as year-month-day, as in 2026-09-22."
    assert form.widget("due").property("wrong")


def test_that_a_field_is_checked_on_leaving_and_not_while_typing(form: Form, qtbot: QtBot) -> None:
    left: list[str] = []
    form.left.connect(left.append)
    title = form.widget("title")
    title.setFocus()
    qtbot.keyClicks(title, "far too long")
    assert not title.property("wrong")

    qtbot.keyClick(title, Qt.Key.Key_Tab)
    assert title.property("wrong")
    assert left == []
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Good")
    qtbot.keyClick(title, Qt.Key.Key_Tab)

    assert not title.property("wrong")
    assert left == ["title"]


def test_that_leaving_a_field_unchanged_tells_nothing(form: Form, qtbot: QtBot) -> None:
    left: list[str] = []
    form.left.connect(left.append)
    due = form.widget("due")
    due.setFocus()
    qtbot.keyClick(due, Qt.Key.Key_Tab)

    assert left == []


def test_that_a_dialog_asks_only_when_every_field_is_right(qtbot: QtBot) -> None:
    form = Form((Text("title", "Title", needed=True),))
    dialog = FormDialog(None, "New action", form, "Add action")
    qtbot.addWidget(dialog)
    wanted: list[str] = []
    dialog.wanted.connect(lambda: wanted.append(form.text("title")))
    with qtbot.waitActive(dialog):
        dialog.open()
    assert form.widget("title").hasFocus()

    qtbot.keyClick(form.widget("title"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == []
    qtbot.keyClicks(form.widget("title"), "Freeze rule")
    qtbot.keyClick(form.widget("title"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert wanted == ["Freeze rule"]
    dialog.say("It is taken.")
    assert dialog.error.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_that_every_field_is_reached_by_tab_in_order(form: Form, qtbot: QtBot) -> None:
    form.widget("title").setFocus()
    reached = []
    for _field in range(len(form.fields)):
        now: QWidget | None = form.window().focusWidget()
        reached.append(next((key for key in form.fields if now is not None and _is_in(form.widget(key), now)), "?"))
        qtbot.keyClick(form.window().focusWidget(), Qt.Key.Key_Tab)

    assert reached == list(form.fields)


def _is_in(field: QWidget, now: QWidget) -> bool:
    return field is now or field.isAncestorOf(now)
