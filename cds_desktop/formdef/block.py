"""A block of cells from a spreadsheet or the clipboard, as the understanding of tables reads it."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

_LABEL_CHARS = 500
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){2}")

Place = tuple[int, int]
"""Row and column, from 1."""


class BlockCell(NamedTuple):
    """One cell: what it holds (text, number, date, boolean, error, uncached) and its exact text.

    `is_percent` says that the number is shown times 100 with a sign %.
    """

    kind: str
    text: str
    is_percent: bool = False
    has_formula: bool = False

    @property
    def is_words(self) -> bool:
        """Say whether the cell holds a text with letters, signs or a code (4.01.1), no figure."""
        text = self.text.strip()
        is_code = _CODE.fullmatch(text) is not None
        return self.kind == "text" and (is_code or not text.replace(".", "").isdigit())


class Merge(NamedTuple):
    """Cells that are shown as one."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Block:
    """The cells that hold something, by place."""

    name: str
    cells: Mapping[Place, BlockCell] = field(repr=False)
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, BlockCell]]:
        """The cells by row, then by column."""
        found: dict[int, dict[int, BlockCell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = cell
        return found

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns that hold something."""
        return tuple(sorted({column for _, column in self.cells}))

    @cached_property
    def merge_of(self) -> Mapping[Place, Merge]:
        """The merged range that a place lies in."""
        return {
            (row, column): merge
            for merge in self.merges
            for row in range(merge.first_row, min(merge.last_row, merge.first_row + 2_000) + 1)
            for column in range(merge.first_column, min(merge.last_column, 300) + 1)
        }

    def text(self, row: int, column: int) -> str:
        """Return the label at a place, of a sensible length; in a merged range its first cell's."""
        cell = self.cells.get((row, column))
        if cell is None and (merge := self.merge_of.get((row, column))):
            cell = self.cells.get((merge.first_row, merge.first_column))
        return " ".join(cell.text[:_LABEL_CHARS].split()) if cell else ""


def block_from_text(text: str, name: str = "") -> Block:
    """Return the block that a spreadsheet put on the clipboard: tabs between cells, lines for rows.

    A cell with a line break stands in quotes, as Excel and LibreOffice write it.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    cells = {
        (row, column): BlockCell("text", field)
        for row, fields in enumerate(reader, start=1)
        for column, field in enumerate(fields, start=1)
        if field.strip()
    }
    return Block(name, cells)


def place_name(row: int, column: int) -> str:
    """Return how Excel names a place: "C7"."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """Return the letters of a column, 1 being A."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
