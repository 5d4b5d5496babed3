"""Make the shipped fonts: static TrueType instances of Inter and the table of their advances.

Run: `python tools/make_fonts.py [fonts-inter-variable_*.deb]`. Without a package it is fetched by `apt-get download`.
Needs fontTools and dpkg-deb; a fresh clone needs neither, as the results are committed. A second run gives the same.

The digits and their companions (sign, point, comma, percent …) of the text weights are the tabular ones in the map of
characters itself, as the PDF writer knows no OpenType features; the title weight keeps proportional digits.
The families are renamed: a changed font does not pass for the original.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).parents[1] / "resources" / "fonts"
PACKAGE = "fonts-inter-variable"
VERSION = "4.0~beta7+ds-1"
SHA256 = {
    "Inter-roman.var.ttf": "459fb40d1d555bc6cbc944de94a8c400fdb5126fc325753dfa027d5555583bbd",
    "InterDisplay-roman.var.ttf": "6875ff508d05ba06658bf8406e7ada282e5fbf3edf380f7b3975ae8e5a8ead38",
}
FAMILY = "BoardInter"
VERSION_WORDS = "Version 4.000; static instance of Inter 4.0 beta 7"
LICENCE_WORDS = "This Font Software is licensed under the SIL Open Font License, Version 1.1."

# Latin with extensions, Greek, Cyrillic, punctuation, super- and subscripts, currency, letterlike, fractions, arrows,
# mathematics, technical, box and geometric signs: what European client workbooks hold.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2600, 0x27BF), (0xFB00, 0xFB06),
)  # fmt: skip
TABULAR = "0123456789.,:+-−–/%()[]\u00a0"
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]


@dataclass(frozen=True, slots=True)
class Face:
    """One file to make: key in the table of advances, source, weight and names."""

    key: str
    source: str
    weight: int
    style: str
    display: bool = False

    @property
    def family(self) -> str:
        return f"{FAMILY} Display" if self.display else FAMILY

    @property
    def file(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style.replace(' ', '')}"


FACES = (
    Face("regular", "Inter-roman.var.ttf", 400, "Regular"),
    Face("medium", "Inter-roman.var.ttf", 500, "Medium"),
    Face("semibold", "Inter-roman.var.ttf", 600, "SemiBold"),
    Face("bold", "Inter-roman.var.ttf", 700, "Bold"),
    Face("display", "InterDisplay-roman.var.ttf", 600, "SemiBold", display=True),
)


def unpacked(package: Path, folder: Path) -> Path:
    """The folder of the variable fonts inside a package."""
    subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)
    return folder / "usr/share/fonts/truetype/inter-vf"


def fetched(folder: Path) -> Path:
    """The package, downloaded into a folder."""
    subprocess.run(["apt-get", "download", f"{PACKAGE}={VERSION}"], check=True, cwd=folder)
    return next(folder.glob(f"{PACKAGE}_*.deb"))


def freeze_tabular(font: TTFont) -> None:
    """Point the character map to the glyphs that the feature `tnum` would choose."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    swaps: dict[str, str] = {}
    for index in sorted(lookups):
        for found in table.LookupList.Lookup[index].SubTable:
            swaps.update(getattr(found, "ExtSubTable", found).mapping)
    for cmap in font["cmap"].tables:
        for sign in TABULAR:
            glyph = cmap.cmap.get(ord(sign))
            if glyph in swaps:
                cmap.cmap[ord(sign)] = swaps[glyph]
    widths, characters = font["hmtx"].metrics, font.getBestCmap()
    digits = [characters[ord(digit)] for digit in "0123456789"]
    common = widths[digits[0]][0]
    for glyph in digits:  # instances between the masters round one of them apart
        widths[glyph] = (common, widths[glyph][1])


def rename(font: TTFont, face: Face) -> None:
    """Own names, and the marks of weight and style that systems sort faces by."""
    names = font["name"]
    copyright_words = str(names.getName(0, 3, 1, 0x409))
    names.names = []
    plain = face.style in ("Regular", "Bold")
    entries = {
        0: copyright_words,
        1: face.family if plain else f"{face.family} {face.style}",
        2: face.style if plain else "Regular",
        3: f"4.000;{face.file}",
        4: f"{face.family} {face.style}",
        5: VERSION_WORDS,
        6: face.file,
        13: LICENCE_WORDS,
        14: "https://scripts.sil.org/OFL",
        16: face.family,
        17: face.style,
    }
    for number, words in entries.items():
        names.setName(words, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    bold = face.style == "Bold"
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (0b100000 if bold else 0b1000000)
    font["head"].macStyle = 1 if bold else 0


def made(face: Face, folder: Path) -> TTFont:
    """The static font of a face."""
    path = folder / face.source
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != SHA256[face.source]:
        raise SystemExit(f"{face.source} is not the one of {PACKAGE} {VERSION}: {digest}")
    variable = TTFont(path, recalcTimestamp=False)
    font = instancer.instantiateVariableFont(variable, {"wght": face.weight}, inplace=True)
    if not face.display:
        freeze_tabular(font)
    keep = subset.Options(
        layout_features=FEATURES, name_IDs=["*"], notdef_outline=True, glyph_names=False, hinting=False,
        drop_tables=["STAT", "DSIG", "HVAR"], recalc_timestamp=False,
    )  # fmt: skip
    cutter = subset.Subsetter(keep)
    cutter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    cutter.subset(font)
    rename(font, face)
    return font


def advances(font: TTFont) -> dict[str, object]:
    """Units per em, heights and the advance of every character of a font."""
    widths = font["hmtx"]
    return {
        "em": font["head"].unitsPerEm,
        "cap": font["OS/2"].sCapHeight,
        "x": font["OS/2"].sxHeight,
        "missing": widths[".notdef"][0],
        "advances": {chr(code): widths[glyph][0] for code, glyph in sorted(font.getBestCmap().items())},
    }


def main(arguments: list[str]) -> int:
    """Write the fonts and the table; says what was written."""
    table: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = Path(arguments[0]) if arguments else fetched(folder)
        source = unpacked(package, folder / "package")
        for face in FACES:
            font = made(face, source)
            path = FONTS / f"{face.file}.ttf"
            font.save(path, reorderTables=True)
            table[face.key] = {"file": path.name, "name": face.file, **advances(font)}
            print(f"{path.name}: {path.stat().st_size:,} bytes, {len(font.getBestCmap())} characters")
    written = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (FONTS / "advances.json").write_text(written + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
