"""Whole reports from the shipped form and the synthetic months: every sentence is one, every
figure in it is a figure of the report."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import pytest

from cds_desktop import paths
from cds_desktop.formdef.answers import Outcome, ReportData, apply, compile_rules
from cds_desktop.formdef.catalog import Catalog
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.operations.suggestions import suggest_settings
from cds_desktop.reports import annexes, context
from cds_desktop.reports.printing import figure_text, prose_figure
from cds_desktop.reports.source import ReportSource
from tests.synthetic import units
from tests.synthetic.district import district_answers

NUMBER = re.compile(r"\d[\d.]*\d(?:,\d+)?|\d(?:,\d+)?")
NOT_A_FIGURE = re.compile(
    r"số \d+/[A-ZĐ&-]+|\d+/\d+/\d{4}|(?:tăng|giảm) [\d.,]+%?|(?:năm|tháng) \d{1,4}(?![\d.])",
    re.IGNORECASE,
)
MONTHS = [
    pytest.param("866", "202309", id="Cao Lãnh"),
    pytest.param("870", "202309", id="Hồng Ngự, with estimates"),
    pytest.param("872", "202309", id="Tháp Mười"),
    pytest.param("868", "202401", id="the first month of a year"),
    pytest.param("877", "202307", id="the first month with a report"),
]


class Made(NamedTuple):
    """A report and what it was made from."""

    form: Form
    data: ReportData
    outcome: Outcome
    context: dict[str, Any]
    workbook: dict[str, Any]


@cache
def made(code: str, iso: str) -> Made:
    period = Period(iso)
    form = Catalog((paths.FORMS,)).form_for(Level.DISTRICT, period)
    assert form is not None
    unit = OrgUnit(code, units.district(code).name, Level.DISTRICT, "87", date(2004, 1, 1))
    data = ReportData(
        org_unit=code,
        period=period,
        areas=units.areas(code),
        answers=district_answers(code, period),
        history={past: district_answers(code, past) for past in (period.previous(),)},
    )
    outcome = apply(compile_rules(form), data)
    settings = suggest_settings(unit, "Tỉnh Đồng Tháp")
    words: dict[str, Any] = {
        "outcome": outcome,
        "settings": settings,
        "org_unit": unit,
        "area_names": {unit.code: unit.name for unit in units.communes()},
        "is_draft": False,
        "is_practice": False,
    }
    return Made(
        form,
        data,
        outcome,
        context.build(form, data, revision=1, **words),
        annexes.workbook(form, data, **words),
    )


def blocks(report: Made) -> Iterator[dict[str, str]]:
    for part in report.context["parts"]:
        yield from part["blocks"]


@pytest.mark.parametrize(("code", "iso"), MONTHS)
def test_every_block_is_a_sentence_as_an_official_writes_it(code: str, iso: str):
    for block in blocks(made(code, iso)):
        text = block["text"]
        first = text.removeprefix("- ")[0]
        assert not re.search(r"[{}\[\]]|  | [,.;:)]|\( |\.\.|;;|,,|None", text), text
        assert first.isupper() or first.isdigit(), text
        if block["kind"] != "heading":
            assert text[-1] in ".;:" or text.endswith("./."), text
            assert text.count("(") == text.count(")"), text


@pytest.mark.parametrize(("code", "iso"), MONTHS)
def test_every_figure_in_a_sentence_is_a_figure_of_the_report(code: str, iso: str):
    report = made(code, iso)
    known = _figures(report)
    narratives = {str(answer.value) for answer in report.data.answers.values()}
    results = report.context["parts"][0]["blocks"]
    sentences = [b["text"] for b in results if b["kind"] == "paragraph"]
    checked = 0
    for text in sentences:
        if text.rstrip(".") in narratives or text in narratives:
            continue
        for number in NUMBER.findall(NOT_A_FIGURE.sub(" ", text)):
            assert number in known, f"{number} in: {text}"
            checked += 1
    assert checked > 100


@pytest.mark.parametrize(("code", "iso"), MONTHS)
def test_every_section_says_something_and_the_report_ends_once(code: str, iso: str):
    texts = [block["text"] for block in blocks(made(code, iso))]
    assert sum(text.endswith("./.") for text in texts) == 1
    assert texts[-1].endswith("./.")
    results = made(code, iso).context["parts"][0]["blocks"]
    assert [b["text"] for b in results if b["text"] == "Chưa có số liệu."] == []
    assert sum(block["kind"] == "heading" for block in results) == 9


@pytest.mark.parametrize(("code", "iso"), MONTHS)
def test_the_annexes_fit_a_page_and_have_cells_for_all_columns(code: str, iso: str):
    report = made(code, iso)
    for annex in report.context["annexes"]:
        if annex["charts"]:
            assert (annex["columns"], annex["rows"]) == ([], [])
            continue
        assert 1 <= len(annex["columns"]) <= annexes.MOST_COLUMNS
        assert {len(row) for row in annex["rows"]} == {len(annex["columns"])}
    for sheet in report.workbook["sheets"]:
        assert {len(row) for row in sheet["rows"]} == {len(sheet["columns"])}


def test_the_totals_of_the_rosters_are_the_sums_of_their_rows():
    sheets = {sheet["name"]: sheet for sheet in made("872", "202309").workbook["sheets"]}
    infrastructure = sheets["Hạ tầng số theo xã, phường, thị trấn"]
    totals = [
        sum((row[place] for row in infrastructure["rows"]), Decimal(0))
        for place, column in enumerate(infrastructure["columns"])
        if column["total"] == "sum"
    ]
    annex = next(a for a in made("872", "202309").context["annexes"] if "HẠ TẦNG" in a["title"])
    printed = [cell.replace(".", "") for cell in annex["rows"][-1][2:]]
    assert printed == [str(total) for total in totals]


def test_a_report_of_the_province_s_year_start_does_not_repeat_the_month_as_the_year():
    texts = [block["text"] for block in blocks(made("868", "202401"))]
    assert not [text for text in texts if "riêng trong kỳ" in text]


def _figures(report: Made) -> set[str]:
    """Return every number that the report may print: its figures, and those of the templates."""
    unit = OrgUnit(report.data.org_unit, "", Level.DISTRICT, "", date(2004, 1, 1))
    source = ReportSource(report.form, report.data, report.outcome, unit, {})
    known: set[str] = set()
    for section in report.form.sections:
        for question in section.questions:
            known.update(NUMBER.findall(question.sentence))
            value = None if question.is_group else source.figure(source.own(question.name))
            if value is not None:
                known.add(figure_text(question, value).rstrip("%"))
                known.add(prose_figure(question, value).rstrip("%"))
    known.update(number for annex in report.context["annexes"] for number in _roman(annex))
    return known


def _roman(annex: dict[str, Any]) -> list[str]:
    return NUMBER.findall(annex["number"])
