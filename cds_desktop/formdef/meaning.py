"""What is wrong with the meaning of a form: names, kinds, circles, sentences, the target table.

The shape of the file is `form_reader`'s; whether the form's own examples hold is `examples`'s.
"""

import re
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from cds_desktop.formdef.declared_lint import check_declared_keys
from cds_desktop.formdef.expression_lint import (
    FormNames,
    Owner,
    Trouble,
    check_expression,
    check_message,
    check_printed_name,
)
from cds_desktop.formdef.faults import PlacedFault
from cds_desktop.formdef.form_reader import Definition
from cds_desktop.formdef.kinds import Kind
from cds_desktop.formdef.rules import sources, with_tables
from cds_desktop.formdef.sentence_template import SentenceTemplateError, template_fields
from cds_desktop.formdef.tables import Table
from cds_desktop.messages import explain
from cds_desktop.model.form import Form, Question, QuestionType, Rule
from cds_desktop.model.target import TargetStatus

_TARGET_COLUMNS = {
    "ket_qua": QuestionType.DECIMAL,
    "trang_thai": QuestionType.CHOICE,
    "nguyen_nhan": QuestionType.TEXT,
    "phu_thuoc": QuestionType.TEXT,
}
_TARGET_CHOICES = "trang_thai_chi_tieu"
_RULE_KEYS = ("constraint", "warning", "notice")


def check_form(definition: Definition) -> list[PlacedFault]:
    """Return the faults of meaning; those of shape are not repeated."""
    known = len(definition.faults)
    names = FormNames(definition.form)
    questions = with_tables(definition.form)
    for (question, table), place in zip(questions, definition.tables, strict=True):
        owner = Owner(question.name, table.name if table else "")
        _check_rules(question, owner, place, names=names)
        _check_attributes(question, owner, place, names=names)
        check_declared_keys(question, owner, place, names=names)
    _check_sentences(definition, names)
    _check_renamed(definition, names)
    if len(definition.faults) == known:
        _check_circles(definition)
    found = definition.faults[known:]
    del definition.faults[known:]
    return found


def _check_rules(question: Question, owner: Owner, place: Table, *, names: FormNames) -> None:
    conditions = [("relevant", question.relevant)] if question.relevant else []
    conditions += [(key, rule.condition) for key, rule in _keyed_rules(question, place)]
    for key, text in conditions:
        _note(place, key, check_expression(text, owner, names=names, expected=Kind.CONDITION))
    if text := question.calculation:
        found = check_expression(text, owner, names=names, expected=Kind.NUMBER)
        _note(place, "calculation", found)
    for key, rule in _keyed_rules(question, place):
        message_key = f"{key}_message" if f"{key}_message" in place.content else key
        _note(place, message_key, check_message(rule.message, owner, names=names))


def _keyed_rules(question: Question, place: Table) -> Iterable[tuple[str, Rule]]:
    """Yield every rule with the key that it stands under: `constraint` or `constraints`."""
    kinds = (question.constraints, question.warnings, question.notices)
    for key, rules in zip(_RULE_KEYS, kinds, strict=True):
        for index, rule in enumerate(rules):
            is_single = index == 0 and bool(place.content.get(key))
            yield (key if is_single else f"{key}s"), rule


def _check_attributes(question: Question, owner: Owner, place: Table, *, names: FormNames) -> None:
    for key, name in (("numerator", question.numerator), ("denominator", question.denominator)):
        is_figure = names.kind(name) is Kind.NUMBER and names.is_seen_from(name, owner.table)
        if name and not is_figure:
            place.fault(key, "lint_part_not_figure", name=name)
    if question.choices and question.choices not in names.form.choices:
        place.fault("choices", "lint_choices_unknown", name=question.choices)
    if question.pattern:
        _check_pattern(question.pattern, place)
    if question.type is QuestionType.TARGETS:
        _check_target_table(question, place, names.form)
    seen = question.name if question.is_group else owner.table  # a list has a sentence for each row
    _check_sentence(question.sentence, "sentence", place, table=seen, names=names)


def _check_pattern(pattern: str, place: Table) -> None:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        place.fault("pattern", "lint_pattern_broken", pattern=pattern, reason=str(error))


def _check_target_table(question: Question, place: Table, form: Form) -> None:
    columns = {column.name: column for column in question.questions}
    for suffix, kind in _TARGET_COLUMNS.items():
        column = columns.get(f"{question.name}_{suffix}")
        if column is None or column.type is not kind:
            name = f"{question.name}_{suffix}"
            place.fault("", "lint_targets_columns", name=name, type=kind.value)
    status = columns.get(f"{question.name}_trang_thai")
    wanted = sorted(status.value for status in TargetStatus)
    choices = sorted(choice.name for choice in form.choices.get(_TARGET_CHOICES, ()))
    if status and (status.choices != _TARGET_CHOICES or choices != wanted):
        allowed = ", ".join(wanted)
        place.fault("", "lint_target_statuses", name=_TARGET_CHOICES, allowed=allowed)


def _check_sentences(definition: Definition, names: FormNames) -> None:
    form, head = definition.form, definition.head
    for section, place in zip(form.sections, definition.sections, strict=True):
        _check_sentence(section.sentence, "sentence", place, table="", names=names)
    _check_sentence(form.report_title, "report_title", head, table="", names=names)


def _check_sentence(sentence: str, key: str, place: Table, *, table: str, names: FormNames) -> None:
    try:
        printed = template_fields(sentence)
    except SentenceTemplateError as error:
        message = explain(error.code, error.params)
        place.fault(key, "lint_sentence", reason=message.text, way_out=message.way_out)
        return
    for name in printed:
        _note(place, key, check_printed_name(name, table, names=names))


def _check_renamed(definition: Definition, names: FormNames) -> None:
    renamed = definition.form.renamed
    place = Table({}, ("renamed",), title="bảng renamed", faults=definition.faults)
    for old, new in renamed.items():
        if old in names.questions:
            place.fault(old, "lint_renamed_still_used", name=old)
        if new not in names.questions and new not in renamed:
            place.fault(old, "lint_renamed_unknown", name=new)


def _check_circles(definition: Definition) -> None:
    """Note every circle of a form whose names are all right."""
    questions = with_tables(definition.form)
    places = {
        question.name: place
        for (question, _), place in zip(questions, definition.tables, strict=True)
    }
    needed = sources(definition.form)
    graph = {name: {reference.name for reference in found} for name, found in needed.items()}
    while circle := _circle(graph):
        text = " → ".join(reversed(circle))
        places[circle[0]].fault("calculation", "lint_circle", circle=text)
        graph = {name: found - set(circle) for name, found in graph.items()}


def _circle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [str(name) for name in error.args[1]]
    return []


def _note(place: Table, key: str, found: Iterable[Trouble]) -> None:
    for trouble in found:
        place.fault(key, trouble.code, **trouble.params)
