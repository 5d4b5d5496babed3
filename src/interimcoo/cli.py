"""The headless commands: the same code as the window, for scripts and for those who live in a terminal.

Exit codes: 0 done; 1 failed, or something found (`verify`) or lost (`salvage`); 2 wrong use or refused input. Messages
go to stderr, results to stdout; `--json` prints one object.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interimcoo import __version__
from interimcoo.clock import clock_of, end_of, today
from interimcoo.store.errors import Refused, StoreError
from interimcoo.text import LANGUAGES, _, set_interface_language

if TYPE_CHECKING:
    import sqlmodel

    from interimcoo.exchange.blocks import Report
    from interimcoo.exchange.excel_in.plan import DryRun
    from interimcoo.store.engagement import Engagement

COMMANDS: Final = ("demo", "new", "import", "report", "export", "info", "figures", "verify", "salvage")
MANDATE_TYPES: Final = ("turnaround", "change_project", "growth", "vacancy")
DONE, FAILED, REFUSED = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Run one command; returns its exit code and shows no traceback for what a person can act on."""
    from interimcoo.exchange.excel_in.sheet import CannotRead

    wanted = _parser().parse_args(list(argv))
    if wanted.language:
        set_interface_language(wanted.language)
    run: Callable[[argparse.Namespace], int] = wanted.run
    try:
        return run(wanted)
    except StoreError as problem:
        return _say(str(problem), REFUSED)
    except CannotRead as problem:
        return _say(f"{wanted.file.name}: {problem}", REFUSED)
    except OSError as problem:
        return _say(_("{file}: {reason}.").format(file=problem.filename or "", reason=problem.strerror), FAILED)
    except KeyboardInterrupt:
        return _say(_("Stopped. Nothing half done was kept."), FAILED)


def demo(wanted: argparse.Namespace) -> int:
    """Make the sample engagement from the client's workbooks, its board report and the tables for Excel."""
    from interimcoo.exchange.excel_out.workbook import write_workbook
    from interimcoo.exchange.pdf.document import write_pdf
    from interimcoo.facts import most_important
    from interimcoo.sample import TODAY, make_sample

    out: Path = wanted.out
    out.mkdir(parents=True, exist_ok=True)
    document, pdf, book = out / "nordvik.icoo", out / "board-report.pdf", out / "deliverables.xlsx"
    last = ""

    def progress(_n: int, _total: int, words: str) -> None:
        nonlocal last
        if words != last:
            print(f"  {words}")
            last = words

    print(_("Making the sample engagement from the client's workbooks"))
    make_sample(document, progress=progress, replace=True)
    day = wanted.as_of or TODAY
    with _opened(document, day) as (engagement, db):
        report = _board_report(engagement, db, day, "")
        facts = most_important(db, day)
    print(f"  {_('Writing the board report and the workbook')}")
    result = write_pdf(report, pdf)
    write_workbook(report, book)
    print()
    for path, words in (
        (document, _("the engagement")),
        (pdf, _("the board report, {n} pages").format(n=result.pages)),
        (book, _("the same tables for Excel")),
    ):
        print(f"{path}  {words}")
    print()
    for fact in facts:
        print(f"- {fact}")
    return DONE


def new(wanted: argparse.Namespace) -> int:
    """Create an engagement with its mandate."""
    from interimcoo import content
    from interimcoo.features.mandate.commands import CreateMandate
    from interimcoo.store.engagement import Engagement

    clock = clock_of(wanted.as_of)
    if wanted.file.exists():
        raise Refused(
            _("{file} exists already.").format(file=wanted.file.name), _("Choose another name, or open the file.")
        )
    engagement = Engagement.create(wanted.file, clock=clock, who=wanted.who)
    done = False
    try:
        engagement.run(
            CreateMandate(
                wanted.client,
                wanted.type,
                wanted.start or today(clock),
                wanted.days,
                contract_days=wanted.contract_days,
                sponsor=wanted.sponsor,
                consultant=wanted.who,
                currency=wanted.currency,
                country=wanted.country,
                language=wanted.report_language,
                content_version=content.content_version(),
            )
        )
        done = True
    finally:
        engagement.close()
        if not done:
            wanted.file.unlink(missing_ok=True)
    print(_("{file} created.").format(file=wanted.file))
    return DONE


def import_file(wanted: argparse.Namespace) -> int:
    """Import a workbook by its best proposal, or show its dry run."""
    from interimcoo.exchange.excel_in.reading import read_workbook
    from interimcoo.features.imports.commands import apply_of
    from interimcoo.features.imports.known import target_of, targets
    from interimcoo.features.imports.queries import dry_run, propose
    from interimcoo.store.engagement import Engagement

    target = target_of(wanted.target) if wanted.target else None
    if wanted.target and target is None:
        known = ", ".join(one.key for one in targets())
        raise Refused(
            _("There is no target {name}.").format(name=wanted.target), _("Choose one of {names}.").format(names=known)
        )
    clock = clock_of(wanted.as_of)
    engagement = Engagement.open(wanted.engagement, clock=clock, who=wanted.who, read_only=wanted.dry_run)
    try:
        workbook = read_workbook(wanted.file)
        proposals = [one for one in propose(workbook, target) if wanted.sheet in ("", one.sheet)]
        if not proposals:
            raise Refused(
                _("Nothing like a table was found in {file}.").format(file=wanted.file.name),
                _("Name the sheet with --sheet, or choose the header row in the window."),
            )
        best = proposals[0]
        with engagement.reading() as db:
            run = dry_run(db, workbook, best.layouts[0], target_of(best.target))
        if run.blocked:
            raise Refused(run.blocked, _("Nothing was imported."))
        if not wanted.dry_run:
            engagement.run(apply_of(workbook, run, clock(), trust_grade=wanted.grade))
    finally:
        engagement.close()
    _show_run(run, wanted)
    return DONE


def report(wanted: argparse.Namespace) -> int:
    """Write the board report as PDF."""
    from interimcoo.exchange.pdf.document import write_pdf

    result = write_pdf(_report_of(wanted), wanted.out)
    print(_("{file} written, {n} pages.").format(file=wanted.out, n=result.pages))
    return DONE


def export(wanted: argparse.Namespace) -> int:
    """Write the tables of the board report as a workbook."""
    from interimcoo.exchange.excel_out.workbook import write_workbook

    write_workbook(_report_of(wanted), wanted.out)
    print(_("{file} written.").format(file=wanted.out))
    return DONE


def figures(wanted: argparse.Namespace) -> int:
    """Print every figure the board report shows, with its origin and pages."""
    from tempfile import TemporaryDirectory

    from interimcoo.exchange.pdf.document import write_pdf
    from interimcoo.features.reports.figures import as_json, expected

    with TemporaryDirectory() as folder:
        result = write_pdf(_report_of(wanted), Path(folder) / "report.pdf")
    if wanted.expect or wanted.json:
        _print_json(expected(result) if wanted.expect else as_json(result))
        return DONE
    for figure in result.figures:
        pages = ", ".join(str(page) for page in figure.pages)
        print(f"{figure.id:48} {figure.shown:>14}  {pages:>6}  {figure.label}")
    return DONE


def info(wanted: argparse.Namespace) -> int:
    """Say what an engagement is: client, mandate, day, counts, last change."""
    from interimcoo.facts import facts_of

    day = wanted.as_of or today(clock_of(None))
    with _opened(wanted.engagement, wanted.as_of) as (engagement, db):
        told = {"file": wanted.engagement.name, **facts_of(db, day), "actions_in_history": engagement.revision}
    if wanted.json:
        _print_json(told)
        return DONE
    width = max(len(name) for name in told)
    for name, value in told.items():
        print(f"{name.replace('_', ' '):{width}}  {'–' if value is None else value}")
    return DONE


def verify(wanted: argparse.Namespace) -> int:
    """Check the file and its content; exit code 1 when something is found."""
    from interimcoo.store.checking import check

    result = check(wanted.engagement)
    if wanted.json:
        _print_json({"ok": result.ok, "problems": list(result.problems)})
    elif result.ok:
        print(_("{file} is whole.").format(file=wanted.engagement.name))
    for problem in result.problems:
        print(problem, file=sys.stderr)
    return DONE if result.ok else FAILED


def salvage(wanted: argparse.Namespace) -> int:
    """Save what can be read of a damaged file to a new one; exit code 1 when rows are lost."""
    from interimcoo.store.salvage import salvage as save
    from interimcoo.store.salvage_words import loss_sentence, read_sentence

    saved = save(wanted.damaged, wanted.out)
    if wanted.json:
        _print_json(
            {
                "file": str(wanted.out),
                "whole": saved.whole,
                "read": saved.read,
                "from_backup": saved.filled,
                "backup": saved.backup.at.isoformat() if saved.backup is not None else None,
                "lost": saved.lost_by_table,
                "emptied": len(saved.emptied),
                "uncounted": list(saved.unsure),
                "changed": list(saved.changed),
            }
        )
        return DONE if saved.whole else FAILED
    print(_("{file} saved. {words}").format(file=wanted.out, words=read_sentence(saved)))
    if saved.whole:
        print(loss_sentence(saved))
        return DONE
    return _say(loss_sentence(saved), FAILED)


def _report_of(wanted: argparse.Namespace) -> "Report":
    day = wanted.as_of or today(clock_of(None))
    with _opened(wanted.engagement, wanted.as_of) as (engagement, db):
        return _board_report(engagement, db, day, wanted.report_language)


def _board_report(engagement: "Engagement", db: "sqlmodel.Session", day: date, language: str) -> "Report":
    from interimcoo.features.reports.board import board_report

    moment = engagement.last_saved or engagement.now()
    return board_report(db, today=day, now=min(moment, end_of(day)), revision=engagement.revision, language=language)


@contextmanager
def _opened(path: Path, as_of: date | None) -> "Iterator[tuple[Engagement, sqlmodel.Session]]":
    """The engagement, read only, and its content: as it is, or as it was known at the end of a day."""
    from interimcoo.store.engagement import Engagement

    engagement = Engagement.open(path, clock=clock_of(as_of), read_only=True)
    try:
        with engagement.reading() if as_of is None else engagement.as_known(end_of(as_of)) as db:
            yield engagement, db
    finally:
        engagement.close()


def _show_run(run: "DryRun", wanted: argparse.Namespace) -> None:
    rejected = [
        {"cell": one.cell.text, "value": one.value, "reason": one.reason, "remedy": one.remedy} for one in run.rejects
    ]
    counts = {"new": run.new, "changed": run.changed, "unchanged": run.unchanged, "rejected": run.rejected}
    if wanted.json:
        told = {"target": run.target, "sheet": run.layout.sheet, "dry_run": wanted.dry_run, **counts}
        _print_json({**told, "notices": list(run.notices), "rejects": rejected})
        return
    words = _("{new} new, {changed} changed, {unchanged} unchanged, {rejected} rejected").format(**counts)
    head = _("Dry run of {file}, sheet {sheet}: {words}") if wanted.dry_run else _("{file}, sheet {sheet}: {words}")
    print(head.format(file=wanted.file.name, sheet=run.layout.sheet, words=words))
    for notice in run.notices:
        print(f"  {notice}")
    for one in rejected:
        print(f"  {one['cell']}: {one['reason']} ({one['value']})", file=sys.stderr)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _say(sentence: str, code: int) -> int:
    print(f"interimcoo: {sentence}", file=sys.stderr)
    return code


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("{text} is no date; write it as 2026-09-22").format(text=text)) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="interimcoo",
        description=_(
            "The desktop program of an interim Chief Operating Officer; without a command it opens the window."
        ),
    )
    parser.add_argument("--version", action="version", version=f"interimcoo {__version__}")
    parser.add_argument(
        "--self-test", action="store_true", help=_("show each page once, unseen, and say whether all came")
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        made.add_argument(
            "--as-of", type=_day, metavar="DATE", help=_("today is DATE; data are those known at its end")
        )
        made.add_argument("--language", choices=LANGUAGES, default="", help=_("language of the messages"))
        made.set_defaults(run=run)
        return made

    def add_report(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = add(name, run)
        made.add_argument("engagement", type=Path, metavar="ENGAGEMENT")
        made.add_argument("--report-language", choices=LANGUAGES, default="", help=_("language of the report"))
        return made

    one = add("demo", demo)
    one.add_argument("out", type=Path, metavar="OUT")
    one = add("new", new)
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--client", required=True)
    one.add_argument("--type", required=True, choices=MANDATE_TYPES)
    one.add_argument("--start", type=_day, metavar="DATE", default=None)
    one.add_argument("--days", type=int, default=180, help=_("length in calendar days"))
    one.add_argument("--contract-days", type=int, default=0)
    one.add_argument("--sponsor", default="")
    one.add_argument("--who", default="", help=_("your name in the history"))
    one.add_argument("--currency", default="EUR")
    one.add_argument("--country", default="SE")
    one.add_argument("--report-language", choices=LANGUAGES, default="en")
    one = add("import", import_file)
    one.add_argument("engagement", type=Path, metavar="ENGAGEMENT")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--target", default="", help=_("what the sheet holds; proposed when left out"))
    one.add_argument("--sheet", default="")
    one.add_argument("--grade", choices=("", "A", "B", "C", "D"), default="", help=_("trust grade of a new source"))
    one.add_argument("--who", default="")
    one.add_argument("--dry-run", action="store_true")
    one.add_argument("--json", action="store_true")
    one = add_report("report", report)
    one.add_argument("out", type=Path, metavar="OUT.pdf")
    one = add_report("export", export)
    one.add_argument("out", type=Path, metavar="OUT.xlsx")
    one = add_report("figures", figures)
    one.add_argument("--json", action="store_true")
    one.add_argument("--expect", action="store_true", help=_("the form that a check of the PDF reads"))
    one = add("info", info)
    one.add_argument("engagement", type=Path, metavar="ENGAGEMENT")
    one.add_argument("--json", action="store_true")
    one = add("verify", verify)
    one.add_argument("engagement", type=Path, metavar="ENGAGEMENT")
    one.add_argument("--json", action="store_true")
    one = add("salvage", salvage)
    one.add_argument("damaged", type=Path, metavar="DAMAGED")
    one.add_argument("out", type=Path, metavar="OUT.icoo")
    one.add_argument("--json", action="store_true")
    return parser
