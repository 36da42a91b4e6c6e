"""Enrol the own key elsewhere: a signed file to mail, and a paper form to sign and stamp."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.bundle import keys
from cds_desktop.bundle.document_writer import Envelope, write_enrolment
from cds_desktop.bundle.enrolment import Enrolment, write_enrolment_file
from cds_desktop.bundle.sums import sha256
from cds_desktop.errors import BundleError
from cds_desktop.operations import admitting, key_list
from cds_desktop.operations.document_envelope import envelope_for
from cds_desktop.operations.signing import KeyInfo, key_info
from cds_desktop.operations.workspace import Workspace, parent_name
from cds_desktop.store import documents, ledger
from cds_desktop.vietnamese import format_signing_date

_WIDTH = 72


@dataclass(frozen=True, slots=True)
class EnrolmentPlan:
    """What the enrolment file will say."""

    enrolment: Enrolment
    envelope: Envelope
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedEnrolment:
    """A finished enrolment file."""

    plan: EnrolmentPlan
    bundle_id: str
    data: bytes
    file_name: str
    sequence: ledger.Sequence


@dataclass(frozen=True, slots=True)
class EnrolmentForm:
    """The paper form (Phiếu đăng ký khóa): what is printed, signed and stamped."""

    place: str
    issuing_body: str
    unit_name: str
    unit_code: str
    fingerprint: str
    spoken_form: str
    public_line: str
    made_on: date

    @property
    def lines(self) -> tuple[str, ...]:
        """The form as lines of text to print."""
        return tuple(_form_lines(self))


def plan_enrolment(workspace: Workspace) -> EnrolmentPlan:
    """Gather what the enrolment of the own key says; raises BundleError `key_missing`.

    A province sends its own to the units, each of which believes it by the same paper form.
    """
    key = _own_key(workspace)
    enrolment = Enrolment(
        unit=workspace.org_unit.code,
        unit_name=workspace.org_unit.name,
        fingerprint=key.fingerprint,
        made_on=date.today().isoformat(),
        prepared_by=workspace.settings.prepared_by[:80],
    )
    addressees = _addressees(workspace)
    sequence = ledger.next_sequence(workspace.store)
    envelope = envelope_for(workspace, addressees[0], sequence, others=addressees[1:])
    return EnrolmentPlan(enrolment, envelope, addressees)


def sign(plan: EnrolmentPlan, key_file: bytes, passphrase: str) -> SignedEnrolment:
    """Sign the enrolment with the key that it enrols; a job."""
    written = write_enrolment(plan.envelope, plan.enrolment, keys.unlock(key_file, passphrase))
    sequence = ledger.Sequence(plan.envelope.epoch, plan.envelope.seq, plan.envelope.prev)
    return SignedEnrolment(plan, written.bundle_id, written.data, written.file_name, sequence)


def record(workspace: Workspace, signed: SignedEnrolment) -> None:
    """Keep the signed file; raises StoreError `store_sequence_used`."""
    documents.record_document(
        workspace.store,
        bundle_id=signed.bundle_id,
        kind="enrol",
        to_unit=signed.plan.addressees[0],
        receipt_no=0,
        sequence=signed.sequence,
        file_name=signed.file_name,
        document=sha256(write_enrolment_file(signed.plan.enrolment)),
        ledger_n=0,
        data=signed.data,
        actor=workspace.actor,
    )


def save_copy(signed: SignedEnrolment, folder: Path) -> Path:
    """Write the file into a folder, read back and compared; raises DocumentError."""
    target = folder / signed.file_name
    write_atomically(target, signed.data)
    return target


def enrolment_form(workspace: Workspace) -> EnrolmentForm:
    """Return the paper form of the own key; raises BundleError `key_missing`."""
    key = _own_key(workspace)
    issuer = workspace.settings.issuer
    unit = workspace.org_unit
    above = parent_name(unit)
    return EnrolmentForm(
        place=issuer.place,
        issuing_body=issuer.issuing_body or unit.name.upper(),
        unit_name=f"{unit.name}, {above}" if above else unit.name,
        unit_code=unit.code,
        fingerprint=key.fingerprint,
        spoken_form=key.spoken_form,
        public_line=key.allowed_signers.strip().partition(" ssh-")[2],
        made_on=datetime.now(UTC).astimezone().date(),
    )


def save_form(form: EnrolmentForm, folder: Path) -> Path:
    """Write the paper form as a text file (UTF-8 with BOM, for Notepad and Word)."""
    target = folder / f"PHIEU_DANG_KY_KHOA_{form.unit_code}.txt"
    text = "".join(f"{line}\r\n" for line in form.lines)
    write_atomically(target, text.encode("utf-8-sig"))
    return target


def _own_key(workspace: Workspace) -> KeyInfo:
    key = key_info(workspace)
    if key is None:
        raise BundleError("key_missing")
    return key


def _addressees(workspace: Workspace) -> tuple[str, ...]:
    if not key_list.is_province(workspace):
        return (workspace.org_unit.parent or workspace.org_unit.code,)
    return admitting.partners(workspace)


def _form_lines(form: EnrolmentForm) -> Iterator[str]:
    yield form.issuing_body.center(_WIDTH).rstrip()
    yield ""
    yield "PHIẾU ĐĂNG KÝ KHÓA KÝ SỐ LIỆU".center(_WIDTH).rstrip()
    yield ""
    yield f"Đơn vị: {form.unit_name}"
    yield f"Mã đơn vị: {form.unit_code}"
    yield f"Vân tay khóa: {form.fingerprint}"
    yield f"Khóa công khai: ssh-{form.public_line}"
    yield ""
    yield "Mã đối chiếu (nơi nhận tự gõ lại từ phiếu giấy này):"
    yield f"    {form.spoken_form}"
    yield ""
    yield "Đơn vị xác nhận khóa trên do đơn vị tạo và giữ, dùng để ký các gói báo cáo gửi tỉnh;"
    yield "khi lộ hoặc mất khóa, đơn vị báo ngay để thu hồi."
    yield ""
    yield f"{form.place}, {format_signing_date(form.made_on)}".rjust(_WIDTH)
    yield "THỦ TRƯỞNG ĐƠN VỊ".rjust(_WIDTH - 4)
    yield "(Ký, ghi rõ họ tên, đóng dấu)".rjust(_WIDTH)
    yield ""
    yield "-" * _WIDTH
    yield "Phần của nơi nhận: đối chiếu đúng ngày ....../....../......   Người đối chiếu:"
