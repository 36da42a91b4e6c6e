"""Bundles as rows of the store, and the proof that what was stored is what was signed."""

from cds_desktop.bundle import sums, tables
from cds_desktop.bundle.manifest import NO_HASH, RETRACTED, content_hash
from cds_desktop.bundle.reader import Opened, OpenedSubmission
from cds_desktop.bundle.tables import FigureRow, TableKey, TextRow
from cds_desktop.errors import StoreError
from cds_desktop.store import received
from cds_desktop.store.database import Store
from cds_desktop.store.history import utc_now
from cds_desktop.store.received import (
    Figure,
    NewSubmission,
    ReceivedBundle,
    ReceivedSubmission,
    Text,
)


def stored_bundle(file_sha256: str, opened: Opened) -> ReceivedBundle:
    """Return the row of a bundle."""
    manifest = opened.manifest
    return ReceivedBundle(
        bundle_id=opened.bundle_id,
        file_sha256=file_sha256,
        type=manifest.type,
        fingerprint=opened.fingerprint,
        unit=manifest.from_unit,
        epoch=manifest.epoch,
        seq=manifest.seq,
        prev=manifest.prev,
        created=manifest.created,
        pack_version=manifest.pack.version,
        verified_at=utc_now(),
    )


def new_submission(submission: OpenedSubmission) -> NewSubmission:
    """Return a submission with its figures, as the store takes it."""
    return NewSubmission(
        head_of(submission),
        [Figure(*row) for row in submission.figures],
        [Text(*row) for row in submission.texts],
    )


def head_of(submission: OpenedSubmission) -> ReceivedSubmission:
    """Return what a bundle says of a submission."""
    entry = submission.entry
    return ReceivedSubmission(
        sid=submission.sid,
        form=entry.key.form,
        form_version=entry.key.form_version,
        period=entry.key.period,
        unit=entry.key.unit,
        revision=entry.revision,
        state=entry.state,
        supersedes=entry.supersedes or "",
        content=entry.content,
        rows=entry.totals.rows,
        filled=entry.totals.filled,
        control_sum=entry.totals.control_sum,
        reason=entry.reason,
        prepared_by=entry.prepared_by,
        approved_by=entry.approved_by,
        attachments=tuple(sums.sha256(data) for _, data in submission.attachments),
    )


def check_stored(store: Store, submission: OpenedSubmission) -> None:
    """Read the figures back and hash them: what was stored is what was signed (step 8)."""
    head = received.find_submission(store, submission.sid)
    if head is None or stored_content(store, head) != submission.entry.content:
        raise StoreError("store_damaged", path=str(store.path))


def stored_content(store: Store, head: ReceivedSubmission) -> str:
    """Return the content hash of a stored submission, made anew from its rows."""
    key = TableKey(head.form, head.form_version, head.period, head.unit)
    values = texts = NO_HASH
    if head.state != RETRACTED:
        figures = [FigureRow(*row) for row in received.figures(store, head.content)]
        values = sums.sha256(tables.write_figures(figures, key))
    found = [TextRow(*row) for row in received.texts(store, head.content)]
    if found:
        texts = sums.sha256(tables.write_texts(found))
    return content_hash(values, texts, head.attachments)
