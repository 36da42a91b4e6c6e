"""Take in bundles: so far, say in plain words whether a file is genuine and what it holds.

The bytes are parsed in a limited child process (INPUT.md, rule zero).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

from cds_desktop import limits
from cds_desktop.bundle import public_key, reader, trust
from cds_desktop.bundle.document_types import PRACTICE
from cds_desktop.bundle.reader import Opened
from cds_desktop.bundle.trust import TrustList
from cds_desktop.errors import BundleError, InputError
from cds_desktop.limited_process import run_limited
from cds_desktop.messages import explain
from cds_desktop.model.period import Period
from cds_desktop.vietnamese import format_number

_OTHER_KINDS = {"receipt": "biên nhận", "enrol": "tệp đăng ký khóa"}
_READ_BUNDLE = partial(reader.read, known_critical=frozenset({PRACTICE}))


@dataclass(frozen=True, slots=True)
class Verification:
    """What a genuine bundle says of itself, line by line for a person.

    A file that is not a genuine bundle is a BundleError and never gets here.
    """

    file_name: str
    bundle_id: str
    unit: str
    period: Period
    revision: int
    standing: str
    is_practice: bool
    facts: tuple[tuple[str, str], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The facts as lines of text."""
        return tuple(f"{name}: {value}" for name, value in self.facts)


def verify_file(
    path: Path, *, own_public: bytes | None, allowed_signers: Path | None = None
) -> Verification:
    """Check structure, hashes and signature of the bundle at `path`, and whose key signed it.

    Raises BundleError with the first failing code of BUNDLE.md 18.
    """
    opened = run_limited(
        _READ_BUNDLE,
        _read_file(path),
        seconds=limits.CHILD_SECONDS,
        mebibytes=limits.BUNDLE_CHILD_MIB,
        failure=BundleError("G299"),
    )
    if not opened.submissions:
        kind = _OTHER_KINDS[opened.manifest.type]
        raise BundleError("verified_other_kind", kind=kind, unit=opened.manifest.from_unit)
    allowed = _trusted(allowed_signers) if allowed_signers else TrustList()
    submission = opened.submissions[0]
    standing = _standing(opened, own_public, allowed)
    return Verification(
        file_name=path.name,
        bundle_id=opened.bundle_id,
        unit=opened.manifest.from_unit,
        period=Period(submission.entry.key.period),
        revision=submission.entry.revision,
        standing=standing,
        is_practice=opened.manifest.is_practice,
        facts=tuple(_facts(opened, standing)),
    )


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limits.BUNDLE_BYTES + 1)
    except OSError as error:
        raise BundleError("G100", file=path.name) from error


def _trusted(file: Path) -> TrustList:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("allowed_signers_unreadable", file=file.name) from error
    return trust.parse_allowed_signers(text)


def _standing(opened: Opened, own_public: bytes | None, allowed: TrustList) -> str:
    """Say how far the signing key is known here."""
    verdict = trust.check(opened, allowed)
    if verdict.key is not None and verdict.code:
        return explain(verdict.code, {}).text
    if verdict.key is not None:
        return "khóa có trong danh sách được tin"
    if opened.public_key == own_public:
        return "khóa của chính đơn vị này"
    return "khóa chưa có trong danh sách của máy này"


def _facts(opened: Opened, standing: str) -> Iterator[tuple[str, str]]:
    entry, manifest = opened.submissions[0].entry, opened.manifest
    yield "Kết quả", "Gói nguyên vẹn, chữ ký đúng"
    if manifest.is_practice:
        yield "Lưu ý", "Gói TẬP NHẬP, không phải báo cáo thật"
    yield "Đơn vị gửi", manifest.from_unit
    yield "Kỳ báo cáo", Period(entry.key.period).label
    yield "Biểu mẫu", f"{entry.key.form}, phiên bản {entry.key.form_version}"
    yield "Bản", str(entry.revision)
    if entry.reason:
        yield "Lý do điều chỉnh", entry.reason
    yield (
        "Số liệu",
        f"{entry.totals.filled} ô có giá trị, {len(opened.submissions[0].texts)} đoạn chữ",
    )
    yield "Tổng kiểm soát", format_number(Decimal(entry.totals.control_sum))
    yield "Lập lúc", manifest.created
    yield "Khóa ký", f"{opened.fingerprint} ({standing})"
    yield "Mã đối chiếu", public_key.spoken_form(opened.public_key)
    yield "Mã gói", opened.bundle_id
