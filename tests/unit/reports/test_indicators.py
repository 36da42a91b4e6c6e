"""Rates and totals are recomputed from their parts."""

from decimal import Decimal

import pytest

from cds_desktop.model.form import Aggregation, Question, QuestionType
from cds_desktop.model.period import Period
from cds_desktop.reports.indicators import (
    indicator_of,
    indicator_value,
    rate,
    total,
    total_rate,
)

D = Decimal


def column(kind: QuestionType = QuestionType.INTEGER, aggregation: Aggregation = Aggregation.SUM):
    return Question("x", "1", kind, "X", aggregation=aggregation, decimals=2)


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        pytest.param("3013", "3024", "99.64", id="1022 answered"),
        pytest.param("11", "3024", "0.36", id="1022 in work"),
        pytest.param("763", "1605", "47.54", id="services entirely online"),
        pytest.param("214", "1605", "13.33", id="services partly online"),
        pytest.param("1", "800", "0.13", id="half is rounded up"),
        pytest.param("0", "10", "0.00", id="none of some"),
    ],
)
def test_a_rate_is_rounded_half_up_as_the_published_reports_do(
    numerator: str, denominator: str, printed: str
):
    assert rate(D(numerator), D(denominator), decimals=2) == D(printed)


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [(None, D(1)), (D(1), None), (D(1), D(0)), (None, None)],
)
def test_a_rate_without_a_part_or_a_base_is_missing(
    numerator: Decimal | None, denominator: Decimal | None
):
    assert rate(numerator, denominator, decimals=2) is None


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        (Aggregation.SUM, D(12)),
        (Aggregation.LAST, D(12)),
        (Aggregation.MAX, D(7)),
        (Aggregation.COUNT, D(2)),
        (Aggregation.NONE, None),
    ],
)
def test_a_column_is_totalled_as_it_declares(aggregation: Aggregation, expected: Decimal | None):
    assert total(column(aggregation=aggregation), [D(5), None, D(7)]) == expected


def test_a_column_that_nobody_filled_has_no_total():
    assert total(column(), [None, None]) is None


@pytest.mark.parametrize("kind", [QuestionType.PERCENTAGE, QuestionType.RATIO])
def test_percentages_are_never_added(kind: QuestionType):
    assert total(column(kind), [D(40), D(60)]) is None


def test_the_rate_over_areas_comes_from_the_sums_and_not_from_the_mean():
    assert total_rate([D(10), D(90)], [D(10), D(990)], decimals=2) == D("10.00")


def test_areas_that_gave_both_parts_or_none_make_a_rate():
    assert total_rate([D(1), None], [D(4), None], decimals=0) == D(25)


def test_sums_over_different_areas_make_no_rate():
    assert total_rate([D(1), D(5)], [D(4), None], decimals=0) is None


def test_an_indicator_keeps_the_parts_that_it_came_from():
    question = Question(
        "ty_le", "6.03", QuestionType.RATIO, "Tỷ lệ", numerator="tt", denominator="hs", decimals=2
    )
    value = indicator_value(
        indicator_of(question), "872", Period("202309"), numerator=D(1), denominator=D(3)
    )
    assert (value.indicator, value.numerator, value.denominator) == ("6.03", D(1), D(3))
    assert value.value == D("33.33")
