"""The `bundle` object: every field has its rule, and a wrong one its code."""

import json
from typing import Any

import pytest

from cds_desktop.bundle.canonical_json import JsonObject
from cds_desktop.bundle.document_types import DESCRIPTION
from cds_desktop.bundle.json_fields import JsonFields
from cds_desktop.bundle.manifest import manifest_object, read_manifest, submission_object
from cds_desktop.bundle.reader import read
from tests.unit.bundle.bundle_making import (
    Description,
    code_of,
    genuine,
    unpacked,
    with_description,
    with_submission,
)


def _bundle() -> JsonObject:
    return json.loads(unpacked(genuine())[DESCRIPTION])["bundle"]


def test_a_manifest_is_read_as_it_was_written():
    bundle = _bundle()
    manifest = read_manifest(JsonFields(bundle, place="x"), known_critical=())
    submissions = bundle.pop("submissions")
    assert manifest_object(manifest) == bundle
    assert [submission_object(one.entry) for one in read(genuine()).submissions] == submissions


HASH = "0" * 64


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "cds"),
        ("format", None),
        ("major", "1"),
        ("major", True),
        ("minor", -1),
        ("minor", None),
        ("critical", None),
        ("critical", [1]),
        ("critical", ["Practice"]),
        ("type", ""),
        ("type", None),
        ("from", None),
        ("from", {}),
        ("to", []),
        ("to", "87"),
        ("to", ["87", "87"]),
        ("to", ["tỉnh"]),
        ("to", [""]),
        ("to", ["8" * 33]),
        ("seq", 0),
        ("seq", -1),
        ("seq", "1"),
        ("seq", True),
        ("seq", 2**31),
        ("prev", HASH[1:]),
        ("prev", HASH.replace("0", "A")),
        ("prev", None),
        ("created", "2023-10-03 01:02:03"),
        ("created", "2023-10-03T01:02:03+07:00"),
        ("created", "2023-10-03T01:02:03.5Z"),
        ("created", "2023-13-03T01:02:03Z"),
        ("created", "2023-10-03T24:02:03Z"),
        ("created", ""),
        ("app", "cds"),
        ("app", {"name": "x"}),
        ("app", {"name": "x", "version": "1", "more": 1}),
        ("app", {"name": "x" * 81, "version": "1"}),
        ("pack", {"version": -1, "sha256": HASH}),
        ("pack", {"version": 1, "sha256": "x"}),
        ("pack", {"version": 1}),
        ("submissions", []),
        ("submissions", {}),
        ("submissions", [1]),
        ("submissions", None),
    ],
)
def test_a_wrong_field_is_refused(name: str, value: object):
    data = with_description(lambda whole: whole["bundle"].update({name: value}))
    assert code_of(lambda: read(data)) == "G307"


@pytest.mark.parametrize("name", list(_bundle()))
def test_no_field_may_be_absent(name: str):
    data = with_description(lambda whole: whole["bundle"].pop(name))
    assert code_of(lambda: read(data)) == "G307"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unit", ""),
        ("unit", "h866"),
        ("unit", ".866"),
        ("unit", "8" * 33),
        ("unit", "866\u202e"),
        ("key", "SHA256:short"),
        ("key", "MD5:" + "A" * 43),
        ("epoch", "0123456789ABCDEF"),
        ("epoch", "0123"),
        ("more", 1),
    ],
)
def test_a_wrong_sender_is_refused(name: str, value: object):
    data = with_description(lambda whole: whole["bundle"]["from"].update({name: value}))
    assert code_of(lambda: read(data)) in ("G307", "G308")


def test_another_fingerprint_than_the_signing_key_is_refused():
    other = "SHA256:" + "A" * 43
    data = with_description(lambda whole: whole["bundle"]["from"].update(key=other))
    assert code_of(lambda: read(data)) == "G406"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"form": "huyện"}, "G307", id="form not ASCII"),
        pytest.param({"form": ""}, "G307", id="no form"),
        pytest.param({"form": "f" * 33}, "G307", id="form of 33"),
        pytest.param({"form_version": 0}, "G307", id="form version 0"),
        pytest.param({"period": "202300"}, "G307", id="month 0"),
        pytest.param({"period": "202313"}, "G307", id="month 13"),
        pytest.param({"period": "2023Q5"}, "G307", id="quarter 5"),
        pytest.param({"period": "2023-09"}, "G307", id="dash"),
        pytest.param({"period": "٢٠٢٣٠٩"}, "G307", id="Arabic digits"),
        pytest.param({"unit": "h866"}, "G307", id="small unit"),
        pytest.param({"revision": 0}, "G307", id="revision 0"),
        pytest.param({"revision": 2**31}, "G307", id="revision too large"),
        pytest.param({"revision": 2}, "G307", id="revision 2 without a reason"),
        pytest.param({"state": "draft"}, "G307", id="unknown state"),
        pytest.param({"supersedes": HASH}, "G307", id="first revision supersedes"),
        pytest.param({"supersedes": "x"}, "G307", id="supersedes not a hash"),
        pytest.param({"values": "t001.json"}, "G307", id="texts for figures"),
        pytest.param({"values": "../v001.csv"}, "G307", id="path for figures"),
        pytest.param({"texts": "v001.csv"}, "G307", id="figures for texts"),
        pytest.param({"attachments": ["x.exe", "y"]}, "G307", id="attachments of other names"),
        pytest.param({"attachments": None}, "G307", id="attachments null"),
        pytest.param({"content": "x"}, "G307", id="content not a hash"),
        pytest.param({"rows": -1}, "G307", id="rows negative"),
        pytest.param({"rows": 100_001}, "G307", id="rows above the limit"),
        pytest.param({"control_sum": 1205}, "G307", id="sum as a number"),
        pytest.param({"control_sum": ""}, "G307", id="no sum"),
        pytest.param({"reason": "x" * 501}, "G307", id="reason of 501"),
        pytest.param({"reason": None}, "G307", id="reason null"),
        pytest.param({"prepared_by": "x" * 81}, "G307", id="name of 81"),
        pytest.param({"approved_by": "a\nb"}, "G308", id="line end in a name"),
        pytest.param({"reason": "a\u202eb"}, "G308", id="right-to-left override"),
        pytest.param({"mood": "x"}, "G307", id="unknown field"),
    ],
)
def test_a_wrong_submission_is_refused(changes: dict[str, Any], code: str):
    data = with_submission(**changes)
    assert code_of(lambda: read(data)) == code


def test_an_amendment_may_supersede_what_is_not_known_here():
    amended = with_submission(revision=2, reason="Điều chỉnh số liệu", supersedes=None)
    assert read(amended).submissions[0].entry.supersedes is None


def test_101_submissions_are_refused():
    def many(whole: Description) -> None:
        first = whole["bundle"]["submissions"][0]
        whole["bundle"]["submissions"] = [
            {**first, "revision": n, "reason": "x"} for n in range(1, 102)
        ]

    data = with_description(many)
    assert code_of(lambda: read(data)) == "G307"


def test_the_same_revision_twice_is_refused():
    def twice(whole: Description) -> None:
        whole["bundle"]["submissions"] *= 2

    data = with_description(twice)
    assert code_of(lambda: read(data)) == "G307"
