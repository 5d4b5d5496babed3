"""The file: sound, tagged, described, the same on every machine, written whole, and true to its figures."""

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from exchange.pdf.rich_report import KPIS, rich_report, scorecard, small_report, summary
from interimcoo.exchange.blocks import Bullets, Column, Figure, Note, Table, TableRow
from interimcoo.exchange.pdf.document import make_pdf, write_pdf
from interimcoo.exchange.pdf.record import FigureConflict, numbers_in
from interimcoo.features.reports.figures import as_json, check_figures, expected

HOSTILE = '<b>bold</b> & <img src="file:///etc/hosts"/> {0} %s \x07\u202e 😀 א &lt;br/&gt;'


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "rich.pdf"
    write_pdf(rich_report(), path)
    return path


def checked(references: Path, path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    tool = references / "tools" / "check_pdf.py"
    return subprocess.run([sys.executable, str(tool), str(path), *more], capture_output=True, text=True, check=False)


def test_that_the_strict_check_of_the_references_passes(references: Path, rich: Path, tmp_path: Path) -> None:
    _data, result = make_pdf(rich_report())
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps(expected(result)), encoding="utf-8")
    done = checked(references, rich, "--profile", "strict", "--locale", "en", "--expect", str(figures))
    assert done.returncode == 0, done.stdout
    assert "warn" not in done.stdout


def test_that_a_number_nobody_printed_fails_the_check(references: Path, rich: Path, tmp_path: Path) -> None:
    _data, result = make_pdf(rich_report())
    wanted = expected(result)
    allowed = wanted["allowed_numbers"]
    assert isinstance(allowed, list)
    allowed.remove("1.4")
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps(wanted), encoding="utf-8")
    done = checked(references, rich, "--expect", str(figures))
    assert done.returncode == 1
    assert "number-not-in-store" in done.stdout


def test_that_a_swedish_report_keeps_its_number_format(references: Path, tmp_path: Path) -> None:
    path = tmp_path / "sv.pdf"
    write_pdf(replace(rich_report("sv"), sections=(scorecard(),)), path)
    with pdfplumber.open(path) as pdf:
        text = pdf.pages[0].extract_text()
    assert "92,0" in text
    assert "92.0" not in text


def test_that_the_same_report_gives_the_same_bytes_in_another_process(rich: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pdf"
    tests = Path(__file__).parents[2]
    code = (
        f"import sys; sys.path.insert(0, {str(tests)!r})\n"
        "from pathlib import Path\nfrom exchange.pdf.rich_report import rich_report\n"
        "from interimcoo.exchange.pdf.document import write_pdf\n"
        f"write_pdf(rich_report(), Path({str(other)!r}))\n"
    )
    changed = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env={**os.environ, **changed})
    assert other.read_bytes() == rich.read_bytes()


def test_that_another_revision_gives_other_bytes(rich: Path) -> None:
    data, _result = make_pdf(replace(rich_report(), revision=129))
    assert data != rich.read_bytes()


def test_that_every_printed_figure_stands_on_the_pages_it_names(rich: Path) -> None:
    data, result = make_pdf(rich_report())
    assert data == rich.read_bytes()
    with pdfplumber.open(rich) as pdf:
        texts = [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pdf.pages]
    for figure in result.figures:
        if isinstance(figure.value, str) and " " in figure.shown:
            continue  # words may run over a line
        spellings = (figure.shown, *figure.also)
        for page in figure.pages:
            assert any(text.removesuffix(" pp").removesuffix("%") in texts[page - 1] for text in spellings), figure


def test_that_every_number_on_a_page_is_in_the_list(rich: Path) -> None:
    _data, result = make_pdf(rich_report())
    told = as_json(result)
    listed = {
        number for figure in result.figures for text in (figure.shown, *figure.also) for number in numbers_in(text)
    }
    listed |= {number.shown for number in result.numbers}
    assert isinstance(told["figures"], list)
    assert len(told["figures"]) == len(result.figures)
    with pdfplumber.open(rich) as pdf:
        for page in pdf.pages:
            for line in page.extract_text_lines(x_tolerance=1.5, y_tolerance=0.5):
                for word in str(line["text"]).split(" "):
                    assert set(numbers_in(word.replace("\u00a0", " "))) <= listed, word


def test_that_a_figure_of_two_values_is_refused() -> None:
    table = Table("tblX", "Any", (Column("A"),), (TableRow((Figure("a", "A", 1),)), TableRow((Figure("a", "A", 2),))))
    with pytest.raises(FigureConflict, match="a: 1 and 2"):
        check_figures(small_report(table))
    with pytest.raises(FigureConflict):
        make_pdf(small_report(table))


def test_that_the_file_describes_itself(rich: Path) -> None:
    with pikepdf.open(rich) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Board report, September 2026, Nordvik Components AB"
        assert str(pdf.docinfo["/Author"]) == "Katarina Stråle"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260922084100")
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == "Board report, September 2026, Nordvik Components AB"
            assert meta["dc:creator"] == ["Katarina Stråle"]
            assert str(meta["pdf:Producer"]).startswith("interimcoo ")
        assert b"/home" not in rich.read_bytes()


def test_that_the_structure_says_what_is_what(rich: Path) -> None:
    kinds: dict[str, int] = {}
    figures: list[str] = []

    def walk(node: pikepdf.Object) -> None:
        if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
            return
        kind = str(node.S)[1:]
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind == "Figure":
            figures.append(str(node.get("/Alt", "")))
        kids = node.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid)

    with pikepdf.open(rich) as pdf:
        assert pdf.Root.MarkInfo.Marked
        walk(pdf.Root.StructTreeRoot.K)
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for at, page in enumerate(pdf.pages):
            assert page.obj.StructParents == at
            marked = page.Contents.read_bytes().count(b"/MCID ")
            assert len(parents[at]) == marked
            for annotation in page.obj.get("/Annots", []):
                assert str(parents[int(annotation.StructParent)].S) == "/Link"
    assert kinds["Document"] == 1
    assert kinds["H1"] == 10
    assert kinds["Table"] >= 7
    assert kinds["TH"] > 50 < kinds["TD"]
    assert kinds["TOCI"] == 8
    assert kinds["Figure"] > 30
    assert all(len(alt) > 3 for alt in figures)


def test_that_bookmarks_and_links_lead_where_they_say(rich: Path) -> None:
    with pikepdf.open(rich) as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[1] == "Contents"
        assert any(title.startswith("On time in full fell") for title in titles)
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages, 1)}
        said = [
            (str(annotation.Contents), pages[annotation.Dest[0].objgen])
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", [])
        ]
    decisions = {page for text, page in said if text.startswith("D1")}
    findings = {page for text, page in said if text == "F2"}
    with pdfplumber.open(rich) as plumbed:
        for page in decisions:
            assert "Decisions asked" in plumbed.pages[page - 1].extract_text()
        for page in findings:
            assert "FINDINGS REGISTER" in plumbed.pages[page - 1].extract_text()
    assert len(decisions) == len(findings) == 1


def test_that_hostile_text_is_printed_and_nothing_of_it_is_obeyed(references: Path, tmp_path: Path) -> None:
    table = Table(
        "tblX",
        HOSTILE,
        (Column(HOSTILE), Column("B")),
        (TableRow((HOSTILE, Figure("h", HOSTILE, HOSTILE, "code")), anchor="finding.F1"),),
        note=HOSTILE,
    )
    texts = dict.fromkeys(("title", "name", "organisation", "author", "classification"), HOSTILE)
    report = small_report(table, Bullets(HOSTILE, (HOSTILE,)), Note(HOSTILE), **texts)
    path = tmp_path / "hostile.pdf"
    result = write_pdf(report, path)
    assert result.unprintable == ("😀", "א")
    with pdfplumber.open(path) as pdf:
        text = pdf.pages[0].extract_text()
        assert not pdf.pages[0].images
    assert '<b>bold</b> & <img src="file:///etc/hosts"/> {0} %s [U+1F600] [U+05D0] &lt;br/&gt;' in text
    allowed = ("<b>", "</b>", "<img", "{0}", "%s", "&lt;", "&gt;", "<br", "/etc")
    done = checked(references, path, "--set", 'fill="off"', "--allow", *allowed)
    assert done.returncode == 0, done.stdout


def test_that_the_file_is_for_its_owner_and_replaces_another_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"older")
    write_pdf(small_report(Note("Words.")), path)
    assert path.read_bytes().startswith(b"%PDF-1.7")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["report.pdf"]


def test_that_a_folder_that_takes_no_files_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_pdf(small_report(Note("Words.")), tmp_path / "absent" / "report.pdf")
    assert list(tmp_path.iterdir()) == []


def test_that_making_stops_when_the_caller_says_so() -> None:
    class Stop(Exception):
        pass

    def progress(done: int, total: int) -> None:
        assert total > 5
        if done == 2:
            raise Stop

    with pytest.raises(Stop):
        make_pdf(rich_report(), progress)


def test_that_a_summary_keeps_to_one_page_and_tells_what_found_no_room() -> None:
    wordy = summary()
    lines = tuple(
        "A line of the summary that runs over two lines of its column, as people write them" for _ in range(9)
    )
    blocks = tuple(
        replace(block, columns=((Bullets("What changed", lines),), *block.columns[1:])) if at == 1 else block  # type: ignore[union-attr]
        for at, block in enumerate(wordy.blocks)
    )
    _data, result = make_pdf(replace(rich_report(), sections=(replace(wordy, blocks=blocks), scorecard())))
    assert [(one.key, one.first, one.last) for one in result.sections] == [("summary", 1, 1), ("scorecard", 2, 2)]
    assert "On time in full, %, weekly" in result.left_out


def test_that_the_annex_follows_the_body_and_each_section_knows_its_pages() -> None:
    _data, result = make_pdf(rich_report())
    places = [one.annex for one in result.sections]
    assert places == sorted(places)
    assert [one.key for one in result.sections][:3] == ["summary", "contents", "scorecard"]
    assert result.sections[-1].last == result.pages
    assert sum(one.used for one in result.sections) == pytest.approx(result.pages, abs=0.05)


def test_that_a_short_report_has_no_contents_and_keeps_its_legend() -> None:
    method = next(section for section in rich_report().sections if section.key == "method")
    _data, result = make_pdf(replace(rich_report(), sections=(scorecard(), method)))
    assert "contents" not in [one.key for one in result.sections]
    assert result.pages == 2


@pytest.mark.parametrize("times", [1, 12, 40])
def test_that_registers_of_any_length_fill_their_pages(times: int, references: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    result = write_pdf(rich_report(times=times), path)
    done = checked(references, path, "--profile", "strict")
    assert done.returncode == 0, done.stdout
    assert result.pages >= 9
    assert len(KPIS) == 12
