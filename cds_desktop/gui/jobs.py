"""Work of more than 100 ms, off the GUI thread: one worker, progress, stop.

A job's body is an operation without Qt and without the store. Its reports come back by one signals
object that lives on the GUI thread and belongs to the runner, not to the runnable nor to the page.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from cds_desktop.errors import Cancelled, CdsError

Progress = Callable[[int, int], None]
"""Called by the work with (done, total); raises Cancelled when the user said stop."""
Work = Callable[[Progress], Any]


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What the page wants to hear, on the GUI thread; `failed` gets what a user can mend."""

    done: Callable[[Any], None]
    failed: Callable[[CdsError], None]
    progress: Callable[[int, int], None] | None = None
    stopped: Callable[[], None] | None = None


class Job:
    """A running piece of work; `stop` asks it to end at its next report of progress."""

    def __init__(self, work: Work, callbacks: Callbacks) -> None:
        self.work = work
        self.callbacks = callbacks
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask the work to end."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Say whether somebody asked the work to end."""
        return self._stop.is_set()


class JobRunner(Protocol):
    """Runs jobs: in a thread for the window, at once for tests."""

    def start(self, work: Work, callbacks: Callbacks) -> Job:
        """Start `work`."""
        ...

    def shut_down(self) -> None:
        """Stop, wait, forget."""
        ...


class ThreadedRunner(QObject):
    """One worker thread for all jobs, one after the other."""

    _reported = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: set[Job] = set()
        self._reported.connect(self._on_reported)

    def start(self, work: Work, callbacks: Callbacks) -> Job:
        """Queue `work` for the worker."""
        job = Job(work, callbacks)
        self._jobs.add(job)
        self._pool.start(_Runnable(job, self._reported.emit))
        return job

    def shut_down(self) -> None:
        """Stop every job and wait for the worker; nothing is reported afterwards."""
        for job in self._jobs:
            job.stop()
        self._jobs.clear()
        self._pool.waitForDone()

    @Slot(object, str, object)
    def _on_reported(self, job: Job, kind: str, payload: object) -> None:
        if job not in self._jobs:
            return
        if kind != "progress":
            self._jobs.discard(job)
        _report(job, kind, payload)


class ImmediateRunner:
    """Runs each job at once on the calling thread: for tests."""

    def start(self, work: Work, callbacks: Callbacks) -> Job:
        """Run `work` to its end."""
        job = Job(work, callbacks)
        _run(job, _report)
        return job

    def shut_down(self) -> None:
        """There is nothing to wait for."""


class _Runnable(QRunnable):
    def __init__(self, job: Job, report: Callable[[Job, str, object], None]) -> None:
        super().__init__()
        self._job = job
        self._report = report

    def run(self) -> None:
        _run(self._job, self._report)


def _run(job: Job, report: Callable[[Job, str, object], None]) -> None:
    def progress(done: int, total: int) -> None:
        if job.is_stopping:
            raise Cancelled
        report(job, "progress", (done, total))

    try:
        result = job.work(progress)
    except Cancelled:
        report(job, "stopped", None)
    except CdsError as error:
        report(job, "failed", error)
    except Exception as error:
        report(job, "crashed", error)
    else:
        report(job, "done", result)


def _report(job: Job, kind: str, payload: Any) -> None:
    """Call the page back; a fault of ours is raised here, where the excepthook sees it."""
    callbacks = job.callbacks
    if kind == "progress" and callbacks.progress:
        callbacks.progress(*payload)
    elif kind == "done":
        callbacks.done(payload)
    elif kind == "failed":
        callbacks.failed(payload)
    elif kind in ("stopped", "crashed") and callbacks.stopped:
        callbacks.stopped()
    if kind == "crashed":
        raise payload
