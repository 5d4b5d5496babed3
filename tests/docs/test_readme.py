"""What README and guide name is there: links, pictures, targets of make, commands and options."""

import re
import shlex
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from interimcoo import __version__
from interimcoo.__main__ import _is_for_window, main
from interimcoo.cli import COMMANDS, _parser

ROOT: Final = Path(__file__).parents[2]
TEXTS: Final = tuple(
    sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "packaging").glob("*.md"))),
)
GUIDE: Final = tuple(path for path in TEXTS if path.name == "README.md" or path.parent.name == "guide")
LINK: Final = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE: Final = re.compile(r"```\n(.*?)```", re.DOTALL)
SPAN: Final = re.compile(r"`([^`\n]+)`")
PLACES: Final = {"OUT": "out", "FILE": "file.icoo", "NAME": "Client", "TYPE": "growth", "DATE": "2026-09-22"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _outside_code(path: Path) -> str:
    return re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def _commands(path: Path) -> Iterator[str]:
    """Every whole line of code and every span of code in a text."""
    text = path.read_text(encoding="utf-8")
    for block in CODE.findall(text):
        yield from (line.strip() for line in block.splitlines() if line.strip())
    yield from SPAN.findall(_outside_code(path))


def _all_commands() -> list[str]:
    return sorted({one for path in GUIDE for one in _commands(path)})


def _program_lines() -> list[str]:
    return [one for one in _all_commands() if one.startswith("interimcoo ")]


def _subcommands(parser: ArgumentParser) -> dict[str, ArgumentParser]:
    found = next(action for action in parser._actions if isinstance(action, _SubParsersAction))
    return dict(found.choices)


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_that_every_relative_link_of_a_text_leads_to_a_file(path: Path) -> None:
    targets = [one for one in LINK.findall(_outside_code(path)) if "://" not in one and not one.startswith("#")]

    assert [one for one in targets if not (path.parent / one.partition("#")[0]).exists()] == []


def test_that_the_texts_with_links_were_found() -> None:
    assert {"README.md", "docs/guide/README.md", "CHANGELOG.md"} <= {_name(path) for path in TEXTS}
    assert len(LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))) >= 8


def test_that_every_page_of_the_guide_is_listed_on_its_first_page() -> None:
    folder = ROOT / "docs" / "guide"
    listed = {one for one in LINK.findall((folder / "README.md").read_text(encoding="utf-8")) if one.endswith(".md")}

    assert listed == {path.name for path in folder.glob("*.md")} - {"README.md"}


def test_that_every_target_of_make_that_is_named_exists() -> None:
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = {word for one in _all_commands() for word in re.findall(r"^make ([a-z]+)", one)}

    assert {"demo", "test", "app", "check", "bench", "screens", "capabilities", "guide"} <= named
    assert named <= set(made)


@pytest.mark.parametrize("line", _program_lines())
def test_that_a_command_of_the_program_is_taken_as_it_is_written(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [PLACES.get(word, word) for word in shlex.split(line)[1:]]

    if words == ["--version"]:
        assert main(words) == 0
        assert capsys.readouterr().out == f"interimcoo {__version__}\n"
    elif words == ["--self-test"]:
        assert _parser().parse_known_args([*words, "info", "x"])[0].self_test
    elif _is_for_window(words):
        assert words[0].endswith(".icoo")
    else:
        _parser().parse_args(words)


def test_that_the_commands_are_named_in_the_readme_and_shown_in_the_guide() -> None:
    lines = _program_lines()
    assert {line.split()[1] for line in lines if line.split()[1] in COMMANDS} == set(COMMANDS)


def test_that_every_option_named_belongs_to_a_command() -> None:
    parser = _parser()
    known = {
        option
        for one in (parser, *_subcommands(parser).values())
        for action in one._actions
        for option in action.option_strings
    }
    named = {
        word.partition("=")[0]
        for path in (ROOT / "README.md", ROOT / "docs" / "guide" / "command-line.md")
        for span in SPAN.findall(_outside_code(path))
        for word in span.split()
        if word.startswith("--") and "pip" not in span
    }

    assert "--as-of" in named
    assert named <= known


def test_that_every_option_of_the_program_is_named_in_the_guide() -> None:
    text = (ROOT / "docs" / "guide" / "command-line.md").read_text(encoding="utf-8")
    options = {
        option
        for one in _subcommands(_parser()).values()
        for action in one._actions
        for option in action.option_strings
        if option.startswith("--")
    }

    assert [option for option in sorted(options) if option not in text] == []


def test_that_the_changelog_has_the_version() -> None:
    heads = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == __version__


def test_that_the_system_libraries_named_are_those_that_setup_looks_for() -> None:
    setup = (ROOT / "tools" / "setup.sh").read_text(encoding="utf-8")
    needed = {word for found in re.findall(r'(?:needed|screen)="(lib[^"]+)"', setup) for word in found.split()}
    lines = [one for one in _commands(ROOT / "README.md") if one.startswith("sudo apt-get install ")]

    assert {word for line in lines for word in line.split()[3:]} == needed
