"""The hash-chained history: what every cell held before, who changed it, when and why.

Rows are ordered by `seq` alone; the clock beside them is information and may have gone back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from cds_desktop.errors import StoreError
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.store import encoding
from cds_desktop.store.chain import (
    CHAIN_START,
    Chain,
    Column,
    as_digest,
    as_number,
    chain_hash,
)
from cds_desktop.store.connection import LoggedChange, Row, Store, StoredRow

NO_CELL = CellKey("", "", "")

INSERT_HISTORY = (
    "INSERT INTO history (seq, step, ts, utc_offset, actor, action, subject, submission,"
    " area, question, row, old, new, reason, digest, prev_hash, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

CELL_ACTIONS = frozenset(
    {
        "enter",
        "paste",
        "import",
        "confirm",
        "carry_over",
        "calculate",
        "clear",
        "status",
        "qualifier",
        "note",
        "explain",
        "undo",
        "redo",
    }
)
"""What can be done to cells; submissions are created, set, completed and sent besides."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does what, and why; one deed may change many rows."""

    actor: str
    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change: what it was and is, as JSON, and the row's hash before and after.

    `stored` are the rows as they stand in their tables now, for the spill log.
    """

    subject: str
    old: str
    new: str
    old_hash: bytes
    new_hash: bytes
    key: CellKey = NO_CELL
    stored: tuple[StoredRow, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One former state of a cell; `ts` is UTC, `utc_offset` the minutes of the clerk's clock.

    Entries of one save share their `step`.
    """

    seq: int
    step: int
    ts: str
    utc_offset: int
    actor: str
    action: str
    reason: str
    old: Answer
    new: Answer


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the history and its hash: the mark to keep outside the file."""

    seq: int
    hash: str


NOWHERE = Head(0, "")
"""The end of a history that has not begun."""


def head(store: Store) -> Head:
    """Return the end of the history."""
    _remember_end(store)
    return Head(store.chain.seq or 0, store.chain.hash.hex())


def cell_history(store: Store, instance_id: str, key: CellKey) -> tuple[HistoryEntry, ...]:
    """Return everything that one cell has held, oldest first."""
    rows = store.select(
        "SELECT h.seq, h.step, h.ts, h.utc_offset, h.actor, h.action, h.reason, h.old, h.new"
        " FROM history h JOIN submissions s ON s.id = h.submission"
        " WHERE s.instance_id = ? AND h.subject = 'answer'"
        " AND h.area = ? AND h.question = ? AND h.row = ? ORDER BY h.seq",
        (instance_id, *key),
    )
    return tuple(store.decoded(partial(_entry, key), rows))


def record(store: Store, submission: int | None, changes: Iterable[Change], deed: Deed) -> str:
    """Append one row for each change, inside the caller's transaction; return the time written."""
    ts, utc_offset = _now()
    _remember_end(store)
    step = (store.chain.seq or 0) + 1
    changes = list(changes)
    rows = [
        _appended(
            store.chain,
            (step, ts, utc_offset, deed.actor, deed.action, change.subject, submission),
            (*change.key, change.old, change.new, deed.reason),
            digest=_new_digest(store, submission, change),
        )
        for change in changes
    ]
    store.execute_many(INSERT_HISTORY, rows)
    store.note_changes(
        LoggedChange(row, change.stored) for row, change in zip(rows, changes, strict=True)
    )
    return ts


def utc_now() -> str:
    """Return the present time as it is stored: UTC, whole seconds."""
    return _now()[0]


def _entry(key: CellKey, row: Row) -> HistoryEntry:
    *columns, old, new = row
    return HistoryEntry(
        *columns,
        old=encoding.answer_from_json(key, old),
        new=encoding.answer_from_json(key, new),
    )


def _appended(
    chain: Chain, who: tuple[Column, ...], what: tuple[Column, ...], *, digest: bytes
) -> tuple[object, ...]:
    """Return the next history row and move the remembered end of the chain to it."""
    seq, previous = (chain.seq or 0) + 1, chain.hash
    columns = (seq, *who, *what)
    chain.hash = chain_hash(previous, (*columns, digest.hex()))
    chain.seq = seq
    return (*columns, digest, previous, chain.hash)


def _new_digest(store: Store, submission: int | None, change: Change) -> bytes:
    digests = store.chain.digests
    if submission not in digests:
        digests[submission] = stored_digest(store, submission)
    digests[submission] += as_number(change.new_hash) - as_number(change.old_hash)
    return as_digest(digests[submission])


def stored_digest(store: Store, submission: int | None) -> int:
    """Return the sum of row hashes that the history says a submission must have; 0 for none yet."""
    row = store.select_one(
        "SELECT digest FROM history WHERE submission IS ? ORDER BY seq DESC LIMIT 1", (submission,)
    )
    return as_number(row[0]) if row else 0


def _remember_end(store: Store) -> None:
    if store.chain.seq is not None:
        return
    row = store.select_one("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1")
    seq, last = row or (0, CHAIN_START)
    if not isinstance(seq, int) or not isinstance(last, bytes):
        raise StoreError("store_damaged", path=str(store.path))
    store.chain.seq, store.chain.hash = seq, last


def _now() -> tuple[str, int]:
    """Return UTC as text in whole seconds, and how many minutes the local clock is ahead."""
    now = datetime.now().astimezone()
    ahead = now.utcoffset() or timedelta()
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), ahead // timedelta(minutes=1)
