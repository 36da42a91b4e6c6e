"""What people and rules decided about what came in; the newest row of each subject counts."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cds_desktop.store.connection import Row, Store
from cds_desktop.store.events import LedgerRow, record

ACCEPTED, HELD, REJECTED = "ACCEPTED", "HELD", "REJECTED"

_ADMISSION = (
    "INSERT INTO admissions (n, bundle_id, decision, code, reason, hash) VALUES (?, ?, ?, ?, ?, ?)"
)
_REJECTION = (
    "INSERT INTO rejections (n, file_sha256, code, fingerprint, unit, hash)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_REVIEW = "INSERT INTO reviews (n, sid, review, remarks, hash) VALUES (?, ?, ?, ?, ?)"
_DECISION = (
    "INSERT INTO decisions (n, form, period, unit, sid, reason, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_LOCK = "INSERT INTO period_locks (n, form, period, is_locked, hash) VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Admission:
    """What holds for a bundle now, since event `n`."""

    n: int
    bundle_id: str
    decision: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why an offered file was not stored as a bundle, the last time it was looked at."""

    file_sha256: str
    code: str
    fingerprint: str
    unit: str


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One remark of the province; an empty question speaks of the whole report."""

    area: str
    question: str
    row: str
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """The province's judgement of a submission, since event `n`."""

    n: int
    sid: str
    review: str
    remarks: tuple[RemarkRow, ...]


def admit(
    store: Store,
    bundle_id: str,
    *,
    decision: str,
    code: str,
    actor: str,
    reason: str = "",
    rows: Sequence[LedgerRow] = (),
    is_release: bool = False,
) -> int:
    """Record that a bundle is accepted or held, with the rows that its coming adds."""
    kind = {ACCEPTED: "ACCEPT", HELD: "HOLD", REJECTED: "REJECT"}[decision]
    own = LedgerRow(_ADMISSION, (bundle_id, decision, code, reason), is_numbered=True)
    return record(
        store,
        "RELEASE" if is_release else kind,
        bundle_id,
        actor=actor,
        rows=[*rows, own],
        code=code,
        decision=decision,
    )


def admission(store: Store, bundle_id: str) -> Admission | None:
    """Return what holds for a bundle."""
    row = store.select_one(
        "SELECT n, bundle_id, decision, code, reason FROM admissions WHERE bundle_id = ?"
        " ORDER BY n DESC LIMIT 1",
        (bundle_id,),
    )
    return Admission(*row) if row else None


def admissions(store: Store) -> dict[str, Admission]:
    """Return what holds for every bundle."""
    rows = store.select("SELECT n, bundle_id, decision, code, reason FROM admissions ORDER BY n")
    return {row[1]: Admission(*row) for row in rows}


def reject(
    store: Store, file_sha256: str, *, code: str, fingerprint: str, unit: str, actor: str
) -> None:
    """Record why a file was not stored, unless that is known already."""
    last = store.select_one(
        "SELECT code FROM rejections WHERE file_sha256 = ? ORDER BY n DESC LIMIT 1", (file_sha256,)
    )
    if last and last[0] == code:
        return
    row = LedgerRow(_REJECTION, (file_sha256, code, fingerprint, unit), is_numbered=True)
    record(store, "REJECT", file_sha256, actor=actor, rows=[row], code=code)


def rejections(store: Store) -> tuple[Rejection, ...]:
    """Return the files that are not bundles here, with the newest reason of each."""
    rows = store.select(
        "SELECT file_sha256, code, fingerprint, unit FROM rejections r WHERE NOT EXISTS"
        " (SELECT 1 FROM received_bundles b WHERE b.file_sha256 = r.file_sha256) ORDER BY n"
    )
    return tuple({row[0]: Rejection(*row) for row in rows}.values())


def review(
    store: Store, sid: str, *, judgement: str, remarks: Iterable[RemarkRow], actor: str
) -> int:
    """Record the province's judgement of a submission with its remarks."""
    encoded = json.dumps(
        [[one.area, one.question, one.row, one.text] for one in remarks], ensure_ascii=False
    )
    row = LedgerRow(_REVIEW, (sid, judgement, encoded), is_numbered=True)
    return record(store, "REVIEW", sid, actor=actor, rows=[row], review=judgement)


def reviews(store: Store, *, at: int = 0) -> dict[str, Review]:
    """Return the newest judgement of every submission that has one, or that of event `at`."""
    rows = store.select(
        "SELECT n, sid, review, remarks FROM reviews WHERE ?1 IN (0, n) ORDER BY n", (at,)
    )
    return {row[1]: one for row, one in zip(rows, store.decoded(_review, rows), strict=True)}


def decide(
    store: Store, form: str, period: str, unit: str, *, sid: str, reason: str, actor: str
) -> int:
    """Record which of several contents of one revision counts."""
    row = LedgerRow(_DECISION, (form, period, unit, sid, reason), is_numbered=True)
    subject = f"{form}/{period}/{unit}"
    return record(store, "DECIDE", subject, actor=actor, rows=[row], sid=sid)


def decision(store: Store, form: str, period: str, unit: str) -> str:
    """Return the sid that was decided for last, "" without a decision."""
    row = store.select_one(
        "SELECT sid FROM decisions WHERE form = ? AND period = ? AND unit = ?"
        " ORDER BY n DESC LIMIT 1",
        (form, period, unit),
    )
    return row[0] if row else ""


def lock_period(store: Store, form: str, period: str, *, is_locked: bool, actor: str) -> None:
    """Lock a period against new figures, or unlock it."""
    row = LedgerRow(_LOCK, (form, period, int(is_locked)), is_numbered=True)
    kind = "LOCK" if is_locked else "UNLOCK"
    record(store, kind, f"{form}/{period}", actor=actor, rows=[row])


def is_locked(store: Store, form: str, period: str) -> bool:
    """Say whether a period is locked."""
    row = store.select_one(
        "SELECT is_locked FROM period_locks WHERE form = ? AND period = ? ORDER BY n DESC LIMIT 1",
        (form, period),
    )
    return bool(row and row[0])


def _review(row: Row) -> Review:
    n, sid, judgement, remarks = row
    return Review(n, sid, judgement, tuple(RemarkRow(*one) for one in json.loads(remarks)))
