"""Indicators (chỉ số): numerator over denominator, recomputed from parts, never averaged."""

from dataclasses import dataclass
from decimal import Decimal

from cds_desktop.model.period import Period


@dataclass(frozen=True, slots=True)
class Indicator:
    """How a rate is made; `factor` is 100 for a percentage."""

    code: str
    name: str
    numerator: str
    denominator: str
    factor: Decimal
    decimals: int


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A rate with the parts that it was made from; `value` is None without a base."""

    indicator: str
    org_unit: str
    period: Period
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
