"""What is told once about the place of an opened file; and what is tidied up behind the first window."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from interimcoo.shell.program import warm
from interimcoo.shell.window import MainWindow
from interimcoo.store import data_folder

Opening = Callable[[MainWindow, Path], None]
Make = Callable[..., Path]


def _topics(window: MainWindow) -> list[str]:
    assert window.workspace is not None
    return [one.topic for one in window.workspace.banners.texts()]


def test_that_a_copy_beside_is_told_when_the_file_is_opened(
    welcome: MainWindow, make_file: Make, open_in: Opening, qtbot: QtBot
) -> None:
    path = make_file()
    shutil.copyfile(path, path.with_name("Nordvik (conflict).icoo"))

    open_in(welcome, path)

    qtbot.waitUntil(lambda: _topics(welcome) == ["copy"], timeout=10_000)
    assert welcome.workspace is not None
    (banner,) = welcome.workspace.banners.texts()
    assert banner.bold == "Nordvik (conflict).icoo in the same folder is a second file of this engagement."


def test_that_a_synchronised_folder_is_told_at_its_first_use_only(
    welcome: MainWindow, make_file: Make, open_in: Opening, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "OneDrive - Nordvik"
    folder.mkdir()
    first, second = make_file().rename(folder / "a.icoo"), make_file("Beta AB").rename(folder / "b.icoo")

    open_in(welcome, first)
    qtbot.waitUntil(lambda: _topics(welcome) == ["synchronised"], timeout=10_000)
    open_in(welcome, second)
    shutil.copyfile(second, folder / "b2.icoo")  # a second notice shows when the place has been looked at
    qtbot.waitUntil(lambda: _topics(welcome) == ["copy"], timeout=10_000)

    assert (data_folder() / "synchronised.json").stat().st_mode & 0o777 == 0o600


def test_that_a_file_alone_in_its_folder_is_not_spoken_of(
    welcome: MainWindow, make_file: Make, open_in: Opening, qtbot: QtBot
) -> None:
    open_in(welcome, make_file())
    assert welcome.session is not None
    with qtbot.waitSignal(welcome.session.jobs.started, timeout=10_000, check_params_cb=lambda job: not job.title):
        pass
    qtbot.waitUntil(lambda: welcome.session is not None and not welcome.session.jobs.running, timeout=10_000)

    assert _topics(welcome) == []


def test_that_old_remains_are_tidied_up_once_the_window_stands(welcome: MainWindow, qtbot: QtBot) -> None:
    folder = data_folder()
    (folder / "checks").mkdir(mode=0o700)
    old, fresh, kept = folder / "salvage-old", folder / "recover-fresh", folder / "backups"
    check = folder / "checks" / "0123456789abcdef"
    for place in (old, fresh, kept):
        place.mkdir()
    (old / "document").write_bytes(b"half")
    check.write_bytes(b"copy")
    before = time.time() - 2 * 86_400
    for path in (old, kept, check):
        os.utime(path, (before, before))

    warm(welcome)

    qtbot.waitUntil(lambda: not welcome.jobs.running, timeout=30_000)
    assert (old.exists(), check.exists()) == (False, False)
    assert (fresh.exists(), kept.exists()) == (True, True)
