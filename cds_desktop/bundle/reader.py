"""Read and verify a bundle: a pure function of its bytes (BUNDLE.md 3.2, 5-8, 17).

Nothing inside is parsed before the signature and the files' hashes are right; the first check that
fails decides. Whether the signing key may be believed is not asked here but in `trust`.

Format history: 1.0 (submission, receipt, enrol).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cds_desktop.bundle import signature as signatures
from cds_desktop.bundle.container import load_file, read_zip
from cds_desktop.bundle.data_package import read_description
from cds_desktop.bundle.document_types import (
    DESCRIPTION,
    DOCUMENT_TYPES,
    ENROLMENT,
    ENROLMENT_FILE,
    KEY_FILE,
    KNOWN_NAMES,
    RECEIPT,
    RECEIPT_FILE,
    SUBMISSION,
    DocumentType,
    is_of_later_major,
)
from cds_desktop.bundle.enrolment import Enrolment, read_enrolment
from cds_desktop.bundle.json_fields import JsonFields
from cds_desktop.bundle.manifest import (
    NO_HASH,
    Manifest,
    SubmissionEntry,
    content_hash,
    expect_no_other,
    read_manifest,
    read_submissions,
)
from cds_desktop.bundle.public_key import fingerprint, public_line
from cds_desktop.bundle.receipt import Receipt, read_receipt
from cds_desktop.bundle.sums import (
    SIGNATURE,
    SUMS,
    bundle_id,
    check_hashes,
    check_set,
    parse_sums,
)
from cds_desktop.bundle.tables import (
    FigureRow,
    TextRow,
    count_totals,
    read_figures,
    read_texts,
)
from cds_desktop.errors import BundleError
from cds_desktop.limits import ATTACHMENT_BYTES, BUNDLE_ROWS

_OFFICIAL_SIGNATURE = "SHA256SUMS.p7s"
_ATTACHMENT_MAGIC = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


@dataclass(frozen=True, slots=True)
class OpenedSubmission:
    """One submission with its content; `attachments` are name and bytes, never opened by us."""

    entry: SubmissionEntry
    sid: str
    figures: tuple[FigureRow, ...]
    texts: tuple[TextRow, ...]
    attachments: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A genuine bundle: unaltered since `public_key` signed it.

    By its type it holds submissions, a receipt, or the enrolment of the key itself.
    """

    bundle_id: str
    namespace: str
    public_key: bytes
    manifest: Manifest
    submissions: tuple[OpenedSubmission, ...]
    has_official_signature: bool  # SHA256SUMS.p7s is there; nobody has checked it
    receipt: Receipt | None = None
    enrolment: Enrolment | None = None

    @property
    def fingerprint(self) -> str:
        """The signing key as `ssh-keygen -lf` names it."""
        return fingerprint(self.public_key)


@dataclass(frozen=True, slots=True)
class _Verified:
    """Files whose bytes are those that were signed."""

    files: Mapping[str, bytes]
    listed: Mapping[str, str]
    kind: DocumentType
    signature: signatures.Signature


@dataclass(frozen=True, slots=True)
class _OwnParts:
    """What only bundles of one type hold."""

    submissions: tuple[OpenedSubmission, ...] = ()
    receipt: Receipt | None = None
    enrolment: Enrolment | None = None


def read(data: bytes, *, known_critical: Collection[str] = ()) -> Opened:
    """Return what a bundle says, if every rule of BUNDLE.md holds; BundleError with its G-code.

    `known_critical`: the critical features the caller can deal with (`document_types.PRACTICE`).
    """
    verified = _verify(read_zip(data, known_names=KNOWN_NAMES))
    whole, fields = read_description(verified.files[DESCRIPTION], verified.files)
    manifest = read_manifest(fields, known_critical=known_critical)
    _check_names(verified, manifest)
    expect_no_other(whole, manifest.minor)
    parts = _OWN_PARTS[verified.kind.name](verified, fields, manifest)
    return Opened(
        bundle_id=bundle_id(verified.files[SUMS]),
        namespace=verified.kind.namespace,
        public_key=verified.signature.public_key,
        manifest=manifest,
        submissions=parts.submissions,
        has_official_signature=_OFFICIAL_SIGNATURE in verified.files,
        receipt=parts.receipt,
        enrolment=parts.enrolment,
    )


def read_file(path: Path, *, known_critical: Collection[str] = ()) -> Opened:
    """Return what the bundle in a file says; G100 when the file cannot be read, then as `read`."""
    return read(load_file(path), known_critical=known_critical)


def _verify(files: dict[str, bytes]) -> _Verified:
    """Check list, signature and hashes; nothing of the other files is parsed."""
    if SUMS not in files:
        raise BundleError("G300", place=SUMS)
    if SIGNATURE not in files:
        raise BundleError("G400")
    listed = parse_sums(files[SUMS])
    check_set(listed, files)
    signature = signatures.parse(files[SIGNATURE])
    kind = _document_type(signature.namespace)
    signatures.verify(signature, files[SUMS])
    check_hashes(listed, files)
    for name in kind.required:
        if name not in files:
            raise BundleError("G300", place=name)
    return _Verified(files, listed, kind, signature)


def _document_type(namespace: str) -> DocumentType:
    if is_of_later_major(namespace):
        raise BundleError("G310")
    if namespace not in DOCUMENT_TYPES:
        raise BundleError("G404")
    return DOCUMENT_TYPES[namespace]


def _check_names(verified: _Verified, manifest: Manifest) -> None:
    for name in verified.files:
        if not verified.kind.may_hold(name, minor=manifest.minor):
            raise BundleError("G209", place=name)
    if manifest.type != verified.kind.name:
        raise BundleError("G405")
    if manifest.from_key != fingerprint(verified.signature.public_key):
        raise BundleError("G406")


# --- the parts of a submission bundle -----------------------------------------------------------


def _read_submissions(verified: _Verified, fields: JsonFields, manifest: Manifest) -> _OwnParts:
    entries = read_submissions(fields, minor=manifest.minor)
    expect_no_other(fields, manifest.minor)
    _check_files(verified, [entry for entry, _ in entries])
    if sum(entry.totals.rows for entry, _ in entries) > BUNDLE_ROWS:
        raise BundleError("G201")
    return _OwnParts(tuple(_open_submission(verified, entry, sid) for entry, sid in entries))


def _check_files(verified: _Verified, entries: list[SubmissionEntry]) -> None:
    """Refuse content files that no submission names, or that are named and missing."""
    named = [name for entry in entries for name in entry.files]
    own = {name for name in verified.files if _is_content(name)}
    for name in named:
        if name not in own or named.count(name) > 1:
            raise BundleError("G300", place=name)
    if unclaimed := sorted(own - set(named)):
        raise BundleError("G302", place=unclaimed[0])


def _is_content(name: str) -> bool:
    return name[0] in "vta" and name[1:4].isdigit()


def _open_submission(verified: _Verified, entry: SubmissionEntry, sid: str) -> OpenedSubmission:
    files = verified.files
    figures: tuple[FigureRow, ...] = ()
    texts: tuple[TextRow, ...] = ()
    if entry.values:
        figures = read_figures(files[entry.values], entry.key, place=entry.values)
    if entry.texts:
        texts = read_texts(files[entry.texts], place=entry.texts)
    if entry.totals != count_totals(figures):
        raise BundleError("G324", place=entry.values or DESCRIPTION)
    if entry.content != _content_hash(verified.listed, entry):
        raise BundleError("G325", place=entry.values or DESCRIPTION)
    attachments = tuple((name, files[name]) for name in entry.attachments)
    for name, data in attachments:
        _check_attachment(name, data)
    return OpenedSubmission(entry, sid, figures, texts, attachments)


def _content_hash(listed: Mapping[str, str], entry: SubmissionEntry) -> str:
    return content_hash(
        listed[entry.values] if entry.values else NO_HASH,
        listed[entry.texts] if entry.texts else NO_HASH,
        tuple(listed[name] for name in entry.attachments),
    )


def _check_attachment(name: str, data: bytes) -> None:
    magic = _ATTACHMENT_MAGIC.get(name.rpartition(".")[2])
    if magic is None or len(data) > ATTACHMENT_BYTES or not data.startswith(magic):
        raise BundleError("G330", place=name)


# --- the parts of a receipt and of an enrolment -------------------------------------------------


def _read_receipt(verified: _Verified, fields: JsonFields, manifest: Manifest) -> _OwnParts:
    expect_no_other(fields, manifest.minor)
    receipt = read_receipt(verified.files[RECEIPT_FILE], place=RECEIPT_FILE)
    return _OwnParts(receipt=receipt)


def _read_enrolment(verified: _Verified, fields: JsonFields, manifest: Manifest) -> _OwnParts:
    """Read the enrolment of a key, which only that key itself can have signed."""
    expect_no_other(fields, manifest.minor)
    enrolment = read_enrolment(verified.files[ENROLMENT_FILE], place=ENROLMENT_FILE)
    public = verified.signature.public_key
    if verified.files[KEY_FILE] != f"{public_line(public)}\n".encode("ascii"):
        raise BundleError("G406")
    if enrolment.fingerprint != fingerprint(public):
        raise BundleError("G406")
    if enrolment.unit != manifest.from_unit:
        raise BundleError("G307", place=f"{ENROLMENT_FILE}, mục unit")
    return _OwnParts(enrolment=enrolment)


_OWN_PARTS: dict[str, Callable[[_Verified, JsonFields, Manifest], _OwnParts]] = {
    SUBMISSION.name: _read_submissions,
    RECEIPT.name: _read_receipt,
    ENROLMENT.name: _read_enrolment,
}
