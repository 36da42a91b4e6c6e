"""Short ways to a form and a report for the tests of formdef."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from cds_desktop.formdef.answers import Outcome, ReportData, apply, compile_rules
from cds_desktop.formdef.form_reader import read_form
from cds_desktop.formdef.meaning import check_form
from cds_desktop.formdef.reading import read_answer
from cds_desktop.formdef.report_data import cell_key
from cds_desktop.formdef.rules import with_tables
from cds_desktop.model.finding import Finding, Severity
from cds_desktop.model.form import Form
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, Explanation

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "forms"
UNIT = "872"
AREAS = ("30001", "30002", "30003")
SEPTEMBER = Period("202309")

HEAD = """\
form_id = "thu"
version = 1
title = "Thử"
report_title = "Thử {period}"
levels = ["district"]
valid_from = 2023-01-01
choices.co_khong = [{ name = "co", label = "Có" }, { name = "khong", label = "Không" }]
[[sections]]
name = "phan"
code = "1"
title = "Phần"
"""


def form_text(questions: str) -> str:
    """Return a form file with these `[[sections.questions]]`; codes and labels are added."""
    lines: list[str] = []
    for line in questions.strip().splitlines():
        lines.append(line)
        if found := re.fullmatch(r'\s*name = "(\w*)"', line):
            lines.append(f'code = "1.{len(lines)}"\nlabel = "Nhãn {found.group(1)}"')
    return HEAD + "\n".join(lines) + "\n"


def a_form(questions: str) -> Form:
    """Return a form without faults made of these questions."""
    definition = read_form(tomllib.loads(form_text(questions), parse_float=Decimal))
    faults = [*definition.faults, *check_form(definition)]
    assert not faults, faults
    return definition.form


def a_report(
    form: Form,
    typed: Mapping[str, str],
    *,
    period: Period = SEPTEMBER,
    history: Mapping[str, Mapping[str, str]] | None = None,
    explained: Mapping[str, str] | None = None,
    areas: tuple[str, ...] = AREAS,
) -> ReportData:
    """Return a report with cells typed as "question" or "column@1"; history by period."""
    earlier = {
        Period(iso): answers_of(form, cells, areas) for iso, cells in (history or {}).items()
    }
    keys = {cell: key_of(form, cell, areas) for cell in explained or {}}
    explanations = {
        keys[cell]: Explanation(keys[cell], value, "Đã kiểm tra tại đơn vị")
        for cell, value in (explained or {}).items()
    }
    answers = answers_of(form, typed, areas)
    return ReportData(UNIT, period, areas, answers, explanations, earlier)


def answers_of(
    form: Form, typed: Mapping[str, str], areas: tuple[str, ...] = AREAS
) -> dict[CellKey, Answer]:
    """Return the answers of cells as typed."""
    answers: dict[CellKey, Answer] = {}
    for cell, text in typed.items():
        question = form.question(cell.split("@")[0])
        choices = form.choices.get(question.choices, ())
        key = key_of(form, cell, areas)
        answers[key] = read_answer(question, key, text, choices=choices)
    return answers


def key_of(form: Form, cell: str, areas: tuple[str, ...] = AREAS) -> CellKey:
    """Return the key of "question", "column@2" (roster, targets) or "column@r0001" (list)."""
    name, _, row = cell.partition("@")
    table = {question.name: table for question, table in with_tables(form)}[name]
    if table is None:
        return CellKey(UNIT, name)
    rows = {"roster": areas, "targets": tuple(target.id for target in form.targets)}
    row_id = row if row.startswith("r") else rows[table.type.value][int(row) - 1]
    empty = ReportData(UNIT, SEPTEMBER, areas, {})
    return cell_key(name, row_id, table_type=table.type, data=empty)


def applied(form: Form, data: ReportData) -> Outcome:
    """Return the outcome of a report, from cold."""
    return apply(compile_rules(form), data)


def found(form: Form, data: ReportData, cell: str) -> list[Finding]:
    """Return the findings of one cell."""
    key = key_of(form, cell, data.areas)
    return [finding for finding in applied(form, data).findings if finding.key == key]


def codes(form: Form, data: ReportData, cell: str) -> list[tuple[str, Severity]]:
    """Return the codes and weights of the findings of one cell."""
    return [(finding.code, finding.severity) for finding in found(form, data, cell)]
