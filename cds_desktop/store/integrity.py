"""Find what was damaged or changed behind the program's back (STORE.md 6).

The sweep goes in slices short enough for the window's thread; edits may happen between them.
It proves: SQLite's own structure; the schema; every row by its hash; every report's set of rows by
the digest in the history (a row taken away or put back in an older state); every frozen revision by
its content hash; the history by its chain. It cannot know of a file that was put back whole: for
that keep `history.head` outside of it.
"""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cds_desktop.errors import StoreError
from cds_desktop.store import exchange_integrity, meta
from cds_desktop.store.chain import (
    CHAIN_START,
    as_digest,
    as_number,
    chain_hash,
    content_hash,
    row_hash,
)
from cds_desktop.store.connection import Row, Store
from cds_desktop.store.damage import Damage
from cds_desktop.store.history import stored_digest
from cds_desktop.store.ledger import BUNDLES_OF_SUBMISSION, bundle_hash
from cds_desktop.store.revisions import content_rows
from cds_desktop.store.upgrade import schema_hash

_HISTORY_SLICE = 2_000
_MOST_PIECES = 10_000  # a damaged number must not make the work look endless
_MOST_DAMAGES = 100

_TABLES = (
    "sqlite_schema",
    "meta",
    "org_units",
    "submissions",
    "answers",
    "explanations",
    "history",
    "revisions",
    "revision_answers",
    "revision_explanations",
    "outbox",
    *exchange_integrity.TABLES,
)

# Table, how many columns name a row, and its rows: what was hashed, then the hash.
_HASHED = (
    (
        "submissions",
        1,
        "SELECT id, instance_id, form_id, form_version, org_unit, period, state, revision,"
        " created, stored_by, hash FROM submissions WHERE id = ?",
    ),
    (
        "answers",
        4,
        "SELECT submission, area, question, row, kind, value, status, qualifier, note, raw,"
        " is_carried_over, hash FROM answers WHERE submission = ?",
    ),
    (
        "explanations",
        4,
        "SELECT submission, area, question, row, value, text, hash FROM explanations"
        " WHERE submission = ?",
    ),
    (
        "revisions",
        2,
        "SELECT submission, revision, reason, completed_at, completed_by, lower(hex(content)),"
        " hash FROM revisions WHERE submission = ?",
    ),
)
_ORG_UNITS = (
    "SELECT code, opening_date, name, level, parent, closed_date, successors, hash FROM org_units"
)
_META = "SELECT key, value, hash FROM meta"
_HISTORY = (
    "SELECT seq, step, ts, utc_offset, actor, action, subject, submission, area, question, row,"
    " old, new, reason, lower(hex(digest)), prev_hash, hash FROM history"
    " WHERE seq > ? ORDER BY seq LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Health:
    """How far a sweep has come and what it found; trust `is_sound` only when `is_finished`."""

    done: int
    total: int
    damages: tuple[Damage, ...] = ()
    is_finished: bool = False

    @property
    def is_sound(self) -> bool:
        """Say whether everything was checked and nothing was found."""
        return self.is_finished and not self.damages


def sweep(store: Store) -> Iterator[Health]:
    """Check everything, one short slice at each step; the last Health is finished."""
    submissions = _number(store, "SELECT count(*) FROM submissions")
    pieces = _number(store, "SELECT max(seq) FROM history") // _HISTORY_SLICE
    pieces += exchange_integrity.pieces(lambda sql: _number(store, sql))
    total = len(_TABLES) + 4 + min(pieces, _MOST_PIECES) + submissions
    health = Health(0, total)
    for found in _slices(store):
        damages = (health.damages + tuple(found))[:_MOST_DAMAGES]
        health = Health(min(health.done + 1, total), total, damages)
        yield health
    yield Health(total, total, health.damages, is_finished=True)


def check(store: Store) -> Health:
    """Check everything at once: for backups, exports and the command line."""
    *_, health = sweep(store)
    return health


def _slices(store: Store) -> Iterator[list[Damage]]:
    yield _look(store, "sqlite_schema", _schema)
    for table in _TABLES:
        yield _look(store, table, lambda store, table=table: _structure(store, table))
    yield _look(store, "meta", _meta)
    yield _look(store, "org_units", _org_units)
    yield from _chain_slices(store)
    for search in exchange_integrity.searches(lambda sql: _number(store, sql)):
        yield _look(store, "events", search)
    number = 0
    while number := _next_submission(store, number):
        yield _look(store, "submissions", lambda store, number=number: _submission(store, number))


def _look(store: Store, table: str, search: Callable[[Store], list[Damage]]) -> list[Damage]:
    """Run one search; what SQLite itself cannot read any more is a finding too."""
    try:
        with _lossy_text(store.connection):
            return search(store)[:_MOST_DAMAGES]
    except StoreError as error:
        if error.code not in ("store_damaged", "store_not_ours"):
            raise
        return [Damage("structure", table)]
    except sqlite3.OperationalError:  # a table or column that is not there any more
        return [Damage("schema", table)]


@contextmanager
def _lossy_text(connection: sqlite3.Connection) -> Generator[None, None, None]:
    """Read undecodable text as something else than was hashed, instead of an exception."""
    connection.text_factory = _decoded_lossily
    try:
        yield
    finally:
        connection.text_factory = str


def _decoded_lossily(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _schema(store: Store) -> list[Damage]:
    is_known = schema_hash(store) == meta.get(store, "schema_hash")
    return [] if is_known else [Damage("schema", "sqlite_schema")]


def _structure(store: Store, table: str) -> list[Damage]:
    """Let SQLite check one table, its indexes and its references: the whole file takes too long.

    Not its CHECK constraints, which take ten times as long as the rest: the hashes say more.
    """
    store.select("PRAGMA ignore_check_constraints = ON")
    try:
        complaints = store.select("SELECT integrity_check FROM pragma_integrity_check(?)", (table,))
    finally:
        store.select("PRAGMA ignore_check_constraints = OFF")
    orphans = store.select('SELECT "table" FROM pragma_foreign_key_check(?)', (table,))
    is_sound = complaints == [("ok",)] and not orphans
    return [] if is_sound else [Damage("structure", table)]


def _meta(store: Store) -> list[Damage]:
    rows = store.select(_META)
    damages, _ = _check_rows("meta", 1, rows)
    missing = set(meta.REQUIRED_KEYS) - {row[0] for row in rows}
    return damages + [Damage("row", "meta", key) for key in sorted(missing)]


def _org_units(store: Store) -> list[Damage]:
    damages, total = _check_rows("org_units", 2, store.select(_ORG_UNITS))
    return damages or _check_digest(store, None, total, "org_units")


def _submission(store: Store, number: int) -> list[Damage]:
    """Check one report: its rows, its revisions, its bundles, and that none is missing."""
    damages, total = _bundles(store, number)
    for table, key_columns, sql in _HASHED:
        found, part = _check_rows(table, key_columns, store.select(sql, (number,)))
        damages += found
        total += part
    damages += _contents(store, number)
    return damages or _check_digest(store, number, total, "submissions")


def _bundles(store: Store, number: int) -> tuple[list[Damage], int]:
    damages: list[Damage] = []
    total = 0
    for *columns, data, created, stored in store.select(BUNDLES_OF_SUBMISSION, (number,)):
        if not isinstance(data, bytes) or bundle_hash(columns, data, created) != stored:
            damages.append(Damage("row", "outbox", str(columns[0])))
        else:
            total += as_number(stored)
    return damages, total


def _contents(store: Store, number: int) -> list[Damage]:
    damages: list[Damage] = []
    for revision, content in store.select(
        "SELECT revision, content FROM revisions WHERE submission = ?", (number,)
    ):
        answers, texts = content_rows(store, number, revision)
        if content_hash([*answers, *texts]) != content:
            damages.append(Damage("content", "revisions", f"{number}/{revision}"))
    return damages


def _check_rows(table: str, key_columns: int, rows: Iterable[Row]) -> tuple[list[Damage], int]:
    """Return what is wrong with these rows, and the sum of the hashes of the others."""
    damages: list[Damage] = []
    total = 0
    for row in rows:
        if row_hash(row[:-1]) == row[-1]:
            total += as_number(row[-1])
        else:
            place = "/".join(str(column) for column in row[:key_columns])
            damages.append(Damage("row", table, place))
    return damages, total


def _check_digest(store: Store, number: int | None, total: int, table: str) -> list[Damage]:
    is_equal = as_digest(total) == as_digest(stored_digest(store, number))
    return [] if is_equal else [Damage("digest", table, str(number or ""))]


def _chain_slices(store: Store) -> Iterator[list[Damage]]:
    walk = _Walk(end=_number(store, "SELECT max(seq) FROM history"))
    while not walk.is_over:
        yield _look(store, "history", walk.next_piece)


@dataclass(slots=True)
class _Walk:
    """A walk along the history to where it ends now, each row checked against the one before."""

    end: int
    seq: int = 0
    hash: bytes = CHAIN_START
    is_over: bool = False

    def next_piece(self, store: Store) -> list[Damage]:
        """Check the next rows; the walk is over at the end, or when they cannot be read."""
        self.is_over = True
        start = self.seq
        rows = store.select(_HISTORY, (start, _HISTORY_SLICE))
        broken = [row for row in rows if not self._follows(row)]
        self.is_over = self.seq <= start or self.seq >= self.end
        return [Damage("chain", "history", str(row[0])) for row in broken]

    def _follows(self, row: Row) -> bool:
        *columns, previous, stored = row
        is_next = columns[0] == self.seq + 1 and previous == self.hash
        is_whole = chain_hash(self.hash, columns) == stored
        self.seq, self.hash = columns[0], stored if isinstance(stored, bytes) else CHAIN_START
        return is_next and is_whole


def _next_submission(store: Store, number: int) -> int:
    """Return the next report's number, by the history too: a lost one must be missed; 0: none."""
    found = _number(
        store,
        "SELECT min(id) FROM (SELECT min(id) AS id FROM submissions WHERE id > ?1 UNION ALL"
        " SELECT min(submission) FROM history WHERE submission > ?1)",
        (number,),
    )
    return found if found > number else 0


def _number(store: Store, sql: str, parameters: tuple[int, ...] = ()) -> int:
    """Return one number; 0 when it cannot be read, which other searches find."""
    found: list[int] = []

    def search(store: Store) -> list[Damage]:
        row = store.select_one(sql, parameters)
        found.append(row[0] if row and isinstance(row[0], int) else 0)
        return []

    _look(store, "", search)
    return found[0] if found else 0
