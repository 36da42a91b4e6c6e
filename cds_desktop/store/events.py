"""The ledger of the exchange: one hash-chained row for each thing that happened (BUNDLE.md 16).

Every row of the other append-only tables comes into being with an event. An event carries the hash
of the event before it, and a digest: the sum of the hashes of all rows there are after it. So a
changed row is found by its own hash, one taken away by the digest, a changed event by the chain.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cds_desktop.errors import StoreError
from cds_desktop.store.chain import (
    CHAIN_START,
    Column,
    as_digest,
    as_number,
    chain_hash,
    row_hash,
)
from cds_desktop.store.connection import Row, Store
from cds_desktop.store.encoding import plain_json
from cds_desktop.store.history import utc_now

_LAST = "SELECT n, digest, hash FROM events ORDER BY n DESC LIMIT 1"
_INSERT = (
    "INSERT INTO events (n, ts, actor, kind, subject, detail, digest, prev_hash, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SELECT = "SELECT n, ts, actor, kind, subject, detail FROM events"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row to be added: its INSERT, and its columns without the hash, which comes last.

    `is_numbered` puts the event's number before the columns; `sealed` stands for a large column
    (the bytes of a bundle) in the hash.
    """

    insert: str
    columns: tuple[Column, ...]
    is_numbered: bool = False
    blob: bytes | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `detail` is JSON, `ts` is for information only."""

    n: int
    ts: str
    actor: str
    kind: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The end of the ledger and its hash: what every receipt carries."""

    n: int
    hash: str


def record(
    store: Store,
    kind: str,
    subject: str,
    *,
    actor: str,
    rows: Sequence[LedgerRow] = (),
    **detail: Column,
) -> int:
    """Append an event with the rows that it adds, in one transaction; return its number."""
    with store.atomic():
        last, digest, previous = store.select_one(_LAST) or (0, "", CHAIN_START)
        n = last + 1
        total = int(digest or "0", 16) + sum(_add(store, n, row) for row in rows)
        new_digest = as_digest(total).hex()
        columns = (n, utc_now(), actor, kind, subject, plain_json(**detail), new_digest)
        store.execute(_INSERT, (*columns, previous, chain_hash(previous, columns)))
    return n


def head(store: Store) -> LedgerHead:
    """Return the end of the ledger."""
    n, _, last = store.select_one(_LAST) or (0, "", CHAIN_START)
    if not isinstance(n, int) or not isinstance(last, bytes):
        raise StoreError("store_damaged", path=str(store.path))
    return LedgerHead(n, last.hex())


def events(store: Store, *, after: int = 0) -> tuple[Event, ...]:
    """Return what happened since an event, oldest first."""
    return tuple(Event(*row) for row in store.select(_SELECT + " WHERE n > ? ORDER BY n", (after,)))


def events_of(store: Store, subject: str) -> tuple[Event, ...]:
    """Return what happened to one bundle, file, key or report, oldest first."""
    rows = store.select(_SELECT + " WHERE subject = ? ORDER BY n", (subject,))
    return tuple(Event(*row) for row in rows)


def ledger_row_hash(columns: Sequence[Column], blob: bytes | None) -> bytes:
    """Return the hash of a row; a blob counts by its digest."""
    return row_hash(columns if blob is None else (*columns, row_hash((blob.hex(),)).hex()))


def _add(store: Store, n: int, row: LedgerRow) -> int:
    columns = (n, *row.columns) if row.is_numbered else row.columns
    blob: Row = () if row.blob is None else (row.blob,)
    new_hash = ledger_row_hash(columns, row.blob)
    store.execute(row.insert, (*columns, *blob, new_hash))
    return as_number(new_hash)
