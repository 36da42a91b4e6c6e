"""Process start to first painted window, and peak memory, over an empty PySide6 window."""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import five_years
from tests.benchmarks.measuring import head, process, show

_CHILD = str(Path(__file__).with_name("window_child.py"))


def main() -> None:
    """Print both figures for a workspace of five years."""
    head("Start of the window (offscreen unless QT_QPA_PLATFORM says otherwise)")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        five_years.make(root).store.close()
        empty = process([sys.executable, _CHILD, "empty"])
        ours = process([sys.executable, _CHILD, "program", str(root)])
        filled = process([sys.executable, _CHILD, "filled", str(root)])
    show(
        "first painted window, 5 years", ours.first_line, floor=empty.first_line, target="<= 1.5 x"
    )
    show("month on the screen", filled.first_line, floor=empty.first_line)
    show(
        "peak memory at the first paint",
        ours.peak_mib,
        unit="MiB",
        floor=empty.peak_mib,
        target="<= 1.5 x",
    )
    memory = filled.peak_mib
    show(
        "peak memory, month on the screen",
        memory,
        unit="MiB",
        floor=empty.peak_mib,
        target="<= 1.5 x",
    )
