"""Try a form with a few typed figures, apart from every workspace: nothing is stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cds_desktop.formdef.answers import Outcome, ReportData, apply, compile_rules
from cds_desktop.formdef.reading import read_answer
from cds_desktop.formdef.report_data import cell_key
from cds_desktop.formdef.rules import with_tables
from cds_desktop.model.form import Form, QuestionType
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey

_CELL = re.compile(r"([a-z][a-z0-9_]*)(?:@([1-9][0-9]?))?")
_UNIT = "thu"


@dataclass(frozen=True, slots=True)
class Trial:
    """What the rules make of the figures tried; `unknown` are names that the form has not."""

    data: ReportData
    outcome: Outcome
    unknown: tuple[str, ...]


def try_form(
    form: Form, typed: Mapping[str, str], *, previous: Mapping[str, str], period: Period
) -> Trial:
    """Apply a form to typed figures: `hs_tiep_nhan`, or `ht_ho@1` for the first row of a table."""
    cells = [_CELL.fullmatch(name) for name in (*typed, *previous)]
    count = max((int(cell.group(2) or 0) for cell in cells if cell), default=0)
    empty = ReportData(_UNIT, period, tuple(f"x{row + 1}" for row in range(count)), {})
    answers, unknown = _answers(form, typed, empty)
    earlier, unknown_before = _answers(form, previous, empty)
    history = {period.previous(): earlier} if earlier else {}
    data = replace(empty, answers=answers, history=history)
    return Trial(data, apply(compile_rules(form), data), (*unknown, *unknown_before))


def _answers(
    form: Form, typed: Mapping[str, str], data: ReportData
) -> tuple[dict[CellKey, Answer], tuple[str, ...]]:
    known = {question.name: (question, table) for question, table in with_tables(form)}
    answers: dict[CellKey, Answer] = {}
    unknown: list[str] = []
    for name, text in typed.items():
        found = _CELL.fullmatch(name)
        question, table = known.get(found.group(1), (None, None)) if found else (None, None)
        row = found.group(2) if found else None
        if question is None or question.is_group or bool(row) is not (table is not None):
            unknown.append(name)
            continue
        kind = table.type if table else None
        place = _row(form, kind, int(row or 0))
        key = cell_key(question.name, place, table_type=kind, data=data)
        choices = form.choices.get(question.choices, ())
        answers[key] = read_answer(question, key, text, choices=choices)
    return answers, tuple(unknown)


def _row(form: Form, kind: QuestionType | None, number: int) -> str:
    if kind is QuestionType.ROSTER:
        return f"x{number}"
    if kind is QuestionType.TARGETS:
        return form.targets[number - 1].id if number <= len(form.targets) else f"?{number}"
    return f"r{number:04d}" if kind else ""
