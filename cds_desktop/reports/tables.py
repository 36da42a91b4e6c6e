"""A table of a report, once for Word and Excel: columns with their kind, rows, totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Cell = str | Decimal


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: `kind` text, integer, decimal or percent; `total` says how its last row is made.

    `numerator` and `denominator` are the positions of the columns that a percentage comes from.
    """

    title: str
    width_mm: int
    kind: str = "text"
    align: str = "left"
    decimals: int = 0
    total: str = ""
    numerator: int | None = None
    denominator: int | None = None


NUMBER_COLUMN = TableColumn("STT", 10, align="center")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its name; `texts` are the same rows as Word prints them.

    `totals` is the last row of a roster, empty where there is none.
    """

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    totals: tuple[Cell, ...] = ()
    total_texts: tuple[str, ...] = ()


def split(table: Table, most: int) -> tuple[Table, ...]:
    """Split a roster that is too wide for a page: its first two columns stand in every piece."""
    width = most - 2
    starts = range(2, len(table.columns), width)
    if len(starts) < 2:
        return (table,)
    return tuple(
        _piece(table, (0, 1, *range(start, min(start + width, len(table.columns)))), number)
        for number, start in enumerate(starts, start=1)
    )


def _piece(table: Table, places: Sequence[int], number: int) -> Table:
    def chosen(row: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(row[place] for place in places)

    def printed(row: Sequence[str]) -> tuple[str, ...]:
        return tuple(row[place] for place in places)

    return Table(
        title=f"{table.title} (bảng {number})",
        columns=tuple(table.columns[place] for place in places),
        rows=tuple(chosen(row) for row in table.rows),
        texts=tuple(printed(row) for row in table.texts),
        totals=chosen(table.totals) if table.totals else (),
        total_texts=printed(table.total_texts) if table.total_texts else (),
    )
