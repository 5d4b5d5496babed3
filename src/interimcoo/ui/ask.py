"""Run what a dialog asks for; a refusal is said in the dialog, where the typing is, and nothing typed is lost."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from interimcoo.ui.form import Form, FormDialog
from interimcoo.ui.session import BannerText, Session

if TYPE_CHECKING:
    from interimcoo.store.command import Command


def asking(
    parent: QWidget,
    session: Session,
    title: str,
    form: Form,
    verb: str,
    command: "Callable[[], Command]",
    *,
    width: int = 460,
    note: str = "",
) -> FormDialog:
    """A dialog that runs one command made of its form, and is gone when it closes; the caller opens it."""
    dialog = FormDialog(parent, title, form, verb, note=note, width=width)
    dialog.wanted.connect(lambda: run_from(dialog, session, command()))
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def run_from(
    dialog: FormDialog, session: Session, command: "Command", done: Callable[[], object] | None = None
) -> bool:
    """Run a command and close the dialog; when it is refused the dialog stays and says why."""
    if not attempt(session, command, dialog.say):
        return False
    dialog.accept()
    if done is not None:
        done()
    return True


def attempt(session: Session, command: "Command", say: Callable[[str], object]) -> bool:
    """Run a command; when it is refused the reason is said by `say`, and no banner stays. False: it was refused."""
    said: list[BannerText] = []

    def hear(text: BannerText) -> None:
        said.append(text)

    session.bannered.connect(hear)
    done = session.run(command)
    session.bannered.disconnect(hear)
    if not done and said:
        session.clear_banner(said[-1].topic)
        say(f"{said[-1].bold} {said[-1].plain}".strip())
    return done
