"""CONTRIBUTING.md is followed to the letter: its example becomes a feature of a copy of the product."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```python\n# (src/\S+)\n(.*?)```", re.DOTALL)
USE = """
from datetime import date, datetime, UTC
from pathlib import Path
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from interimcoo.features import FEATURES
assert FEATURES[-1] == "contacts"
from interimcoo.features.contacts.commands import AddContact
from interimcoo.features.contacts.feature import FEATURE
from interimcoo.features.mandate.commands import CreateMandate
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused
from interimcoo.ui.session import Session
engagement = Engagement.create(Path(sys.argv[1]), clock=lambda: datetime(2026, 9, 22, 8, tzinfo=UTC))
engagement.run(CreateMandate("Client", "growth", date(2026, 9, 1), 90))
session = Session(engagement, date(2026, 9, 22))
page = FEATURE.make_page(session)
session.changed.connect(lambda changed: page.refresh() if changed.tables & page.reads else None)
assert page.answer() == "0 people are recorded", page.answer()
assert session.run(AddContact("Maria Strandh"))
assert page.answer() == "1 person is recorded", page.answer()
assert not session.run(AddContact(" "))
assert [label.words("en") for label in engagement.undo_labels(1)] == ["Add contact Maria Strandh"]
session.undo()
assert page.answer() == "0 people are recorded", page.answer()
from interimcoo.shell.records import *  # the window's own view of features must load with it
print("followed")
"""


def test_that_the_example_feature_works_as_written(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    blocks = BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert [Path(name).name for name, _text in blocks] == ["commands.py", "queries.py", "page.py", "feature.py"]
    for name, text in blocks:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "src/interimcoo/features/contacts/__init__.py").write_text('"""Contacts."""\n', encoding="utf-8")
    registry = tmp_path / "src/interimcoo/features/__init__.py"
    known = registry.read_text(encoding="utf-8")
    registry.write_text(known.replace('    "imports",\n', '    "imports",\n    "contacts",\n'), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", USE, str(tmp_path / "client.icoo")],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip().endswith("followed")
