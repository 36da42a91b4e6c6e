"""The outbox: every bundle ever signed, byte for byte, and the numbers used up (BUNDLE.md 9)."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cds_desktop.errors import StoreError
from cds_desktop.store import meta
from cds_desktop.store.chain import row_hash
from cds_desktop.store.connection import Store
from cds_desktop.store.encoding import NOTHING, plain_json
from cds_desktop.store.history import Change, Deed, record, utc_now
from cds_desktop.store.submissions import submission_number

FIRST_PREV = "0" * 64

INSERT_SENT = (
    "INSERT INTO outbox (bundle_id, epoch, seq, prev, submission, revision, file_name,"
    " bytes, created, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SENT = (
    "SELECT o.bundle_id, o.epoch, o.seq, o.prev, s.instance_id, o.revision, o.file_name,"
    " o.created, length(o.bytes) FROM outbox o JOIN submissions s ON s.id = o.submission"
)
_ALL = _SENT + " ORDER BY o.rowid"
_WHOLE = (
    "SELECT bundle_id, epoch, seq, prev, submission, revision, file_name, bytes, created, hash"
    " FROM outbox"
)
BUNDLES_OF_SUBMISSION = _WHOLE + " WHERE submission = ?"
_OF_REVISION = _SENT + " WHERE s.instance_id = ? AND o.revision = ? ORDER BY o.rowid DESC"


@dataclass(frozen=True, slots=True)
class Sequence:
    """The next bundle's number and the bundle before it; `epoch` is 16 hex digits."""

    epoch: str
    seq: int
    prev: str


@dataclass(frozen=True, slots=True)
class SentBundle:
    """One signed bundle without its bytes; `created` is UTC."""

    bundle_id: str
    epoch: str
    seq: int
    prev: str
    instance_id: str
    revision: int
    file_name: str
    created: str
    size: int


def next_sequence(store: Store) -> Sequence:
    """Return the numbers for the next bundle; they are used up by `record_sent` only."""
    epoch = meta.get(store, "epoch")
    row = store.select_one(
        "SELECT seq, bundle_id FROM outbox WHERE epoch = ?1 UNION ALL"
        " SELECT seq, bundle_id FROM sent_documents WHERE epoch = ?1 ORDER BY 1 DESC LIMIT 1",
        (epoch,),
    )
    seq, prev = row or (0, FIRST_PREV)
    return Sequence(epoch, seq + 1, prev)


def record_sent(
    store: Store,
    *,
    bundle_id: str,
    sequence: Sequence,
    instance_id: str,
    revision: int,
    file_name: str,
    data: bytes,
    actor: str,
) -> SentBundle:
    """Store the finished bytes and use up `sequence`, in one transaction.

    Raises StoreError `store_sequence_used` when another bundle took the number meanwhile.
    """
    with store.atomic():
        if sequence != next_sequence(store):
            raise StoreError("store_sequence_used", seq=sequence.seq)
        number = submission_number(store, instance_id)
        numbers = (sequence.epoch, sequence.seq, sequence.prev)
        columns = [bundle_id, *numbers, number, revision, file_name]
        created = utc_now()
        new_hash = bundle_hash(columns, data, created)
        row = (*columns, data, created, new_hash)
        store.execute(INSERT_SENT, row)
        new = plain_json(bundle_id=bundle_id, epoch=sequence.epoch, seq=sequence.seq)
        change = Change(
            "bundle", NOTHING, new, old_hash=b"", new_hash=new_hash, stored=(("outbox", row),)
        )
        record(store, number, [change], Deed(actor, "send"))
    sent = sent_bundle(store, instance_id, revision)
    assert sent is not None  # it was stored two lines above
    return sent


def outbox(store: Store) -> tuple[SentBundle, ...]:
    """Return every signed bundle, oldest first."""
    return tuple(SentBundle(*row) for row in store.select(_ALL))


def sent_bundle(store: Store, instance_id: str, revision: int) -> SentBundle | None:
    """Return the newest bundle signed for a revision: sending again is a copy of it."""
    row = store.select_one(_OF_REVISION, (instance_id, revision))
    return SentBundle(*row) if row else None


def bundle_bytes(store: Store, bundle_id: str) -> bytes:
    """Return a signed bundle as it was stored, checked; a KeyError when there is none."""
    row = store.select_one(_WHOLE + " WHERE bundle_id = ?", (bundle_id,))
    if row is None:
        raise KeyError(bundle_id)
    *columns, data, created, stored = row
    if bundle_hash(columns, data, created) != stored:
        raise StoreError("store_damaged", path=str(store.path))
    return data


def bundle_hash(columns: list[Any], data: bytes, created: str) -> bytes:
    """Return the hash of an outbox row: its columns, with the digest of the bytes for the bytes."""
    return row_hash((*columns, sha256(data).hexdigest(), created))
