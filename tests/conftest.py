"""What all tests share: the offscreen screen, a private profile, an engagement, the references beside the project."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))  # tests share modules by name

from surroundings import REFERENCES, TickingClock

if TYPE_CHECKING:
    from interimcoo.store.engagement import Engagement
    from interimcoo.ui.session import Session

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def private_profile(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings, caches and backups of the person who runs it."""
    home = tmp_path_factory.mktemp("profile")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture
def references() -> Path:
    """The folder of references beside the project; tests that need it skip where it is absent."""
    if not REFERENCES.is_dir():
        pytest.skip(f"references are not here: {REFERENCES.name}")
    return REFERENCES


@pytest.fixture
def clock() -> TickingClock:
    """A clock at 08:00 UTC on Tuesday 22 September 2026."""
    return TickingClock(datetime(2026, 9, 22, 8, 0, tzinfo=UTC))


TODAY = date(2026, 9, 22)


@pytest.fixture
def engagement(tmp_path: Path, clock: TickingClock) -> "Iterator[Engagement]":
    """A new engagement with a turnaround mandate at Nordvik that began on 31 August 2026; today is 22 September."""
    from interimcoo.features.mandate.commands import CreateMandate
    from interimcoo.store.engagement import Engagement

    made = Engagement.create(tmp_path / "nordvik.icoo", clock=clock, who="Anna Berg")
    made.run(CreateMandate("Nordvik Components AB", "turnaround", date(2026, 8, 31), 180, 110, "Henrik Nordvik"))
    yield made
    made.close()


@pytest.fixture
def session(engagement: "Engagement", qapp: object) -> "Session":
    """The engagement in a window that is not there."""
    from interimcoo.ui.session import Session

    return Session(engagement, TODAY)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample engagement, made once per worker; open a copy (`sample_copy`), never this file."""
    from interimcoo.sample import make_sample

    path = tmp_path_factory.mktemp("sample") / "sample.icoo"
    make_sample(path)
    return path


@pytest.fixture
def sample_copy(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample engagement that a test may change."""
    path = tmp_path / "sample.icoo"
    shutil.copyfile(sample_file, path)
    path.chmod(0o600)
    return path
