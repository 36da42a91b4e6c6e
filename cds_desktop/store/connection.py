"""The open database: one connection, one thread; here SQLite's errors become ours."""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar

from cds_desktop.errors import StoreError
from cds_desktop.store import lock_info
from cds_desktop.store.chain import Chain

Row = tuple[Any, ...]
"""One row as SQLite gives it; turned into a type of ours on the next line."""

T = TypeVar("T")

StoredRow = tuple[str, tuple[object, ...]]
"""A table's name and all columns of one of its rows."""


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One row of the history with the rows of other tables that were written with it."""

    history: tuple[object, ...]
    stored: tuple[StoredRow, ...]


class CommitListener(Protocol):
    """Who is told of every committed change; it must not fail and never touches the database."""

    def committed(self, changes: Sequence[LoggedChange]) -> None:
        """Take note of one transaction's changes, which are on the disk already."""
        ...

    def close(self) -> None:
        """Finish; nothing is committed any more."""
        ...


_CODES = {
    sqlite3.SQLITE_FULL: "store_disk_full",
    sqlite3.SQLITE_IOERR: "store_io_error",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_not_ours",
    sqlite3.SQLITE_BUSY: "store_locked",
    sqlite3.SQLITE_LOCKED: "store_locked",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_PERM: "store_read_only",
    sqlite3.SQLITE_CANTOPEN: "store_cannot_open",
}


# A damaged file can make the text of SQLite's own complaint undecodable.
_ERRORS = (sqlite3.DatabaseError, UnicodeDecodeError)


class Store:
    """An open database; made by `open_store` only.

    `notes` are codes of what is unusual but no reason to refuse: `journal_mode_delete`,
    `store_disk_full`. A store made by a newer program is read-only: `atomic` refuses.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, is_read_only: bool = False
    ) -> None:
        self.path = path
        self.connection = connection
        self.is_read_only = is_read_only
        self.is_closed = False
        self.notes: tuple[str, ...] = ()
        self.chain = Chain()
        self.listener: CommitListener | None = None
        self._changes: list[LoggedChange] = []
        self._depth = 0

    def select(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Return every row that a query finds."""
        try:
            return self.connection.execute(sql, parameters).fetchall()
        except sqlite3.DataError as error:  # a damaged length, beyond what was ever written
            raise StoreError("store_damaged", path=str(self.path)) from error
        except _ERRORS as error:
            self._fail(error)

    def select_one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """Return the first row that a query finds."""
        rows = self.select(sql, parameters)
        return rows[0] if rows else None

    def decoded(self, decode: Callable[[Row], T], rows: Iterable[Row]) -> list[T]:
        """Turn rows into a type of ours; a row that cannot be one was damaged."""
        try:
            return [decode(row) for row in rows]
        except (ValueError, ArithmeticError, LookupError, TypeError) as error:
            raise StoreError("store_damaged", path=str(self.path)) from error

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run one writing statement inside the transaction that `atomic` began."""
        self._check_in_transaction()
        try:
            self.connection.execute(sql, parameters)
        except _ERRORS as error:
            self._fail(error)

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one writing statement for each row, inside the transaction that `atomic` began."""
        self._check_in_transaction()
        try:
            self.connection.executemany(sql, rows)
        except _ERRORS as error:
            self._fail(error)

    @contextmanager
    def atomic(self) -> Generator[None, None, None]:
        """Do everything inside or nothing of it; an inner `atomic` is a part of the outer one.

        What was done is on the disk when this returns. Raises StoreError when it could not be.
        """
        if self.is_read_only:
            raise StoreError("store_newer_read_only", path=str(self.path))
        begin, commit = self._begin, self._commit
        if self._depth:
            begin, commit = self._begin_inner, self._commit_inner
        begin()
        self._depth += 1
        noted = len(self._changes)
        is_committed = False
        try:
            yield
            commit()
            is_committed = True
        except sqlite3.DatabaseError as error:
            self._fail(error)
        finally:
            self._depth -= 1
            if not is_committed:
                del self._changes[noted:]
                self._roll_back()

    def note_changes(self, changes: Iterable[LoggedChange]) -> None:
        """Keep what this transaction changes for the listener, who hears of it after COMMIT."""
        if self.listener is not None:
            self._changes.extend(changes)

    def close(self) -> None:
        """Tidy up and close the file; the log beside it is written back and goes away."""
        if self.is_closed:
            return
        self.is_closed = True
        if self.listener is not None:
            self.listener.close()
        if not self.is_read_only:
            with suppress(sqlite3.DatabaseError):
                self.connection.execute("PRAGMA optimize")
            lock_info.remove(self.path)
        self.connection.close()

    def _begin(self) -> None:
        if self.connection.in_transaction:  # a rollback failed on a sick disk: never build on that
            self._run("ROLLBACK")
        self._run("BEGIN IMMEDIATE")

    def _commit(self) -> None:
        self._run("COMMIT")
        if self.listener is not None and self._changes:
            changes, self._changes = self._changes, []
            self.listener.committed(changes)

    def _begin_inner(self) -> None:
        self._check_in_transaction()
        self._run("SAVEPOINT inner_part")

    def _commit_inner(self) -> None:
        self._run("RELEASE inner_part")

    def _roll_back(self) -> None:
        """Undo this level; the error that led here is the one to report, not a second one."""
        self.chain.forget()
        if not self.connection.in_transaction:  # SQLite itself rolls back when the disk is full
            return
        with suppress(sqlite3.DatabaseError):
            if self._depth:
                self.connection.execute("ROLLBACK TO inner_part")
                self.connection.execute("RELEASE inner_part")
            else:
                self.connection.execute("ROLLBACK")

    def _run(self, sql: str) -> None:
        try:
            self.connection.execute(sql)
        except _ERRORS as error:
            self._fail(error)

    def _check_in_transaction(self) -> None:
        if not self.connection.in_transaction:
            raise RuntimeError("write inside `with store.atomic():`")

    def _fail(self, error: sqlite3.DatabaseError | UnicodeDecodeError) -> NoReturn:
        code = refusal_code(error)
        if code is None:
            raise error
        raise StoreError(code, path=str(self.path)) from error


def refusal_code(error: sqlite3.DatabaseError | UnicodeDecodeError) -> str | None:
    """Return the code for an error of the world; None when the error is a mistake of ours."""
    number: int | None = getattr(error, "sqlite_errorcode", None)
    if number is not None:
        return _CODES.get(number & 0xFF)
    is_unreadable_text = isinstance(error, UnicodeDecodeError) or "decode" in str(error)
    return "store_damaged" if is_unreadable_text else None
