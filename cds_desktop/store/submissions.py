"""Reports of units for periods, and the state each is in (báo cáo)."""

from typing import Any

from cds_desktop.model.period import Period
from cds_desktop.model.submission import Submission, SubmissionState
from cds_desktop.store.chain import Column, row_hash
from cds_desktop.store.connection import Store
from cds_desktop.store.encoding import NOTHING, plain_json
from cds_desktop.store.history import Change, Deed, record

INSERT_SUBMISSION = (
    "INSERT INTO submissions (id, instance_id, form_id, form_version, org_unit, period,"
    " state, revision, created, stored_by, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
UPSERT_SUBMISSION = INSERT_SUBMISSION + (
    " ON CONFLICT (id) DO UPDATE SET state = excluded.state, revision = excluded.revision,"
    " hash = excluded.hash"
)

# The time of the last change is the history's: nothing else has to be written at every keystroke.
_SELECT = (
    "SELECT s.instance_id, s.form_id, s.form_version, s.org_unit, s.period, s.state, s.revision,"
    " s.created, s.stored_by,"
    " (SELECT ts FROM history WHERE submission = s.id ORDER BY seq DESC LIMIT 1)"
    " FROM submissions s"
)
_BY_ID = _SELECT + " WHERE s.instance_id = ?"
_BY_PERIOD = _SELECT + " WHERE s.form_id = ? AND s.org_unit = ? AND s.period = ?"
_ALL = _SELECT + " ORDER BY s.form_id, s.org_unit, s.period"


def create_submission(store: Store, submission: Submission) -> Submission:
    """Store a new report and return it as stored; there is one for each form, unit and period."""
    with store.atomic():
        [[last]] = store.select("SELECT coalesce(max(id), 0) FROM submissions")
        number = int(last) + 1
        columns = _encoded(number, submission)
        new_hash = row_hash(columns)
        store.execute(INSERT_SUBMISSION, (*columns, new_hash))
        change = Change(
            "submission",
            NOTHING,
            _json(submission),
            old_hash=b"",
            new_hash=new_hash,
            stored=(("submissions", (*columns, new_hash)),),
        )
        record(store, number, [change], Deed(submission.stored_by, "create"))
    return existing_submission(store, submission.instance_id)


def submission_by_id(store: Store, instance_id: str) -> Submission | None:
    """Return the report of this identity."""
    rows = store.select(_BY_ID, (instance_id,))
    return next(iter(store.decoded(_decoded, rows)), None)


def find_submission(
    store: Store, *, form_id: str, org_unit: str, period: Period
) -> Submission | None:
    """Return the report of a unit for a period."""
    rows = store.select(_BY_PERIOD, (form_id, org_unit, period.iso))
    return next(iter(store.decoded(_decoded, rows)), None)


def list_submissions(store: Store) -> tuple[Submission, ...]:
    """Return every report, by form, unit and period."""
    return tuple(store.decoded(_decoded, store.select(_ALL)))


def set_state(
    store: Store, submission: Submission, state: SubmissionState, *, actor: str, reason: str = ""
) -> Submission:
    """Move a report to another state and return it as stored."""
    with store.atomic():
        number = submission_number(store, submission.instance_id)
        stored = existing_submission(store, submission.instance_id)
        change = change_submission(store, number, state=state, revision=stored.revision)
        record(store, number, [change], Deed(actor, "state", reason))
    return existing_submission(store, submission.instance_id)


def change_submission(
    store: Store, number: int, *, state: SubmissionState, revision: int
) -> Change:
    """Update a report's row in the caller's transaction; return what the history must record."""
    row = store.select_one("SELECT instance_id, hash FROM submissions WHERE id = ?", (number,))
    instance_id, old_hash = row or ("", b"")
    former = existing_submission(store, instance_id)
    columns = (
        *_encoded(number, former)[:6],
        str(state),
        revision,
        former.created,
        former.stored_by,
    )
    new_hash = row_hash(columns)
    store.execute(
        "UPDATE submissions SET state = ?, revision = ?, hash = ? WHERE id = ?",
        (str(state), revision, new_hash, number),
    )
    return Change(
        "submission",
        _json(former),
        plain_json(state=str(state), revision=revision),
        old_hash=old_hash,
        new_hash=new_hash,
        stored=(("submissions", (*columns, new_hash)),),
    )


def existing_submission(store: Store, instance_id: str) -> Submission:
    """Return a report that must be there; a KeyError is a mistake of the caller."""
    found = submission_by_id(store, instance_id)
    if found is None:
        raise KeyError(instance_id)
    return found


def submission_number(store: Store, instance_id: str) -> int:
    """Return the number that rows of other tables know a report by; it never leaves the store."""
    row = store.select_one("SELECT id FROM submissions WHERE instance_id = ?", (instance_id,))
    if row is None:
        raise KeyError(instance_id)
    return row[0]


def _json(submission: Submission) -> str:
    return plain_json(state=str(submission.state), revision=submission.revision)


def _encoded(number: int, submission: Submission) -> tuple[Column, ...]:
    return (
        number,
        submission.instance_id,
        submission.form_id,
        submission.form_version,
        submission.org_unit,
        submission.period.iso,
        str(submission.state),
        submission.revision,
        submission.created,
        submission.stored_by,
    )


def _decoded(row: tuple[Any, ...]) -> Submission:
    instance_id, form_id, form_version, org_unit, period, state, revision, created, by, ts = row
    return Submission(
        instance_id=instance_id,
        form_id=form_id,
        form_version=form_version,
        org_unit=org_unit,
        period=Period(period),
        state=SubmissionState(state),
        revision=revision,
        created=created,
        last_updated=ts or created,
        stored_by=by,
    )
