"""Help for one cell (F1): definition, formula with its numbers, rules in words, source, example."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cds_desktop.formdef.board import RowScope
from cds_desktop.formdef.declared_rules import usual
from cds_desktop.formdef.formula_text import in_words, with_numbers
from cds_desktop.formdef.parser import parse
from cds_desktop.formdef.rules import CompiledQuestion, calculation_of
from cds_desktop.formdef.syntax import bind
from cds_desktop.model.form import NATURE_NAMES, Aggregation, Question, QuestionType
from cds_desktop.model.submission import CellKey
from cds_desktop.operations import month_view
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.vietnamese import format_number, round_half_up

_TOTALLED = {
    Aggregation.SUM: "cộng số liệu của các đơn vị",
    Aggregation.MAX: "lấy số lớn nhất của các đơn vị",
    Aggregation.LAST: "cộng số liệu của các đơn vị",
    Aggregation.COUNT: "đếm số đơn vị có số liệu",
    Aggregation.NONE: "không tổng hợp giữa các đơn vị",
}


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """What F1 says of a cell; empty texts where there is nothing to say.

    `formula` is in the words of the form, `numbers` the same with the figures of this month.
    """

    title: str
    definition: str
    kind: str
    formula: str
    numbers: str
    rules: tuple[str, ...]
    history: str
    source: str
    example: str


def field_help(session: EntrySession, key: CellKey) -> FieldHelp:
    """Return the help of a cell; raises InputError `question_unknown`."""
    question = session.question(key.question)
    formula, numbers = _formula(session, key, question)
    return FieldHelp(
        title=month_view.place_name(session, key),
        definition=question.help.definition,
        kind=_kind(session, key, question),
        formula=formula,
        numbers=numbers,
        rules=tuple(_rules(session, question)),
        history=_history(session, key, question),
        source=question.help.source,
        example=question.help.example,
    )


def help_lines(help_text: FieldHelp) -> Iterator[str]:
    """Yield the help as lines of text, headings first."""
    yield help_text.title
    for heading, text in (
        ("Định nghĩa", help_text.definition),
        ("Loại số liệu", help_text.kind),
        ("Công thức", help_text.formula),
        ("Thay số", help_text.numbers),
        ("Các kỳ trước", help_text.history),
        ("Nguồn số liệu", help_text.source),
        ("Ví dụ", help_text.example),
    ):
        if text:
            yield f"{heading}: {text}"
    for rule in help_text.rules:
        yield f"Điều kiện: {rule}"


def _formula(session: EntrySession, key: CellKey, question: Question) -> tuple[str, str]:
    expression = calculation_of(question)
    if expression is None:
        return "", ""
    board = session.outcome.board
    compiled, row = _place(session, key)
    names = board.rules.plain_questions
    scope = RowScope(board, compiled, row)
    worked = with_numbers(expression, scope, questions=names, labels=board.rules.labels)
    result = month_view.value_shown(question, session.outcome.value(key)) or "chưa tính được"
    percent = "%" if question.type is QuestionType.RATIO and result[0].isdigit() else ""
    return f"{question.label} = {in_words(expression, names)}", f"{worked} = {result}{percent}"


def _place(session: EntrySession, key: CellKey) -> tuple[CompiledQuestion, str]:
    compiled = session.outcome.board.rules.questions[key.question]
    is_roster = compiled.table_type is QuestionType.ROSTER
    return compiled, key.area if is_roster else key.row


def _kind(session: EntrySession, key: CellKey, question: Question) -> str:
    names = session.outcome.board.rules.plain_questions
    counted = names.get(question.numerator, question)  # a rate is of the nature of what it counts
    parts = [f"số liệu {NATURE_NAMES[counted.nature]}"] if question.is_figure else []
    if question.unit_of_measure:
        parts.append(f"đơn vị tính {question.unit_of_measure}")
    parts.append("phần mềm tự tính, không nhập" if question.is_calculated else "")
    parts.append("bắt buộc nhập" if question.is_required else "")
    if question.total_of:
        parts.append(f"{_TOTALLED[question.aggregation]}: {', '.join(question.total_of)}")
    if key in session.outcome.inapplicable:
        parts.append("không áp dụng cho đơn vị trong kỳ này")
    text = "; ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def _rules(session: EntrySession, question: Question) -> Iterator[str]:
    names = session.outcome.board.rules.plain_questions
    for weight, rules in (
        ("lỗi nếu không đúng", question.constraints),
        ("phải giải trình nếu không đúng", question.warnings),
        ("lưu ý nếu không đúng", question.notices),
    ):
        for rule in rules:
            condition = in_words(bind(parse(rule.condition), question.name), names)
            yield f"{condition} ({weight})."
    yield from _declared(question, names)
    if question.relevant:
        yield f"Chỉ hỏi khi {in_words(bind(parse(question.relevant), question.name), names)}."
    if question.applies_to:
        yield f"Chỉ áp dụng khi {in_words(parse(question.applies_to), names)}."


def _declared(question: Question, names: Mapping[str, Question]) -> Iterator[str]:
    for name in question.compulsory_with:
        yield f"Đi đôi với {names[name].label}: có số này phải có số kia."
    for name in question.exclusive_with:
        yield f"Không cùng có số liệu với {names[name].label}."
    if question.cumulates:
        yield f"Bằng lũy kế kỳ trước cộng {names[question.cumulates].label}."
    if question.column_total:
        yield f"Bằng tổng cột {names[question.column_total].label}."


def _history(session: EntrySession, key: CellKey, question: Question) -> str:
    """Say what is usual for the figure, once there are periods enough to say it."""
    figures = session.outcome.board.past.recent(key) if question.is_figure else []
    known = usual(figures)
    if known is None:
        return ""
    middle = round_half_up(known.middle, question.decimals)
    low, high = format_number(min(figures)), format_number(max(figures))
    return f"{known.points} kỳ gần nhất từ {low} đến {high}, mức giữa {format_number(middle)}"
