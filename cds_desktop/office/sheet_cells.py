"""What is read from a spreadsheet of other people: plain cells, nothing computed, nothing guessed.

Plain data that travels from the child process to the program.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

CellKind = Literal["text", "number", "date", "boolean", "error", "uncached"]
"""What a cell holds; an empty cell is left out. Plain words: an enum takes five times as long to
travel from the child process."""


class CellLook(NamedTuple):
    """How cells of one style look: their number format and font."""

    number_format: str
    font: str


class SheetCell(NamedTuple):
    """One cell, rows and columns from 1.

    `text` is exact: a number as the file writes it ("0.1", "1E+15"), a day as 2023-09-18 (a time
    of day, or a day Excel itself cannot show, as "" or with T), a text unchanged. An uncached
    cell has a formula whose result the file does not hold. `look` points into the book's looks;
    `font` is that of the first letters where they have one of their own.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    look: int = 0
    has_formula: bool = False
    font: str = ""


class MergedRange(NamedTuple):
    """Cells that are shown as one."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `is_cut` says that there are cells beyond the rows and columns that are read."""

    name: str
    cells: tuple[SheetCell, ...] = field(repr=False)
    merges: tuple[MergedRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook or a CSV file; `encoding` says how a CSV file was read ("" for a workbook)."""

    file: str
    sheets: tuple[Sheet, ...]
    looks: tuple[CellLook, ...] = (CellLook("General", ""),)
    encoding: str = ""
    warnings: tuple[str, ...] = ()
