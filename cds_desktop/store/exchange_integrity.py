"""Find what was damaged or changed in the ledger of the exchange; the searches of `integrity`.

Every row by its hash, every content by the hash of its figures, the events by their chain, the set
of rows by the newest event's digest, and the cache of what counts by the rule itself.
"""

from collections.abc import Callable, Iterator
from functools import partial

from cds_desktop.store import effective
from cds_desktop.store.chain import CHAIN_START, as_digest, as_number, chain_hash
from cds_desktop.store.connection import Row, Store
from cds_desktop.store.damage import Damage
from cds_desktop.store.events import ledger_row_hash
from cds_desktop.store.received import FIGURES_OF, TEXTS_OF, rows_hash

_SLICE = 1_000
_CONTENT_SLICE = 3
_DOCUMENT_SLICE = 50

# Table -> its rows: what was hashed, then the hash; slices by LIMIT and OFFSET.
_HASHED = {
    "inbox_files": "SELECT file_sha256, size, first_seen, name_seen, hash FROM inbox_files"
    " ORDER BY rowid LIMIT ? OFFSET ?",
    "received_bundles": "SELECT bundle_id, file_sha256, type, fingerprint, unit, epoch, seq, prev,"
    " created, pack_version, verified_at, hash FROM received_bundles"
    " ORDER BY rowid LIMIT ? OFFSET ?",
    "received_contents": "SELECT number, content, attachments, rows_hash, hash"
    " FROM received_contents ORDER BY number LIMIT ? OFFSET ?",
    "received_submissions": "SELECT sid, number, form, form_version, period, unit, revision, state,"
    " supersedes, rows, filled, control_sum, reason, prepared_by, approved_by, hash"
    " FROM received_submissions ORDER BY rowid LIMIT ? OFFSET ?",
    "bundle_submissions": "SELECT bundle_id, sid, hash FROM bundle_submissions"
    " ORDER BY bundle_id, sid LIMIT ? OFFSET ?",
    "admissions": "SELECT n, bundle_id, decision, code, reason, hash FROM admissions"
    " ORDER BY n LIMIT ? OFFSET ?",
    "rejections": "SELECT n, file_sha256, code, fingerprint, unit, hash FROM rejections"
    " ORDER BY n LIMIT ? OFFSET ?",
    "reviews": "SELECT n, sid, review, remarks, hash FROM reviews ORDER BY n LIMIT ? OFFSET ?",
    "decisions": "SELECT n, form, period, unit, sid, reason, hash FROM decisions"
    " ORDER BY n LIMIT ? OFFSET ?",
    "period_locks": "SELECT n, form, period, is_locked, hash FROM period_locks"
    " ORDER BY n LIMIT ? OFFSET ?",
    "trusted_keys": "SELECT n, fingerprint, public_key, unit, role, status, last_seq, letter_no,"
    " reason, hash FROM trusted_keys ORDER BY n LIMIT ? OFFSET ?",
    "received_receipts": "SELECT bundle_id, fingerprint, receipt_no, generated, ledger_n,"
    " ledger_head, document, taken_in, hash FROM received_receipts"
    " ORDER BY rowid LIMIT ? OFFSET ?",
}
_DOCUMENTS = (
    "SELECT bundle_id, type, to_unit, receipt_no, epoch, seq, prev, file_name, document, ledger_n,"
    " created, bytes, hash FROM sent_documents ORDER BY rowid LIMIT ? OFFSET ?"
)
_EVENTS = (
    "SELECT n, ts, actor, kind, subject, detail, digest, prev_hash, hash FROM events"
    " ORDER BY n LIMIT ? OFFSET ?"
)
_CONTENTS = "SELECT number, rows_hash FROM received_contents ORDER BY number LIMIT ? OFFSET ?"
_ALL_HASHES = (
    "SELECT hash FROM inbox_files UNION ALL SELECT hash FROM received_bundles"
    " UNION ALL SELECT hash FROM received_contents UNION ALL SELECT hash FROM received_submissions"
    " UNION ALL SELECT hash FROM bundle_submissions UNION ALL SELECT hash FROM admissions"
    " UNION ALL SELECT hash FROM rejections UNION ALL SELECT hash FROM reviews"
    " UNION ALL SELECT hash FROM decisions UNION ALL SELECT hash FROM period_locks"
    " UNION ALL SELECT hash FROM trusted_keys UNION ALL SELECT hash FROM sent_documents"
    " UNION ALL SELECT hash FROM received_receipts"
)
_COUNTS = {
    "inbox_files": "SELECT count(*) FROM inbox_files",
    "received_bundles": "SELECT count(*) FROM received_bundles",
    "received_contents": "SELECT count(*) FROM received_contents",
    "received_submissions": "SELECT count(*) FROM received_submissions",
    "bundle_submissions": "SELECT count(*) FROM bundle_submissions",
    "admissions": "SELECT count(*) FROM admissions",
    "rejections": "SELECT count(*) FROM rejections",
    "reviews": "SELECT count(*) FROM reviews",
    "decisions": "SELECT count(*) FROM decisions",
    "period_locks": "SELECT count(*) FROM period_locks",
    "trusted_keys": "SELECT count(*) FROM trusted_keys",
    "received_receipts": "SELECT count(*) FROM received_receipts",
    "sent_documents": "SELECT count(*) FROM sent_documents",
    "events": "SELECT count(*) FROM events",
}
TABLES = (*_COUNTS, "received_answers", "received_texts", "effective")

Count = Callable[[str], int]
Search = Callable[[Store], list[Damage]]


def pieces(count: Count) -> int:
    """Return how many searches there will be."""
    return sum(1 for _ in searches(count))


def searches(count: Count) -> Iterator[Search]:
    """Yield the searches of the exchange, each short; `count` reads one number."""
    for table in _HASHED:
        for offset in range(0, count(_COUNTS[table]), _SLICE):
            yield partial(_rows, table, offset)
    for offset in range(0, count(_COUNTS["sent_documents"]), _DOCUMENT_SLICE):
        yield partial(_documents, offset)
    for offset in range(0, count(_COUNTS["received_contents"]), _CONTENT_SLICE):
        yield partial(_contents, offset)
    walk = _Walk()
    for offset in range(0, count(_COUNTS["events"]), _SLICE):
        yield partial(walk.follow, offset)
    yield _digest
    yield _effective


def _rows(table: str, offset: int, store: Store) -> list[Damage]:
    rows = store.select(_HASHED[table], (_SLICE, offset))
    return [
        Damage("row", table, str(row[0]))
        for row in rows
        if ledger_row_hash(row[:-1], None) != row[-1]
    ]


def _documents(offset: int, store: Store) -> list[Damage]:
    rows = store.select(_DOCUMENTS, (_DOCUMENT_SLICE, offset))
    return [Damage("row", "sent_documents", str(row[0])) for row in rows if not _is_whole(row)]


def _is_whole(row: Row) -> bool:
    *columns, data, stored = row
    return isinstance(data, bytes) and ledger_row_hash(columns, data) == stored


def _contents(offset: int, store: Store) -> list[Damage]:
    damages: list[Damage] = []
    for number, expected in store.select(_CONTENTS, (_CONTENT_SLICE, offset)):
        figures, texts = store.select(FIGURES_OF, (number,)), store.select(TEXTS_OF, (number,))
        if not _is_text(figures) or not _is_text(texts) or rows_hash(figures, texts) != expected:
            damages.append(Damage("content", "received_contents", str(number)))
    return damages


def _is_text(rows: list[Row]) -> bool:
    return all(isinstance(column, str) for row in rows for column in row)


class _Walk:
    """A walk along the events, each checked against the one before."""

    def __init__(self) -> None:
        self._n = 0
        self._hash = CHAIN_START

    def follow(self, offset: int, store: Store) -> list[Damage]:
        """Check the next events."""
        rows = store.select(_EVENTS, (_SLICE, offset))
        return [Damage("chain", "events", str(row[0])) for row in rows if not self._follows(row)]

    def _follows(self, row: Row) -> bool:
        *columns, previous, stored = row
        is_next = columns[0] == self._n + 1 and previous == self._hash
        is_whole = chain_hash(self._hash, columns) == stored
        self._n, self._hash = columns[0], stored if isinstance(stored, bytes) else CHAIN_START
        return is_next and is_whole


def _digest(store: Store) -> list[Damage]:
    """Compare the rows there are with those that the newest event knew of."""
    last = store.select_one("SELECT digest FROM events ORDER BY n DESC LIMIT 1")
    total = sum(as_number(row[0]) for row in store.select(_ALL_HASHES) if isinstance(row[0], bytes))
    expected = last[0] if last else as_digest(0).hex()
    return [] if as_digest(total).hex() == expected else [Damage("digest", "events")]


def _effective(store: Store) -> list[Damage]:
    """Apply the rule to every report again."""
    places = ["/".join(table) for table in effective.stale_tables(store)]
    return [Damage("cache", "effective", place) for place in places]
