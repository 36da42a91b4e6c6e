"""Documents sent (receipts, enrolments) and receipts taken in: beside the outbox of reports."""

from dataclasses import dataclass

from cds_desktop.errors import StoreError
from cds_desktop.store.connection import Store
from cds_desktop.store.events import LedgerRow, ledger_row_hash, record
from cds_desktop.store.history import utc_now
from cds_desktop.store.ledger import Sequence, next_sequence

_SENT = (
    "INSERT INTO sent_documents (bundle_id, type, to_unit, receipt_no, epoch, seq, prev,"
    " file_name, document, ledger_n, created, bytes, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SELECT_SENT = (
    "SELECT bundle_id, type, to_unit, receipt_no, epoch, seq, prev, file_name, document, ledger_n,"
    " created FROM sent_documents"
)
_RECEIPT = (
    "INSERT INTO received_receipts (bundle_id, fingerprint, receipt_no, generated, ledger_n,"
    " ledger_head, document, taken_in, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class SentDocument:
    """One signed document without its bytes; `document` is the hash of what it says."""

    bundle_id: str
    type: str
    to_unit: str
    receipt_no: int
    epoch: str
    seq: int
    prev: str
    file_name: str
    document: str
    ledger_n: int
    created: str


@dataclass(frozen=True, slots=True)
class ReceivedReceipt:
    """One receipt taken in; `document` is the text of its receipt.json."""

    bundle_id: str
    fingerprint: str
    receipt_no: int
    generated: str
    ledger_n: int
    ledger_head: str
    document: str
    taken_in: str


def record_document(
    store: Store,
    *,
    bundle_id: str,
    kind: str,
    to_unit: str,
    receipt_no: int,
    sequence: Sequence,
    file_name: str,
    document: str,
    ledger_n: int,
    data: bytes,
    actor: str,
) -> None:
    """Store a signed document and use up its number; `store_sequence_used` when it is taken."""
    with store.atomic():
        if sequence != next_sequence(store):
            raise StoreError("store_sequence_used", seq=sequence.seq)
        columns = (
            *(bundle_id, kind, to_unit, receipt_no, sequence.epoch, sequence.seq, sequence.prev),
            *(file_name, document, ledger_n, utc_now()),
        )
        row = LedgerRow(_SENT, columns, blob=data)
        what = "RECEIPT" if kind == "receipt" else "ENROL"
        record(store, what, bundle_id, actor=actor, rows=[row], to_unit=to_unit, no=receipt_no)


def sent_documents(store: Store, kind: str) -> tuple[SentDocument, ...]:
    """Return the documents of a kind that were signed, oldest first."""
    rows = store.select(_SELECT_SENT + " WHERE type = ? ORDER BY rowid", (kind,))
    return tuple(SentDocument(*row) for row in rows)


def document_bytes(store: Store, bundle_id: str) -> bytes:
    """Return a signed document as it was stored, checked; a KeyError when there is none."""
    row = store.select_one(
        "SELECT bundle_id, type, to_unit, receipt_no, epoch, seq, prev, file_name, document,"
        " ledger_n, created, bytes, hash FROM sent_documents WHERE bundle_id = ?",
        (bundle_id,),
    )
    if row is None:
        raise KeyError(bundle_id)
    *columns, data, stored = row
    if ledger_row_hash(columns, data) != stored:
        raise StoreError("store_damaged", path=str(store.path))
    return data


def record_receipt(store: Store, receipt: ReceivedReceipt, *, actor: str) -> None:
    """Keep a receipt that was taken in."""
    columns = (
        *(receipt.bundle_id, receipt.fingerprint, receipt.receipt_no, receipt.generated),
        *(receipt.ledger_n, receipt.ledger_head, receipt.document, receipt.taken_in),
    )
    rows = [LedgerRow(_RECEIPT, columns)]
    record(store, "RECEIPT", receipt.bundle_id, actor=actor, rows=rows, no=receipt.receipt_no)


def received_receipts(store: Store) -> tuple[ReceivedReceipt, ...]:
    """Return every receipt taken in, by its number: the order of coming means nothing."""
    rows = store.select(
        "SELECT bundle_id, fingerprint, receipt_no, generated, ledger_n, ledger_head, document,"
        " taken_in FROM received_receipts ORDER BY receipt_no, bundle_id"
    )
    return tuple(ReceivedReceipt(*row) for row in rows)
