"""The toolbars of the import page: the start, and the wizard with its stepper."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from interimcoo.features.imports import outcome
from interimcoo.features.imports.stepper import Stepper
from interimcoo.features.imports.wizard import COLUMNS, FILE, RUN, STEPS, TABLE, Wizard
from interimcoo.text import N_, _
from interimcoo.ui.theme import theme
from interimcoo.ui.words import Button, button, disable


class WizardBar(QWidget):
    """Stepper at the left; save profile, back and the one primary button at the right."""

    def __init__(self, wizard: Wizard, on_save: Callable[[], object], on_cancel: Callable[[], object]) -> None:
        super().__init__()
        self._wizard = wizard
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 9, 20, 9)
        self._row.setSpacing(8)
        self.stepper = Stepper([_(name) for name in STEPS])
        self.stepper.wanted.connect(wizard.go)
        self._row.addWidget(self.stepper, 1)
        self.cancel = button(_("Cancel"), kind="text", on_click=on_cancel)
        self.save = button(_("Save profile"), "device-floppy", on_click=on_save)
        self.back = button(_("Back"), on_click=wizard.back)
        for made in (self.cancel, self.save, self.back):
            self._row.addWidget(made)
        self._primaries: dict[int, Button] = {}
        for step, words in ((FILE, STEPS[1]), (TABLE, STEPS[2]), (COLUMNS, STEPS[3]), (RUN, N_("Import"))):
            key = "Ctrl+Return" if step == RUN else "Alt+Right"
            made = button(
                _(words), "file-import" if step == RUN else "", kind="primary", key=key, on_click=wizard.forward
            )
            self._primaries[step] = made
            self._row.addWidget(made)
        self.setMinimumHeight(theme().px(52))
        self.show_step()

    def primary(self) -> Button:
        """The primary button of the step shown."""
        return self._primaries[self._wizard.step]

    def show_step(self) -> None:
        """Show the step of the wizard."""
        wizard = self._wizard
        self.stepper.show_step(wizard.step, wizard.reached)
        for step, made in self._primaries.items():
            made.setVisible(step == wizard.step)
        self.save.setVisible(wizard.step == RUN)
        disable(self.save, "" if wizard.run is not None else _("The dry run is on its way."))
        if wizard.run is not None:
            count = outcome.taken(wizard.run)
            one, many = N_("Import {count} row"), N_("Import {count} rows")
            words = _(one if count == 1 else many).format(count=outcome.number(count))
            last = self._primaries[RUN]
            last.setText(words)
            last.setAccessibleName(words)
            last.updateGeometry()
        why = wizard.why_not()
        disable(self._primaries[RUN], why)
