"""What ships as fonts and icons: whole, named as the program asks for it, and with its licence."""

import ast
import json
import re
import xml.etree.ElementTree as ET

import pytest

from interimcoo.charts import measure
from interimcoo.text import resources
from surroundings import ROOT

ICONS = resources() / "icons"
FONTS = resources() / "fonts"
LETTERS = (
    "ABCXYZabcxyz0123456789 åäöÅÄÖéÉüÜßẞąćęłńóśźżĄĆĘŁŃÓŚŹŻčřšžáíúőű αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΩ "
    "абвгдежзийклмнопрстуфхцчшщъыьэюя АБВЯ ≤≥±×÷−Δ∑√≈≠€£$¥ ←↑→↓↗↘ –—…·•“”‘’„«»§%‰°²³½"
)
LATER_WORDS = """
users-group route target scale growth layout-board alert-triangle coin transfer grip-vertical columns filter arrows-sort
adjustments archive file-type-pdf printer download external-link template layout-sidebar-right zoom-in zoom-out maximize
arrow-right alert-circle lock shield-lock cloud-off clock pin note git-branch refresh user-question trending-up rocket
school chart-dots chart-radar presentation eye-off chevron-right
"""
LATER = frozenset(LATER_WORDS.split())
"""icons of the pages that come with the next disciplines, and of parts all pages share"""
_NAMED = re.compile(r"[a-z]+(?:-[a-z0-9]+)*\Z")
_CALLS = frozenset({"icon", "pixmap", "paint_icon", "icon_button", "IconLabel", "icon_label"})


def shipped() -> set[str]:
    return {path.stem for path in ICONS.glob("*.svg")}


def used() -> set[str]:
    """Names of icons in the source: texts among the first arguments of a call that draws one, or given by name."""
    found: set[str] = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [word.value for word in node.keywords if word.arg in ("icon", "icon_name")]
            if name in _CALLS:
                given.extend(node.args[:3])
            choices: list[ast.expr] = []
            for one in given:
                choices.extend((one.body, one.orelse) if isinstance(one, ast.IfExp) else (one,))
            found.update(
                value.value
                for value in choices
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and _NAMED.match(value.value)
            )
    return found


def literals() -> set[str]:
    """Every text in the source that could be the name of an icon."""
    found: set[str] = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAMED.match(node.value):
                found.add(node.value)
    return found


def test_that_every_icon_that_the_source_names_is_shipped() -> None:
    tokens = json.loads((resources() / "tokens.json").read_text(encoding="utf-8"))
    colours = set(tokens["light"])
    assert used() - colours - shipped() == set()


def test_that_no_icon_is_shipped_for_nothing() -> None:
    assert shipped() - literals() - LATER == set()


@pytest.mark.parametrize("name", sorted(shipped()))
def test_that_an_icon_is_an_outline_in_the_colour_of_the_program(name: str) -> None:
    text = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("stroke-width"), root.get("fill")) == ("currentColor", "1.75", "none")
    assert len(root) > 0
    assert "<script" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_that_the_table_of_advances_belongs_to_the_fonts() -> None:
    from fontTools.ttLib import TTFont

    for weight, face in measure.faces().items():
        with TTFont(face.file) as font:
            characters, widths = font.getBestCmap(), font["hmtx"]
            assert face.em == font["head"].unitsPerEm, weight
            assert {chr(code): widths[glyph][0] for code, glyph in characters.items()} == dict(face.advances)
            assert font["name"].getDebugName(6) == face.name
            assert "fvar" not in font
            assert "glyf" in font


def test_that_the_fonts_hold_the_letters_of_european_clients() -> None:
    for weight, face in measure.faces().items():
        assert [sign for sign in LETTERS if sign not in face.advances] == [], weight
        assert face.file.stat().st_size < 260_000


def test_that_all_digits_of_a_text_weight_have_one_advance() -> None:
    for weight, face in measure.faces().items():
        advances = {face.advances[digit] for digit in "0123456789"}
        assert (len(advances) == 1) == (weight != "display"), weight


def test_that_the_families_have_names_of_their_own() -> None:
    from fontTools.ttLib import TTFont

    names = set()
    for path in FONTS.glob("*.ttf"):
        with TTFont(path) as font:
            names.add(str(font["name"].getDebugName(16)))
            assert "Open Font License" in str(font["name"].getDebugName(13))
    assert names == {"BoardInter", "BoardInter Display"}


def test_that_the_program_finds_both_families(qapp: object) -> None:
    from interimcoo.ui.theme import theme

    assert (theme().family, theme().display_family) == ("BoardInter", "BoardInter Display")


def test_that_licences_ship_beside_what_they_are_for() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "The Inter Project Authors" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "MIT License" in (ICONS / "LICENSE-tabler.txt").read_text(encoding="utf-8")


def test_that_the_notices_name_every_package_that_ships() -> None:
    locked = (ROOT / "packaging" / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    notices = (ROOT / "packaging" / "NOTICES.md").read_text(encoding="utf-8").lower()
    packages = re.findall(r"^([a-z0-9][a-z0-9._-]*)==", locked, re.M)
    assert len(packages) > 15
    assert [name for name in sorted(set(packages)) if f"| {name} |" not in notices] == []
    for words in ("inter", "tabler", "open font license", "content"):
        assert words in notices
