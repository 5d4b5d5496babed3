"""The headless commands: what they print, their exit codes, and that refused input changes nothing."""

import hashlib
import json
from pathlib import Path

import pytest

from interimcoo import cli

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
