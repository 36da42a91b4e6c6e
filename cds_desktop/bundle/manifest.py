"""The `bundle` part of datapackage.json: who sends what, in which order (BUNDLE.md 7).

Reading and writing stand side by side, so that a field's name is written in this module only.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from cds_desktop.bundle.canonical_json import JsonObject, dumps
from cds_desktop.bundle.document_types import MAJOR, MINOR, PRACTICE
from cds_desktop.bundle.json_fields import JsonFields
from cds_desktop.bundle.sums import sha256
from cds_desktop.bundle.tables import CODE, PERIOD, TableKey, Totals
from cds_desktop.errors import BundleError
from cds_desktop.limits import (
    BUNDLE_ENTRIES,
    BUNDLE_ROWS,
    BUNDLE_SUBMISSIONS,
    PERSON_CHARS,
    REASON_CHARS,
    SEQUENCE_MAX,
)

FORMAT = "cds-bundle"
FINAL, RETRACTED = "final", "retracted"
NO_HASH = "0" * 64  # `prev` of the first bundle, and the hash of a file that a submission has not

UNIT_PATTERN = re.compile(r"[A-Z0-9][A-Z0-9.]{0,31}")
FINGERPRINT_PATTERN = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
EPOCH_PATTERN, HASH_PATTERN = re.compile(r"[0-9a-f]{16}"), re.compile(r"[0-9a-f]{64}")
CREATED_PATTERN = re.compile(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
)
FORM_PATTERN, PERIOD_PATTERN = re.compile(CODE), re.compile(PERIOD)
_STATE, _TYPE = re.compile(f"{FINAL}|{RETRACTED}"), re.compile(r"[a-z]{1,32}")
_FEATURE = re.compile(r"[a-z0-9-]{1,32}")
_VALUES, _TEXTS = re.compile(r"v[0-9]{3}\.csv"), re.compile(r"t[0-9]{3}\.json")
_ATTACHMENT = re.compile(r"a[0-9]{3}_[0-9]{2}\.[a-z]{3}")
CONTROL_SUM_PATTERN = re.compile(r"-?(?:0|[1-9][0-9]{0,40})(?:\.[0-9]{0,5}[1-9])?")
_APP_CHARS = 80
_FEATURE_NAMES = {PRACTICE: "gói tập nhập"}


@dataclass(frozen=True, slots=True)
class AppVersion:
    """The program that wrote the bundle; information only."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class PackVersion:
    """The catalogue under which the figures were entered."""

    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SubmissionEntry:
    """One submission of a bundle: its place in the history of its table, and its files."""

    key: TableKey
    revision: int
    state: str
    supersedes: str | None
    values: str | None
    texts: str | None
    attachments: tuple[str, ...]
    content: str
    totals: Totals
    reason: str
    prepared_by: str
    approved_by: str

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that hold it."""
        return tuple(name for name in (self.values, self.texts) if name) + self.attachments


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself."""

    minor: int
    critical: tuple[str, ...]
    type: str
    from_unit: str
    from_key: str
    epoch: str
    to: tuple[str, ...]
    seq: int
    prev: str
    created: str
    app: AppVersion
    pack: PackVersion

    @property
    def is_practice(self) -> bool:
        """Whether the bundle was made in the practice workspace and reports nothing."""
        return PRACTICE in self.critical


def content_hash(values: str, texts: str, attachments: tuple[str, ...]) -> str:
    """Return the hash of a submission's content from those of its files (NO_HASH: no such file)."""
    lines = ("submission-v1", values, texts, *attachments)
    return sha256("".join(f"{line}\n" for line in lines).encode("ascii"))


def submission_id(entry: JsonObject) -> str:
    """Return the `sid` of a submission object: the SHA-256 of its canonical bytes."""
    return sha256(dumps(entry))


def manifest_object(manifest: Manifest) -> JsonObject:
    """Return the `bundle` object without the parts of its type."""
    return {
        "format": FORMAT,
        "major": MAJOR,
        "minor": manifest.minor,
        "critical": [*manifest.critical],
        "type": manifest.type,
        "from": {"unit": manifest.from_unit, "key": manifest.from_key, "epoch": manifest.epoch},
        "to": [*manifest.to],
        "seq": manifest.seq,
        "prev": manifest.prev,
        "created": manifest.created,
        "app": {"name": manifest.app.name, "version": manifest.app.version},
        "pack": {"version": manifest.pack.version, "sha256": manifest.pack.sha256},
    }


def submission_object(entry: SubmissionEntry) -> JsonObject:
    """Return one object of `submissions`."""
    return {
        "form": entry.key.form,
        "form_version": entry.key.form_version,
        "period": entry.key.period,
        "unit": entry.key.unit,
        "revision": entry.revision,
        "state": entry.state,
        "supersedes": entry.supersedes,
        "values": entry.values,
        "texts": entry.texts,
        "attachments": [*entry.attachments],
        "content": entry.content,
        "rows": entry.totals.rows,
        "filled": entry.totals.filled,
        "control_sum": entry.totals.control_sum,
        "reason": entry.reason,
        "prepared_by": entry.prepared_by,
        "approved_by": entry.approved_by,
    }


def read_manifest(fields: JsonFields, *, known_critical: Collection[str]) -> Manifest:
    """Read the fields that every kind of bundle has; G307, G310, G311."""
    minor = _read_version(fields)
    critical = fields.texts("critical", _FEATURE, most=BUNDLE_ENTRIES)
    for feature in critical:
        if feature not in known_critical:
            raise BundleError("G311", feature=_FEATURE_NAMES.get(feature, feature))
    kind = fields.text("type", _TYPE)
    unit, key, epoch = _read_sender(fields.child("from"), minor)
    to = fields.texts("to", UNIT_PATTERN, most=BUNDLE_ENTRIES)
    if not to:
        fields.fail("to")
    return Manifest(
        minor,
        critical,
        kind,
        unit,
        key,
        epoch,
        to,
        seq=fields.integer("seq", least=1, most=SEQUENCE_MAX),
        prev=fields.text("prev", HASH_PATTERN),
        created=fields.text("created", CREATED_PATTERN),
        app=_read_app(fields.child("app"), minor),
        pack=_read_pack(fields.child("pack"), minor),
    )


def read_submissions(fields: JsonFields, *, minor: int) -> tuple[tuple[SubmissionEntry, str], ...]:
    """Read `submissions` as pairs of entry and sid; G307."""
    objects = fields.children("submissions", most=BUNDLE_SUBMISSIONS)
    read = tuple((_read_submission(one, minor), submission_id(one.raw)) for one in objects)
    revisions = {(entry.key, entry.revision) for entry, _ in read}
    if not read or len(revisions) != len(read):
        fields.fail("submissions")
    return read


def expect_no_other(fields: JsonFields, minor: int) -> None:
    """Refuse unknown fields, unless a later minor version wrote them."""
    if minor <= MINOR:
        fields.expect_no_other()


def _read_version(fields: JsonFields) -> int:
    if fields.text("format") != FORMAT:
        fields.fail("format")
    if fields.integer("major", least=1, most=SEQUENCE_MAX) > MAJOR:
        raise BundleError("G310")
    return fields.integer("minor", least=0, most=SEQUENCE_MAX)


def _read_sender(fields: JsonFields, minor: int) -> tuple[str, str, str]:
    sender = (
        fields.text("unit", UNIT_PATTERN),
        fields.text("key", FINGERPRINT_PATTERN),
        fields.text("epoch", EPOCH_PATTERN),
    )
    expect_no_other(fields, minor)
    return sender


def _read_app(fields: JsonFields, minor: int) -> AppVersion:
    app = AppVersion(fields.text("name", most=_APP_CHARS), fields.text("version", most=_APP_CHARS))
    expect_no_other(fields, minor)
    return app


def _read_pack(fields: JsonFields, minor: int) -> PackVersion:
    version = fields.integer("version", least=0, most=SEQUENCE_MAX)
    pack = PackVersion(version, fields.text("sha256", HASH_PATTERN))
    expect_no_other(fields, minor)
    return pack


def _read_submission(fields: JsonFields, minor: int) -> SubmissionEntry:
    entry = SubmissionEntry(
        key=_read_key(fields),
        revision=fields.integer("revision", least=1, most=SEQUENCE_MAX),
        state=fields.text("state", _STATE),
        supersedes=fields.text_or_none("supersedes", HASH_PATTERN),
        values=fields.text_or_none("values", _VALUES),
        texts=fields.text_or_none("texts", _TEXTS),
        attachments=fields.texts("attachments", _ATTACHMENT, most=BUNDLE_ENTRIES),
        content=fields.text("content", HASH_PATTERN),
        totals=_read_totals(fields),
        reason=fields.text("reason", most=REASON_CHARS),
        prepared_by=fields.text("prepared_by", most=PERSON_CHARS),
        approved_by=fields.text("approved_by", most=PERSON_CHARS),
    )
    expect_no_other(fields, minor)
    _check_history(entry, fields)
    return entry


def _read_key(fields: JsonFields) -> TableKey:
    return TableKey(
        fields.text("form", FORM_PATTERN),
        fields.integer("form_version", least=1, most=999_999_999),
        fields.text("period", PERIOD_PATTERN),
        fields.text("unit", UNIT_PATTERN),
    )


def _read_totals(fields: JsonFields) -> Totals:
    return Totals(
        fields.integer("rows", least=0, most=BUNDLE_ROWS),
        fields.integer("filled", least=0, most=BUNDLE_ROWS),
        fields.text("control_sum", CONTROL_SUM_PATTERN),
    )


def _check_history(entry: SubmissionEntry, fields: JsonFields) -> None:
    """Hold what the fields say of each other."""
    if entry.revision == 1 and entry.supersedes is not None:
        fields.fail("supersedes")
    if entry.revision > 1 and not entry.reason:
        fields.fail("reason")
    if (entry.values is None) != (entry.state == RETRACTED):
        fields.fail("values")
    if entry.state == RETRACTED and (entry.texts or entry.attachments):
        fields.fail("texts")
