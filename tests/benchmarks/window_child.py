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
    _run_until_painted(FirstPaint())


class FilledPage(FirstPaint):
    """Waits for the first paint after the month was opened."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.is_painted and _is_month_open():
            return super().eventFilter(watched, event)
        return False


def open_program(folder: str, *, is_filled: bool) -> None:
    """Start the program as its front door does."""
    from cds_desktop.gui import app

    watcher = FilledPage() if is_filled else FirstPaint()
    QApplication.exec = staticmethod(lambda: _run_until_painted(watcher))
    app.main(["--data-dir", folder])


def _is_month_open() -> bool:
    from cds_desktop.gui.program import Program

    app = QApplication.instance()
    programs = app.findChildren(Program) if app else []
    return any(one.navigator and one.navigator.context.session for one in programs)


def _run_until_painted(watcher: FirstPaint) -> int:
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watcher)
    return _RUN()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        open_empty()
    else:
        open_program(sys.argv[2], is_filled=sys.argv[1] == "filled")
