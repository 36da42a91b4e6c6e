"""Why PySide6 is pinned: 6.12.0 gives away a reference to None in a third of its calls.

On Python 3.11 None can run out of references: after some thousands of calls the process dies with
"none_dealloc" (a table of 143 x 30 items, built a few times, is enough). From Python 3.12 on None
is immortal and nothing is lost. Before the pin is lifted this test has to pass on Python 3.11.
"""

import json
import subprocess
import sys
from collections.abc import Callable

CALLS = 100


def test_qt_gives_no_reference_to_none_away() -> None:
    # In a process of its own: a faulty version takes the process with it.
    probe = subprocess.run(
        [sys.executable, __file__], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert probe.returncode == 0, probe.stderr
    assert json.loads(probe.stdout) == {}, "references to None, True or False lost per call"


def losses() -> dict[str, float]:
    """Return how many references each call loses, for the calls that lose any."""
    from PySide6.QtWidgets import QApplication

    application = QApplication([])  # must live as long as the widgets
    lost = {name: _lost_per_call(call) for name, call in _calls().items()}
    application.processEvents()
    return {name: count for name, count in lost.items() if count > 0.3}


def _lost_per_call(call: Callable[[], object]) -> float:
    call()  # the first one fills caches
    before = _references()
    for _ in range(CALLS):
        call()
    return max(had - has for had, has in zip(before, _references(), strict=True)) / CALLS


def _references() -> tuple[int, ...]:
    return tuple(sys.getrefcount(constant) for constant in (None, True, False))


def _calls() -> dict[str, Callable[[], object]]:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QListWidget, QTableView, QTableWidget, QTableWidgetItem, QWidget

    table, names, widget = QTableWidget(5, 5), QListWidget(), QWidget()
    model, view = QStandardItemModel(), QTableView()
    view.setModel(model)
    view.show()
    return {
        "QTableWidget.setItem": lambda: table.setItem(0, 0, QTableWidgetItem("x")),
        "QTableWidget.item": lambda: table.item(4, 4),
        "QListWidget.addItem": lambda: names.addItem("x"),
        "QStandardItemModel.appendRow": lambda: model.appendRow([QStandardItem("x")]),
        "QWidget.parentWidget": lambda: widget.parentWidget(),
        "QWidget.setStyleSheet": lambda: widget.setStyleSheet(""),
        "QWidget.repaint": lambda: view.viewport().repaint(),
        "QCoreApplication.processEvents": lambda: QCoreApplication.processEvents(),
    }


if __name__ == "__main__":
    print(json.dumps(losses()))
