"""What is wrong with the rules that a question declares by name, and with what a total totals."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cds_desktop.formdef.expression_lint import FormNames, Owner, Trouble, check_expression
from cds_desktop.formdef.kinds import Kind
from cds_desktop.formdef.parser import parse
from cds_desktop.formdef.syntax import ExpressionError, references
from cds_desktop.formdef.tables import Table
from cds_desktop.model.form import Aggregation, Form, Nature, Question, QuestionType

_TOTALLED = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)")


def check_declared_keys(
    question: Question, owner: Owner, place: Table, *, names: FormNames
) -> None:
    """Note what is wrong with pairs, running sums, column totals and applicability."""
    for key, others in (
        ("compulsory_with", question.compulsory_with),
        ("exclusive_with", question.exclusive_with),
    ):
        for name in others:
            _check_partner(key, name, question, owner, place=place, names=names)
    if question.cumulates:
        _check_cumulated(question, owner, place, names=names)
    if question.column_total:
        _check_column(question.column_total, place, names=names)
    if question.applies_to:
        for trouble in _check_applicability(question.applies_to, owner, names):
            place.fault("applies_to", trouble.code, **trouble.params)
    for name in question.total_of:
        if not _TOTALLED.fullmatch(name):
            place.fault("total_of", "lint_total_of_shape", name=name)


def split_total(name: str) -> tuple[str, str]:
    """Split "huyen_cds.hs_tiep_nhan" into the form and the question."""
    form_id, _, question = name.partition(".")
    return form_id, question


def total_troubles(question: Question, forms: Sequence[Form]) -> Iterator[Trouble]:
    """Yield each figure of `total_of` that no version of its form has, or that cannot be added."""
    for name in question.total_of:
        form_id, wanted = split_total(name)
        versions = [form for form in forms if form.form_id == form_id]
        found = [q for form in versions for q in form.all_questions() if q.name == wanted]
        if not found:
            yield Trouble("lint_total_of_unknown", {"name": name})
        elif not all(_is_additive(one) for one in found):
            yield Trouble("lint_total_of_not_additive", {"name": name})


def sibling_forms(path: Path, form: Form) -> list[Path]:
    """Return the files beside `path` that hold the forms whose figures are totalled."""
    wanted = {split_total(name)[0] for q in form.all_questions() for name in q.total_of}
    return [file for name in sorted(wanted) for file in sorted(path.parent.glob(f"{name}_v*.toml"))]


def _is_additive(question: Question) -> bool:
    is_rate = question.type in (QuestionType.RATIO, QuestionType.PERCENTAGE)
    return question.is_figure and not is_rate and question.aggregation is not Aggregation.NONE


def _check_partner(
    key: str, name: str, question: Question, owner: Owner, *, place: Table, names: FormNames
) -> None:
    other = names.questions.get(name)
    is_same_table = names.tables.get(name) == owner.table
    if other is None or other.is_group or name == question.name or not is_same_table:
        place.fault(key, "lint_partner", name=name)


def _check_cumulated(question: Question, owner: Owner, place: Table, *, names: FormNames) -> None:
    name = question.cumulates
    is_figure = names.kind(name) is Kind.NUMBER and names.tables.get(name) == owner.table
    if not is_figure or question.nature is not Nature.CUMULATIVE:
        place.fault("cumulates", "lint_cumulates", name=name)


def _check_column(name: str, place: Table, *, names: FormNames) -> None:
    is_column = names.kind(name) is Kind.NUMBER and bool(names.tables.get(name))
    if not is_column:
        place.fault("column_total", "lint_column_total", name=name)


def _check_applicability(text: str, owner: Owner, names: FormNames) -> Iterator[Trouble]:
    """Who a figure applies to cannot hang on what is entered."""
    try:
        used = sorted(reference.name for reference in references(parse(text)))
    except ExpressionError:
        used = []
    if used:
        yield Trouble("lint_applies_to_names", {"name": used[0]})
    else:
        yield from check_expression(text, owner, names=names, expected=Kind.CONDITION)
