"""Start a month from the one before: what does not change by itself, to be confirmed."""

from collections.abc import Mapping
from dataclasses import replace

from cds_desktop.formdef.rules import compile_rules, with_tables
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.submission import STATUSES_WITH_VALUE, Answer, AnswerStatus, CellKey


def carried_over(
    form: Form, previous: Mapping[CellKey, Answer], org_unit: str, areas: tuple[str, ...]
) -> list[Answer]:
    """Return the answers that a new report starts with, marked as not confirmed yet.

    `previous` may come from a former version of the form: renamed questions are found. Notes stay
    behind, and so does what was not understood or not collected.
    """
    known = {question.name: (question, table) for question, table in with_tables(form)}
    places = {
        QuestionType.ROSTER: {(area, "") for area in areas},
        QuestionType.TARGETS: {(org_unit, target.id) for target in form.targets},
        QuestionType.LIST: {(org_unit, key.row) for key in previous if key.row},
    }
    new_names = {old: new for new, olds in compile_rules(form).old_names.items() for old in olds}
    carried: dict[CellKey, Answer] = {}
    for key, answer in previous.items():
        new_key = key._replace(question=new_names.get(key.question, key.question))
        question, table = known.get(new_key.question, (None, None))
        allowed = places[table.type] if table else {(org_unit, "")}
        is_its_place = (key.area, key.row) in allowed
        is_renamed_again = new_key != key and new_key in previous
        if question and is_its_place and not is_renamed_again and _is_lasting(question, answer):
            carried[new_key] = replace(answer, key=new_key, note="", is_carried_over=True)
    return list(carried.values())


def _is_lasting(question: Question, answer: Answer) -> bool:
    if not question.is_carried_over or question.is_calculated:
        return False
    has_value = answer.value is not None and answer.status in STATUSES_WITH_VALUE
    return has_value or answer.status is AnswerStatus.NOT_APPLICABLE
