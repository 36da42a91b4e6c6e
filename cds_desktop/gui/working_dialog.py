"""A small window while the folder of a closed workspace is worked on: nothing else can be done."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui.context import ClosedWork
from cds_desktop.gui.jobs import Callbacks, JobRunner
from cds_desktop.gui.widgets.labels import label


class WorkingDialog(QDialog):
    """Runs one ClosedWork in a job and closes; `sentence` or `error` tells how it went."""

    def __init__(
        self, parent: QWidget | None, work: ClosedWork, *, root: Path, jobs: JobRunner
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(QGuiApplication.applicationDisplayName())
        self.setMinimumWidth(420)
        self.sentence = ""
        self.error: CdsError | None = None
        self._work, self._root, self._jobs = work, root, jobs
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(work.title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.setSpacing(16)
        outer.addWidget(label(f"{work.title}, xin đợi trong giây lát.", "strong", wraps=True))
        outer.addWidget(bar)

    def run(self) -> None:
        """Work, and return when it is done."""
        root, work = self._root, self._work
        self._jobs.start(
            lambda progress: work.run(root),
            Callbacks(done=self._on_done, failed=self._on_failed, stopped=self.accept),
        )
        if not self.sentence and self.error is None:
            self.exec()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc does not leave half-done work alone."""
        event.ignore()

    def reject(self) -> None:
        """It closes when the work is done."""

    def _on_done(self, sentence: Any) -> None:
        self.sentence = str(sentence)
        self.accept()

    def _on_failed(self, error: CdsError) -> None:
        self.error = error
        self.accept()
