"""Take the province's receipts in: what became of each report, remarks on the cells, alarms.

Receipts may come late, twice or in any order: the one with the highest number that names a bundle
says what holds for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cds_desktop.bundle import trust
from cds_desktop.bundle.document_types import ENROLMENT, RECEIPT
from cds_desktop.bundle.reader import Opened
from cds_desktop.bundle.receipt import (
    APPROVED,
    RETURNED,
    Receipt,
    ReceiptItem,
    ReceiptSubmission,
    Remark,
    read_receipt,
    write_receipt_file,
)
from cds_desktop.bundle.trust import Disposition
from cds_desktop.errors import BundleError, InputError
from cds_desktop.messages import Message, explain
from cds_desktop.model.submission import CellKey, Submission, SubmissionState
from cds_desktop.operations import admitting, inbox_files, key_list
from cds_desktop.operations.inbox_files import ParsedFile
from cds_desktop.operations.signing import key_info
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import documents, ledger, submissions
from cds_desktop.store.documents import ReceivedReceipt
from cds_desktop.store.history import utc_now

_STATES = {APPROVED: SubmissionState.ACCEPTED, RETURNED: SubmissionState.RETURNED}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the newest receipt says of one sent bundle; `remarks` are of its report."""

    receipt_no: int
    decision: str
    codes: tuple[str, ...]
    submission: ReceiptSubmission | None

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the province asks to be looked at."""
        return self.submission.remarks if self.submission else ()


@dataclass(frozen=True, slots=True)
class TakenReceipt:
    """What a receipt brought: the reports that changed their state, and alarms to be read."""

    receipt_no: int
    is_new: bool
    changed: tuple[Submission, ...]
    alarms: tuple[Message, ...]
    missing: tuple[int, ...]


def read_file(path: Path, *, is_practice: bool = False) -> ParsedFile:
    """Parse a receipt or an enrolment, alone or in a saved mail; a job: sees no database."""
    if path.is_dir():
        raise BundleError("receipt_expected")
    found = list(inbox_files.parse_files([path], archive=None, is_practice=is_practice))
    return next((one for one in found if one.opened is not None), found[0])


def take_receipt(
    workspace: Workspace, path: Path, *, parsed: ParsedFile | None = None
) -> TakenReceipt:
    """Verify a receipt and store what it says; `parsed` when a job has read the file already.

    Raises BundleError: `receipt_expected`, or the code of BUNDLE.md 18 for which it is refused
    (unknown key G500, waiting for its paper G501, wrong addressee G504, wrong role G509).
    """
    opened = _opened(workspace, path, parsed)
    receipt = opened.receipt
    if receipt is None:
        raise BundleError("receipt_expected")
    _check_trust(workspace, opened, receipt)
    known = {one.bundle_id for one in documents.received_receipts(workspace.store)}
    alarms = tuple(_alarms(workspace, receipt))
    if opened.bundle_id in known:
        return TakenReceipt(receipt.receipt_no, False, (), alarms, _missing(workspace, receipt))
    with workspace.store.atomic():
        documents.record_receipt(workspace.store, _row(opened, receipt), actor=workspace.actor)
        changed = tuple(_changed_states(workspace))
    return TakenReceipt(receipt.receipt_no, True, changed, alarms, _missing(workspace, receipt))


def take_enrolment(workspace: Workspace, path: Path, *, parsed: ParsedFile | None = None) -> str:
    """Note the province's key from its enrolment file; return its fingerprint.

    It is believed once its 30 digits were typed from the paper (`key_list.confirm_key`).
    """
    opened = _opened(workspace, path, parsed)
    if opened.namespace != ENROLMENT.namespace:
        raise BundleError("G404")
    judgement = admitting.judge(workspace, opened)
    if judgement.code:
        raise BundleError(judgement.code)
    key_list.enrol(workspace, opened)
    return opened.fingerprint


def standings(workspace: Workspace) -> dict[str, Standing]:
    """Return what the province says of each bundle, by bundle_id."""
    found: dict[str, Standing] = {}
    for receipt in _receipts(workspace):
        for item in receipt.items:
            submission = item.submissions[0] if item.submissions else None
            found[item.bundle_id] = Standing(
                receipt.receipt_no, item.decision, item.codes, submission
            )
    return found


def standing_of(workspace: Workspace, submission: Submission) -> Standing | None:
    """Return what the province says of the newest sent revision of a report."""
    known = standings(workspace)
    for sent in reversed(ledger.outbox(workspace.store)):
        if sent.instance_id == submission.instance_id:
            return known.get(sent.bundle_id)
    return None


def unknown_bundles(workspace: Workspace) -> tuple[Message, ...]:
    """Return an alarm for every bundle in the unit's name that receipts name and nobody sent."""
    mine = _own_bundles(workspace)
    found = {
        item.bundle_id[:8]: None
        for receipt in _receipts(workspace)
        for item in _foreign(receipt.items, mine)
    }
    return tuple(explain("receipt_unknown_bundle", {"bundle": bundle}) for bundle in found)


def remarks_of(workspace: Workspace, submission: Submission) -> dict[CellKey, tuple[str, ...]]:
    """Return the province's remarks on a report by cell; those on the whole under an empty key."""
    standing = standing_of(workspace, submission)
    found: dict[CellKey, tuple[str, ...]] = {}
    for remark in standing.remarks if standing else ():
        key = CellKey(remark.area, remark.question, remark.row)
        found[key] = (*found.get(key, ()), remark.text)
    return found


def highest_revision(workspace: Workspace, form_id: str, period: str) -> int:
    """Return the highest revision that the province ever saw of a report; 0 for none.

    After a restore of an older database the next revision must be above it.
    """
    return max(
        (
            one.revision
            for receipt in _receipts(workspace)
            for item in receipt.items
            for one in item.submissions
            if (one.form, one.period) == (form_id, period)
        ),
        default=0,
    )


def _opened(workspace: Workspace, path: Path, parsed: ParsedFile | None) -> Opened:
    if key_list.is_province(workspace):
        raise InputError("district_only")
    parsed = parsed or read_file(path, is_practice=workspace.is_practice)
    if parsed.opened is None:
        raise parsed.error or BundleError("receipt_expected")
    return parsed.opened


def _check_trust(workspace: Workspace, opened: Opened, receipt: Receipt) -> None:
    own = workspace.org_unit.code
    verdict = trust.check(opened, key_list.trust_list(workspace), own_unit=own)
    if verdict.disposition is not Disposition.ACCEPT:
        raise BundleError(verdict.code)
    if opened.namespace != RECEIPT.namespace:
        raise BundleError("receipt_expected")
    if receipt.to_unit != own:
        raise BundleError("G504")


def _row(opened: Opened, receipt: Receipt) -> ReceivedReceipt:
    return ReceivedReceipt(
        bundle_id=opened.bundle_id,
        fingerprint=opened.fingerprint,
        receipt_no=receipt.receipt_no,
        generated=receipt.generated,
        ledger_n=receipt.ledger_n,
        ledger_head=receipt.ledger_head,
        document=write_receipt_file(receipt).decode("utf-8"),
        taken_in=utc_now(),
    )


def _receipts(workspace: Workspace) -> Iterator[Receipt]:
    for row in documents.received_receipts(workspace.store):
        yield read_receipt(row.document.encode("utf-8"), place="receipt.json")


def _alarms(workspace: Workspace, receipt: Receipt) -> Iterator[Message]:
    """Yield what must not be overlooked: bundles that were never sent here, a changed ledger."""
    own = key_info(workspace)
    if own is not None:
        for item in _foreign(receipt.items, _own_bundles(workspace)):
            yield explain("receipt_unknown_bundle", {"bundle": item.bundle_id[:8]})
    for earlier in documents.received_receipts(workspace.store):
        is_same_place = earlier.ledger_n == receipt.ledger_n
        if is_same_place and earlier.ledger_head != receipt.ledger_head:
            yield explain("receipt_ledger_rewritten", {})


def _own_bundles(workspace: Workspace) -> set[str]:
    """Return the ids of everything that was signed here."""
    enrolments = documents.sent_documents(workspace.store, "enrol")
    return {one.bundle_id for one in (*ledger.outbox(workspace.store), *enrolments)}


def _foreign(items: Iterable[ReceiptItem], mine: set[str]) -> Iterator[ReceiptItem]:
    return (item for item in items if item.bundle_id not in mine)


def _missing(workspace: Workspace, receipt: Receipt) -> tuple[int, ...]:
    """Return the numbers of own bundles that the province has not got, up to the last sent."""
    epochs = {one.epoch: one.seq for one in ledger.outbox(workspace.store)}
    found: list[int] = []
    for sender in receipt.senders:
        if sender.epoch in epochs:
            found += sender.missing
    return tuple(found)


def _changed_states(workspace: Workspace) -> Iterator[Submission]:
    """Move sent reports to what the newest receipt says of their newest revision."""
    known = standings(workspace)
    newest = {sent.instance_id: sent for sent in ledger.outbox(workspace.store)}
    for instance_id, sent in newest.items():
        standing = known.get(sent.bundle_id)
        report = submissions.submission_by_id(workspace.store, instance_id)
        if standing is None or standing.submission is None or report is None:
            continue
        state = _STATES.get(standing.submission.review, SubmissionState.SENT)
        is_open = report.state in (SubmissionState.DRAFT, SubmissionState.COMPLETE)
        if is_open or report.state is state or report.revision != sent.revision:
            continue
        yield submissions.set_state(
            workspace.store,
            report,
            state,
            actor="Tỉnh",
            reason=f"Biên nhận số {standing.receipt_no}",
        )
