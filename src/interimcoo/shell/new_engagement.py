"""The dialog for a new engagement: five fields, what will be made, and where."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from interimcoo import content
from interimcoo.formats import day
from interimcoo.shell import ask
from interimcoo.shell.names import MANDATE_TYPES
from interimcoo.text import _, interface_language, plural
from interimcoo.ui.form import Choice, Day, Form, FormDialog, Number, Text
from interimcoo.ui.words import ElidedLabel, button, label

_LENGTHS: Final = {"turnaround": 180, "change_project": 270, "growth": 150, "vacancy": 120}
_DAYS_PER_LENGTH: Final = 0.6


@dataclass(frozen=True, slots=True)
class Wish:
    """What the dialog asks the program to make."""

    path: Path
    client: str
    mandate_type: str
    start: date
    length_days: int
    contract_days: int


def brought_by(mandate_type: str) -> str:
    """ "6 gates, 10 starter KPIs, 24 questions": what a mandate type brings, counted in the content."""
    asked = content.assessment_subset(mandate_type)
    said = (
        plural(len(content.gates()), "{n} gate", "{n} gates"),
        plural(len(content.starter_kpis(mandate_type)), "{n} starter KPI", "{n} starter KPIs"),
        plural(len(asked), "{n} question", "{n} questions"),
    )
    return ", ".join(said)


class NewEngagement(FormDialog):
    """`wish()` is what was asked for, once `wanted` was emitted."""

    def __init__(self, parent: QWidget | None, mandate_type: str, today: date, folder: Path) -> None:
        self._folder = folder
        length = _LENGTHS[mandate_type]
        form = Form(
            (
                Text("client", _("Client"), needed=True, check=_fits_a_name),
                Choice(
                    "type", _("Mandate type"), [(key, _(name)) for key, name in MANDATE_TYPES.items()], mandate_type
                ),
                Day("start", _("Start"), today, needed=True),
                Number("length", _("Length"), length, needed=True, unit=_("days"), check=_whole_days),
                Number(
                    "days", _("Contract days"), round(length * _DAYS_PER_LENGTH), unit=_("days"), check=_no_less_than_0
                ),
            ),
            columns=2,
        )
        super().__init__(parent, _("New engagement"), form, _("Create engagement"), width=560)
        self._type = mandate_type
        self.preview = QVBoxLayout()
        self.preview.setSpacing(3)
        self.place = ElidedLabel("", "small")
        self._build()
        form.left.connect(self._changed)
        client = form.widget("client")
        client.textChanged.connect(lambda _text: self._say_place())  # type: ignore[attr-defined]  # a QLineEdit
        self._renew()

    def _build(self) -> None:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        box = QVBoxLayout()
        box.setSpacing(6)
        box.addWidget(label(_("What will be made"), "smallstrong"))
        box.addLayout(self.preview)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(button(_("Change folder"), kind="text", on_click=self._change_folder))
        box.addLayout(row)
        column.insertLayout(2, box)

    def wish(self) -> Wish:
        """What was asked for; only after every field was found right."""
        form = self.form
        start = form.day("start")
        assert start is not None
        return Wish(
            path=ask.free_name(self._folder, form.text("client")),
            client=form.text("client"),
            mandate_type=form.text("type"),
            start=start,
            length_days=int(form.number("length") or 0),
            contract_days=int(form.number("days") or 0),
        )

    def lines(self) -> tuple[str, ...]:
        """The preview, line by line."""
        form, language = self.form, interface_language()
        kind = form.text("type")
        if any(form.problem(key) for key in ("start", "length")):
            return ()
        start = form.day("start")
        length = form.number("length")
        if start is None or not length:
            return ()
        end = start + timedelta(days=int(length) - 1)
        said = [
            _("{type}, {start} to {end}").format(
                type=_(MANDATE_TYPES[kind]), start=day(start, language, year=True), end=day(end, language, year=True)
            )
        ]
        for gate in content.gates(language)[:3]:
            due = min(start + timedelta(days=gate.due_days[kind] - 1), end)
            said.append(
                _("Gate {code} {name}, due {day}").format(
                    code=gate.code, name=gate.name.lower(), day=day(due, language, weekday=True)
                )
            )
        said.append(brought_by(kind))
        return tuple(said)

    def _changed(self, key: str) -> None:
        if key == "type":
            kind = self.form.text("type")
            before, length = _LENGTHS[self._type], _LENGTHS[kind]
            if self.form.text("length") == str(before):
                self.form.set_value("length", length)
            if self.form.text("days") == str(round(before * _DAYS_PER_LENGTH)):
                self.form.set_value("days", round(length * _DAYS_PER_LENGTH))
            self._type = kind
        self._renew()

    def _renew(self) -> None:
        while self.preview.count():
            item = self.preview.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in self.lines():
            self.preview.addWidget(label(line, "body"))
        self._say_place()

    def _say_place(self) -> None:
        path = ask.free_name(self._folder, self.form.text("client") or _("Client"))
        self.place.setText(_("Saved as {path}").format(path=path))

    def _change_folder(self) -> None:
        chosen = ask.folder(self, _("Folder for engagements"), str(self._folder))
        if chosen is not None:
            self._folder = chosen
            self._say_place()


def _fits_a_name(typed: str) -> str:
    return _("Use at most 80 letters.") if len(typed) > 80 else ""


def _whole_days(typed: str) -> str:
    plain = typed.strip()
    if plain.isdigit() and 1 <= int(plain) <= 3650:
        return ""
    return _("Write a whole number of days, at least 1.")


def _no_less_than_0(typed: str) -> str:
    plain = typed.strip()
    if plain.isdigit() and int(plain) <= 3650:
        return ""
    return _("Write a whole number of days, or leave it empty.")
