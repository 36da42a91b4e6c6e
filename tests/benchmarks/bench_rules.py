"""All rules from cold and after one edit: a district, 300 rules, 143 rows x 40 columns."""

import tempfile
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from cds_desktop.formdef.answers import FormRules, ReportData, apply, compile_rules, reapply
from cds_desktop.formdef.form_reader import read_form
from cds_desktop.formdef.loader import load_form
from cds_desktop.formdef.rules import rules_of
from cds_desktop.formdef.totals import totals
from cds_desktop.model.form import Form
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.operations.months import open_month
from cds_desktop.paths import FORMS
from tests.benchmarks import five_years
from tests.benchmarks.measuring import head, milliseconds, show
from tests.synthetic import DISTRICTS, areas, district_answers
from tests.synthetic.province import SEPTEMBER, district_report, province_form

LARGEST_DISTRICT = "873"  # 18 communes
UNIT = "87"
MONTHS = 12
_A_COMMUNE_FIGURE = CellKey(areas(LARGEST_DISTRICT)[0], "ht_ho")  # totals and rates hang on it


def main() -> None:
    """Print the times of loading forms and of their rules."""
    head("Rules of the district form")
    path = FORMS / "huyen_cds_v1.toml"
    show("form read from TOML", milliseconds(lambda: load_form(path)))
    _opened_month()
    form = load_form(path)
    data = _district_month()
    rules = compile_rules(form)
    name = f"district of {len(data.areas)} communes, {_count(form)} rules, {MONTHS} months behind"
    _cold_and_edit(rules, data, name, cold="<= 100 ms", key=_A_COMMUNE_FIGURE)
    _generated(questions=300, columns=8, rows=18, cold="<= 100 ms")
    _generated(questions=300, columns=40, rows=143, cold="<= 200 ms")
    _province()


def _opened_month() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = five_years.make(Path(folder) / "data", months=13)
        opened = milliseconds(lambda: open_month(workspace, five_years.LAST))
        show("month opened (12 months behind it)", opened)
        workspace.store.close()


def _cold_and_edit(
    rules: FormRules, data: ReportData, name: str, *, cold: str, key: CellKey
) -> None:
    show(f"{name}: cold", milliseconds(lambda: apply(rules, data)), target=cold)
    outcome = apply(rules, data)
    edited = replace(data, answers={**data.answers, key: Answer(key, Decimal(7))})
    again = milliseconds(lambda: reapply(rules, edited, outcome, {key}), runs=50)
    show(f"{name}: one edit", again, target="<= 5 ms")


def _district_month() -> ReportData:
    periods = [SEPTEMBER]
    for _ in range(MONTHS):
        periods.append(periods[-1].previous())
    found = {period: dict(district_answers(LARGEST_DISTRICT, period)) for period in periods}
    return ReportData(
        LARGEST_DISTRICT,
        SEPTEMBER,
        areas(LARGEST_DISTRICT),
        found.pop(SEPTEMBER),
        history=found,
    )


def _count(form: Form) -> int:
    return sum(1 for question in form.all_questions() for _ in rules_of(question))


def _generated(*, questions: int, columns: int, rows: int, cold: str) -> None:
    """A form with a rule for each question and each column, every cell filled, twelve months."""
    form = _form(questions, columns)
    places = tuple(f"x{row}" for row in range(rows))
    history = {period: _answers(form, places) for period in _past()}
    data = ReportData(UNIT, SEPTEMBER, places, _answers(form, places), history=history)
    name = f"{_count(form)} rules, {rows} rows x {columns} columns"
    _cold_and_edit(compile_rules(form), data, name, cold=cold, key=CellKey("x0", "c0"))


def _past() -> list[Period]:
    periods = [SEPTEMBER.previous()]
    while len(periods) < MONTHS:
        periods.append(periods[-1].previous())
    return periods


def _form(questions: int, columns: int) -> Form:
    sections: dict[str, object] = {"name": "p", "code": "1", "title": "P"}
    sections["questions"] = [
        {
            "name": "bang",
            "code": "b",
            "type": "roster",
            "label": "Bảng",
            "questions": [_question(f"c{n}", f"c{max(n - 1, 0)}") for n in range(columns)],
        },
        *(_question(f"q{n}", f"q{max(n - 1, 0)}") for n in range(questions)),
    ]
    content = tomllib.loads('form_id = "do"\nversion = 1\ntitle = "Đo"\nreport_title = "Đo"\n')
    content |= {"levels": ["province"], "sections": [sections], "valid_from": SEPTEMBER.start_date}
    definition = read_form(content)
    if definition.faults:
        raise ValueError(definition.faults[0])
    return definition.form


def _question(name: str, other: str) -> dict[str, object]:
    return {
        "name": name,
        "code": name,
        "type": "integer",
        "label": name,
        "unit_of_measure": "cái",
        "required": True,
        "constraint": f". <= {other} + 1000",
        "constraint_message": f"{{{name}}} > {{{other}}}",
    }


def _answers(form: Form, places: tuple[str, ...]) -> dict[CellKey, Answer]:
    table = form.question("bang")
    keys = [CellKey(place, column.name) for place in places for column in table.questions]
    keys += [CellKey(UNIT, q.name) for q in form.all_questions() if q.name.startswith("q")]
    return {key: Answer(key, Decimal(100 + place % 7)) for place, key in enumerate(keys)}


def _province() -> None:
    reports = [district_report(code, SEPTEMBER) for code in DISTRICTS]
    form = province_form(SEPTEMBER)
    show("province totals of 12 districts", milliseconds(lambda: totals(form, reports)))
