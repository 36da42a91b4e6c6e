"""Typed fields of a JSON object, and the place of the first wrong one."""

import re
from collections.abc import Callable

import pytest

from cds_desktop.bundle.canonical_json import JsonValue
from cds_desktop.bundle.json_fields import JsonFields
from cds_desktop.errors import BundleError

WORD = re.compile("[a-z]+")


def _fields() -> JsonFields:
    value: JsonValue = {
        "name": "abc",
        "number": 7,
        "flag": True,
        "nothing": None,
        "list": ["a", "b"],
        "mixed": ["a", 1],
        "twice": ["a", "a"],
        "child": {"seq": "x"},
        "children": [{"a": 1}, 5],
    }
    return JsonFields(value, place="datapackage.json")


def test_right_fields_are_returned():
    fields = _fields()
    assert fields.text("name", WORD) == "abc"
    assert fields.integer("number", least=7, most=7) == 7
    assert fields.text_or_none("nothing", WORD) is None
    assert fields.text_or_none("name", WORD) == "abc"
    assert fields.texts("list", WORD, most=2) == ("a", "b")
    assert fields.child("child").text("seq") == "x"


Ask = Callable[[JsonFields], object]
WRONG: dict[str, tuple[Ask, str]] = {
    "absent": (lambda f: f.text("absent"), "absent"),
    "number for a text": (lambda f: f.text("number"), "number"),
    "too long": (lambda f: f.text("name", most=2), "name"),
    "half a pattern": (lambda f: f.text("name", re.compile("ab")), "name"),
    "null is not absent": (lambda f: f.text_or_none("absent", WORD), "absent"),
    "true for a number": (lambda f: f.integer("flag", least=0, most=1), "flag"),
    "text for a number": (lambda f: f.integer("name", least=0, most=1), "name"),
    "too small": (lambda f: f.integer("number", least=8, most=9), "number"),
    "too large": (lambda f: f.integer("number", least=0, most=6), "number"),
    "list too long": (lambda f: f.texts("list", WORD, most=1), "list"),
    "text twice in a list": (lambda f: f.texts("twice", WORD, most=9), "twice"),
    "number in a list": (lambda f: f.texts("mixed", WORD, most=9), "mixed"),
    "text for a list": (lambda f: f.texts("name", WORD, most=9), "name"),
    "list for an object": (lambda f: f.child("list"), "list"),
    "number in a list of objects": (lambda f: f.children("children", most=9), "children[1]"),
    "deeper": (lambda f: f.child("child").text("x"), "child.x"),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_first_wrong_field_is_named(case: str):
    ask, place = WRONG[case]
    with pytest.raises(BundleError) as caught:
        ask(_fields())
    assert caught.value.code == "G307"
    assert caught.value.params == {"place": f"datapackage.json, mục {place}"}


def test_a_field_that_nobody_asked_for_is_refused():
    fields = JsonFields({"a": "1", "b": "2"}, place="x")
    fields.text("a")
    with pytest.raises(BundleError, match="x"):
        fields.expect_no_other()
    fields.text("b")
    fields.expect_no_other()


def test_only_an_object_has_fields():
    with pytest.raises(BundleError):
        JsonFields(["a"], place="x")
