"""What is wrong with one expression of a form: its syntax, its names, its kinds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from cds_desktop.formdef.kinds import Kind, kind_of_question, misfits
from cds_desktop.formdef.parser import parse
from cds_desktop.formdef.rules import with_tables
from cds_desktop.formdef.syntax import (
    COLUMN_FUNCTIONS,
    HISTORY_FUNCTIONS,
    Binary,
    Call,
    Expression,
    ExpressionError,
    Name,
    Text,
    bind,
    unparse,
    walk,
    walk_names,
)
from cds_desktop.formdef.tables import shown
from cds_desktop.formdef.wording import parse_message
from cds_desktop.model.form import Form, Question, QuestionType


class Trouble(NamedTuple):
    """The code of a fault and what fills its sentence."""

    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Owner:
    """The question that an expression belongs to, and the table whose rows it sees, "" for none."""

    question: str
    table: str


class FormNames:
    """Every name of a form with what it stands for."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.questions: dict[str, Question] = {}
        self.tables: dict[str, str] = {}
        for question, table in with_tables(form):
            self.questions.setdefault(question.name, question)
            self.tables.setdefault(question.name, table.name if table else "")

    def kind(self, name: str) -> Kind:
        """Return the kind of a question's value; UNKNOWN for a name that does not exist."""
        question = self.questions.get(name)
        return kind_of_question(question) if question else Kind.UNKNOWN

    def is_seen_from(self, name: str, table: str) -> bool:
        """Say whether a rule in `table` may use the bare value of a question."""
        return self.tables.get(name) in ("", table)

    def hint(self, name: str) -> str:
        """Return the way out for a name that does not exist."""
        nearest = get_close_matches(name, self.questions, n=1)
        return f"Có phải là “{nearest[0]}”?" if nearest else "Xin ghi tên một chỉ tiêu có thật."


def check_expression(
    text: str, owner: Owner, *, names: FormNames, expected: Kind
) -> Iterator[Trouble]:
    """Yield what is wrong with an expression that must give the kind `expected`."""
    try:
        expression = bind(parse(text), owner.question)
    except ExpressionError as error:
        yield _unreadable(text, error)
        return
    yield from _check_names(expression, owner, names)
    yield from _check_choices(expression, names)
    for misfit in misfits(expression, names.kind, expected=expected):
        yield Trouble(
            "lint_kind",
            {
                "expression": shown(text),
                "part": shown(unparse(misfit.part)),
                "found": misfit.found.value,
                "expected": misfit.expected.value,
            },
        )


def check_message(template: str, owner: Owner, *, names: FormNames) -> Iterator[Trouble]:
    """Yield what is wrong with the braces of a message."""
    try:
        parts = parse_message(template, owner.question)
    except ExpressionError as error:
        yield _unreadable(template, error)
        return
    for part in parts:
        if not isinstance(part, str):
            yield from _check_names(part, owner, names)
        elif "{" in part or "}" in part:
            yield Trouble("lint_message_braces", {})


def check_printed_name(name: str, table: str, *, names: FormNames) -> Iterator[Trouble]:
    """Yield what is wrong with a question that a sentence prints."""
    if name not in names.questions:
        yield Trouble("lint_name_unknown", {"name": name, "hint": names.hint(name)})
    elif not names.is_seen_from(name, table):
        yield Trouble("lint_column_outside", {"name": name})


def _unreadable(text: str, error: ExpressionError) -> Trouble:
    place = {"expression": shown(text), "position": error.position + 1}
    return Trouble(error.code, {**place, **error.params})


def _check_names(expression: Expression, owner: Owner, names: FormNames) -> Iterator[Trouble]:
    for node, function in walk_names(expression):
        question = names.questions.get(node.name)
        params = {"name": node.name, "function": function}
        if question is None:
            yield Trouble("lint_name_unknown", params | {"hint": names.hint(node.name)})
        elif function == "rows" or question.is_group:
            if function != "rows" or not question.is_group:
                yield Trouble("lint_not_a_table", params)
        elif function in COLUMN_FUNCTIONS:
            if not names.tables[node.name]:
                yield Trouble("lint_not_a_column", params)
        elif not names.is_seen_from(node.name, owner.table):
            yield Trouble("lint_column_outside", params)
        elif function in HISTORY_FUNCTIONS and _is_in_list(node.name, names):
            yield Trouble("lint_history_in_list", params)


def _is_in_list(name: str, names: FormNames) -> bool:
    table = names.questions.get(names.tables[name])
    return table is not None and table.type is QuestionType.LIST


def _check_choices(expression: Expression, names: FormNames) -> Iterator[Trouble]:
    """Yield each code that a choice is compared with and can never be."""
    for node, _ in walk(expression):
        for name, text in _compared_codes(node):
            question = names.questions.get(name)
            choices = names.form.choices.get(question.choices, ()) if question else ()
            known = [choice.name for choice in choices]
            if known and text not in known:
                allowed = ", ".join(known)
                params = {"name": name, "value": shown(text), "allowed": allowed}
                yield Trouble("lint_choice_unknown", params)


def _compared_codes(node: Expression) -> Iterator[tuple[str, str]]:
    match node:
        case Binary("=" | "!=", Name(name), Text(text)) | Binary(
            "=" | "!=", Text(text), Name(name)
        ):
            yield name, text
        case Call("count_if", (Name(name), Text(text))):
            yield name, text
        case Binary("=" | "!=", Call("prev" | "same_month_last_year", (Name(name),)), Text(text)):
            yield name, text
        case _:
            return
