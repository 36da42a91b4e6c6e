"""Start the window: application, look, language, log, workspace; and what happens when we fail.

The window is painted first and filled right after: what fills it is imported only then.
"""

import gc
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui.program import Program
from cds_desktop.gui.theme import apply_theme
from cds_desktop.gui.translator import VietnameseTranslator
from cds_desktop.settings import WindowSettings, load_settings

TITLE = "Báo cáo chuyển đổi số"

_log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Open the window and return the exit code; `arguments` may name the data folder."""
    gc.disable()  # 5 ms; Program enables it again when the window is filled
    root = paths.user_data(_data_folder(arguments))
    look = _look(root)
    os.environ.setdefault("QT_SCALE_FACTOR", str(look.scale / 100))
    app = make_application(str(look.theme))
    faults = FaultWindow(root / "logs")
    sys.excepthook = faults.on_exception
    program = Program(app, root)
    program.painted.connect(faults.start_log)
    program.start()
    return app.exec()


def make_application(theme: str) -> QApplication:
    """Return the application in our language and look."""
    app = QApplication([sys.argv[0]])
    dress(app, theme)
    return app


def dress(app: QApplication, theme: str) -> None:
    """Give an application our name, language and look; before any widget is built."""
    QLocale.setDefault(QLocale("vi_VN"))
    app.setApplicationName("cds-desktop")
    app.setApplicationDisplayName(TITLE)
    app.installTranslator(VietnameseTranslator(app))
    apply_theme(app, theme)


class FaultWindow(QObject):
    """What happens when we are wrong: trace to the log, one window at a time; work goes on."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._log_file: Path | None = None
        self._is_shown = False

    def start_log(self) -> None:
        """Open the log file; without a folder for it the program still says what is wrong."""
        from cds_desktop import logs  # brings the socket module along: not before the first paint

        try:
            self._log_file = logs.start_logging(self._folder)
        except OSError:
            self._log_file = None

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take the place of sys.excepthook."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if self._log_file is None:
            self.start_log()
        _log.critical("unexpected", exc_info=(kind, error, trace))
        if self._is_shown:
            return
        from cds_desktop.gui import dialogs

        self._is_shown = True
        dialogs.show_fault(QApplication.activeWindow(), self._log_file)
        self._is_shown = False


def _data_folder(arguments: Sequence[str]) -> Path | None:
    """Return the folder named by --data-dir."""
    if not arguments:
        return None
    return Path(arguments[0].partition("=")[2] or arguments[-1])


def _look(root: Path) -> WindowSettings:
    """Read how the window should look; a damaged file is told when the workspace is opened."""
    chosen = [folder / "settings.toml" for folder in (root, paths.practice_data(root))]
    file = next((path for path in chosen if path.exists()), chosen[0])
    try:
        return load_settings(file).window
    except CdsError:
        return WindowSettings()
