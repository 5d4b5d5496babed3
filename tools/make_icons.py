"""Take the shipped icons out of the package @tabler/icons (MIT): outline, stroke 1.75, coloured by the program.

Run: `python tools/make_icons.py [tabler-icons-*.tgz]`. Without a package it is fetched by `npm pack`.
The names are those of `NAMES`, by use; a second run gives equal bytes.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

ICONS = Path(__file__).parents[1] / "resources" / "icons"
PACKAGE = "@tabler/icons@3.52.0"
STROKE = "1.75"
NAMES: Final = {
    "rail": (
        "home file-certificate users-group clipboard-check route target bulb calendar-stats scale growth chart-line "
        "layout-board checklist alert-triangle coin report-analytics transfer file-import"
    ),
    "header": "search arrow-back-up arrow-forward-up eye-off presentation menu-2",
    "edit": "plus pencil trash check x copy link dots grip-vertical columns filter arrows-sort adjustments",
    "files": (
        "folder-open archive file-spreadsheet file-type-pdf printer device-floppy download external-link template table"
    ),
    "views": "layout-sidebar-right list zoom-in zoom-out maximize chevron-down chevron-right arrow-right",
    "meaning": (
        "circle-check alert-circle info-circle certificate lock shield-lock cloud-off clock calendar calendar-event "
        "pin note git-branch refresh arrows-exchange"
    ),
    "people and mandate": "user users user-question trending-up rocket school player-play chart-dots chart-radar",
}


def names() -> tuple[str, ...]:
    """Every name, sorted."""
    return tuple(sorted({name for line in NAMES.values() for name in line.split()}))


def slim(source: str) -> str:
    """An icon without class, comment and empty frame, on one line, in the stroke of the product."""
    body = re.search(r"<svg[^>]*>(.*)</svg>", source, re.S)
    if body is None:
        raise SystemExit("not an icon")
    shapes = [
        " ".join(shape.split()) for shape in re.findall(r"<[^!>]+/>", body[1]) if 'd="M0 0h24v24H0z"' not in shape
    ]
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" '
        f'stroke="currentColor" stroke-width="{STROKE}" stroke-linecap="round" stroke-linejoin="round">'
    )
    return head + "".join(shape.replace(" />", "/>") for shape in shapes) + "</svg>\n"


def main(arguments: list[str]) -> int:
    """Write the icons and remove those no longer named."""
    with tempfile.TemporaryDirectory() as folder:
        if arguments:
            package = Path(arguments[0])
        else:
            subprocess.run(["npm", "pack", PACKAGE], check=True, cwd=folder, stdout=subprocess.DEVNULL)
            package = next(Path(folder).glob("*.tgz"))
        with tarfile.open(package) as archive:
            for name in names():
                found = archive.extractfile(f"package/icons/outline/{name}.svg")
                if found is None:
                    raise SystemExit(f"no icon {name}")
                (ICONS / f"{name}.svg").write_text(slim(found.read().decode()), encoding="utf-8")
            licence = archive.extractfile("package/LICENSE")
            if licence is not None:
                (ICONS / "LICENSE-tabler.txt").write_bytes(licence.read())
    for path in ICONS.glob("*.svg"):
        if path.stem not in names():
            path.unlink()
    print(f"{len(names())} icons")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
