"""What the catalogues of texts lack and have too much: every text marked in src against resources/i18n.

python tools/texts.py [--write MISSING.json]      exit code 1 when a catalogue does not fit
"""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = ROOT / "src" / "interimcoo"
CATALOGUES: Final = ROOT / "resources" / "i18n"
MARKERS: Final = {"N_": (0,), "_": (0,), "translate": (0,), "plural": (1, 2)}
"""The functions that take texts, and at which places they take them."""


def marked(sources: Path | None = None) -> dict[str, list[str]]:
    """Every marked text with the places it is marked at ("features/kpis/page.py:31"), sorted by text."""
    found: dict[str, list[str]] = {}
    sources = sources or SOURCES
    for path in sorted(sources.rglob("*.py")):
        for line, text in marked_in(path.read_text(encoding="utf-8")):
            found.setdefault(text, []).append(f"{path.relative_to(sources).as_posix()}:{line}")
    return dict(sorted(found.items()))


def marked_in(source: str) -> Iterator[tuple[int, str]]:
    """The texts marked in the source of one module, with their lines."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for place in MARKERS.get(name, ()):
            for text in _constants(node.args[place]) if place < len(node.args) else ():
                yield node.lineno, text


def _constants(node: ast.expr) -> Iterator[str]:
    """The texts an argument may be: a constant, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def catalogue(path: Path) -> dict[str, str]:
    """The texts of a catalogue."""
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def written(texts: dict[str, str]) -> str:
    """A catalogue as it is kept: sorted by key, one text a line."""
    return json.dumps(dict(sorted(texts.items())), ensure_ascii=False, indent=0) + "\n"


def main(arguments: list[str]) -> int:
    """Print what does not fit; with --write also keep what lacks in a file to be filled in."""
    texts, wrong = marked(), 0
    print(f"{len(texts)} texts, {sum(map(len, texts))} characters")
    for path in sorted(CATALOGUES.glob("*.json")):
        kept = catalogue(path)
        lacking = [text for text in texts if text not in kept]
        gone = [text for text in kept if text not in texts]
        order = [] if path.read_text(encoding="utf-8") == written(kept) else ["order"]
        print(f"{path.name}: lacks {len(lacking)}, has {len(gone)} too many{', is not sorted' if order else ''}")
        for text in lacking:
            print(f"  lacks    {text!r}  ({texts[text][0]})")
        for text in gone:
            print(f"  too many {text!r}")
        wrong += len(lacking) + len(gone) + len(order)
        if "--write" in arguments:
            target = Path(arguments[arguments.index("--write") + 1])
            target.write_text(written(dict.fromkeys(lacking, "")), encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
