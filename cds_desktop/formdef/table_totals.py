"""Compare the total that a foreign table gives with the sum of its rows."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from cds_desktop.formdef.block import Block, BlockCell
from cds_desktop.formdef.table_plan import Line, Problem
from cds_desktop.model.submission import Value
from cds_desktop.vietnamese import format_number, parse_number


def differing_totals(
    block: Block,
    rows: Sequence[Line],
    columns: Sequence[Line],
    figures: Iterable[tuple[int, Value]],
) -> Iterator[Problem]:
    """Yield what differs; `figures` are (column, value), None for a cell that is not certain.

    Only where the table has one total: several are those of parts. A column with a cell that is
    not understood is not compared.
    """
    totals = [row for row in rows if row.role == "total"]
    if len(totals) != 1:
        return
    sums = _sums(figures)
    for line in columns:
        cell = block.cells.get((totals[0].number, line.number))
        found = _figure(cell) if cell else None
        expected = sums.get(line.number)
        if found is not None and expected is not None and found != expected:
            yield Problem(
                "import_total_differs",
                {
                    "place": totals[0].number,
                    "text": line.text[:60],
                    "found": format_number(found),
                    "expected": format_number(expected),
                },
            )


def _sums(figures: Iterable[tuple[int, Value]]) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    unsure: set[int] = set()
    for column, value in figures:
        if isinstance(value, Decimal):
            sums[column] = sums.get(column, Decimal(0)) + value
        else:
            unsure.add(column)
    return {column: total for column, total in sums.items() if column not in unsure}


def _figure(cell: BlockCell) -> Decimal | None:
    if cell.kind != "number":
        return parse_number(cell.text, decimals=2).value
    try:
        return Decimal(cell.text)
    except InvalidOperation:
        return None
