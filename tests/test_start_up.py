"""What a start loads: the window and the month; nothing that makes documents or bundles."""

import json
import subprocess
import sys
from pathlib import Path

from cds_desktop.operations.practice import create_practice
from cds_desktop.operations.workspace import close_workspace

_LATER = {
    *("docx", "docxtpl", "jinja2", "lxml", "openpyxl", "python_calamine", "matplotlib", "numpy"),
    *("cryptography", "bcrypt", "sqlite_utils", "click", "multiprocessing", "email"),
}
_CHILD = """
import json, os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cds_desktop.gui import app
from cds_desktop.gui.program import Program

def look():
    programs = QApplication.instance().findChildren(Program)
    if any(one.navigator and one.navigator.context.session for one in programs):
        print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), flush=True)
        os._exit(0)

run = QApplication.exec
timer = []
def watch():
    timer.append(QTimer(interval=10))
    timer[0].timeout.connect(look)
    timer[0].start()
    return run()
QApplication.exec = staticmethod(watch)
app.main(["--data-dir", sys.argv[1]])
"""


def test_a_start_loads_no_library_for_documents_bundles_or_the_command_line(
    tmp_path: Path,
) -> None:
    close_workspace(create_practice(tmp_path / "tap-nhap"))

    command = [sys.executable, "-c", _CHILD, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    loaded = set(json.loads(ended.stdout))
    assert "sqlite3" in loaded
    assert not loaded & _LATER
