"""Work beside the window, its cancel and its errors; settings of the person."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from interimcoo.ui.banner import BannerStack
from interimcoo.ui.jobs import Jobs, Progress
from interimcoo.ui.session import BannerText
from interimcoo.ui.settings import GEOMETRY, INSPECTOR, LANGUAGE, SETTINGS, TEXT_SIZE, WHO, Settings
from interimcoo.ui.toolbar import FilterButton, Segments, Toolbar


def test_that_the_result_of_a_job_arrives_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    jobs = Jobs()
    got: list[tuple[int, str, str]] = []
    worker: list[str] = []

    def task(_progress: Progress) -> int:
        worker.append(threading.current_thread().name)
        return 42

    jobs.run("Reckoning", task, lambda result: got.append((result, threading.current_thread().name, worker[0])))
    qtbot.waitUntil(lambda: bool(got), timeout=5_000)

    assert got == [(42, threading.main_thread().name, "job")]
    assert jobs.running == []


def test_that_an_error_of_a_job_goes_to_who_asked(qtbot: QtBot) -> None:
    jobs = Jobs()
    got: list[BaseException] = []

    def task(_progress: Progress) -> None:
        raise OSError("no room")

    jobs.run("Writing", task, failed=got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=5_000)

    assert isinstance(got[0], OSError)


def test_that_an_error_nobody_asked_for_is_a_defect(qtbot: QtBot) -> None:
    jobs = Jobs()

    def task(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        jobs.run("Writing", task)
        qtbot.waitUntil(lambda: bool(raised), timeout=5_000)

    assert raised[0][0] is ZeroDivisionError


def test_that_a_cancelled_job_stops_at_its_next_step_and_tells_nobody(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun, go_on = threading.Event(), threading.Event()
    steps: list[int] = []
    told: list[object] = []

    def task(progress: Progress) -> str:
        for n in range(1000):
            progress(n, 1000, "Reading rows")
            steps.append(n)
            begun.set()
            go_on.wait(5)
        return "done"

    job = jobs.run("Reading", task, told.append, told.append)
    assert begun.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.running, timeout=5_000)

    assert steps == [0]
    assert told == []


def test_that_progress_is_shown_only_for_jobs_that_take_long(qtbot: QtBot) -> None:
    jobs = Jobs()
    shown: list[str] = []
    go_on = threading.Event()
    jobs.started.connect(lambda job: job.shown.connect(lambda: shown.append(job.title)))
    jobs.run("Short", lambda _progress: 1)
    jobs.run("Long", lambda _progress: go_on.wait(10))
    qtbot.waitUntil(lambda: bool(shown), timeout=5_000)
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.running, timeout=5_000)

    assert shown == ["Long"]


def test_that_closing_waits_for_what_runs(qtbot: QtBot) -> None:
    jobs = Jobs()
    ended: list[bool] = []

    def task(progress: Progress) -> None:
        try:
            while True:
                progress(0, 0, "")
        finally:
            ended.append(True)

    jobs.run("Endless", task)
    jobs.stop_all()

    assert ended == [True]
    qtbot.waitUntil(lambda: not jobs.running, timeout=5_000)


@pytest.mark.parametrize(("tell", "heard"), [(True, [42]), (False, [])])
def test_that_a_result_on_its_way_at_closing_reaches_only_who_is_still_there(
    qtbot: QtBot, tell: bool, heard: list[int]
) -> None:
    jobs = Jobs()
    got: list[int] = []
    job = jobs.run("Reckoning", lambda _progress: 42, got.append)
    job.wait()  # the thread has ended, and the window was not yet told
    jobs.stop_all(tell=tell)

    qtbot.waitUntil(lambda: not jobs.running, timeout=5_000)
    assert got == heard


def test_that_closing_does_not_wait_for_what_is_apart_and_nobody_hears_of_its_end(qtbot: QtBot) -> None:
    owner = QObject()
    jobs, may_end, ended, heard = Jobs(owner), threading.Event(), list[str](), list[str]()

    def task(_progress: Progress) -> str:
        may_end.wait(10)
        ended.append(threading.current_thread().name)
        return "made"

    job = jobs.run("Laying out", task, heard.append, apart=True)
    gone: list[bool] = []
    job.destroyed.connect(lambda: gone.append(True))
    jobs.stop_all(tell=False)
    assert ended == []
    assert jobs.running == []
    owner.deleteLater()
    del jobs, job
    may_end.set()

    qtbot.waitUntil(lambda: gone == [True], timeout=5_000)
    assert ended == ["job"]
    assert heard == []


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)


def test_that_settings_keep_their_type_across_a_restart(store: QSettings, tmp_path: Path) -> None:
    settings = Settings(store)
    settings.set(WHO, "A. Lindqvist")
    settings.set(TEXT_SIZE, 125)
    settings.set(INSPECTOR, False)
    settings.set(GEOMETRY, b"\x00\x01\xff")
    store.sync()

    again = Settings(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))

    assert again.get(WHO) == "A. Lindqvist"
    assert again.get(TEXT_SIZE) == 125
    assert again.get(INSPECTOR) is False
    assert again.get(GEOMETRY) == b"\x00\x01\xff"


@pytest.mark.parametrize(("key", "stored"), [("look/text_size", "huge"), ("look/text_size", "115"), ("language", "xx")])
def test_that_a_spoiled_setting_is_its_default(store: QSettings, key: str, stored: str) -> None:
    store.setValue(key, stored)
    settings = Settings(store)

    assert settings.get(TEXT_SIZE) == 100
    assert settings.get(LANGUAGE) == "en"


def test_that_every_setting_is_declared_once_with_words() -> None:
    assert len({one.key for one in SETTINGS}) == len(SETTINGS)
    assert all(one.text for one in SETTINGS)


def test_that_a_banner_of_the_same_topic_takes_the_place_of_the_old_one(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    stack = BannerStack()
    stack.setParent(host)
    stack.show_banner(BannerText("warning", "Backup is a day old.", topic="backup"))
    stack.show_banner(BannerText("error", "Backup failed.", "Make room.", "Try again", lambda: None, topic="backup"))

    assert [one.bold for one in stack.texts()] == ["Backup failed."]
    stack.clear("backup")
    assert stack.texts() == ()
    assert not stack.isVisibleTo(host)


def test_that_a_segmented_control_moves_by_arrows_and_keeps_its_choice(qtbot: QtBot) -> None:
    chosen: list[str] = []
    made = Segments((("all", "All 14"), ("signals", "Signals 6"), ("off", "Off 13")), chosen.append, "View")
    qtbot.addWidget(made)
    made.show()

    qtbot.keyClick(made, Qt.Key.Key_Right)
    qtbot.keyClick(made, Qt.Key.Key_Right)
    made.set_options((("all", "All 15"), ("signals", "Signals 7"), ("off", "Off 13")))

    assert chosen == ["signals", "off"]
    assert made.chosen() == "off"
    made.set_options((("all", "All 15"), ("none", "None")))
    assert made.chosen() == "all"


def test_that_a_filter_shows_its_name_and_its_choice(qtbot: QtBot) -> None:
    chosen: list[str] = []
    made = FilterButton("Site", (("", "All"), ("lodz", "Łódź & more")), chosen.append)
    qtbot.addWidget(made)
    assert made.accessibleName() == "Site: All"

    made.menu().actions()[1].trigger()

    assert chosen == ["lodz"]
    assert made.accessibleName() == "Site: Łódź & more"
    made.set_choices((("", "All"),))
    assert made.chosen() == ""


def test_that_a_toolbar_has_its_primary_action_last(qtbot: QtBot) -> None:
    bar = Toolbar()
    qtbot.addWidget(bar)
    bar.search("Filter")
    bar.stretch()
    second = bar.action("Import", "file-import")
    first = bar.primary("New KPI", "plus", "N")
    bar.resize(900, 44)
    bar.show()

    assert first.property("kind") == "primary"
    assert second.geometry().right() < first.geometry().left()
    assert first.geometry().right() <= bar.width() - 20
