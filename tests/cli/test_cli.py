"""The headless commands: what they print, their exit codes, and that refused input changes nothing."""

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from interimcoo import cli
from interimcoo.clock import clock_of
from interimcoo.store.engagement import Engagement

ROOT = Path(__file__).parents[2]
WORKBOOK = ROOT / "resources" / "sample" / "Leveransrapport_v37.xlsx"
NEW = ["--client", "Åkers Ström AB", "--type", "growth", "--start", "2026-09-01", "--as-of", "2026-09-22"]


def made(folder: Path) -> Path:
    path = folder / "client.icoo"
    assert cli.main(["new", str(path), *NEW]) == 0
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_that_new_makes_a_private_file_and_info_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    capsys.readouterr()
    assert cli.main(["info", str(path), "--json", "--as-of", "2026-09-22"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["client"], told["mandate_type"], told["day"], told["days"]) == ("Åkers Ström AB", "growth", 22, 180)
    assert told["kpis"] == 11


def test_that_new_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path)
    before = digest(path)
    assert cli.main(["new", str(path), *NEW]) == 2
    assert "exists already" in capsys.readouterr().err
    assert digest(path) == before


def test_that_a_refused_mandate_leaves_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.icoo"
    assert cli.main(["new", str(path), "--client", " ", "--type", "growth"]) == 2
    assert "client" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_that_a_dry_run_writes_nothing_and_an_import_counts_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path)
    before = digest(path)
    capsys.readouterr()
    assert cli.main(["import", str(path), str(WORKBOOK), "--dry-run", "--json"]) == 0
    dry = json.loads(capsys.readouterr().out)
    assert digest(path) == before
    assert cli.main(["import", str(path), str(WORKBOOK), "--json", "--grade", "B"]) == 0
    run = json.loads(capsys.readouterr().out)
    assert {key: dry[key] for key in ("new", "changed", "rejected")} == {
        key: run[key] for key in ("new", "changed", "rejected")
    }
    assert dry["new"] > 300
    assert {"cell", "reason", "remedy", "value"} == set(dry["rejects"][0])
    assert cli.main(["import", str(path), str(WORKBOOK), "--dry-run", "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, dry["new"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("note.icoo", b"not an engagement at all", "not an engagement"),
        ("empty.icoo", b"", "not an engagement"),
    ],
)
def test_that_a_foreign_file_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert cli.main(["info", str(path)]) == 2
    err = capsys.readouterr().err
    assert words in err.lower()
    assert "Traceback" not in err
    assert path.read_bytes() == content


def test_that_a_file_that_is_no_workbook_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path)
    before = digest(path)
    foreign = tmp_path / "orders.xlsx"
    foreign.write_bytes(b"\x00\x01\x02 no zip")
    capsys.readouterr()
    assert cli.main(["import", str(path), str(foreign)]) == 2
    assert "orders.xlsx" in capsys.readouterr().err
    assert digest(path) == before


def test_that_an_unknown_target_names_the_known_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path)
    capsys.readouterr()
    assert cli.main(["import", str(path), str(WORKBOOK), "--target", "weather"]) == 2
    err = capsys.readouterr().err
    assert "kpi_values" in err
    assert "tasks" in err


def test_that_verify_finds_a_flipped_byte(sample_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(sample_copy), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "problems": []}
    content = bytearray(sample_copy.read_bytes())
    at = content.find(b"On time in full")
    content[at] ^= 0x20
    sample_copy.write_bytes(content)
    assert cli.main(["verify", str(sample_copy)]) == 1
    assert capsys.readouterr().err.strip()


def wipe_table(path: Path, table: str) -> None:
    """Lose the first page of a table, as a fault of the disk does."""
    with closing(sqlite3.connect(path)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = bytes(size)
    path.write_bytes(content)


def test_that_salvage_saves_a_damaged_file_and_lists_what_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, saved = made(tmp_path), tmp_path / "saved.icoo"
    wipe_table(path, "gate")
    before = digest(path)
    capsys.readouterr()
    assert cli.main(["salvage", str(path), str(saved)]) == 1
    told = capsys.readouterr()
    assert "saved.icoo saved." in told.out
    assert "there was no backup" in told.out
    assert "Lost: 6 gates" in told.err
    assert digest(path) == before
    assert saved.stat().st_mode & 0o777 == 0o600
    assert cli.main(["verify", str(saved)]) == 0
    assert cli.main(["info", str(saved), "--json"]) == 0


def test_that_salvage_is_whole_with_a_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, saved = made(tmp_path), tmp_path / "saved.icoo"
    with closing(Engagement.open(path, clock=clock_of(date(2026, 9, 22)))) as engagement:
        engagement.backup()
    wipe_table(path, "gate")
    capsys.readouterr()
    assert cli.main(["salvage", str(path), str(saved), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["whole"], told["lost"], told["uncounted"], told["from_backup"]) == (True, {}, [], 6)
    assert told["backup"].startswith("2026-09-22T")


def test_that_salvage_gives_the_losses_of_each_table_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path)
    wipe_table(path, "gate")
    capsys.readouterr()
    assert cli.main(["salvage", str(path), str(tmp_path / "saved.icoo"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["whole"], told["lost"], told["backup"]) == (False, {"gate": 6}, None)


@pytest.mark.parametrize("kept", ["damaged", "other"])
def test_that_salvage_writes_over_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], kept: str) -> None:
    path, other = made(tmp_path), tmp_path / "other.icoo"
    wipe_table(path, "gate")
    other.write_bytes(b"mine")
    before = digest(path)
    assert cli.main(["salvage", str(path), str(path if kept == "damaged" else other)]) == 2
    assert "Choose another name." in capsys.readouterr().err
    assert (digest(path), other.read_bytes()) == (before, b"mine")


def test_that_salvage_refuses_what_is_not_there_and_what_gives_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noise = tmp_path / "noise.icoo"
    noise.write_bytes(bytes(range(256)) * 200)
    for path, words in ((tmp_path / "absent.icoo", "no file"), (noise, "Nothing can be read")):
        assert cli.main(["salvage", str(path), str(tmp_path / "saved.icoo")]) == 2
        assert words in capsys.readouterr().err
    assert not (tmp_path / "saved.icoo").exists()


def test_that_wrong_use_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    for argv in (["report"], ["info", "x.icoo", "--as-of", "yesterday"], ["dance"]):
        with pytest.raises(SystemExit) as stopped:
            cli.main(argv)
        assert stopped.value.code == 2


def test_that_as_of_tells_what_was_known_then(sample_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = {}
    for day in ("2026-09-01", "2026-09-11", "2026-09-22"):
        assert cli.main(["info", str(sample_copy), "--json", "--as-of", day]) == 0
        told = json.loads(capsys.readouterr().out)
        counts[day] = (told["day"], told["findings"], told["readings"] > 0)
    assert counts == {"2026-09-01": (2, 0, False), "2026-09-11": (12, 8, False), "2026-09-22": (23, 8, True)}


def test_that_report_export_and_figures_agree(
    sample_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, book = tmp_path / "report.pdf", tmp_path / "tables.xlsx"
    before = digest(sample_copy)
    options = [str(sample_copy), "--as-of", "2026-09-22"]
    assert cli.main(["report", *options, str(pdf)]) == 0
    assert cli.main(["export", *options, str(book)]) == 0
    capsys.readouterr()
    assert cli.main(["figures", *options, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert digest(sample_copy) == before, "reading changes no byte"
    assert pdf.read_bytes()[:5] == b"%PDF-"
    assert book.read_bytes()[:2] == b"PK"
    otif = next(one for one in told["figures"] if one["id"] == "kpi.LOG01.actual")
    assert (otif["value"], otif["origin"]["source"]) == (78.4, "Leveransrapport_v37.xlsx")
    assert otif["pages"]
    assert cli.main(["figures", *options, "--expect"]) == 0
    assert "78.4" in json.loads(capsys.readouterr().out)["allowed_numbers"]
