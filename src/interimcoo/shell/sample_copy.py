"""The copy of the sample client that the window opens: made once by the product's own importer, then copied."""

from importlib import import_module
from pathlib import Path

from interimcoo import __version__
from interimcoo.shell.copies import copy_file
from interimcoo.ui.jobs import Progress


def make_copy(master: Path, path: Path, *, anew: bool, progress: Progress) -> None:
    """See to it that the copy is there; the master is made when it is missing or of another version."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and not anew:
        return
    stamp = master.with_suffix(".version")
    if not master.exists() or not stamp.exists() or stamp.read_text(encoding="utf-8") != __version__:
        beside = master.with_suffix(".making.icoo")
        beside.unlink(missing_ok=True)
        try:
            import_module("interimcoo.sample").make_sample(beside, progress=progress)
            beside.replace(master)
        finally:
            beside.unlink(missing_ok=True)
        stamp.write_text(__version__, encoding="utf-8")
    path.unlink(missing_ok=True)
    copy_file(master, path)
