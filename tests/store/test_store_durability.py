"""An acknowledged change survives whatever ends the program: the reference's test on the product's own write path."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif(sys.platform != "linux", reason="the reference's test runs on Linux")
def test_that_acknowledged_changes_survive_kills_a_full_disk_and_a_second_program(
    references: Path, tmp_path: Path
) -> None:
    writer, verifier = (shlex.join([sys.executable, str(HERE / name)]) for name in ("ack_writer.py", "ack_verify.py"))
    command = [
        sys.executable,
        str(references / "tools" / "killtest.py"),
        "kill",
        "torn",
        "lock",
        "full",
        "--kills",
        "10",
    ]
    said = subprocess.run(
        [*command, "--copies", "2", "--writer", writer, "--verify", verifier, "--dir", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr
    assert "NOT MET" not in said.stdout
