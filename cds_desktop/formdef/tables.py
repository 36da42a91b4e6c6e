"""Read one table of a definition key by key: what is wrong becomes a fault, reading goes on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar, cast

from cds_desktop.formdef.faults import PlacedFault
from cds_desktop.formdef.toml_lines import Place
from cds_desktop.text_rules import is_clean

_MAX_TEXT = 4_000
_SHOWN = 60
_MAX_BITS = 200

_Option = TypeVar("_Option", bound=StrEnum)
_Value = TypeVar("_Value")


class Table:
    """A table of the file, its place and what people call it; faults gather in one list."""

    def __init__(
        self, content: Mapping[str, object], place: Place, *, title: str, faults: list[PlacedFault]
    ) -> None:
        self.content = content
        self.place = place
        self.title = title
        self.faults = faults

    def fault(self, key: str, code: str, **params: object) -> None:
        """Note a fault of `key` ("" for the table itself)."""
        place = (*self.place, key) if key else self.place
        self.faults.append(PlacedFault(place, code, {"place": self.title, "key": key, **params}))

    def refuse_unknown_keys(self, known: frozenset[str]) -> None:
        """Note every key that the format does not have, with the nearest that it has."""
        for key in self.content:
            if key not in known:
                nearest = get_close_matches(key, sorted(known), n=1)
                hint = f"“{nearest[0]}”" if nearest else "một khóa nêu trong forms/README.md"
                self.fault(key, "form_key_unknown", hint=hint)

    def text(self, key: str, *, default: str = "", is_required: bool = False) -> str:
        """Return a text; `default` when it is absent or faulty."""
        value = self._value(key, str, expected="chữ đặt trong dấu nháy", is_required=is_required)
        if value is None:
            return default
        if is_required and not value.strip():
            self.fault(key, "form_key_missing")
        if len(value) > _MAX_TEXT:
            self.fault(key, "form_text_too_long", limit=_MAX_TEXT)
            return default
        if not is_clean(value):
            self.fault(key, "form_text_not_clean")
        return value

    def whole(
        self, key: str, *, default: int, least: int, most: int, is_required: bool = False
    ) -> int:
        """Return a whole number between `least` and `most`."""
        value = self._value(key, int, expected="một số nguyên", is_required=is_required)
        if value is None:
            return default
        if not least <= value <= most:
            self.fault(key, "form_number_range", value=shown(value), least=least, most=most)
            return default
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self._value(key, bool, expected="true hoặc false")
        return default if value is None else value

    def day(self, key: str, *, is_required: bool = False) -> date | None:
        """Return a day written without quotes (2023-08-01)."""
        expected = "một ngày dạng 2023-08-01, không có dấu nháy"
        return self._value(key, date, expected=expected, is_required=is_required)

    def number(self, key: str) -> Decimal | None:
        """Return a figure, exact as written; None when it is absent."""
        if isinstance(self.content.get(key), Decimal):
            value = self._value(key, Decimal, expected="một số")
            return value if value is None or value.is_finite() else None
        whole = self._value(key, int, expected="một số")
        if whole is not None and whole.bit_length() > _MAX_BITS:
            self.fault(key, "form_key_type", expected="một số có không quá 18 chữ số")
            return None
        return None if whole is None else Decimal(whole)

    def option(
        self, key: str, options: type[_Option], *, default: _Option, is_required: bool = False
    ) -> _Option:
        """Return one of the words of an enumeration."""
        value = self._value(key, str, expected="chữ đặt trong dấu nháy", is_required=is_required)
        if value is None:
            return default
        known = [option.value for option in options]
        if value not in known:
            allowed = ", ".join(known)
            self.fault(key, "form_value_unknown", value=shown(value), allowed=allowed)
            return default
        return options(value)

    def texts(self, key: str, *, is_required: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        values = self._list(key, expected="một danh sách chữ", is_required=is_required)
        if all(isinstance(value, str) for value in values):
            return tuple(str(value) for value in values)
        self.fault(key, "form_key_type", expected="một danh sách chữ")
        return ()

    def table(self, key: str, *, title: str = "") -> "Table":
        """Return the table under `key`; an empty one when it is absent or no table."""
        value = self.content.get(key, {})
        if not isinstance(value, dict):
            self.fault(key, "form_key_type", expected="một bảng các khóa")
            value = {}
        content = cast(dict[str, object], value)
        return Table(content, (*self.place, key), title=title or self.title, faults=self.faults)

    def tables(self, key: str, *, title: str = "") -> list["Table"]:
        """Return the tables of the list under `key`."""
        found: list[Table] = []
        for index, value in enumerate(self._list(key, expected="một danh sách bảng")):
            if not isinstance(value, dict):
                self.fault(key, "form_key_type", expected="một danh sách bảng")
                continue
            content, place = cast(dict[str, object], value), (*self.place, key, index)
            label = title or self.title
            found.append(Table(content, place, title=label, faults=self.faults))
        return found

    def _list(self, key: str, *, expected: str, is_required: bool = False) -> list[object]:
        value = self.content.get(key)
        if isinstance(value, list):
            return cast(list[object], value)
        if value is not None:
            self.fault(key, "form_key_type", expected=expected)
        elif is_required:
            self.fault(key, "form_key_missing")
        return []

    def _value(
        self, key: str, kind: type[_Value], *, expected: str, is_required: bool = False
    ) -> _Value | None:
        value = self.content.get(key)
        if value is None:
            if is_required:
                self.fault(key, "form_key_missing")
            return None
        if isinstance(value, kind) and type(value) is kind:
            return value
        self.fault(key, "form_key_type", expected=expected)
        return None


def shown(value: object) -> str:
    """Return a value of the file as a message quotes it: short, whatever its size."""
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        return "số quá dài"
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
