"""The tokens: every pair of colours that stands together can be told apart, in both sets."""

import json

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from interimcoo.text import resources
from interimcoo.ui.theme import TEXT_SIZES, theme

TOKENS = json.loads((resources() / "tokens.json").read_text("utf-8"))
TEXT = [
    *(("ink", back) for back in ("canvas", "wash", "select", "hover", "raised")),
    *(
        ("sub", back)
        for back in ("canvas", "wash", "sunken", "select", "badtint", "warntint", "concerntint", "imptint")
    ),
    *(("mute", back) for back in ("canvas", "wash", "sunken", "select")),
    *(("brand", back) for back in ("canvas", "wash")),
    *(("onbrand", back) for back in ("brand", "brandhover")),
    *(("link", back) for back in ("canvas", "wash", "select", "imptint")),
    *(("good", back) for back in ("canvas", "select", "goodtint")),
    *(("bad", back) for back in ("canvas", "select", "badtint")),
    *(("warntext", back) for back in ("canvas", "warntint")),
    *(("concern", back) for back in ("canvas", "select", "concerntint")),
    *((f"h{n}t", f"h{n}") for n in range(1, 6)),
    ("canvas", "ink"),
]
MARKS = [
    *(("focus", back) for back in ("canvas", "select", "wash")),
    ("selectbar", "select"),
    *((mark, "canvas") for mark in ("field", "imp", "concern", "grey", "good", "bad", "warntext", "ac")),
]


def _luminance(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast of two colours."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_that_the_measure_of_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_that_words_can_be_read(scheme: str, front: str, back: str) -> None:
    assert contrast(TOKENS[scheme][front], TOKENS[scheme][back]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), MARKS)
def test_that_marks_lines_and_focus_can_be_seen(scheme: str, front: str, back: str) -> None:
    assert contrast(TOKENS[scheme][front], TOKENS[scheme][back]) >= 3.0


def test_that_both_sets_have_the_same_names() -> None:
    assert set(TOKENS["light"]) == set(TOKENS["dark"])


def test_that_a_scheme_gives_its_colours_and_a_text_size_its_lengths(qtbot: QtBot) -> None:
    look = theme()
    seen: list[bool] = []

    def note() -> None:
        seen.append(look.dark)

    look.changed.connect(note)
    try:
        look.set_scheme("dark")
        assert look.colour("canvas").name().upper() == TOKENS["dark"]["canvas"]
        look.set_scheme("dark")
        look.set_scheme("light")
        assert look.colour("canvas").name().upper() == TOKENS["light"]["canvas"]
        assert seen == [True, False]
        for percent in TEXT_SIZES:
            look.set_text_size(percent)
            assert look.px(100) == percent
            assert look.font("body").pixelSize() == round(13 * percent / 100)
        look.set_text_size(900)
        assert look.text_size == 150
    finally:
        look.changed.disconnect(note)
        look.set_text_size(100)
        look.set_scheme("system")


def test_that_words_are_set_in_the_shipped_fonts_with_digits_of_one_width(qtbot: QtBot) -> None:
    from PySide6.QtGui import QFontInfo, QFontMetrics

    body, title = theme().font("body"), theme().font("page")
    assert "Inter" in QFontInfo(body).family()
    assert "Display" in QFontInfo(title).family()
    assert len({QFontMetrics(body).horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1
