"""Receipts and enrolments as bundles: written, read, and refused when something is wrong."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cds_desktop.bundle.canonical_json import dumps
from cds_desktop.bundle.document_types import (
    DESCRIPTION,
    ENROLMENT,
    ENROLMENT_FILE,
    KEY_FILE,
    RECEIPT,
    RECEIPT_FILE,
    SUBMISSION,
)
from cds_desktop.bundle.document_writer import Envelope, write_enrolment, write_receipt
from cds_desktop.bundle.enrolment import Enrolment
from cds_desktop.bundle.manifest import AppVersion, PackVersion
from cds_desktop.bundle.public_key import fingerprint, public_line
from cds_desktop.bundle.reader import read
from cds_desktop.bundle.receipt import (
    EffectiveEntry,
    Receipt,
    ReceiptItem,
    ReceiptSubmission,
    Remark,
    SenderState,
    read_receipt,
    write_receipt_file,
)
from cds_desktop.errors import BundleError
from tests.unit.bundle.bundle_making import KEY, OTHER_KEY, code_of, genuine, signed, unpacked

ENVELOPE = Envelope(
    unit="87",
    epoch="0123456789abcdef",
    seq=7,
    prev="0" * 64,
    to=("866",),
    created=datetime(2023, 10, 6, 1, 2, 3, tzinfo=UTC),
    app=AppVersion("cds-desktop", "0.1.0"),
    pack=PackVersion(0, "0" * 64),
)
ITEM = ReceiptItem(
    "1" * 64,
    45,
    "ACCEPTED",
    ("G610",),
    (
        ReceiptSubmission(
            sid="2" * 64,
            form="huyen_cds",
            period="202309",
            unit="866",
            revision=2,
            effect="EFFECTIVE",
            review="RETURNED",
            remarks=(Remark("866", "tin_bai", "", "Xin xem lại.\nSố tăng nhiều."),),
            rows=4,
            control_sum="1287.5",
        ),
    ),
)
RECEIPT_118 = Receipt(
    receipt_no=118,
    to_unit="866",
    generated="2023-10-06T01:02:03Z",
    ledger_n=2310,
    ledger_head="3" * 64,
    senders=(SenderState(fingerprint(KEY.public), "0123456789abcdef", 45, 47, (46,)),),
    items=(ITEM,),
    effective=(EffectiveEntry("huyen_cds", "202309", 1, "2" * 64, "OK"),),
)
ENROLMENT_866 = Enrolment(
    unit="866",
    unit_name="Thành phố Cao Lãnh",
    fingerprint=fingerprint(KEY.public),
    made_on="2023-10-01",
    prepared_by="Người lập mẫu",
)


def a_receipt() -> bytes:
    return write_receipt(ENVELOPE, RECEIPT_118, KEY).data


def an_enrolment() -> bytes:
    return write_enrolment(replace(ENVELOPE, unit="866", to=("87",)), ENROLMENT_866, KEY).data


def changed(data: bytes, file: str, change: Callable[[Any], None], namespace: str) -> bytes:
    """Return a bundle whose JSON file says something else, signed again."""
    files = unpacked(data)
    document = json.loads(files[file])
    change(document)
    return signed({**files, file: dumps(document)}, namespace=namespace)


# --- receipts -------------------------------------------------------------------------------------


def test_a_receipt_is_read_as_it_was_written():
    opened = read(a_receipt())
    assert opened.receipt == RECEIPT_118
    assert (opened.namespace, opened.manifest.type) == ("receipt-v1@cds-desktop", "receipt")
    assert (opened.submissions, opened.enrolment, opened.public_key) == ((), None, KEY.public)


def test_the_same_receipt_gives_the_same_bytes_and_a_name_by_its_addressee():
    written = write_receipt(ENVELOPE, RECEIPT_118, KEY)
    assert written.data == a_receipt()
    assert written.file_name == f"BN_866_000007_{written.bundle_id[:8]}.zip"


def test_a_receipt_says_nothing_effective_with_null():
    nothing = replace(RECEIPT_118, effective=(EffectiveEntry("f", "2023", 0, "", "RETRACTED"),))
    data = write_receipt_file(nothing)
    assert b'"sid":null' in data and read_receipt(data, place="receipt.json") == nothing


def put(*path: str | int, **changes: object) -> Callable[[Any], None]:
    """Return what changes fields of the object at a path; `...` takes one away."""

    def change(document: Any) -> None:
        for step in path:
            document = document[step]
        for name, value in changes.items():
            if value is ...:
                del document[name]
            else:
                document[name] = value

    return change


SUBMISSION_PATH = ("items", 0, "submissions", 0)
REMARK_PATH = (*SUBMISSION_PATH, "remarks", 0)
MANY = [json.loads(write_receipt_file(RECEIPT_118))["items"][0]] * 1001

BAD_RECEIPTS = [
    pytest.param(put(items=...), "G307", id="a field is missing"),
    pytest.param(put(more=1), "G307", id="a field too many"),
    pytest.param(put(receipt_no=0), "G307", id="number 0"),
    pytest.param(put(receipt_no=True), "G307", id="a number that is none"),
    pytest.param(put(to_unit="866/1"), "G307", id="no unit"),
    pytest.param(put("ledger", head="3" * 63), "G307", id="short head"),
    pytest.param(put("ledger", more=1), "G307", id="more of the ledger"),
    pytest.param(put("senders", 0, missing=[47, 46]), "G307", id="unsorted"),
    pytest.param(put("senders", 0, missing=["46"]), "G307", id="text for number"),
    pytest.param(put("items", 0, decision="MAYBE"), "G307", id="unknown decision"),
    pytest.param(put("items", 0, codes=["X1"]), "G307", id="unknown code"),
    pytest.param(put(*SUBMISSION_PATH, review="GOOD"), "G307", id="unknown review"),
    pytest.param(put(*SUBMISSION_PATH, effect="NEW"), "G307", id="unknown effect"),
    pytest.param(put(*SUBMISSION_PATH, remarks=[]), "G307", id="returned without remark"),
    pytest.param(put(*REMARK_PATH, text=" "), "G307", id="empty remark"),
    pytest.param(put(*REMARK_PATH, text="x" * 1001), "G307", id="long remark"),
    pytest.param(put(*REMARK_PATH, text="a\u202eb"), "G308", id="bidi control"),
    pytest.param(put(items=MANY), "G307", id="too many items"),
]


@pytest.mark.parametrize(("change", "code"), BAD_RECEIPTS)
def test_a_receipt_that_breaks_its_rules_is_refused(change: Callable[[Any], None], code: str):
    data = changed(a_receipt(), RECEIPT_FILE, change, RECEIPT.namespace)
    assert code_of(lambda: read(data)) == code


def test_a_receipt_without_its_document_is_refused():
    files = unpacked(a_receipt())
    del files[RECEIPT_FILE]
    assert code_of(lambda: read(signed(files, namespace=RECEIPT.namespace))) == "G300"


def test_a_receipt_may_not_hold_figures():
    files = {**unpacked(a_receipt()), "v001.csv": unpacked(genuine())["v001.csv"]}
    assert code_of(lambda: read(signed(files, namespace=RECEIPT.namespace))) == "G209"


def test_a_report_signed_as_a_receipt_is_refused():
    report = {**unpacked(genuine()), RECEIPT_FILE: unpacked(a_receipt())[RECEIPT_FILE]}
    assert code_of(lambda: read(signed(report, namespace=RECEIPT.namespace))) == "G209"


def test_a_receipt_signed_as_a_report_is_refused():
    files = {**unpacked(a_receipt()), "TOM_TAT.txt": b"x"}
    assert code_of(lambda: read(signed(files, namespace=SUBMISSION.namespace))) == "G209"


def test_the_type_and_the_namespace_must_agree():
    def claim(document: Any) -> None:
        document["bundle"]["type"] = "enrol"

    data = changed(a_receipt(), DESCRIPTION, claim, RECEIPT.namespace)
    assert code_of(lambda: read(data)) == "G405"


def test_a_receipt_that_our_own_reader_would_refuse_is_not_written():
    broken = replace(RECEIPT_118, generated="yesterday")
    with pytest.raises(BundleError) as caught:
        write_receipt(ENVELOPE, broken, KEY)
    assert caught.value.code == "bundle_self_check_failed"


def test_every_bit_of_a_receipt_counts():
    data = a_receipt()
    opened = read(data)
    changed_meaning = 0
    for place in range(0, len(data), 7):
        flipped = bytearray(data)
        flipped[place] ^= 1 << (place % 8)
        try:
            changed_meaning += read(bytes(flipped)).receipt != opened.receipt
        except BundleError:
            continue
    assert changed_meaning == 0


# --- enrolments -----------------------------------------------------------------------------------


def test_an_enrolment_is_read_as_it_was_written():
    opened = read(an_enrolment())
    assert opened.enrolment == ENROLMENT_866 and opened.receipt is None
    assert opened.manifest.type == "enrol" and opened.public_key == KEY.public
    assert unpacked(an_enrolment())[KEY_FILE].decode() == public_line(KEY.public) + "\n"


def test_an_enrolment_names_its_unit():
    written = write_enrolment(replace(ENVELOPE, unit="866", to=("87",)), ENROLMENT_866, KEY)
    assert written.file_name.startswith("DK_866_000007_")


def _another_key(files: dict[str, bytes]) -> None:
    files[KEY_FILE] = f"{public_line(OTHER_KEY.public)}\n".encode()


def _another_fingerprint(files: dict[str, bytes]) -> None:
    document = json.loads(files[ENROLMENT_FILE])
    files[ENROLMENT_FILE] = dumps({**document, "fingerprint": fingerprint(OTHER_KEY.public)})


def _another_unit(files: dict[str, bytes]) -> None:
    document = json.loads(files[ENROLMENT_FILE])
    files[ENROLMENT_FILE] = dumps({**document, "unit": "867"})


def _without_key(files: dict[str, bytes]) -> None:
    del files[KEY_FILE]


def _no_day(files: dict[str, bytes]) -> None:
    document = json.loads(files[ENROLMENT_FILE])
    files[ENROLMENT_FILE] = dumps({**document, "made_on": "1/10/2023"})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(_another_key, "G406", id="another's key file"),
        pytest.param(_another_fingerprint, "G406", id="another's fingerprint"),
        pytest.param(_another_unit, "G307", id="another unit than the sender"),
        pytest.param(_without_key, "G300", id="no key file"),
        pytest.param(_no_day, "G307", id="no day"),
    ],
)
def test_an_enrolment_must_be_of_the_key_that_signed_it(
    change: Callable[[dict[str, bytes]], None], code: str
):
    files = unpacked(an_enrolment())
    change(files)
    assert code_of(lambda: read(signed(files, namespace=ENROLMENT.namespace))) == code


def test_nobody_can_enrol_the_key_of_another():
    files = unpacked(an_enrolment())
    stolen = signed(files, OTHER_KEY, ENROLMENT.namespace)
    assert code_of(lambda: read(stolen)) == "G406"


# --- frozen ---------------------------------------------------------------------------------------

VALID = Path(__file__).parents[2] / "fixtures" / "bundles" / "valid"
FROZEN = {"receipt_v1_0.zip": a_receipt, "enrol_v1_0.zip": an_enrolment}


@pytest.mark.parametrize("name", FROZEN)
def test_a_frozen_document_is_read_for_ever_and_written_the_same(name: str):
    data = (VALID / name).read_bytes()
    opened = read(data)
    assert (opened.receipt or opened.enrolment) in (RECEIPT_118, ENROLMENT_866)
    assert FROZEN[name]() == data
