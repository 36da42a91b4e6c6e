"""What came in: files, bundles, submissions and their figures, each kept for ever (BUNDLE.md 16).

Figures hang on their content, not on the bundle: the same content sent twice is stored once.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from cds_desktop.errors import StoreError
from cds_desktop.store.connection import Row, Store
from cds_desktop.store.events import LedgerRow, record
from cds_desktop.store.history import utc_now

_FILE = (
    "INSERT INTO inbox_files (file_sha256, size, first_seen, name_seen, hash)"
    " VALUES (?, ?, ?, ?, ?)"
)
_BUNDLE = (
    "INSERT INTO received_bundles (bundle_id, file_sha256, type, fingerprint, unit, epoch, seq,"
    " prev, created, pack_version, verified_at, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CONTENT = (
    "INSERT INTO received_contents (number, content, attachments, rows_hash, hash)"
    " VALUES (?, ?, ?, ?, ?)"
)
_SUBMISSION = (
    "INSERT INTO received_submissions (sid, number, form, form_version, period, unit, revision,"
    " state, supersedes, rows, filled, control_sum, reason, prepared_by, approved_by, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LINK = "INSERT INTO bundle_submissions (bundle_id, sid, hash) VALUES (?, ?, ?)"
_ANSWERS = (
    "INSERT INTO received_answers (number, area, question, row, value, status)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_TEXTS = "INSERT INTO received_texts (number, area, question, row, text) VALUES (?, ?, ?, ?, ?)"
_SELECT_BUNDLE = (
    "SELECT b.bundle_id, b.file_sha256, b.type, b.fingerprint, b.unit, b.epoch, b.seq, b.prev,"
    " b.created, b.pack_version, b.verified_at FROM received_bundles b"
)
_SELECT_SUBMISSION = (
    "SELECT s.sid, s.form, s.form_version, s.period, s.unit, s.revision, s.state, s.supersedes,"
    " c.content, s.rows, s.filled, s.control_sum, s.reason, s.prepared_by, s.approved_by,"
    " c.attachments FROM received_submissions s JOIN received_contents c ON c.number = s.number"
)
FIGURES_OF = (
    "SELECT area, question, row, value, status FROM received_answers WHERE number = ?"
    " ORDER BY area, question, row"
)
TEXTS_OF = (
    "SELECT area, question, row, text FROM received_texts WHERE number = ?"
    " ORDER BY area, question, row"
)


class Figure(NamedTuple):
    """One received figure, as the bundle spells it."""

    area: str
    question: str
    row: str
    value: str
    status: str


class Text(NamedTuple):
    """One received text, as the bundle spells it."""

    area: str
    question: str
    row: str
    text: str


@dataclass(frozen=True, slots=True)
class ReceivedBundle:
    """One genuine bundle; `created` is the sender's clock, `verified_at` ours."""

    bundle_id: str
    file_sha256: str
    type: str
    fingerprint: str
    unit: str
    epoch: str
    seq: int
    prev: str
    created: str
    pack_version: int
    verified_at: str


@dataclass(frozen=True, slots=True)
class ReceivedSubmission:
    """One submission as its bundle describes it; `supersedes` is a sid or ""."""

    sid: str
    form: str
    form_version: int
    period: str
    unit: str
    revision: int
    state: str
    supersedes: str
    content: str
    rows: int
    filled: int
    control_sum: str
    reason: str
    prepared_by: str
    approved_by: str
    attachments: tuple[str, ...] = ()

    @property
    def table(self) -> tuple[str, str, str]:
        """Form, period and unit: what the submission is a revision of."""
        return self.form, self.period, self.unit


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """A submission to be stored with its figures and texts."""

    head: ReceivedSubmission
    figures: Sequence[Figure]
    texts: Sequence[Text]


def note_file(store: Store, file_sha256: str, *, size: int, name: str, actor: str) -> None:
    """Note a file that was offered, once; its bytes lie in the inbox folder."""
    if store.select_one("SELECT 1 FROM inbox_files WHERE file_sha256 = ?", (file_sha256,)):
        return
    row = LedgerRow(_FILE, (file_sha256, size, utc_now(), name[:1000]))
    record(store, "FILE", file_sha256, actor=actor, rows=[row], size=size)


def inbox_files(store: Store) -> tuple[tuple[str, str], ...]:
    """Return hash and name of every file ever offered, in the order of their coming."""
    return tuple(store.select("SELECT file_sha256, name_seen FROM inbox_files ORDER BY rowid"))


def first_seen(store: Store, file_sha256: str) -> str:
    """Return when a file was offered first, UTC."""
    row = store.select_one(
        "SELECT first_seen FROM inbox_files WHERE file_sha256 = ?", (file_sha256,)
    )
    return row[0] if row else ""


def bundle_rows(
    store: Store, bundle: ReceivedBundle, submissions: Iterable[NewSubmission]
) -> list[LedgerRow]:
    """Store the figures of a bundle; return the rows that the event of its coming must add.

    To be called in the transaction that records them.
    """
    rows = [
        LedgerRow(
            _BUNDLE,
            (
                bundle.bundle_id,
                bundle.file_sha256,
                bundle.type,
                bundle.fingerprint,
                bundle.unit,
                bundle.epoch,
                bundle.seq,
                bundle.prev,
                bundle.created,
                bundle.pack_version,
                bundle.verified_at,
            ),
        )
    ]
    added: dict[str, int] = {}
    for submission in submissions:
        rows += _submission_rows(store, submission, added)
        rows.append(LedgerRow(_LINK, (bundle.bundle_id, submission.head.sid)))
    return rows


def find_bundle(store: Store, bundle_id: str) -> ReceivedBundle | None:
    """Return a bundle that was stored."""
    row = store.select_one(_SELECT_BUNDLE + " WHERE b.bundle_id = ?", (bundle_id,))
    return ReceivedBundle(*row) if row else None


def bundles(store: Store, *, unit: str = "") -> tuple[ReceivedBundle, ...]:
    """Return every stored bundle, or those of a unit, in the order of their coming."""
    condition = " WHERE b.unit = ?" if unit else ""
    rows = store.select(_SELECT_BUNDLE + condition + " ORDER BY b.rowid", (unit,) if unit else ())
    return tuple(ReceivedBundle(*row) for row in rows)


def sequences(store: Store, fingerprint: str, epoch: str) -> list[tuple[int, str]]:
    """Return number and id of every bundle of one life of a key, by number."""
    return [
        (seq, bundle_id)
        for seq, bundle_id in store.select(
            "SELECT seq, bundle_id FROM received_bundles WHERE fingerprint = ? AND epoch = ?"
            " ORDER BY seq, bundle_id",
            (fingerprint, epoch),
        )
    ]


def submissions_of(store: Store, bundle_id: str) -> tuple[ReceivedSubmission, ...]:
    """Return the submissions of a bundle."""
    rows = store.select(
        _SELECT_SUBMISSION
        + " JOIN bundle_submissions l ON l.sid = s.sid WHERE l.bundle_id = ?"
        + " ORDER BY s.form, s.period, s.unit, s.revision",
        (bundle_id,),
    )
    return tuple(_submission(row) for row in rows)


def find_submission(store: Store, sid: str) -> ReceivedSubmission | None:
    """Return a received submission."""
    row = store.select_one(_SELECT_SUBMISSION + " WHERE s.sid = ?", (sid,))
    return _submission(row) if row else None


def submissions_of_table(
    store: Store, form: str, period: str, unit: str
) -> tuple[ReceivedSubmission, ...]:
    """Return every received revision of a report, admitted or not."""
    rows = store.select(
        _SELECT_SUBMISSION
        + " WHERE s.form = ? AND s.period = ? AND s.unit = ? ORDER BY s.revision, s.sid",
        (form, period, unit),
    )
    return tuple(_submission(row) for row in rows)


def all_submissions(store: Store) -> tuple[ReceivedSubmission, ...]:
    """Return every received submission, by sid: the same order whatever came first."""
    return tuple(_submission(row) for row in store.select(_SELECT_SUBMISSION + " ORDER BY s.sid"))


def bundles_of_submission(store: Store, sid: str) -> tuple[ReceivedBundle, ...]:
    """Return the bundles that brought a submission, the first one first."""
    rows = store.select(
        _SELECT_BUNDLE
        + " JOIN bundle_submissions l ON l.bundle_id = b.bundle_id WHERE l.sid = ?"
        + " ORDER BY b.rowid",
        (sid,),
    )
    return tuple(ReceivedBundle(*row) for row in rows)


def figures(store: Store, content: str) -> tuple[Figure, ...]:
    """Return the figures of a content, sorted as in the bundle."""
    return tuple(Figure(*row) for row in store.select(FIGURES_OF, (_number(store, content),)))


def texts(store: Store, content: str) -> tuple[Text, ...]:
    """Return the texts of a content, sorted as in the bundle."""
    return tuple(Text(*row) for row in store.select(TEXTS_OF, (_number(store, content),)))


def rows_hash(figure_rows: Iterable[Sequence[str]], text_rows: Iterable[Sequence[str]]) -> str:
    """Return a hash over the rows of a content, figures first."""
    digest = sha256()
    for row in figure_rows:
        digest.update("\x1f".join(row).encode("utf-8", "replace") + b"\n")
    for row in text_rows:
        digest.update(json.dumps(row).encode() + b"\n")
    return digest.hexdigest()


def _submission_rows(
    store: Store, submission: NewSubmission, added: dict[str, int]
) -> list[LedgerRow]:
    head = submission.head
    rows: list[LedgerRow] = []
    if store.select_one("SELECT 1 FROM received_submissions WHERE sid = ?", (head.sid,)):
        return rows
    number = _find_number(store, head.content) or added.get(head.content, 0)
    if not number:
        [[last]] = store.select("SELECT coalesce(max(number), 0) FROM received_contents")
        number = max(last, *added.values(), 0) + 1
        added[head.content] = number
        rows.append(_content_row(store, number, submission))
    columns = (
        *(head.sid, number, head.form, head.form_version, head.period, head.unit, head.revision),
        *(head.state, head.supersedes or None, head.rows, head.filled, head.control_sum),
        *(head.reason, head.prepared_by, head.approved_by),
    )
    rows.append(LedgerRow(_SUBMISSION, columns))
    return rows


def _content_row(store: Store, number: int, submission: NewSubmission) -> LedgerRow:
    attachments = json.dumps(submission.head.attachments)
    digest = rows_hash(submission.figures, submission.texts)
    # The rows refer to the content, which the event adds: SQLite looks at COMMIT only.
    store.execute("PRAGMA defer_foreign_keys = ON")
    store.execute_many(_ANSWERS, ((number, *figure) for figure in submission.figures))
    store.execute_many(_TEXTS, ((number, *text) for text in submission.texts))
    return LedgerRow(_CONTENT, (number, submission.head.content, attachments, digest))


def _find_number(store: Store, content: str) -> int:
    row = store.select_one("SELECT number FROM received_contents WHERE content = ?", (content,))
    return row[0] if row else 0


def _number(store: Store, content: str) -> int:
    number = _find_number(store, content)
    if not number:
        raise KeyError(content)
    return number


def _submission(row: Row) -> ReceivedSubmission:
    *columns, attachments = row
    columns[7] = columns[7] or ""
    try:
        names: list[str] = json.loads(attachments)
    except ValueError as error:
        raise StoreError("store_damaged", path="") from error
    return ReceivedSubmission(*columns, attachments=tuple(names))
