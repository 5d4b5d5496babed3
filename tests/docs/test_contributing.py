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
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from interimcoo.features.contacts.commands import AddContact
from interimcoo.shell.loading import create
from interimcoo.shell.new_engagement import Wish
from interimcoo.shell.palette import Palette
from interimcoo.shell.window import MainWindow
from interimcoo.ui.form import FormDialog
from interimcoo.ui.session import Session
from interimcoo.ui.settings import Settings

day, folder = date(2026, 9, 22), Path(sys.argv[1])
settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
window = MainWindow(settings=settings, as_of=day)
loaded = create(Wish(folder / "client.icoo", "Client", "growth", date(2026, 9, 1), 90, 60), "A. Lindqvist", day)
window.show_session(Session(loaded.engagement, day, settings=settings, parent=window), loaded.features)
window.show()
session, workspace = window.session, window.workspace

rail = workspace.rail.pages.rail
assert rail.row_of("contacts") >= 0
window.go("contacts")
assert workspace.current == "contacts"
page = window.page("contacts")
assert page.answer() == "0 people are recorded", page.answer()
assert workspace.answer.text() == page.answer()
assert session.run(AddContact("Maria Strandh"))
assert page.answer() == "1 person is recorded", page.answer()
assert workspace.answer.text() == page.answer()
session.undo()
assert page.answer() == "0 people are recorded", page.answer()

window.open_palette()
palette = window.findChild(Palette)
QTest.keyClicks(palette.field, "New contact")
assert palette.hits()[0].text == "New contact", palette.hits()
QTest.keyClick(palette.field, Qt.Key.Key_Return)
dialog = page.findChild(FormDialog)
dialog.form.set_value("name", "Per Ek")
dialog.primary.click()
assert page.answer() == "1 person is recorded", page.answer()
assert [label.words("en") for label in session.engagement.undo_labels(1)] == ["Add contact Per Ek"]
window.close()
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
        [sys.executable, "-W", "error", "-c", USE, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip().endswith("followed")
