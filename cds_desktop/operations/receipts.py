"""Make signed receipts for all units in one go: what came, what counts, what the province says.

A receipt is cumulative: it repeats what holds for every bundle of the unit, so a lost one does no
harm. Order: plan (database), sign (a job), record (database), save copies.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cds_desktop import limits
from cds_desktop.atomic_file import write_atomically
from cds_desktop.bundle import keys
from cds_desktop.bundle.document_writer import Envelope, write_receipt
from cds_desktop.bundle.receipt import (
    PENDING,
    EffectiveEntry,
    Receipt,
    ReceiptItem,
    ReceiptSubmission,
    Remark,
    SenderState,
    write_receipt_file,
)
from cds_desktop.bundle.sums import sha256
from cds_desktop.errors import InputError
from cds_desktop.model import effective as rule
from cds_desktop.operations.admitting import check_is_province
from cds_desktop.operations.bundle_warnings import missing_before, warnings_of
from cds_desktop.operations.document_envelope import envelope_for
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import admissions, documents, effective, events, ledger, received
from cds_desktop.store.admissions import Admission, Review
from cds_desktop.store.received import ReceivedBundle, ReceivedSubmission

_ITEMS = 120  # the newest bundles of a unit: years of them, far below the limit of a document


@dataclass(frozen=True, slots=True)
class ReceiptPlan:
    """The receipt of one unit, not signed yet; `content` is the hash of what it says."""

    receipt: Receipt
    envelope: Envelope
    content: str


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A finished receipt."""

    plan: ReceiptPlan
    bundle_id: str
    data: bytes
    file_name: str
    sequence: ledger.Sequence


def plan_receipts(workspace: Workspace, *, is_for_all: bool = False) -> tuple[ReceiptPlan, ...]:
    """Return a receipt for each unit about which there is news since its last one.

    `is_for_all` repeats those without news too. Raises InputError `nothing_to_receipt`.
    """
    check_is_province(workspace)
    store = workspace.store
    sent = documents.sent_documents(store, "receipt")
    last = {document.to_unit: document.document for document in sent}
    number = max((document.receipt_no for document in sent), default=0)
    sequence = ledger.next_sequence(store)
    plans: list[ReceiptPlan] = []
    state = _State(workspace)
    for unit in sorted({bundle.unit for bundle in received.bundles(store)}):
        receipt = state.receipt(unit, number + len(plans) + 1)
        content = _content(receipt)
        if is_for_all or last.get(unit) != content:
            numbered = replace(sequence, seq=sequence.seq + len(plans))
            plans.append(ReceiptPlan(receipt, envelope_for(workspace, unit, numbered), content))
    if not plans:
        raise InputError("nothing_to_receipt")
    return tuple(plans)


def sign(
    plans: Iterable[ReceiptPlan], key_file: bytes, passphrase: str
) -> tuple[SignedReceipt, ...]:
    """Sign the receipts, each naming the one before; a job."""
    key = keys.unlock(key_file, passphrase)
    signed: list[SignedReceipt] = []
    for plan in plans:
        prev = signed[-1].bundle_id if signed else plan.envelope.prev
        envelope = replace(plan.envelope, prev=prev)
        written = write_receipt(envelope, plan.receipt, key)
        sequence = ledger.Sequence(envelope.epoch, envelope.seq, envelope.prev)
        signed.append(
            SignedReceipt(plan, written.bundle_id, written.data, written.file_name, sequence)
        )
    return tuple(signed)


def record(workspace: Workspace, receipts: Iterable[SignedReceipt]) -> None:
    """Keep the signed receipts for ever, all or none; raises StoreError `store_sequence_used`."""
    with workspace.store.atomic():
        for signed in receipts:
            documents.record_document(
                workspace.store,
                bundle_id=signed.bundle_id,
                kind="receipt",
                to_unit=signed.plan.receipt.to_unit,
                receipt_no=signed.plan.receipt.receipt_no,
                sequence=signed.sequence,
                file_name=signed.file_name,
                document=signed.plan.content,
                ledger_n=signed.plan.receipt.ledger_n,
                data=signed.data,
                actor=workspace.actor,
            )


def save_copies(receipts: Iterable[SignedReceipt], folder: Path) -> tuple[Path, ...]:
    """Write the receipts into a folder, read back and compared; raises DocumentError."""
    paths: list[Path] = []
    for signed in receipts:
        paths.append(folder / signed.file_name)
        write_atomically(paths[-1], signed.data)
    return tuple(paths)


class _State:
    """What the ledger says of all bundles, read once for all receipts."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._admissions = admissions.admissions(self._store)
        self._reviews = admissions.reviews(self._store)
        self._head = events.head(self._store)
        self._generated = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def receipt(self, unit: str, number: int) -> Receipt:
        """Return the receipt of a unit."""
        bundles = received.bundles(self._store, unit=unit)
        counting = effective.effective_of_unit(self._store, unit)
        shown = bundles[-_ITEMS:]
        return Receipt(
            receipt_no=number,
            to_unit=unit,
            generated=self._generated,
            ledger_n=self._head.n,
            ledger_head=self._head.hash,
            senders=tuple(self._senders(bundles)),
            items=tuple(self._item(bundle) for bundle in shown),
            effective=tuple(map(self._entry, counting[-limits.RECEIPT_ITEMS :])),
        )

    def _senders(self, bundles: Iterable[ReceivedBundle]) -> list[SenderState]:
        lives = sorted({(bundle.fingerprint, bundle.epoch) for bundle in bundles})
        return [self._sender(fingerprint, epoch) for fingerprint, epoch in lives]

    def _sender(self, fingerprint: str, epoch: str) -> SenderState:
        numbers = received.sequences(self._store, fingerprint, epoch)
        highest = max(seq for seq, _ in numbers)
        missing = missing_before(numbers, highest)
        contiguous = missing[0] - 1 if missing else highest
        shown = missing[: limits.RECEIPT_ITEMS]
        return SenderState(fingerprint, epoch, contiguous, highest, shown)

    def _item(self, bundle: ReceivedBundle) -> ReceiptItem:
        admission = self._admissions[bundle.bundle_id]
        codes = ([admission.code] if admission.code else []) + [*warnings_of(self._store, bundle)]
        heads = received.submissions_of(self._store, bundle.bundle_id)
        submissions = tuple(self._submission(head, admission) for head in heads)
        return ReceiptItem(
            bundle.bundle_id, bundle.seq, admission.decision, tuple(codes), submissions
        )

    def _submission(self, head: ReceivedSubmission, admission: Admission) -> ReceiptSubmission:
        review: Review | None = self._reviews.get(head.sid)
        remarks = review.remarks if review else ()
        return ReceiptSubmission(
            sid=head.sid,
            form=head.form,
            period=head.period,
            unit=head.unit,
            revision=head.revision,
            effect=self._effect(head, admission),
            review=review.review if review else PENDING,
            remarks=tuple(Remark(one.area, one.question, one.row, one.text) for one in remarks),
            rows=head.rows,
            control_sum=head.control_sum,
        )

    def _effect(self, head: ReceivedSubmission, admission: Admission) -> str:
        if admission.decision != admissions.ACCEPTED:
            return admission.decision
        found = effective.computed(self._store, head.table)
        if found is not None and found.sid == head.sid:
            return "EFFECTIVE"
        is_newest = not any(
            one.revision > head.revision
            for one in received.submissions_of_table(self._store, *head.table)
        )
        if found is not None and found.status == rule.CONFLICT and is_newest:
            return "CONFLICT"
        return "SUPERSEDED"

    def _entry(self, row: effective.EffectiveRow) -> EffectiveEntry:
        heads = received.submissions_of_table(self._store, row.form, row.period, row.unit)
        revision = max((one.revision for one in heads if one.sid == row.sid), default=0)
        if not row.sid:  # nothing counts: the highest revision used all the same
            revision = max((one.revision for one in heads), default=0)
        return EffectiveEntry(row.form, row.period, revision, row.sid, row.status)


def _content(receipt: Receipt) -> str:
    """Return the hash of what a receipt says, its own number and the ledger's growth apart."""
    plain = replace(
        receipt, receipt_no=1, generated="2000-01-01T00:00:00Z", ledger_n=0, ledger_head="0" * 64
    )
    return sha256(write_receipt_file(plain))
