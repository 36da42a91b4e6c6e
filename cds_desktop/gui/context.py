"""What the window's pages share: the open workspace, the open month, the worker, two signals.

Pages know this and nothing of each other. A page that changed something says so by `announce`; one
that wants the user elsewhere calls `visit`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from cds_desktop.gui.jobs import JobRunner
from cds_desktop.gui.safety_watch import SafetyWatch
from cds_desktop.model.changes import Changes
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.workspace import Workspace


class Page(StrEnum):
    """The pages of the window; PRACTICE leads to the other workspace, practice or real."""

    HOME = "home"
    ENTRY = "entry"
    CHECK = "check"
    REPORT = "report"
    EXCHANGE = "exchange"
    SETTINGS = "settings"
    IMPORT = "import"
    SAFETY = "safety"
    INBOX = "inbox"
    BOARD = "board"
    TOTALS = "totals"
    KEYS = "keys"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to go: a page, a month (None: the open one), a cell of it, a place on the page."""

    page: Page
    period: Period | None = None
    key: CellKey | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ClosedWork:
    """Work on the folder of the workspace while it is closed, in a job; it is opened again after.

    `run` gets the folder and returns the sentence to show then.
    """

    title: str
    run: Callable[[Path], str]


class _Signals(QObject):
    changed = Signal(Changes)
    go_to = Signal(Destination)


@dataclass(slots=True)
class AppContext:
    """What is handed to every page; `waiting` counts the edits that could not be stored yet."""

    workspace: Workspace
    jobs: JobRunner
    session: EntrySession | None = None
    saved_at: datetime | None = None
    waiting: int = 0
    watch: SafetyWatch | None = None
    do_closed: Callable[[ClosedWork], None] | None = None
    signals: _Signals = field(default_factory=_Signals)

    def announce(self, changes: Changes, *, saved_at: datetime | None = None) -> None:
        """Tell every page what is no longer what it was, and when it was on the disk."""
        self.saved_at = saved_at or self.saved_at
        self.signals.changed.emit(changes)

    def visit(
        self,
        page: Page,
        *,
        period: Period | None = None,
        key: CellKey | None = None,
        place: str = "",
    ) -> None:
        """Take the user to a page, a month or a cell."""
        self.signals.go_to.emit(Destination(page, period, key, place))
