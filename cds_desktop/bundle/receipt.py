"""receipt.json: what the province says of every bundle it has (BUNDLE.md 10).

Reading and writing stand side by side, so that a field's name is written in this module only. A
receipt is cumulative: it says of a unit's bundles what holds now, so a lost one does no harm.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from cds_desktop.bundle.canonical_json import JsonObject, JsonValue, dumps, loads
from cds_desktop.bundle.json_fields import JsonFields
from cds_desktop.bundle.manifest import (
    CONTROL_SUM_PATTERN,
    CREATED_PATTERN,
    EPOCH_PATTERN,
    FINGERPRINT_PATTERN,
    FORM_PATTERN,
    HASH_PATTERN,
    PERIOD_PATTERN,
    UNIT_PATTERN,
)
from cds_desktop.bundle.tables import CODE, QUESTION, ROW
from cds_desktop.limits import (
    BUNDLE_ROWS,
    BUNDLE_SUBMISSIONS,
    RECEIPT_ITEMS,
    RECEIPT_REMARKS,
    REMARK_CHARS,
    SEQUENCE_MAX,
)

T = TypeVar("T")

DECISIONS = ("ACCEPTED", "HELD", "DUPLICATE", "REJECTED")
EFFECTS = ("EFFECTIVE", "SUPERSEDED", "HELD", "CONFLICT", "REJECTED")
PENDING, APPROVED, RETURNED = "PENDING", "APPROVED", "RETURNED"

_DECISION, _EFFECT = re.compile("|".join(DECISIONS)), re.compile("|".join(EFFECTS))
_REVIEW = re.compile(f"{PENDING}|{APPROVED}|{RETURNED}")
_CODE_LIST = re.compile("G[0-9]{3}")
_AREA, _QUESTION = re.compile(f"(?:{CODE})?"), re.compile(f"(?:{QUESTION})?")
_ROW = re.compile(ROW)
_STATUS = re.compile("OK|CONFLICT|RETRACTED")


@dataclass(frozen=True, slots=True)
class Remark:
    """What the province says of a cell; without a question, of the whole report."""

    area: str
    question: str
    row: str
    text: str


@dataclass(frozen=True, slots=True)
class SenderState:
    """Which bundles of one life of a key have come: all up to `contiguous`, `missing` not yet."""

    key: str
    epoch: str
    contiguous: int
    highest: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSubmission:
    """What became of one submission; `review` is the judgement of its figures."""

    sid: str
    form: str
    period: str
    unit: str
    revision: int
    effect: str
    review: str
    remarks: tuple[Remark, ...]
    rows: int
    control_sum: str


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """What became of one bundle."""

    bundle_id: str
    seq: int
    decision: str
    codes: tuple[str, ...]
    submissions: tuple[ReceiptSubmission, ...]


@dataclass(frozen=True, slots=True)
class EffectiveEntry:
    """Which submission counts for a form and period; `sid` is "" when none does."""

    form: str
    period: str
    revision: int
    sid: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A whole receipt; `ledger_n` and `ledger_head` are the end of the province's ledger."""

    receipt_no: int
    to_unit: str
    generated: str
    ledger_n: int
    ledger_head: str
    senders: tuple[SenderState, ...]
    items: tuple[ReceiptItem, ...]
    effective: tuple[EffectiveEntry, ...]


def write_receipt_file(receipt: Receipt) -> bytes:
    """Return the canonical bytes of receipt.json."""
    return dumps(
        {
            "receipt_no": receipt.receipt_no,
            "to_unit": receipt.to_unit,
            "generated": receipt.generated,
            "ledger": {"n": receipt.ledger_n, "head": receipt.ledger_head},
            "senders": _objects(map(_sender_object, receipt.senders)),
            "items": _objects(map(_item_object, receipt.items)),
            "effective": _objects(map(_effective_object, receipt.effective)),
        }
    )


def read_receipt(data: bytes, *, place: str) -> Receipt:
    """Read receipt.json; G303-G308."""
    fields = JsonFields(loads(data, place=place, newlines=True), place=place)
    ledger = fields.child("ledger")
    receipt = Receipt(
        receipt_no=fields.integer("receipt_no", least=1, most=SEQUENCE_MAX),
        to_unit=fields.text("to_unit", UNIT_PATTERN),
        generated=fields.text("generated", CREATED_PATTERN),
        ledger_n=ledger.integer("n", least=0, most=SEQUENCE_MAX),
        ledger_head=ledger.text("head", HASH_PATTERN),
        senders=_read_all(fields, "senders", _read_sender),
        items=_read_all(fields, "items", _read_item),
        effective=_read_all(fields, "effective", _read_effective),
    )
    ledger.expect_no_other()
    fields.expect_no_other()
    return receipt


def _objects(values: Iterable[JsonObject]) -> list[JsonValue]:
    return [*values]


def _sender_object(sender: SenderState) -> JsonObject:
    return {
        "key": sender.key,
        "epoch": sender.epoch,
        "contiguous": sender.contiguous,
        "highest": sender.highest,
        "missing": [*sender.missing],
    }


def _item_object(item: ReceiptItem) -> JsonObject:
    return {
        "bundle_id": item.bundle_id,
        "seq": item.seq,
        "decision": item.decision,
        "codes": [*item.codes],
        "submissions": _objects(map(_submission_object, item.submissions)),
    }


def _submission_object(submission: ReceiptSubmission) -> JsonObject:
    return {
        "sid": submission.sid,
        "form": submission.form,
        "period": submission.period,
        "unit": submission.unit,
        "revision": submission.revision,
        "effect": submission.effect,
        "review": submission.review,
        "remarks": _objects(map(_remark_object, submission.remarks)),
        "rows": submission.rows,
        "control_sum": submission.control_sum,
    }


def _remark_object(remark: Remark) -> JsonObject:
    return {
        "area": remark.area,
        "question": remark.question,
        "row": remark.row,
        "text": remark.text,
    }


def _effective_object(entry: EffectiveEntry) -> JsonObject:
    return {
        "form": entry.form,
        "period": entry.period,
        "revision": entry.revision,
        "sid": entry.sid or None,
        "status": entry.status,
    }


def _read_all(fields: JsonFields, name: str, read: Callable[[JsonFields], T]) -> tuple[T, ...]:
    found: list[T] = []
    for one in fields.children(name, most=RECEIPT_ITEMS):
        found.append(read(one))
        one.expect_no_other()
    return tuple(found)


def _read_sender(fields: JsonFields) -> SenderState:
    return SenderState(
        fields.text("key", FINGERPRINT_PATTERN),
        fields.text("epoch", EPOCH_PATTERN),
        fields.integer("contiguous", least=0, most=SEQUENCE_MAX),
        fields.integer("highest", least=0, most=SEQUENCE_MAX),
        fields.integers("missing", least=1, most=SEQUENCE_MAX, count=RECEIPT_ITEMS),
    )


def _read_item(fields: JsonFields) -> ReceiptItem:
    submissions: list[ReceiptSubmission] = []
    for one in fields.children("submissions", most=BUNDLE_SUBMISSIONS):
        submissions.append(_read_submission(one))
        one.expect_no_other()
    return ReceiptItem(
        fields.text("bundle_id", HASH_PATTERN),
        fields.integer("seq", least=1, most=SEQUENCE_MAX),
        fields.text("decision", _DECISION),
        fields.texts("codes", _CODE_LIST, most=20),
        tuple(submissions),
    )


def _read_submission(fields: JsonFields) -> ReceiptSubmission:
    submission = ReceiptSubmission(
        sid=fields.text("sid", HASH_PATTERN),
        form=fields.text("form", FORM_PATTERN),
        period=fields.text("period", PERIOD_PATTERN),
        unit=fields.text("unit", UNIT_PATTERN),
        revision=fields.integer("revision", least=1, most=SEQUENCE_MAX),
        effect=fields.text("effect", _EFFECT),
        review=fields.text("review", _REVIEW),
        remarks=_read_remarks(fields),
        rows=fields.integer("rows", least=0, most=BUNDLE_ROWS),
        control_sum=fields.text("control_sum", CONTROL_SUM_PATTERN),
    )
    if submission.review == RETURNED and not submission.remarks:
        fields.fail("remarks")
    return submission


def _read_remarks(fields: JsonFields) -> tuple[Remark, ...]:
    remarks: list[Remark] = []
    for one in fields.children("remarks", most=RECEIPT_REMARKS):
        remark = Remark(
            one.text("area", _AREA),
            one.text("question", _QUESTION),
            one.text("row", _ROW),
            one.text("text", most=REMARK_CHARS),
        )
        if not remark.text.strip():
            one.fail("text")
        one.expect_no_other()
        remarks.append(remark)
    return tuple(remarks)


def _read_effective(fields: JsonFields) -> EffectiveEntry:
    return EffectiveEntry(
        fields.text("form", FORM_PATTERN),
        fields.text("period", PERIOD_PATTERN),
        fields.integer("revision", least=0, most=SEQUENCE_MAX),
        fields.text_or_none("sid", HASH_PATTERN) or "",
        fields.text("status", _STATUS),
    )
