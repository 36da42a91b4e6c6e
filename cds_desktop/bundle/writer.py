"""Write a bundle: same content and same key, same bytes (BUNDLE.md 3.1, 4-8).

Every bundle is read back by our own reader before it leaves this module.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cds_desktop.bundle import signature
from cds_desktop.bundle.container import write_zip
from cds_desktop.bundle.data_package import write_description
from cds_desktop.bundle.document_types import (
    DESCRIPTION,
    MINOR,
    PRACTICE,
    PRACTICE_PREFIX,
    README,
    SUBMISSION,
    SUMMARY,
    DocumentType,
)
from cds_desktop.bundle.keys import SigningKey
from cds_desktop.bundle.manifest import (
    FINAL,
    NO_HASH,
    AppVersion,
    Manifest,
    PackVersion,
    SubmissionEntry,
    content_hash,
    manifest_object,
    submission_id,
    submission_object,
)
from cds_desktop.bundle.public_key import fingerprint
from cds_desktop.bundle.reader import Opened, read
from cds_desktop.bundle.readme import README_TEXT
from cds_desktop.bundle.sums import SIGNATURE, SUMS, bundle_id, make_sums, sha256
from cds_desktop.bundle.tables import (
    FigureRow,
    TableKey,
    TextRow,
    Totals,
    count_totals,
    write_figures,
    write_texts,
)
from cds_desktop.errors import BundleError
from cds_desktop.limits import BUNDLE_WRITE_BYTES, FILE_NAME_CHARS

_VALUES_FILE, _TEXTS_FILE = "v001.csv", "t001.json"
_PRACTICE_LINE = "GÓI TẬP NHẬP - KHÔNG PHẢI BÁO CÁO, KHÔNG NỘP ĐƯỢC"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionContent:
    """What one submission bundle holds; values are plain, the model is not known here.

    `created` carries its time zone. `summary` is the text of TOM_TAT.txt. A withdrawn submission
    has the state `manifest.RETRACTED` and neither figures nor texts.
    """

    unit: str
    epoch: str
    seq: int
    prev: str
    to: tuple[str, ...]
    created: datetime
    app: AppVersion
    pack: PackVersion
    form: str
    form_version: int
    period: str
    revision: int
    summary: str
    state: str = FINAL
    supersedes: str | None = None
    reason: str = ""
    prepared_by: str = ""
    approved_by: str = ""
    figures: Sequence[FigureRow] = ()
    texts: Sequence[TextRow] = ()
    is_practice: bool = False


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A finished bundle: the bytes for the outbox and what the ledger keeps of it."""

    data: bytes
    bundle_id: str
    file_name: str
    sid: str
    totals: Totals


def write_submission(content: SubmissionContent, key: SigningKey) -> WrittenBundle:
    """Return the signed bundle of one submission.

    `bundle_too_large` above 12 MiB; `bundle_self_check_failed` with the G-code of the rule of the
    format that the content breaks.
    """
    tables = _table_files(content)
    entry = _entry(content, tables)
    bundle = manifest_object(_manifest(content, key))
    bundle["submissions"] = [submission_object(entry)]
    files = tables | {
        DESCRIPTION: write_description(_package_name(content), bundle, [entry]),
        README: README_TEXT,
        SUMMARY: _summary(content),
    }
    data, identity = seal(files, key, kind=SUBMISSION)
    _check_own_work(data, content, key=key)
    sid = submission_id(submission_object(entry))
    return WrittenBundle(data, identity, _file_name(content, identity), sid, entry.totals)


def seal(files: Mapping[str, bytes], key: SigningKey, *, kind: DocumentType) -> tuple[bytes, str]:
    """Return the signed zip file of some files, and its bundle_id."""
    sums = make_sums(files)
    signed = signature.sign(sums, key, namespace=kind.namespace)
    data = write_zip({**files, SUMS: sums, SIGNATURE: signed})
    if len(data) > BUNDLE_WRITE_BYTES:
        raise BundleError("bundle_too_large")
    return data, bundle_id(sums)


def utc_text(moment: datetime) -> str:
    """Return a moment as bundles write it: UTC, whole seconds."""
    if moment.tzinfo is None:
        raise ValueError("a time without its zone would differ between machines")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _table_files(content: SubmissionContent) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    if content.state == FINAL:
        files[_VALUES_FILE] = write_figures(content.figures, _key(content))
    if content.texts:
        files[_TEXTS_FILE] = write_texts(content.texts)
    return files


def _entry(content: SubmissionContent, tables: Mapping[str, bytes]) -> SubmissionEntry:
    hashes = {name: sha256(data) for name, data in tables.items()}
    values = hashes.get(_VALUES_FILE, NO_HASH)
    texts = hashes.get(_TEXTS_FILE, NO_HASH)
    return SubmissionEntry(
        key=_key(content),
        revision=content.revision,
        state=content.state,
        supersedes=content.supersedes,
        values=_VALUES_FILE if _VALUES_FILE in hashes else None,
        texts=_TEXTS_FILE if _TEXTS_FILE in hashes else None,
        attachments=(),
        content=content_hash(values, texts, ()),
        totals=count_totals(content.figures),
        reason=_one_line(content.reason),
        prepared_by=_one_line(content.prepared_by),
        approved_by=_one_line(content.approved_by),
    )


def _manifest(content: SubmissionContent, key: SigningKey) -> Manifest:
    return Manifest(
        minor=MINOR,
        critical=(PRACTICE,) if content.is_practice else (),
        type=SUBMISSION.name,
        from_unit=content.unit,
        from_key=fingerprint(key.public),
        epoch=content.epoch,
        to=content.to,
        seq=content.seq,
        prev=content.prev,
        created=utc_text(content.created),
        app=content.app,
        pack=content.pack,
    )


def _key(content: SubmissionContent) -> TableKey:
    return TableKey(content.form, content.form_version, content.period, content.unit)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _summary(content: SubmissionContent) -> bytes:
    """Return TOM_TAT.txt as the old Notepad needs it: BOM and CRLF."""
    lines = content.summary.splitlines()
    if content.is_practice:
        lines = [_PRACTICE_LINE, "", *lines]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def _package_name(content: SubmissionContent) -> str:
    return f"bc-{content.unit}-{content.period}-{content.seq:06d}".lower()


def _file_name(content: SubmissionContent, identity: str) -> str:
    """Return the name for the file system; a long unit code is cut, no reader looks at it."""
    prefix = PRACTICE_PREFIX if content.is_practice else SUBMISSION.prefix
    ending = f"_{content.period}_{content.seq:06d}_{identity[:8]}.zip"
    return prefix + content.unit[: FILE_NAME_CHARS - len(prefix) - len(ending)] + ending


def _check_own_work(data: bytes, content: SubmissionContent, *, key: SigningKey) -> None:
    try:
        opened = read(data, known_critical={PRACTICE})
    except BundleError as error:
        raise BundleError("bundle_self_check_failed", rule=error.code) from error
    if not _holds(opened, content) or opened.public_key != key.public:
        raise BundleError("bundle_self_check_failed", rule="G325")


def _holds(opened: Opened, content: SubmissionContent) -> bool:
    (submission,) = opened.submissions
    return (
        submission.figures == tuple(sorted(content.figures))
        and submission.texts == tuple(sorted(content.texts))
        and opened.manifest.is_practice == content.is_practice
    )
