"""A form's rules made ready to run: expressions as functions, and who depends on whom."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from graphlib import TopologicalSorter
from typing import NamedTuple

from cds_desktop.formdef.evaluation import evaluator
from cds_desktop.formdef.parser import parse
from cds_desktop.formdef.scope import Evaluator
from cds_desktop.formdef.syntax import (
    Binary,
    Expression,
    Name,
    Number,
    Reference,
    bind,
    references,
)
from cds_desktop.formdef.wording import parse_message
from cds_desktop.model.finding import Severity
from cds_desktop.model.form import Form, MissingValues, Question, QuestionType, Rule

# prev and the like look at earlier periods only; of these, ytd alone counts this period too.
_PAST_ONLY = frozenset({"prev", "same_month_last_year", "max12"})
_OVER_ALL_ROWS = frozenset({"sum", "count", "count_if", "rows"})
_MAX_KEPT = 8


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to run; `message` holds texts and expressions in turn."""

    severity: Severity
    condition: Evaluator
    missing_values: MissingValues
    message: tuple[str | Expression, ...]


@dataclass(frozen=True, slots=True)
class CompiledQuestion:
    """A question ready to run; `position` is its place in the form, then among the columns.

    `partners` are the other halves of its compulsory pairs, `running_sums` what its calculation
    takes the year's sum of.
    """

    question: Question
    table: str
    table_type: QuestionType | None
    position: tuple[int, int]
    relevant: Evaluator | None
    calculation: Evaluator | None
    rules: tuple[CompiledRule, ...]
    pattern: re.Pattern[str] | None
    applies_to: Evaluator | None
    partners: tuple[str, ...]
    running_sums: tuple[str, ...]


class Link(NamedTuple):
    """A question that depends on another: on its own row of it, or on all rows."""

    question: str
    is_same_row: bool


@dataclass(frozen=True, slots=True)
class FormRules:
    """All rules of a form.

    `ranks` orders questions so that each comes after those that its value needs. `value_links` name
    whose value, `check_links` whose findings depend on a question. `old_names` are those that a
    question had in former versions.
    """

    form: Form
    questions: Mapping[str, CompiledQuestion]
    plain_questions: Mapping[str, Question]
    columns: Mapping[str, tuple[str, ...]]
    ranks: Mapping[str, int]
    value_links: Mapping[str, tuple[Link, ...]]
    check_links: Mapping[str, tuple[Link, ...]]
    labels: Mapping[str, Mapping[str, str]]
    old_names: Mapping[str, tuple[str, ...]]


_kept: list[FormRules] = []


def compile_rules(form: Form) -> FormRules:
    """Return the rules of a form that `lint` found without fault; kept for the next call."""
    for rules in _kept:
        if rules.form is form:
            return rules
    rules = _compile(form)
    _kept.append(rules)
    del _kept[:-_MAX_KEPT]
    return rules


def sources(form: Form) -> dict[str, frozenset[Reference]]:
    """Return what the value of each question needs: its table, its relevance, its calculation."""
    return {
        question.name: frozenset(_value_references(question, table))
        for question, table in with_tables(form)
    }


def with_tables(form: Form) -> Iterator[tuple[Question, Question | None]]:
    """Yield every question with the table that it is a column of."""
    for section in form.sections:
        for question in section.questions:
            yield question, None
            for column in question.questions:
                yield column, question


def calculation_of(question: Question) -> Expression | None:
    """Return what computes the question; for a ratio, numerator over denominator in percent."""
    if question.type is QuestionType.RATIO:
        whole = Binary("*", Number(Decimal(100)), Name(question.numerator))
        return Binary("/", whole, Name(question.denominator))
    return bind(parse(question.calculation), question.name) if question.calculation else None


def rules_of(question: Question) -> Iterator[tuple[Severity, Rule]]:
    """Yield the rules of a question with what they weigh."""
    yield from ((Severity.ERROR, rule) for rule in question.constraints)
    yield from ((Severity.WARNING, rule) for rule in question.warnings)
    yield from ((Severity.NOTICE, rule) for rule in question.notices)


def _compile(form: Form) -> FormRules:
    needed = sources(form)
    order = TopologicalSorter(
        {name: {reference.name for reference in found} for name, found in needed.items()}
    )
    partners = _partners(form)
    checked = {
        question.name: frozenset(_check_references(question, partners.get(question.name, ())))
        for question, _ in with_tables(form)
    }
    tables = {question.name: table.name if table else "" for question, table in with_tables(form)}
    return FormRules(
        form=form,
        questions=_questions(form, partners),
        plain_questions={question.name: question for question in form.all_questions()},
        columns={
            question.name: tuple(column.name for column in question.questions)
            for question in form.all_questions()
            if question.is_group
        },
        ranks={name: rank for rank, name in enumerate(order.static_order())},
        value_links=_links(needed, tables),
        check_links=_links(checked, tables),
        labels={
            name: {choice.name: choice.label for choice in choices}
            for name, choices in form.choices.items()
        },
        old_names=_old_names(form),
    )


def _questions(form: Form, partners: Mapping[str, tuple[str, ...]]) -> dict[str, CompiledQuestion]:
    compiled: dict[str, CompiledQuestion] = {}
    place, column_place = 0, 0
    for question, table in with_tables(form):
        place, column_place = (place, column_place + 1) if table else (place + 1, 0)
        calculation = calculation_of(question)
        compiled[question.name] = CompiledQuestion(
            question=question,
            table=table.name if table else "",
            table_type=table.type if table else None,
            position=(place, column_place),
            relevant=_evaluator(question.relevant, question),
            calculation=evaluator(calculation) if calculation else None,
            rules=tuple(_rule(question, severity, rule) for severity, rule in rules_of(question)),
            pattern=re.compile(question.pattern) if question.pattern else None,
            applies_to=_evaluator(question.applies_to, question),
            partners=partners.get(question.name, ()),
            running_sums=_running_sums(calculation),
        )
    return compiled


def _partners(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the other halves of compulsory pairs, seen from both sides."""
    pairs = [
        (question.name, other)
        for question in form.all_questions()
        for other in question.compulsory_with
    ]
    both = pairs + [(other, name) for name, other in pairs]
    return {
        name: tuple(dict.fromkeys(other for one, other in both if one == name)) for name, _ in both
    }


def _running_sums(calculation: Expression | None) -> tuple[str, ...]:
    found = references(calculation) if calculation else frozenset[Reference]()
    return tuple(sorted(reference.name for reference in found if reference.function == "ytd"))


def _rule(question: Question, severity: Severity, rule: Rule) -> CompiledRule:
    condition = evaluator(bind(parse(rule.condition), question.name))
    message = parse_message(rule.message, question.name)
    return CompiledRule(severity, condition, rule.missing_values, message)


def _evaluator(text: str, question: Question) -> Evaluator | None:
    return evaluator(bind(parse(text), question.name)) if text else None


def _value_references(question: Question, table: Question | None) -> Iterator[Reference]:
    if table is not None:
        yield Reference(table.name, "rows")
    if question.relevant:
        yield from _present(bind(parse(question.relevant), question.name))
    if calculation := calculation_of(question):
        yield from _present(calculation)


def _check_references(question: Question, partners: Iterable[str]) -> Iterator[Reference]:
    names = (*partners, *question.exclusive_with, question.cumulates)
    yield from (Reference(name) for name in names if name)
    if question.column_total:
        yield Reference(question.column_total, "sum")
    for _, rule in rules_of(question):
        yield from _present(bind(parse(rule.condition), question.name))
        for part in parse_message(rule.message, question.name):
            if not isinstance(part, str):
                yield from _present(part)


def _present(expression: Expression) -> Iterator[Reference]:
    """Yield the references that read this period; what the past holds does not change."""
    for reference in references(expression):
        if reference.function not in _PAST_ONLY:
            yield reference


def _links(
    needed: Mapping[str, frozenset[Reference]], tables: Mapping[str, str]
) -> dict[str, tuple[Link, ...]]:
    """Turn "what each needs" into "who needs each"."""
    links: dict[str, list[Link]] = {name: [] for name in needed}
    for name, found in needed.items():
        for reference in found:
            source_table = tables[reference.name]
            is_same_row = (
                reference.function not in _OVER_ALL_ROWS
                and source_table != ""
                and source_table == tables[name]
            )
            links[reference.name].append(Link(name, is_same_row))
    return {name: tuple(found) for name, found in links.items()}


def _old_names(form: Form) -> dict[str, tuple[str, ...]]:
    """Return the former names of each renamed question, the latest first, through all versions."""
    former: dict[str, tuple[str, ...]] = {}
    for name in set(form.renamed.values()):
        found: list[str] = []
        waiting = [name]
        while waiting:
            new = waiting.pop(0)
            older = [old for old, now in form.renamed.items() if now == new and old not in found]
            found += older
            waiting += older
        former[name] = tuple(found)
    return former
