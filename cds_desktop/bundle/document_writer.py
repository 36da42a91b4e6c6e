"""Write receipts and enrolments: bundles of one JSON document (BUNDLE.md 4, 10, 15).

Like submissions they are read back by our own reader before they leave this module.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cds_desktop.bundle.data_package import write_document_description
from cds_desktop.bundle.document_types import (
    DESCRIPTION,
    ENROLMENT,
    ENROLMENT_FILE,
    KEY_FILE,
    MINOR,
    PRACTICE,
    PRACTICE_PREFIX,
    README,
    RECEIPT,
    RECEIPT_FILE,
    DocumentType,
)
from cds_desktop.bundle.enrolment import Enrolment, write_enrolment_file
from cds_desktop.bundle.keys import SigningKey
from cds_desktop.bundle.manifest import AppVersion, Manifest, PackVersion, manifest_object
from cds_desktop.bundle.public_key import fingerprint, public_line
from cds_desktop.bundle.reader import Opened, read
from cds_desktop.bundle.readme import README_TEXT
from cds_desktop.bundle.receipt import Receipt, write_receipt_file
from cds_desktop.bundle.writer import seal, utc_text
from cds_desktop.errors import BundleError
from cds_desktop.limits import FILE_NAME_CHARS


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who sends a document to whom, and its number; `created` carries its time zone."""

    unit: str
    epoch: str
    seq: int
    prev: str
    to: tuple[str, ...]
    created: datetime
    app: AppVersion
    pack: PackVersion
    is_practice: bool = False


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A finished bundle: its bytes, its identity and the file name it should have."""

    data: bytes
    bundle_id: str
    file_name: str


def write_receipt(envelope: Envelope, receipt: Receipt, key: SigningKey) -> WrittenDocument:
    """Return the signed bundle of a receipt; `bundle_self_check_failed` with the broken rule."""
    files = {RECEIPT_FILE: write_receipt_file(receipt)}
    written, opened = _written(envelope, files, key, kind=RECEIPT, addressee=receipt.to_unit)
    if opened.receipt != receipt:
        raise BundleError("bundle_self_check_failed", rule="G325")
    return written


def write_enrolment(envelope: Envelope, enrolment: Enrolment, key: SigningKey) -> WrittenDocument:
    """Return the bundle that enrols `key`, signed by itself; `bundle_self_check_failed`."""
    files = {
        ENROLMENT_FILE: write_enrolment_file(enrolment),
        KEY_FILE: f"{public_line(key.public)}\n".encode("ascii"),
    }
    written, opened = _written(envelope, files, key, kind=ENROLMENT, addressee=envelope.unit)
    if opened.enrolment != enrolment:
        raise BundleError("bundle_self_check_failed", rule="G325")
    return written


def _written(
    envelope: Envelope,
    documents: Mapping[str, bytes],
    key: SigningKey,
    *,
    kind: DocumentType,
    addressee: str,
) -> tuple[WrittenDocument, Opened]:
    bundle = manifest_object(_manifest(envelope, key, kind))
    name = f"{kind.prefix[:2]}-{addressee}-{envelope.seq:06d}".lower()
    described = [file for file in documents if file.endswith(".json")]
    files = {
        **documents,
        DESCRIPTION: write_document_description(name, bundle, described),
        README: README_TEXT,
    }
    data, identity = seal(files, key, kind=kind)
    try:
        opened = read(data, known_critical={PRACTICE})
    except BundleError as error:
        raise BundleError("bundle_self_check_failed", rule=error.code) from error
    return WrittenDocument(data, identity, _file_name(envelope, addressee, identity, kind)), opened


def _manifest(envelope: Envelope, key: SigningKey, kind: DocumentType) -> Manifest:
    return Manifest(
        minor=MINOR,
        critical=(PRACTICE,) if envelope.is_practice else (),
        type=kind.name,
        from_unit=envelope.unit,
        from_key=fingerprint(key.public),
        epoch=envelope.epoch,
        to=envelope.to,
        seq=envelope.seq,
        prev=envelope.prev,
        created=utc_text(envelope.created),
        app=envelope.app,
        pack=envelope.pack,
    )


def _file_name(envelope: Envelope, addressee: str, identity: str, kind: DocumentType) -> str:
    prefix = (PRACTICE_PREFIX if envelope.is_practice else "") + kind.prefix
    ending = f"_{envelope.seq:06d}_{identity[:8]}.zip"
    return prefix + addressee[: FILE_NAME_CHARS - len(prefix) - len(ending)] + ending
