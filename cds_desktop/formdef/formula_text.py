"""An expression in the words of the form, and the same with the numbers in it.

"Hồ sơ nộp trực tuyến × 100 ÷ Hồ sơ tiếp nhận" and "1.688 × 100 ÷ 2.945".
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from cds_desktop.formdef.expression import Expression, evaluate
from cds_desktop.formdef.scope import Result, Scope
from cds_desktop.formdef.syntax import Binary, Call, Name, Number, Text, Unary
from cds_desktop.formdef.wording import Labels, format_value
from cds_desktop.model.form import Question
from cds_desktop.vietnamese import format_number

_MISSING = "(chưa có)"
_SHOWN_ADDENDS = 6
_SIGNS = {
    "*": "×",
    "/": "÷",
    "-": "−",
    "!=": "khác",
    "<=": "≤",
    ">=": "≥",
    "and": "và",
    "or": "hoặc",
}
_LEVELS = {"or": 1, "and": 2, "+": 4, "-": 4, "*": 5, "/": 5}
_COMPARED, _ATOM = 3, 9
_WORDS: dict[str, str] = {
    "sum": "tổng cột {0}",
    "count": "số dòng đã có {0}",
    "count_if": "số dòng có {0} là {1}",
    "rows": "số dòng của bảng {0}",
    "abs": "độ lớn của ({0})",
    "round": "({0}) làm tròn {1} chữ số",
    "is_missing": "{0} còn trống",
    "prev": "{0} kỳ trước",
    "same_month_last_year": "{0} cùng kỳ năm trước",
    "ytd": "{0} cộng từ đầu năm",
    "max12": "{0} cao nhất 12 kỳ trước",
    "if": "nếu {0} thì {1}, nếu không thì {2}",
    "year": "năm báo cáo",
    "month": "tháng báo cáo",
    "window_start": "ngày đầu kỳ số liệu",
    "window_end": "ngày cuối kỳ số liệu",
    "unit": "mã đơn vị",
    "level": "cấp của đơn vị",
    "area": "mã xã, phường",
}
_LISTED = {"min": "số nhỏ nhất trong", "max": "số lớn nhất trong", "coalesce": "số có trước trong"}
_READ_WHOLE = frozenset(
    ("sum", "count", "count_if", "rows", "prev", "same_month_last_year", "ytd", "max12")
)

Printer = Callable[[Expression], str]


def in_words(expression: Expression, questions: Mapping[str, Question]) -> str:
    """Return the expression with the labels of its questions."""

    def name(node: Expression) -> str:
        return f"“{questions[node.name].label}”" if isinstance(node, Name) else ""

    return _printed(_plain(expression), name, is_worked_out=False)


def with_numbers(
    expression: Expression, scope: Scope, *, questions: Mapping[str, Question], labels: Labels
) -> str:
    """Return the expression with the value of each part in its place."""

    def value(node: Expression) -> str:
        if (
            isinstance(node, Call)
            and node.function == "sum"
            and isinstance(node.arguments[0], Name)
        ) and (addends := _addends(scope, node.arguments[0].name)):
            return addends
        question = questions[node.name] if isinstance(node, Name) else None
        if isinstance(node, Call) and isinstance(node.arguments[0], Name):
            question = questions[node.arguments[0].name]
        return _shown(evaluate(node, scope), question, labels)

    return _printed(_plain(expression), value, is_worked_out=True)


def _printed(node: Expression, leaf: Printer, *, is_worked_out: bool) -> str:
    def inner(part: Expression, level: int = 0) -> str:
        text = _printed(part, leaf, is_worked_out=is_worked_out)
        return text if _level(part) >= level else f"({text})"

    match node:
        case Number(value):
            return format_number(value)
        case Text(value):
            return f"“{value}”"
        case Name():
            return leaf(node)
        case Unary(operator, operand):
            return f"không ({inner(operand)})" if operator == "not" else f"−{inner(operand, _ATOM)}"
        case Binary(operator, left, right):
            level = _level(node)
            sign = _SIGNS.get(operator, operator)
            return f"{inner(left, level)} {sign} {inner(right, level + 1)}"
        case Call(function, arguments):
            if is_worked_out and function in _READ_WHOLE:
                return leaf(node)
            if function in _LISTED:
                return f"{_LISTED[function]} ({'; '.join(inner(part) for part in arguments)})"
            return _WORDS[function].format(*(inner(part) for part in arguments))


def _addends(scope: Scope, column: str) -> str:
    """Return the rows that a sum adds up, the first few when they are many."""
    figures = [value for value in scope.column(column) if isinstance(value, Decimal)]
    shown = [format_number(figure) for figure in figures[:_SHOWN_ADDENDS]]
    if len(figures) > _SHOWN_ADDENDS:
        shown.append(f"… ({len(figures)} dòng)")
    return " + ".join(shown)


def _level(node: Expression) -> int:
    return _LEVELS.get(node.operator, _COMPARED) if isinstance(node, Binary) else _ATOM


def _plain(node: Expression) -> Expression:
    """Put a rate as people write it: numerator × 100 ÷ denominator."""
    match node:
        case Binary("/", Binary("*", Number() as hundred, Name() as part), Name() as whole):
            return Binary("/", Binary("*", part, hundred), whole)
        case _:
            return node


def _shown(value: Result, question: Question | None, labels: Labels) -> str:
    if value is None:
        return _MISSING
    if question is not None and not question.is_group and not isinstance(value, bool):
        return format_value(value, question, labels)
    return format_number(value) if isinstance(value, Decimal) else str(value)
