"""What changed since another period, in the words of domain/conventions.md 3."""

from decimal import Decimal

import pytest

from cds_desktop.model.form import Nature, Question, QuestionType
from cds_desktop.model.period import Period
from cds_desktop.reports.comparison import change, change_in_year, change_rate, signed_change

D = Decimal
SEPTEMBER = Period("202309")
DOSSIERS = Question(
    "hs", "6.01", QuestionType.INTEGER, "Hồ sơ", unit_of_measure="hồ sơ", nature=Nature.FLOW
)
RATE = Question("tl", "6.02", QuestionType.RATIO, "Tỷ lệ", unit_of_measure="%", decimals=2)
MONEY = Question("tt", "6.03", QuestionType.MONEY, "Tiền", unit_of_measure="triệu đồng", decimals=3)


@pytest.mark.parametrize(
    ("question", "now", "before", "said"),
    [
        pytest.param(DOSSIERS, "1212", "1200", "tăng 12 hồ sơ so với tháng trước", id="more"),
        pytest.param(DOSSIERS, "763", "855", "giảm 92 hồ sơ so với tháng trước", id="fewer"),
        pytest.param(DOSSIERS, "7", "5", "tăng 02 hồ sơ so với tháng trước", id="two more"),
        pytest.param(DOSSIERS, "9", "9", "không thay đổi so với tháng trước", id="as many"),
        pytest.param(DOSSIERS, "5", "0", "tăng 05 hồ sơ so với tháng trước", id="from none"),
        pytest.param(
            RATE, "3.8", "3.7", "tăng 0,1 điểm phần trăm so với tháng trước", id="a rate in points"
        ),
        pytest.param(MONEY, "62.5", "60", "tăng 2,5 triệu đồng so với tháng trước", id="an amount"),
    ],
)
def test_a_change_is_said_in_its_unit(question: Question, now: str, before: str, said: str):
    assert change(question, D(now), D(before), period=SEPTEMBER) == said


def test_nothing_is_said_without_a_base():
    assert change(DOSSIERS, D(5), None, period=SEPTEMBER) == ""
    assert change_rate(DOSSIERS, D(5), D(0), period=SEPTEMBER) == ""
    assert change_in_year(DOSSIERS, D(5), None, period=SEPTEMBER) == ""


@pytest.mark.parametrize(
    ("iso", "base"),
    [
        ("202309", "tháng trước"),
        ("2023Q3", "quý trước"),
        ("2023S2", "kỳ trước"),
        ("2023", "năm trước"),
    ],
)
def test_the_period_before_has_its_own_name(iso: str, base: str):
    said = change(DOSSIERS, D(12), D(10), period=Period(iso))
    assert said == f"tăng 02 hồ sơ so với {base}"


def test_a_relative_change_is_said_in_per_cent():
    assert change_rate(DOSSIERS, D(110), D(80), period=SEPTEMBER) == "tăng 37,5% so với tháng trước"
    assert (
        change_in_year(DOSSIERS, D(70), D(80), period=SEPTEMBER)
        == "giảm 12,5% so với cùng kỳ năm 2022"
    )


def test_a_relative_change_too_small_to_print_is_not_said():
    assert change_rate(DOSSIERS, D(1205781), D(1205780), period=SEPTEMBER) == ""


def test_a_cumulative_figure_of_january_is_not_compared_with_december():
    cumulative = Question("lk", "1", QuestionType.INTEGER, "Lũy kế", nature=Nature.CUMULATIVE)
    assert change(cumulative, D(5), D(100), period=Period("202401")) == ""
    assert change(cumulative, D(5), D(4), period=Period("202402")) != ""


@pytest.mark.parametrize(
    ("question", "now", "before", "printed"),
    [
        pytest.param(DOSSIERS, "1212", "1200", "+12 (1%)", id="more"),
        pytest.param(DOSSIERS, "763", "855", "-92 (10,76%)", id="fewer"),
        pytest.param(DOSSIERS, "5", "0", "+5", id="from none"),
        pytest.param(DOSSIERS, "5", "5", "0", id="as many"),
        pytest.param(RATE, "47.54", "46.2", "+1,34 điểm %", id="a rate"),
    ],
)
def test_a_table_shows_the_change_with_its_share(
    question: Question, now: str, before: str, printed: str
):
    assert signed_change(question, D(now), D(before), period=SEPTEMBER) == printed
    assert signed_change(question, D(now), None, period=SEPTEMBER) == ""
