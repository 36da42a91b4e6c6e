"""Read the fields of a JSON object as typed values; the first wrong one is named (G307)."""

import re
from typing import NoReturn

from cds_desktop.bundle.canonical_json import JsonObject, JsonValue
from cds_desktop.errors import BundleError


class JsonFields:
    """One object of a description: every field is asked for by name, then none may be left over."""

    def __init__(self, value: JsonValue, *, place: str) -> None:
        if not isinstance(value, dict):
            raise BundleError("G307", place=place)
        self._object: JsonObject = value
        self._place = place
        self._asked: set[str] = set()

    @property
    def raw(self) -> JsonObject:
        """The object as it was read, with the fields of later minor versions."""
        return self._object

    def text(self, name: str, pattern: re.Pattern[str] | None = None, *, most: int = 0) -> str:
        """Return a text that matches the whole pattern and has at most `most` characters."""
        value = self._value(name)
        if not isinstance(value, str):
            self.fail(name)
        if (pattern and not pattern.fullmatch(value)) or (most and len(value) > most):
            self.fail(name)
        return value

    def text_or_none(self, name: str, pattern: re.Pattern[str]) -> str | None:
        """Return a text, or None for null; the field itself must be there."""
        return None if self._value(name) is None else self.text(name, pattern)

    def texts(self, name: str, pattern: re.Pattern[str], *, most: int) -> tuple[str, ...]:
        """Return a list of different texts."""
        found = tuple(item for item in self._list(name, most) if isinstance(item, str))
        if len(set(found)) != len(self._list(name, most)) or not all(map(pattern.fullmatch, found)):
            self.fail(name)
        return found

    def integer(self, name: str, *, least: int, most: int) -> int:
        """Return a whole number within its limits."""
        value = self._value(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fail(name)
        return value

    def integers(self, name: str, *, least: int, most: int, count: int) -> tuple[int, ...]:
        """Return a list of whole numbers, each larger than the one before."""
        found: list[int] = []
        for item in self._list(name, count):
            if not isinstance(item, int) or isinstance(item, bool) or not least <= item <= most:
                self.fail(name)
            if found and item <= found[-1]:
                self.fail(name)
            found.append(item)
        return tuple(found)

    def child(self, name: str) -> "JsonFields":
        """Return the object in a field."""
        return JsonFields(self._value(name), place=self._inside(name))

    def children(self, name: str, *, most: int) -> tuple["JsonFields", ...]:
        """Return the objects of a list."""
        return tuple(
            JsonFields(item, place=f"{self._inside(name)}[{number}]")
            for number, item in enumerate(self._list(name, most))
        )

    def expect_no_other(self) -> None:
        """Refuse fields that nobody asked for."""
        if set(self._object) != self._asked:
            raise BundleError("G307", place=self._place)

    def fail(self, name: str) -> NoReturn:
        """Refuse the value of a field."""
        raise BundleError("G307", place=self._inside(name))

    def _value(self, name: str) -> JsonValue:
        self._asked.add(name)
        if name not in self._object:
            self.fail(name)
        return self._object[name]

    def _list(self, name: str, most: int) -> list[JsonValue]:
        value = self._value(name)
        if not isinstance(value, list) or len(value) > most:
            self.fail(name)
        return value

    def _inside(self, name: str) -> str:
        joint = "." if ", mục " in self._place else ", mục "
        return f"{self._place}{joint}{name}"
