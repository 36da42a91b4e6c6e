"""Rates and totals, recomputed from their parts: percentages are never added and never averaged."""

from collections.abc import Sequence
from decimal import Decimal

from cds_desktop.model.form import Aggregation, Question, QuestionType
from cds_desktop.model.indicator import Indicator, IndicatorValue
from cds_desktop.model.period import Period
from cds_desktop.vietnamese import round_half_up

PERCENT = Decimal(100)

Figure = Decimal | None


def indicator_of(question: Question) -> Indicator:
    """Return how the rate of a ratio question is made."""
    return Indicator(
        code=question.code,
        name=question.label,
        numerator=question.numerator,
        denominator=question.denominator,
        factor=PERCENT,
        decimals=question.decimals,
    )


def rate(
    numerator: Figure, denominator: Figure, *, decimals: int, factor: Decimal = PERCENT
) -> Figure:
    """Return the rate rounded half up; None when a part is missing or there is no base."""
    if numerator is None or not denominator:
        return None
    return round_half_up(factor * numerator / denominator, decimals)


def indicator_value(
    indicator: Indicator, org_unit: str, period: Period, *, numerator: Figure, denominator: Figure
) -> IndicatorValue:
    """Return a rate together with the parts that it was made from."""
    value = rate(numerator, denominator, decimals=indicator.decimals, factor=indicator.factor)
    return IndicatorValue(indicator.code, org_unit, period, numerator, denominator, value)


def total(column: Question, figures: Sequence[Figure]) -> Figure:
    """Total a column over areas as it declares; None when it has no total or nothing is filled.

    A last value (of a time series) adds up over areas; a percentage has no total of its own.
    """
    known = [figure for figure in figures if figure is not None]
    is_rate = column.type in (QuestionType.RATIO, QuestionType.PERCENTAGE)
    if not known or is_rate or column.aggregation is Aggregation.NONE:
        return None
    if column.aggregation is Aggregation.COUNT:
        return Decimal(len(known))
    return max(known) if column.aggregation is Aggregation.MAX else sum(known, Decimal(0))


def total_rate(
    numerators: Sequence[Figure], denominators: Sequence[Figure], *, decimals: int
) -> Figure:
    """Return the rate over all areas: the sum of the numerators over that of the denominators.

    None when some area gave only one of the two parts: the sums would speak of different areas.
    """
    pairs = list(zip(numerators, denominators, strict=True))
    if any((numerator is None) != (denominator is None) for numerator, denominator in pairs):
        return None
    known = [(n, d) for n, d in pairs if n is not None and d is not None]
    return rate(
        sum((n for n, _ in known), Decimal(0)),
        sum((d for _, d in known), Decimal(0)),
        decimals=decimals,
    )
