"""Charts are drawn from the report's own figures, and only where there is something to compare."""

from datetime import date
from decimal import Decimal

import pytest

from cds_desktop import paths
from cds_desktop.formdef.answers import ReportData, apply, compile_rules
from cds_desktop.formdef.catalog import Catalog
from cds_desktop.model.form import QuestionType
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.reports.chart_data import MONTHS, ChartData, charts
from cds_desktop.reports.indicators import rate
from cds_desktop.reports.source import ReportSource
from tests.synthetic import units
from tests.synthetic.district import district_answers
from tests.unit.reports.specimen import a_source, a_target

D = Decimal
CODE, LAST = "872", Period("202309")


@pytest.fixture(scope="module")
def year() -> ReportSource:
    """A district's September with eleven synthetic months behind it."""
    form = Catalog((paths.FORMS,)).form_for(Level.DISTRICT, LAST)
    assert form is not None
    periods = [LAST]
    while len(periods) < MONTHS:
        periods.append(periods[-1].previous())
    data = ReportData(
        org_unit=CODE,
        period=LAST,
        areas=units.areas(CODE),
        answers=district_answers(CODE, LAST),
        history={past: district_answers(CODE, past) for past in periods[1:]},
    )
    unit = OrgUnit(CODE, units.district(CODE).name, Level.DISTRICT, "87", date(2004, 1, 1))
    names = {unit.code: unit.name for unit in units.communes()}
    return ReportSource(form, data, apply(compile_rules(form), data), unit, names)


def the_chart(source: ReportSource, words: str) -> ChartData:
    return next(chart for chart in charts(source) if words in chart.title)


def test_every_chart_has_a_figure_for_each_category(year: ReportSource) -> None:
    drawn = charts(year)

    assert [chart.kind for chart in drawn] == ["stacked", "bar", "line", "line", "bar"]
    for chart in drawn:
        assert all(len(figures) == len(chart.categories) for _, figures in chart.series)
        assert any(figure is not None for _, figures in chart.series for figure in figures)


def test_twelve_months_are_shown_in_order(year: ReportSource) -> None:
    chart = the_chart(year, "Hồ sơ thủ tục hành chính tiếp nhận")

    assert (chart.categories[0], chart.categories[-1]) == ("10/2022", "9/2023")
    received = dict(chart.series)["Hồ sơ thủ tục hành chính tiếp nhận trong kỳ"]
    assert received[-1] == year.figure(year.own("hs_tiep_nhan"))
    august = year.data.history[Period("202308")][year.own("hs_tiep_nhan")].value
    assert received[-2] == august


def test_a_rate_of_an_earlier_month_is_reckoned_from_its_computed_parts(
    year: ReportSource,
) -> None:
    january = Period("202301")
    question = year.questions["ty_le_truc_tuyen"]
    online, received = (
        year.figure_in(january, year.own(name))
        for name in (question.numerator, question.denominator)
    )

    found = year.figure_in(january, year.own("ty_le_truc_tuyen"))

    assert found is not None and found == rate(online, received, decimals=2)
    assert year.figure_in(LAST, year.own("hs_tiep_nhan")) == year.figure(year.own("hs_tiep_nhan"))


def test_areas_are_compared_by_the_roster_of_the_month(year: ReportSource) -> None:
    chart = the_chart(year, "so sánh các đơn vị")
    columns = next(
        q.questions
        for q in year.form.all_questions()
        if q.type is QuestionType.ROSTER and q.name == "mot_cua_xa"
    )

    assert len(chart.categories) == len(year.data.areas) == 13
    for (name, figures), column in zip(chart.series, columns, strict=False):
        assert name == column.label
        assert figures == tuple(year.figure(CellKey(area, column.name)) for area in year.data.areas)


def test_the_standing_of_targets_adds_up_to_all_of_them() -> None:
    targets = tuple(a_target(n, f"Nhóm {n % 2}", f"Chỉ tiêu {n}") for n in range(1, 6))
    said = {f"ct_trang_thai#T0{n}": status for n, status in enumerate(("ht", "ht", "kho", "pt"), 1)}

    chart = the_chart(a_source(said, targets=targets), "Tình hình thực hiện")

    assert chart.categories == ("Nhóm 1", "Nhóm 0")
    assert sum(sum(f or D(0) for f in figures) for _, figures in chart.series) == len(targets)
    assert dict(chart.series)["Hoàn thành"] == (D(1), D(1))
    assert dict(chart.series)["Chưa đánh giá"] == (D(1), D(0))


def test_progress_is_in_per_cent_of_the_plan_and_only_where_it_can_be() -> None:
    targets = (
        *(a_target(n, "Nhóm", f"Đạt {n}0% hộ", value=f"{n}0") for n in (4, 5, 8)),
        a_target(6, "Nhóm", "Không quá 10%", value="10", comparator="<="),
        a_target(7, "Nhóm", "Một việc phải làm"),
    )
    results = {f"ct_ket_qua#T0{n}": D(40) for n in (4, 5, 6, 7, 8)}

    chart = the_chart(a_source(results, targets=targets), "Mức đạt")

    assert chart.categories == ("Đạt 40% hộ", "Đạt 50% hộ", "Đạt 80% hộ")
    assert chart.series[0][1] == (D("100.0"), D("80.0"), D("50.0"))


def test_a_month_with_nothing_to_compare_has_no_charts() -> None:
    assert charts(a_source()) == ()


def test_a_chart_is_told_in_words_with_all_its_figures() -> None:
    chart = ChartData("bar", "Hồ sơ", "hồ sơ", 0, ("Xã A", "Xã B"), (("Nhận", (D(1205), None)),))

    assert chart.description == "Hồ sơ (hồ sơ). Nhận: Xã A 1.205; Xã B chưa có số liệu."
