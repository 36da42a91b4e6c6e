"""The envelope of documents that this workspace signs: receipts and enrolments."""

from datetime import UTC, datetime

from cds_desktop import __version__
from cds_desktop.bundle.document_writer import Envelope
from cds_desktop.bundle.manifest import NO_HASH, AppVersion, PackVersion
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store.ledger import Sequence


def envelope_for(
    workspace: Workspace, to: str, sequence: Sequence, *, others: tuple[str, ...] = ()
) -> Envelope:
    """Return the envelope of a document to a unit, and to others, under the next number."""
    return Envelope(
        unit=workspace.org_unit.code,
        epoch=sequence.epoch,
        seq=sequence.seq,
        prev=sequence.prev,
        to=(to, *others),
        created=datetime.now(UTC),
        app=AppVersion("cds_desktop", __version__),
        pack=PackVersion(0, NO_HASH),
        is_practice=workspace.is_practice,
    )
