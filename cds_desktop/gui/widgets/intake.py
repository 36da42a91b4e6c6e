"""Take files in without holding the window up: parsed by the worker, stored one at a time."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from cds_desktop.errors import CdsError
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.jobs import Callbacks, Work
from cds_desktop.operations import inbox_files, receiving
from cds_desktop.operations.inbox_files import ParsedFile
from cds_desktop.operations.receiving import ReceivedFile

_BATCH = 16  # parsed files wait in memory until they are stored


class Intake(QObject):
    """One run over files and folders; `taken` tells of each file, `finished` of the end."""

    taken = Signal(object)
    progressed = Signal(int, int)
    finished = Signal()
    failed = Signal(object)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._files: list[Path] = []
        self._total = 0
        self._parsed: list[ParsedFile] = []
        self._moves: Iterator[ReceivedFile] = iter(())
        self.is_running = False

    def start(self, paths: Sequence[Path]) -> None:
        """Take in files, saved mails and folders of both."""
        self.is_running = True
        self._run(lambda progress: list(inbox_files.list_files(paths)), self._on_listed)

    def reconsider(self) -> None:
        """Look again at what waits for a key or a form."""
        self.is_running = True
        self._files, self._total = [], 0
        self._next_batch()

    # --- the files -----------------------------------------------------------------------------

    def _on_listed(self, files: list[Path]) -> None:
        self._files, self._total = files, len(files)
        self._next_batch()

    def _next_batch(self) -> None:
        self.progressed.emit(self._total - len(self._files), self._total)
        if not self._files:
            self._parse_waiting()
            return
        batch, self._files = self._files[:_BATCH], self._files[_BATCH:]
        workspace = self._context.workspace
        archive, is_practice = receiving.archive_of(workspace), workspace.is_practice
        self._run(
            lambda progress: list(
                inbox_files.parse_files(batch, archive=archive, is_practice=is_practice)
            ),
            self._on_parsed,
        )

    def _on_parsed(self, parsed: list[ParsedFile]) -> None:
        self._parsed = parsed
        self._store_soon()

    def _store_next(self) -> None:
        if not self._parsed:
            self._next_batch()
            return
        try:
            result = receiving.take_in(self._context.workspace, self._parsed.pop(0))
        except CdsError as error:
            self._fail(error)
            return
        self.taken.emit(result)
        self._store_soon()

    def _store_soon(self) -> None:
        QTimer.singleShot(0, self._store_next)

    # --- what waited ---------------------------------------------------------------------------

    def _parse_waiting(self) -> None:
        workspace = self._context.workspace
        digests = receiving.waiting_files(workspace)
        archive, is_practice = receiving.archive_of(workspace), workspace.is_practice
        if not digests:
            self._end()
            return

        def parse() -> dict[str, ParsedFile]:
            paths = [inbox_files.archived_path(archive, digest) for digest in digests]
            found = inbox_files.parse_files(paths, archive=None, is_practice=is_practice)
            return {one.file_sha256: one for one in found if one.file_sha256}

        self._run(lambda progress: parse(), self._on_waiting_parsed)

    def _on_waiting_parsed(self, parsed: dict[str, ParsedFile]) -> None:
        self._moves = receiving.reconsider(self._context.workspace, parsed)
        self._move_soon()

    def _move_next(self) -> None:
        try:
            result = next(self._moves, None)
        except CdsError as error:
            self._fail(error)
            return
        if result is None:
            self._end()
            return
        self.taken.emit(result)
        self._move_soon()

    def _move_soon(self) -> None:
        QTimer.singleShot(0, self._move_next)

    # --- inside --------------------------------------------------------------------------------

    def _run(self, work: Work, done: Callable[[Any], None]) -> None:
        callbacks = Callbacks(done, self._fail, stopped=self._end)
        self._context.jobs.start(work, callbacks)

    def _end(self) -> None:
        self.is_running = False
        self.finished.emit()

    def _fail(self, error: CdsError) -> None:
        self.is_running = False
        self.failed.emit(error)
