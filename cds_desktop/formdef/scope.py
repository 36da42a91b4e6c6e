"""Where an expression finds its values, and the exact decimals that it works with."""

from collections.abc import Callable, Collection
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Protocol

Result = Decimal | date | str | bool | None
"""What an expression gives; None when it is missing."""

# Room for the product of two of the largest figures; nothing raises, what is not finite is missing.
DECIMALS = Context(prec=60, rounding=ROUND_HALF_UP, traps=[])
"""The one context of all calculations."""


class Scope(Protocol):
    """Where an expression finds its values; the rule engine has one for each row of a table."""

    def value(self, name: str) -> Result:
        """Return the value of a question, in the same row for a column; None when missing."""
        ...

    def column(self, name: str) -> Collection[Result]:
        """Return the values of the filled rows of a column."""
        ...

    def row_count(self, table: str) -> int:
        """Return how many rows a table has."""
        ...

    def history(self, function: str, name: str) -> Result:
        """Return what `prev` and the like find for a question in earlier periods."""
        ...

    def context(self, function: str) -> Result:
        """Return what `month()` and the like know about the report."""
        ...

    def missing(self) -> Result:
        """Return what stands in for a value that was read and is missing: None, or 0."""
        ...


Evaluator = Callable[[Scope], Result]


def round_figure(value: Decimal, decimals: int) -> Decimal | None:
    """Round half up; None when the figure is beyond every limit."""
    return finite(DECIMALS.quantize(value, Decimal(1).scaleb(-decimals)))


def finite(value: Decimal) -> Decimal | None:
    """Return `value`, or None when it is infinite or no number (a division by zero)."""
    return value if value.is_finite() else None
