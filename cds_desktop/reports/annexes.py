"""The annexes of a report: as sections of the Word document, and as the sheets of a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cds_desktop.formdef.answers import Outcome, ReportData
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.reports.account_tables import explanation_table, target_table
from cds_desktop.reports.chart_data import ChartData, charts
from cds_desktop.reports.definition import OfficeWords, roman
from cds_desktop.reports.figure_tables import (
    list_table,
    roster_table,
    summary_table,
)
from cds_desktop.reports.letterhead import data_window_line, letterhead, place_and_date
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.tables import Table, TableColumn, split

MOST_COLUMNS = 9
"""What fits on a landscape page; a wider roster goes into several tables."""

_WIDTH_OF_A_MM = 0.55  # of an Excel column, in characters


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex of the Word report; `subject` names its kind in the sentence that refers to it."""

    number: str
    subject: str
    title: str
    note: str
    table: Table
    charts: tuple[ChartData, ...] = ()

    def as_context(self) -> dict[str, object]:
        """Return the annex in plain values for the template."""
        table = self.table
        totals = [list(table.total_texts)] if table.total_texts else []
        return {
            "number": self.number,
            "title": self.title.upper(),
            "note": self.note,
            "columns": [
                {"title": column.title, "align": column.align, "width_mm": column.width_mm}
                for column in table.columns
            ],
            "rows": [*(list(row) for row in table.texts), *totals],
            "total_row": bool(totals),
            "charts": [chart.as_context() for chart in self.charts],
        }


def word_annexes(source: ReportSource, *, note: str) -> list[Annex]:
    """Return the annexes that have rows, numbered in the order in which the body refers to them."""
    kinds = source.area_kinds
    tables = [("số liệu tổng hợp", summary_table(source))]
    for roster in _filled_rosters(source):
        pieces = split(roster_table(source, roster), MOST_COLUMNS)
        tables += [(f"kết quả theo {kinds}", piece) for piece in pieces]
    tables.append(("giải trình số liệu", explanation_table(source)))
    tables += [("tình hình thực hiện từng chỉ tiêu", table) for table in _targets(source)]
    filled = [(subject, table) for subject, table in tables if table.rows]
    drawn = charts(source)
    if drawn:
        filled.append(("biểu đồ", Table(f"Biểu đồ {source.period.label}", (), (), ())))
    return [
        Annex(
            _number(n, len(filled)), subject, table.title, note, table, () if table.rows else drawn
        )
        for n, (subject, table) in enumerate(filled, start=1)
    ]


def workbook(
    form: Form,
    data: ReportData,
    *,
    outcome: Outcome,
    settings: OfficeWords,
    org_unit: OrgUnit,
    area_names: Mapping[str, str],
    revision: int = 0,
    is_draft: bool,
    is_practice: bool,
    report_date: date | None = None,
    content_code: str = "",
) -> dict[str, object]:
    """Return the workbook in plain values: the same tables with real numbers, wide ones whole."""
    source = ReportSource(form, data, outcome, org_unit, area_names)
    named = [("Tổng hợp", summary_table(source))]
    named += [(roster.label, roster_table(source, roster)) for roster in _filled_rosters(source)]
    named += [(table.label, list_table(source, table)) for table in _lists(source)]
    named += [("Chỉ tiêu kế hoạch", table) for table in _targets(source)]
    named.append(("Giải trình", explanation_table(source)))
    filled = [(name, table) for name, table in named if table.rows]
    subtitle = data_window_line(source, revision=revision)
    return {
        **letterhead(settings, is_draft=is_draft, is_practice=is_practice),
        "place_and_date": place_and_date(source, settings, report_date=report_date),
        "content_code": content_code,
        "sheets": [
            *(_sheet(name, table, subtitle) for name, table in filled),
            *(_chart_sheet(n, chart, subtitle) for n, chart in enumerate(charts(source), start=1)),
        ],
    }


def _number(number: int, count: int) -> str:
    """Return "Phụ lục II"; a single annex has no number (NĐ 30/2020 PL I, III.1)."""
    return f"Phụ lục {roman(number)}" if count > 1 else "Phụ lục"


def _filled_rosters(source: ReportSource) -> list[Question]:
    """Return the rosters in which some area has said something."""
    said = {key.question for key, answer in source.data.answers.items() if not answer.is_empty}
    rosters = _tables(source, QuestionType.ROSTER)
    return [roster for roster in rosters if said & {column.name for column in roster.questions}]


def _lists(source: ReportSource) -> list[Question]:
    return _tables(source, QuestionType.LIST)


def _targets(source: ReportSource) -> list[Table]:
    return [target_table(source, table) for table in _tables(source, QuestionType.TARGETS)]


def _tables(source: ReportSource, kind: QuestionType) -> list[Question]:
    return [question for question in source.form.all_questions() if question.type is kind]


def _sheet(name: str, table: Table, subtitle: str) -> dict[str, object]:
    return {
        "name": name,
        "title": table.title.upper(),
        "subtitle": subtitle,
        "columns": [_sheet_column(column) for column in table.columns],
        "rows": [list(row) for row in table.rows],
    }


def _chart_sheet(number: int, chart: ChartData, subtitle: str) -> dict[str, object]:
    """Return a sheet that holds a chart under its figures."""
    columns = (
        TableColumn("Nội dung", 110),
        *(
            TableColumn(name, 44, kind="decimal", align="right", decimals=chart.decimals)
            for name, _ in chart.series
        ),
    )
    figures = zip(*(values for _, values in chart.series), strict=True)
    rows = [[name, *row] for name, row in zip(chart.categories, figures, strict=True)]
    table = Table(f"{chart.title} ({chart.unit})", columns, (), ())
    sheet = _sheet(f"Biểu đồ {number}", table, subtitle)
    return {**sheet, "rows": rows, "chart": chart.as_context()}


def _sheet_column(column: TableColumn) -> dict[str, object]:
    return {
        "title": column.title,
        "kind": column.kind,
        "decimals": column.decimals,
        "width": round(column.width_mm * _WIDTH_OF_A_MM),
        "total": column.total,
        "numerator_column": column.numerator,
        "denominator_column": column.denominator,
    }
