"""Run what a dialog asks for; a refusal is said in the dialog, where the typing is, and nothing typed is lost."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from interimcoo.ui.form import FormDialog
from interimcoo.ui.session import BannerText, Session

if TYPE_CHECKING:
    from interimcoo.store.command import Command


def run_from(
    dialog: FormDialog, session: Session, command: "Command", done: Callable[[], object] | None = None
) -> bool:
    """Run a command and close the dialog; when it is refused the dialog stays and says why."""
    said: list[BannerText] = []
    session.bannered.connect(said.append)
    ok = session.run(command)
    session.bannered.disconnect(said.append)
    if ok:
        dialog.accept()
        if done is not None:
            done()
        return True
    if said:
        session.clear_banner(said[-1].topic)
        dialog.say(f"{said[-1].bold} {said[-1].plain}".strip())
    return False
