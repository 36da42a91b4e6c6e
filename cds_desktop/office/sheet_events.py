"""Follow the XML of one worksheet and tell each cell as it ends; only what is needed is kept."""

import re
from collections.abc import Iterator
from typing import Protocol

from cds_desktop import limits

_MOST_MERGES = 20_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class CellTaker(Protocol):
    """Takes one cell; `value` is None when the file holds none."""

    def __call__(
        self, row: int, column: int, *, kind: str, style: int, value: str | None, has_formula: bool
    ) -> None: ...


class SheetEvents:
    """The handlers of a worksheet's elements."""

    def __init__(self, take: CellTaker) -> None:
        self.merges: list[str] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self._take = take
        self._columns: dict[str, int] = {}
        self._row = self._column = self._style = 0
        self._kind = "n"
        self._value: list[str] | None = None
        self._has_formula = self._is_value = self._is_inline = self._is_phonetic = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Note what an element begins."""
        match element:
            case "c":
                self._start_cell(attributes)
            case "v":
                self._is_value, self._value = True, self._value or []
            case "t":
                if self._is_inline and not self._is_phonetic:
                    self._is_value, self._value = True, self._value or []
            case "f":
                self._has_formula = True
            case "is":
                self._is_inline = True
            case "rPh":
                self._is_phonetic = True
            case "row":
                self._start_row(attributes)
            case "col":
                self._note_column(attributes)
            case "mergeCell":
                if len(self.merges) < _MOST_MERGES:
                    self.merges.append(attributes.get("ref", ""))
            case _:
                pass

    def end(self, element: str) -> None:
        """Close what an element began; at the end of a cell, tell it."""
        if element in ("v", "t"):
            self._is_value = False
        elif element == "is":
            self._is_inline = False
        elif element == "rPh":
            self._is_phonetic = False
        elif element == "c":
            value = None if self._value is None else "".join(self._value)
            self._take(
                self._row,
                self._column,
                kind=self._kind,
                style=self._style,
                value=value,
                has_formula=self._has_formula,
            )

    def text(self, data: str) -> None:
        """Keep the characters of a value."""
        if self._is_value and self._value is not None:
            self._value.append(data)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self._column = 0
        if attributes.get("hidden") in ("1", "true") and self._row <= limits.SHEET_ROWS:
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._value, self._has_formula = None, False
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s") or 0)
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            return
        found = _REFERENCE.fullmatch(reference)
        if not found:
            raise ValueError(reference)
        self._row = int(found[2])
        self._column = self._columns.get(found[1]) or self._new_column(found[1])

    def _new_column(self, letters: str) -> int:
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        self._columns[letters] = column
        return column

    def _note_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_columns.update(_within(attributes, limits.SHEET_COLUMNS))


def _within(attributes: dict[str, str], most: int) -> Iterator[int]:
    first, last = int(attributes.get("min") or 1), int(attributes.get("max") or 1)
    return iter(range(first, min(last, most) + 1))
