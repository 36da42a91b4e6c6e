"""Start a job from a panel: busy while it runs, its error said where the panel wants it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.jobs import Callbacks, Work


def start_job(
    owner: QWidget,
    context: AppContext,
    work: Work,
    *,
    done: Callable[[Any], None],
    show_busy: Callable[[bool], None],
    failed: Callable[[CdsError], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Run `work` in the worker; what fails is shown in a dialog unless `failed` takes it."""

    def finish(result: object) -> None:
        show_busy(False)
        done(result)

    def fail(error: CdsError) -> None:
        show_busy(False)
        if failed is not None:
            failed(error)
        else:
            dialogs.show_error(owner, error)

    show_busy(True)
    callbacks = Callbacks(finish, fail, progress=progress, stopped=lambda: show_busy(False))
    context.jobs.start(work, callbacks)
