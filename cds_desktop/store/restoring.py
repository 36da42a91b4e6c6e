"""Put reports that were sent back into an empty database, under their own numbers."""

from collections.abc import Collection, Iterable

from cds_desktop.model.submission import Answer, CellKey, Explanation, Submission, SubmissionState
from cds_desktop.store import revisions, submissions
from cds_desktop.store.connection import Store
from cds_desktop.store.encoding import NOTHING, plain_json
from cds_desktop.store.history import Change, Deed, record, utc_now
from cds_desktop.store.ledger import INSERT_SENT, Sequence, bundle_hash

_ACTION = "restore"


def restore_revision(
    store: Store,
    submission: Submission,
    revision: int,
    *,
    answers: Iterable[Answer],
    explanations: Iterable[Explanation],
    calculated: Collection[CellKey],
    reason: str,
    actor: str,
) -> Submission:
    """Freeze answers as this very revision, also when those before it are lost."""
    with store.atomic():
        number = submissions.submission_number(store, submission.instance_id)
        moved = submissions.change_submission(
            store, number, state=SubmissionState.COMPLETE, revision=revision - 1
        )
        record(store, number, [moved], Deed(actor, _ACTION, reason))
        return revisions.freeze(
            store,
            submission,
            answers=answers,
            explanations=explanations,
            calculated=calculated,
            reason=reason,
            actor=actor,
        )


def restore_sent(
    store: Store,
    submission: Submission,
    *,
    bundle_id: str,
    sequence: Sequence,
    file_name: str,
    data: bytes,
    actor: str,
) -> None:
    """Put a bundle back into the outbox under its own epoch and number; set the report sent."""
    with store.atomic():
        number = submissions.submission_number(store, submission.instance_id)
        columns = [
            *(bundle_id, sequence.epoch, sequence.seq, sequence.prev),
            *(number, submission.revision, file_name),
        ]
        created = utc_now()
        new_hash = bundle_hash(columns, data, created)
        row = (*columns, data, created, new_hash)
        store.execute(INSERT_SENT, row)
        new = plain_json(bundle_id=bundle_id, epoch=sequence.epoch, seq=sequence.seq)
        change = Change(
            "bundle", NOTHING, new, old_hash=b"", new_hash=new_hash, stored=(("outbox", row),)
        )
        record(store, number, [change], Deed(actor, _ACTION))
        submissions.set_state(store, submission, SubmissionState.SENT, actor=actor)
