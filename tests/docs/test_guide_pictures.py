"""The pictures and the keys of the guide are those of the program; `make guide` renews both."""

import os
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest
from guide_keys import PAGE, key_page, shown
from guide_pictures import FOLDER, SHOTS, Taken, difference, sizes, small, taken
from PIL import Image

RENEW: Final = os.environ.get("INTERIMCOO_RENEW_PICTURES") == "1"
LIKE: Final = 1.5
"""seen from afar, the same page differs by less, two pages by more"""
MOST_BYTES: Final = 150_000
MOST_PICTURES: Final = 12
ROOT: Final = Path(__file__).parents[2]
TEXTS: Final = (ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md")))


@pytest.fixture(scope="module")
def now(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Taken]:
    """Every picture as the program shows it now; with INTERIMCOO_RENEW_PICTURES=1 the kept ones are renewed first."""
    folder = tmp_path_factory.mktemp("guide")
    copy = folder / "Nordvik Components AB (sample).icoo"
    copy.write_bytes(sample_file.read_bytes())
    copy.chmod(0o600)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(folder / name.lower()))
        found = dict(taken(copy, folder))
    if RENEW:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, one in found.items():
            (FOLDER / f"{name}.png").write_bytes(small(one.picture))
    return found


@pytest.mark.parametrize("name", sorted(sizes()))
def test_that_a_picture_of_the_guide_shows_the_page_of_today(now: dict[str, Taken], name: str) -> None:
    with Image.open(FOLDER / f"{name}.png") as kept:
        assert kept.size == sizes()[name] == now[name].picture.size
        apart = difference(kept, now[name].picture)
    assert apart < LIKE, f"{name} has changed by {apart:.1f}; run make guide and look at it"


def test_that_the_pictures_differ_from_each_other_by_more_than_a_page_from_itself() -> None:
    for one, other in combinations([shot.name for shot in SHOTS], 2):
        with Image.open(FOLDER / f"{one}.png") as first, Image.open(FOLDER / f"{other}.png") as second:
            assert difference(first, second) > LIKE, (one, other)


def test_that_pictures_are_few_and_small_and_each_is_used_in_a_text() -> None:
    kept = sorted(FOLDER.iterdir())
    texts = "\n".join(path.read_text(encoding="utf-8") for path in TEXTS)

    assert [path.stem for path in kept] == sorted(sizes())
    assert len(kept) <= MOST_PICTURES
    assert {path.name: path.stat().st_size for path in kept if path.stat().st_size > MOST_BYTES} == {}
    assert [path.name for path in kept if f"pictures/{path.name})" not in texts] == []


def test_that_the_page_of_keys_lists_the_keys_that_the_window_binds(tmp_path: Path) -> None:
    page = key_page(tmp_path)
    if RENEW:
        PAGE.write_text(page, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page, "run make guide"


@pytest.mark.parametrize("name", [shot.name for shot in SHOTS])
def test_that_the_keys_hinted_at_below_a_page_stand_in_the_page_of_keys(now: dict[str, Taken], name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert now[name].hints
    assert [key for key, _words in now[name].hints if shown(key) not in page] == []
