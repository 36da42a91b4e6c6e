"""What Excel can hold of a figure: exact digits, ratios and sums with their formulas, formats."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from cds_desktop.office.sheet_xml import column_letters
from cds_desktop.office.xlsx_content import SheetColumn, Value

_MOST_DIGITS = 15  # Excel keeps no more
_RATIO = Context(prec=_MOST_DIGITS, rounding=ROUND_HALF_UP)


def is_exact(value: Value) -> bool:
    """Say whether Excel can hold this as a number without losing a digit."""
    if not isinstance(value, Decimal):
        return False
    if len(value.as_tuple().digits) <= _MOST_DIGITS:
        return True
    return len(value.normalize().as_tuple().digits) <= _MOST_DIGITS


def grouped(value: Decimal) -> str:
    """Print a figure that has to be a text: 1.205.780,5."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def ratio(column: SheetColumn, values: Sequence[Value]) -> Decimal | None:
    """Return numerator over denominator as the cell holds it; None when the row has not both."""
    if column.numerator is None or column.denominator is None:
        return None
    numerator, denominator = values[column.numerator], values[column.denominator]
    if not (isinstance(numerator, Decimal) and isinstance(denominator, Decimal)):
        return None
    if not denominator or not (is_exact(numerator) and is_exact(denominator)):
        return None
    return _RATIO.divide(numerator, denominator)


def ratio_formula(column: SheetColumn, row: int) -> str:
    """Return the formula of a ratio, empty where there is nothing to divide by."""
    numerator = f"{column_letters((column.numerator or 0) + 1)}{row}"
    denominator = f"{column_letters((column.denominator or 0) + 1)}{row}"
    return f'IF(N({denominator})=0,"",{numerator}/{denominator})'


def agrees(percent: Decimal, found: Decimal, column: SheetColumn) -> bool:
    """Say whether a reported percentage is, as printed, the ratio of its parts."""
    return _rounded(percent, column.decimals) == _rounded(found.scaleb(2), column.decimals)


def total(position: int, rows: Sequence[Sequence[Value]]) -> Value:
    """Add a column up; a text when Excel's own sum would lose digits, None without figures."""
    figures = [row[position] for row in rows if isinstance(row[position], Decimal)]
    numbers = [figure for figure in figures if isinstance(figure, Decimal)]
    if not numbers:
        return None
    added = sum(numbers, Decimal(0))
    return added if all(map(is_exact, [*numbers, added])) else grouped(added)


def sum_formula(position: int, *, first: int, last: int) -> str:
    """Return the formula that adds the rows of a column up."""
    letters = column_letters(position + 1)
    return f"SUM({letters}{first}:{letters}{last})"


def number_format(column: SheetColumn, value: Decimal, *, is_live: bool = False) -> str:
    """Return the format of a number; zeros at the end are not shown, except where it may change.

    `#,##0` and `0.00%` are stored without a country: a Vietnamese Excel shows 1.205.780 and 47,54%.
    """
    if column.kind == "integer":
        return ""  # the template's own
    places = max(0, -int(value.normalize().as_tuple().exponent))
    if column.kind == "percent":
        places = max(0, places - 2)
    shown = column.decimals if is_live else min(places, column.decimals)
    fraction = "." + "0" * shown if shown else ""
    return f"0{fraction}%" if column.kind == "percent" else f"#,##0{fraction}"


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
