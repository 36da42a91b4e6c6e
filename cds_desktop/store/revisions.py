"""Frozen revisions of a report: written once, never changed, the source of print and bundle."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from cds_desktop.errors import StoreError
from cds_desktop.model.submission import (
    Answer,
    CellKey,
    Explanation,
    Submission,
    SubmissionState,
)
from cds_desktop.store.chain import Column, content_hash, row_hash
from cds_desktop.store.connection import Row, Store
from cds_desktop.store.encoding import (
    NOTHING,
    decode_answer,
    decode_explanation,
    encode_answer,
    encode_explanation,
    plain_json,
)
from cds_desktop.store.history import Change, Deed, record, utc_now
from cds_desktop.store.submissions import (
    change_submission,
    existing_submission,
    submission_number,
)

INSERT_REVISION = (
    "INSERT INTO revisions"
    " (submission, revision, reason, completed_at, completed_by, content, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
INSERT_REVISION_ANSWER = (
    "INSERT INTO revision_answers (submission, revision, area, question, row, kind, value,"
    " status, qualifier, note, raw, is_carried_over, is_calculated)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_REVISION_EXPLANATION = (
    "INSERT INTO revision_explanations"
    " (submission, revision, area, question, row, value, text) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """One completed version of a report; `content` is the hash of all its rows, in hex.

    `calculated` names the cells of `answers` that the form computed.
    """

    revision: int
    reason: str
    completed_at: str
    completed_by: str
    answers: Mapping[CellKey, Answer]
    explanations: Mapping[CellKey, Explanation]
    calculated: frozenset[CellKey]
    content: str


@dataclass(frozen=True, slots=True)
class RevisionHead:
    """One line of a report's list of revisions."""

    revision: int
    reason: str
    completed_at: str
    completed_by: str
    content: str


def freeze(
    store: Store,
    submission: Submission,
    *,
    answers: Iterable[Answer],
    explanations: Iterable[Explanation],
    reason: str,
    actor: str,
    calculated: Collection[CellKey] = (),
) -> Submission:
    """Store the answers as the next revision and set the report complete, in one transaction.

    `answers` holds the calculated ones too; `calculated` names them. Returns the report as stored.
    """
    with store.atomic():
        number = submission_number(store, submission.instance_id)
        revision = existing_submission(store, submission.instance_id).revision + 1
        answer_rows = sorted(
            (*encode_answer(answer), int(answer.key in calculated)) for answer in answers
        )
        text_rows = sorted(encode_explanation(one) for one in explanations if one.text)
        content = content_hash([*answer_rows, *text_rows])
        who = (reason, utc_now(), actor)
        added = _insert_revision(
            store, (number, revision, *who, content), answer_rows, explanations=text_rows
        )
        moved = change_submission(store, number, state=SubmissionState.COMPLETE, revision=revision)
        record(store, number, [added, moved], Deed(actor, "complete", reason))
    return existing_submission(store, submission.instance_id)


def frozen(store: Store, instance_id: str, revision: int) -> Frozen:
    """Return a revision, checked against its content hash; a KeyError when there is none."""
    number = submission_number(store, instance_id)
    row = store.select_one(
        "SELECT reason, completed_at, completed_by, content FROM revisions"
        " WHERE submission = ? AND revision = ?",
        (number, revision),
    )
    if row is None:
        raise KeyError((instance_id, revision))
    answer_rows, text_rows = content_rows(store, number, revision)
    reason, completed_at, completed_by, content = row
    if content_hash([*answer_rows, *text_rows]) != content:
        raise StoreError("store_damaged", path=str(store.path))
    found = store.decoded(decode_answer, answer_rows)
    texts = store.decoded(decode_explanation, text_rows)
    return Frozen(
        revision=revision,
        reason=reason,
        completed_at=completed_at,
        completed_by=completed_by,
        answers={answer.key: answer for answer in found},
        explanations={text.key: text for text in texts},
        calculated=frozenset(CellKey(*row[:3]) for row in answer_rows if row[10]),
        content=content.hex(),
    )


def list_revisions(store: Store, instance_id: str) -> tuple[RevisionHead, ...]:
    """Return the revisions of a report, oldest first, without their answers."""
    rows = store.select(
        "SELECT revision, reason, completed_at, completed_by, lower(hex(content)) FROM revisions"
        " WHERE submission = ? ORDER BY revision",
        (submission_number(store, instance_id),),
    )
    return tuple(RevisionHead(*row) for row in rows)


def content_rows(store: Store, number: int, revision: int) -> tuple[list[Row], list[Row]]:
    """Return a revision's answers and explanations, in the order of its content hash."""
    answers = store.select(
        "SELECT area, question, row, kind, value, status, qualifier, note, raw, is_carried_over,"
        " is_calculated FROM revision_answers WHERE submission = ? AND revision = ?"
        " ORDER BY area, question, row",
        (number, revision),
    )
    texts = store.select(
        "SELECT area, question, row, value, text FROM revision_explanations"
        " WHERE submission = ? AND revision = ? ORDER BY area, question, row",
        (number, revision),
    )
    return answers, texts


def _insert_revision(
    store: Store,
    revision: tuple[int, int, str, str, str, bytes],
    answers: list[tuple[Column, ...]],
    *,
    explanations: list[tuple[str, ...]],
) -> Change:
    """Insert a revision (all its columns but the hash) and its rows; return what to record."""
    *columns, content = revision
    number = columns[:2]
    new_hash = row_hash((*columns, content.hex()))
    answer_rows = [(*number, *row) for row in answers]
    text_rows = [(*number, *row) for row in explanations]
    store.execute(INSERT_REVISION, (*revision, new_hash))
    store.execute_many(INSERT_REVISION_ANSWER, answer_rows)
    store.execute_many(INSERT_REVISION_EXPLANATION, text_rows)
    return Change(
        "revision",
        NOTHING,
        plain_json(revision=number[1], content=content.hex()),
        old_hash=b"",
        new_hash=new_hash,
        stored=(
            ("revisions", (*revision, new_hash)),
            *(("revision_answers", row) for row in answer_rows),
            *(("revision_explanations", row) for row in text_rows),
        ),
    )
