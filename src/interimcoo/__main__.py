"""`interimcoo`: the window, or a command; decides from the arguments alone, so that the window comes first."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from interimcoo import __version__
from interimcoo.text import _


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code (0 done, 1 failed, 2 wrong use)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if "--version" in arguments[:1]:
        print(f"interimcoo {__version__}")  # noqa: T201
        return 0
    if "--self-test" in arguments[:1]:
        from interimcoo.shell.self_test import run as self_test

        return self_test()
    if _is_for_window(arguments):
        return _window(arguments)
    from interimcoo import cli

    return cli.main(arguments)


def _is_for_window(arguments: list[str]) -> bool:
    """No argument, a file, or the day alone; everything else is a command."""
    plain = [one for at, one in enumerate(arguments) if one != "--as-of" and arguments[at - 1 : at] != ["--as-of"]]
    plain = [one for one in plain if not one.startswith("--as-of=")]
    return not plain or (len(plain) == 1 and not plain[0].startswith("-") and _looks_like_a_file(plain[0]))


def _looks_like_a_file(word: str) -> bool:
    return Path(word).suffix.lower() == ".icoo" or Path(word).is_file()


def _window(arguments: list[str]) -> int:
    path: Path | None = None
    day: date | None = None
    rest = iter(arguments)
    for one in rest:
        if one == "--as-of" or one.startswith("--as-of="):
            typed = next(rest, "") if one == "--as-of" else one.partition("=")[2]
            try:
                day = date.fromisoformat(typed)
            except ValueError:
                told = _("“{typed}” is not a date. Write it as year-month-day, as in 2026-09-22.")
                print(told.format(typed=typed), file=sys.stderr)  # noqa: T201
                return 2
        else:
            path = Path(one)
    from interimcoo.shell.program import run

    return run(path, as_of=day)


if __name__ == "__main__":
    sys.exit(main())
