"""The colours keep the contrast that reading needs, computed from the tokens (WCAG 2)."""

import json
import re
from pathlib import Path

import pytest

from interimcoo.charts import palette
from interimcoo.text import resources

TOKENS = json.loads((resources() / "tokens.json").read_text(encoding="utf-8"))
TEXT = """
ink canvas|ink wash|ink select|ink hover|ink raised|sub canvas|sub wash|sub sunken|sub select|mute canvas|mute wash
mute sunken|mute select|brand canvas|brand wash|onbrand brand|onbrand brandhover|link canvas|link wash|link select
link imptint|good canvas|good select|good goodtint|bad canvas|bad select|bad badtint|warntext canvas|warntext warntint
concern canvas|concern select|concern concerntint|sub badtint|sub warntint|sub concerntint|sub imptint|h1t h1|h2t h2
h3t h3|h4t h4|h5t h5|canvas ink
"""
MARKS = """
focus canvas|focus select|focus wash|field canvas|selectbar select|imp canvas|concern canvas|grey canvas|good canvas
bad canvas|warntext canvas|ac canvas
"""


def pairs(listed: str) -> list[tuple[str, str]]:
    return [tuple(pair.split()) for pair in re.split(r"[|\n]", listed.strip())]  # type: ignore[misc]


def luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("pair", pairs(TEXT), ids=" on ".join)
def test_that_text_is_readable(pair: tuple[str, str], theme: str) -> None:
    assert contrast(TOKENS[theme][pair[0]], TOKENS[theme][pair[1]]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("pair", pairs(MARKS), ids=" on ".join)
def test_that_marks_and_focus_are_visible(pair: tuple[str, str], theme: str) -> None:
    assert contrast(TOKENS[theme][pair[0]], TOKENS[theme][pair[1]]) >= 3.0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "canvas", 4.5), ("sub", "canvas", 4.5), ("sub", "wash", 4.5), ("sub", "band", 4.5),
        ("sub", "imptint", 4.5), ("brand", "canvas", 4.5), ("brand", "wash", 4.5), ("bad", "canvas", 4.5),
        ("concern", "canvas", 4.5), ("improvement", "canvas", 4.5), ("common", "band", 3.0),
        ("concern", "band", 3.0), ("improvement", "band", 3.0), ("bad", "band", 3.0), ("ac", "canvas", 3.0),
        ("mute", "canvas", 3.0), ("mute", "band", 3.0),
        *((f"heat{step}t", f"heat{step}", 4.5) for step in range(1, 6)),
    ],
)  # fmt: skip
def test_that_drawings_are_readable_on_their_grounds(front: str, back: str, least: float, dark: bool) -> None:
    assert contrast(palette.colour(front, dark=dark), palette.colour(back, dark=dark)) >= least


def test_that_the_pairs_of_the_reference_are_all_tested(references: Path) -> None:
    text = (references / "design" / "ui" / "ui.md").read_text(encoding="utf-8")
    section = text.partition("### 4.2")[2].partition("### 4.3")[0]
    listed = re.findall(r"\| `(\w+)` on `(\w+)` \| ([\d.]+) \| ([\d.]+) \|", section)
    assert {(front, back) for front, back, *_rest in listed} == set(pairs(TEXT)) | set(pairs(MARKS))
    for front, back, light, dark in listed:
        assert contrast(TOKENS["light"][front], TOKENS["light"][back]) == pytest.approx(float(light), abs=0.06)
        assert contrast(TOKENS["dark"][front], TOKENS["dark"][back]) == pytest.approx(float(dark), abs=0.06)


def test_that_the_tokens_are_those_of_the_reference(references: Path) -> None:
    reference = json.loads((references / "design" / "ui" / "tokens.json").read_text(encoding="utf-8"))
    for group in ("light", "dark", "drawing"):
        for name, value in reference[group].items():
            assert TOKENS[group][name] == value
