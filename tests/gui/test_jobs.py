"""Work off the GUI thread: done, failed, stopped, crashed; always told on the GUI thread."""

import threading
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from cds_desktop.errors import CdsError, DocumentError
from cds_desktop.gui.jobs import Callbacks, ImmediateRunner, JobRunner, Progress, ThreadedRunner


@dataclass
class Heard:
    """What a page heard of its job, and on which thread."""

    said: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])
    threads: set[int] = field(default_factory=set[int])

    def callbacks(self) -> Callbacks:
        """Return callbacks that write down."""
        return Callbacks(
            done=lambda result: self._hear("done", result),
            failed=lambda error: self._hear("failed", error.code),
            progress=lambda done, total: self._hear("progress", (done, total)),
            stopped=lambda: self._hear("stopped", None),
        )

    def _hear(self, kind: str, payload: Any) -> None:
        self.said.append((kind, payload))
        self.threads.add(threading.get_ident())


@pytest.fixture(params=["threaded", "immediate"])
def runner(request: pytest.FixtureRequest, qtbot: QtBot) -> JobRunner:
    """Both runners must behave alike."""
    return ThreadedRunner() if request.param == "threaded" else ImmediateRunner()


def test_a_job_tells_its_progress_and_its_result(runner: JobRunner, qtbot: QtBot):
    def work(progress: Progress) -> str:
        progress(1, 2)
        progress(2, 2)
        return "xong"

    heard = Heard()
    runner.start(work, heard.callbacks())
    qtbot.waitUntil(lambda: len(heard.said) == 3)
    assert heard.said == [("progress", (1, 2)), ("progress", (2, 2)), ("done", "xong")]


def test_what_a_user_can_mend_is_told_as_an_error(runner: JobRunner, qtbot: QtBot):
    def work(progress: Progress) -> None:
        raise DocumentError("output_locked", file="a.docx")

    heard = Heard()
    runner.start(work, heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said == [("failed", "output_locked")]


def test_a_page_hears_on_the_gui_thread_while_the_work_runs_elsewhere(qtbot: QtBot):
    heard, worked = Heard(), set[int]()
    runner = ThreadedRunner()
    runner.start(lambda progress: worked.add(threading.get_ident()), heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.threads == {threading.get_ident()}
    assert not worked & heard.threads


def test_a_stopped_job_ends_at_its_next_report(qtbot: QtBot):
    may_go_on = threading.Event()

    def work(progress: Progress) -> str:
        may_go_on.wait(5)
        progress(1, 2)
        return "never"

    heard, runner = Heard(), ThreadedRunner()
    job = runner.start(work, heard.callbacks())
    job.stop()
    may_go_on.set()
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said == [("stopped", None)]


def test_a_fault_of_ours_reaches_the_excepthook_and_frees_the_page(qtbot: QtBot):
    def work(progress: Progress) -> None:
        raise ZeroDivisionError

    heard, runner = Heard(), ThreadedRunner()
    with qtbot.captureExceptions() as caught:
        runner.start(work, heard.callbacks())
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert heard.said == [("stopped", None)]


def test_after_shutting_down_nothing_is_told_any_more(qtbot: QtBot):
    may_go_on = threading.Event()
    heard, runner = Heard(), ThreadedRunner()
    runner.start(lambda progress: may_go_on.wait(5), heard.callbacks())
    may_go_on.set()
    runner.shut_down()
    qtbot.wait(50)
    assert heard.said == []


def test_jobs_run_one_after_the_other(qtbot: QtBot):
    running, most = [0], [0]
    lock = threading.Lock()

    def work(progress: Progress) -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        threading.Event().wait(0.01)
        with lock:
            running[0] -= 1

    heard, runner = Heard(), ThreadedRunner()
    for _ in range(4):
        runner.start(work, heard.callbacks())
    qtbot.waitUntil(lambda: len(heard.said) == 4)
    assert most[0] == 1


def test_an_error_carries_its_sentence():
    error: CdsError = DocumentError("output_locked", file="a.docx")
    assert "a.docx" in error.message.text
