"""The check behind the window: silent for a whole file, a banner with a way out for a damaged one."""

import sqlite3
from pathlib import Path

from pytestqt.qtbot import QtBot

from interimcoo.shell.check_watch import CheckWatch
from interimcoo.store.engagement import Engagement
from interimcoo.ui.session import BannerText, Session
from surroundings import TickingClock


def told(session: Session, qtbot: QtBot) -> list[BannerText]:
    said: list[BannerText] = []
    watch = CheckWatch(session, said.append, lambda: None, session)
    watch.begin()
    qtbot.waitUntil(lambda: not watch._look.isActive(), timeout=30_000)
    return said


def test_that_a_whole_file_is_not_spoken_of(session: Session, qtbot: QtBot) -> None:
    assert told(session, qtbot) == []


def test_that_a_file_damaged_inside_says_so(
    engagement: Engagement, qtbot: QtBot, clock: TickingClock, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.icoo"
    engagement.save_copy(damaged)
    with sqlite3.connect(damaged) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answer_key'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    raw.close()
    content = bytearray(damaged.read_bytes())
    start = (root - 1) * size
    content[start : start + size] = bytes(size)
    damaged.write_bytes(content)
    opened = Engagement.open(damaged, clock=clock)
    session = Session(opened, clock().date())
    said = told(session, qtbot)
    assert [(one.tone, one.topic) for one in said] == [("error", "check")]
    session.close()
