"""JSON in one spelling only (RFC 8785 without floats): BUNDLE.md 7, INPUT.md 2.

`loads` refuses every other spelling of the same data, so that signed data has one meaning only.
"""

import json
import re
from collections.abc import Iterator
from typing import NoReturn, TypeAlias

from cds_desktop.errors import BundleError
from cds_desktop.limits import JSON_BYTES, JSON_DEPTH, JSON_INTEGER
from cds_desktop.text_rules import is_clean

JsonValue: TypeAlias = "bool | int | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]

# A whole string (also one without an end, so that the search stays linear) or a bracket.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_INTEGER_CHARS = 17  # a sign and 16 digits


def dumps(value: JsonValue) -> bytes:
    """Return the canonical bytes of `value`, whose keys must be ASCII."""
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-8")


def loads(data: bytes, *, place: str, newlines: bool = False) -> JsonValue:
    """Read canonical JSON; G303-G306 for other spellings, G308 for forbidden characters.

    `place` is the file's name for the message. Line ends within texts only with `newlines`.
    """
    value = _Parser(place).parse(data)
    if _spelt_again(value, place) != data:
        raise BundleError("G306", place=place)
    if not all(is_clean(text) and (newlines or "\n" not in text) for text in _strings(value)):
        raise BundleError("G308", place=place)
    return value


def _spelt_again(value: JsonValue, place: str) -> bytes:
    try:
        return dumps(value)
    except UnicodeEncodeError as error:  # half a surrogate pair, written as an escape
        raise BundleError("G303", place=place) from error


class _Parser:
    """`json.loads` with every leniency of it closed."""

    def __init__(self, place: str) -> None:
        self._place = place

    def parse(self, data: bytes) -> JsonValue:
        text = self._decoded(data)
        if len(data) > JSON_BYTES or _depth(text) > JSON_DEPTH:
            self._fail("G303")
        try:
            return json.loads(
                text,
                object_pairs_hook=self._object,
                parse_int=self._integer,
                parse_float=lambda _: self._fail("G305"),
                parse_constant=lambda _: self._fail("G305"),
            )
        except ValueError as error:
            raise BundleError("G303", place=self._place) from error

    def _decoded(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise BundleError("G303", place=self._place) from error

    def _object(self, pairs: list[tuple[str, JsonValue]]) -> JsonObject:
        found = dict(pairs)
        if len(found) != len(pairs):
            self._fail("G304")
        if not all(key.isascii() for key in found):
            self._fail("G307")
        return found

    def _integer(self, digits: str) -> int:
        if len(digits) > _INTEGER_CHARS or abs(number := int(digits)) >= JSON_INTEGER:
            self._fail("G305")
        return number

    def _fail(self, code: str) -> NoReturn:
        raise BundleError(code, place=self._place)


def _depth(text: str) -> int:
    depth = deepest = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif token[0] in "]}":
            depth -= 1
    return deepest


def _strings(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        yield from value  # keys
        for item in value.values():
            yield from _strings(item)
