"""A process that opens a window, prints a line when it is painted, and ends.

python window_child.py empty            an empty PySide6 window, styled as ours
python window_child.py program FOLDER   the program on a workspace
"""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

_RUN = QApplication.exec


class FirstPaint(QObject):
    """Waits for the first painted widget, then says so and ends the process."""

    is_painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.is_painted:
            self.is_painted = True
            QTimer.singleShot(0, self._finish)
        return False

    def _finish(self) -> None:
        print("painted", flush=True)
        os._exit(0)


def open_empty() -> None:
    """Show one label in a main window."""
    app = QApplication(["empty"])
    app.setStyle("Fusion")
    window = QMainWindow()
    window.setCentralWidget(QLabel("trống"))
    window.resize(1180, 720)
    window.show()
    _run_until_painted()


def open_program(folder: str) -> None:
    """Start the program as its front door does."""
    from cds_desktop.gui import app

    QApplication.exec = staticmethod(_run_until_painted)
    app.main(["--data-dir", folder])


def _run_until_painted() -> int:
    watcher = FirstPaint()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watcher)
    return _RUN()


if __name__ == "__main__":
    open_empty() if sys.argv[1] == "empty" else open_program(sys.argv[2])
