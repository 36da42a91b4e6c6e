"""What looks after the data while the window is open: checks it in slices, backs it up, drills.

It starts when the window has been painted and never holds it up: the check is done slice by slice
between events, a backup is written at once and proved in a job, the drill is a job.
"""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from cds_desktop.errors import CdsError, StoreError
from cds_desktop.gui.jobs import Callbacks, JobRunner
from cds_desktop.operations import maintenance, safety_texts
from cds_desktop.operations.maintenance import Health
from cds_desktop.operations.workspace import Workspace

_FIRST_MS, _SLICE_PAUSE_MS = 1_500, 5
_DRILL_MS = 60_000
_MINUTE_MS = 60_000
_BACKED_UP = "Đã sao lưu và kiểm chứng xong."
_NOTHING_NEW = "Không có thay đổi mới: bản sao lưu gần nhất đã có đủ."


class SafetyWatch(QObject):
    """One workspace's watch; `told` says that `health`, the backups or the drill changed.

    `done` is what a backup asked for has come to, `failure` why it could not be made.
    """

    told = Signal()

    def __init__(self, parent: QObject, workspace: Workspace, jobs: JobRunner) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._slices: Iterator[Health] | None = None
        self.health: Health | None = None
        self.failure = ""
        self.done = ""
        self._is_stopped = False
        self._slice_timer = self._timer(_SLICE_PAUSE_MS, self._check_slice)
        self._backup_timer = self._timer(maintenance.BACKUP_MINUTES * _MINUTE_MS, self._on_interval)
        self._backup_timer.start()
        QTimer.singleShot(_FIRST_MS, self, self.start_check)
        QTimer.singleShot(_DRILL_MS, self, self._drill_if_due)

    @property
    def danger(self) -> str:
        """What is wrong, in a sentence; "" when nothing is."""
        if self.health is not None and self.health.damages:
            return safety_texts.health_sentence(self.health)
        return self.failure

    @property
    def is_checking(self) -> bool:
        """Say whether the check is under way."""
        return self._slices is not None

    def start_check(self) -> None:
        """Begin to check everything, slice by slice."""
        if self._is_stopped:
            return
        if self._slices is None and not self._workspace.is_closed:
            self._slices = maintenance.health(self._workspace)
            self._slice_timer.start()

    def stop(self) -> None:
        """Touch the database no more: it is about to be closed."""
        self._is_stopped = True
        self._slice_timer.stop()
        self._backup_timer.stop()
        self._slices = None

    def back_up(self, *, reason: str = "manual") -> None:
        """Back up what changed: the copy now, its proof in a job."""
        root = self._workspace.root
        try:
            draft = maintenance.start_backup(self._workspace, reason=reason)
        except StoreError as error:
            self._on_failed(error)
            return
        said = _BACKED_UP if draft is not None else _NOTHING_NEW
        callbacks = Callbacks(done=lambda _: self._on_done(said), failed=self._on_failed)
        if draft is not None:
            self._jobs.start(lambda _: maintenance.finish_backup(root, draft), callbacks)
        else:
            self._jobs.start(lambda _: maintenance.copy_newest_outside(root), callbacks)

    def drill(self) -> None:
        """Prove that the newest backup can be restored."""
        root = self._workspace.root
        self._jobs.start(
            lambda progress: maintenance.drill(root),
            Callbacks(done=lambda _: self._on_done(""), failed=self._on_failed),
        )

    # --- inside --------------------------------------------------------------------------------

    def _timer(self, interval: int, action: Any) -> QTimer:
        made = QTimer(self)
        made.setInterval(interval)
        made.timeout.connect(action)
        return made

    def _check_slice(self) -> None:
        if self._slices is None or self._workspace.is_closed:
            self.stop()
            return
        try:
            self.health = next(self._slices)
        except StoreError as error:
            self._slices = None
            self._slice_timer.stop()
            self._on_failed(error)
            return
        if self.health.is_finished:
            self._slices = None
            self._slice_timer.stop()
        self.told.emit()

    def _on_interval(self) -> None:
        if not self._workspace.is_closed:
            self.back_up(reason="interval")

    def _drill_if_due(self) -> None:
        if not self._is_stopped and maintenance.is_drill_due(self._workspace.root):
            self.drill()

    def _on_done(self, said: str) -> None:
        self.failure, self.done = "", said
        self.told.emit()

    def _on_failed(self, error: CdsError) -> None:
        self.failure, self.done = str(error), ""
        self.told.emit()
