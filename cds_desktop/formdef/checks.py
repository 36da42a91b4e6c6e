"""What the rules say of one cell: the free rules of its question, then the form's own."""

from collections.abc import Iterable, Iterator

from cds_desktop.formdef.board import Board, RowScope
from cds_desktop.formdef.declared_rules import check_declared
from cds_desktop.formdef.free_rules import Found, check_cell, check_list
from cds_desktop.formdef.reading import value_text
from cds_desktop.formdef.rules import CompiledQuestion, CompiledRule
from cds_desktop.formdef.wording import word_message
from cds_desktop.model.finding import Finding, Severity
from cds_desktop.model.form import MissingValues

_WAYS_OUT = {
    Severity.ERROR: "Xin kiểm tra và sửa các số liệu này; còn lỗi thì chưa chốt được.",
    Severity.WARNING: "Xin sửa số liệu, hoặc giải trình vì sao số liệu vẫn đúng.",
    Severity.NOTICE: "Xin xem lại; không bắt buộc phải sửa.",
}


def check(board: Board, compiled: CompiledQuestion, row: str) -> tuple[Finding, ...]:
    """Return every finding of a cell; none when it is not relevant."""
    if board.is_hidden(compiled, row):
        return ()
    found = [
        *_free(board, compiled, row),
        *check_declared(board, compiled, row),
        *_violations(board, compiled, row),
    ]
    return tuple(_findings(board, compiled, row, found=found)) if found else ()


def _free(board: Board, compiled: CompiledQuestion, row: str) -> Iterable[Found]:
    if compiled.question.is_group:
        return check_list(board, compiled)
    return check_cell(board, compiled, row) if compiled.calculation is None else ()


def _violations(board: Board, compiled: CompiledQuestion, row: str) -> Iterator[Found]:
    for rule in compiled.rules:
        if _is_violated(rule, board, compiled, row):
            text = _wording(rule, board, compiled, row)
            yield (
                "rule_violated",
                rule.severity,
                {"text": text, "way_out": _WAYS_OUT[rule.severity]},
            )


def _is_violated(rule: CompiledRule, board: Board, compiled: CompiledQuestion, row: str) -> bool:
    """Say whether the condition is false; what is missing is weighed as the rule wants it."""
    is_zero = rule.missing_values is MissingValues.NEVER_SKIP
    scope = RowScope(board, compiled, row, is_zero=is_zero)
    is_false = rule.condition(scope) is False
    if rule.missing_values is MissingValues.SKIP_IF_ANY:
        return is_false and not scope.saw_missing
    if rule.missing_values is MissingValues.SKIP_IF_ALL and scope.saw_missing:
        zero_scope = RowScope(board, compiled, row, is_zero=True)
        return scope.saw_value and rule.condition(zero_scope) is False
    return is_false


def _wording(rule: CompiledRule, board: Board, compiled: CompiledQuestion, row: str) -> str:
    return word_message(
        rule.message,
        RowScope(board, compiled, row),
        questions=board.rules.plain_questions,
        labels=board.rules.labels,
        decimals=max(2, compiled.question.decimals),
    )


def _findings(
    board: Board, compiled: CompiledQuestion, row: str, *, found: Iterable[Found]
) -> Iterator[Finding]:
    key, label = board.key(compiled, row), compiled.question.label
    explanation = board.data.explanations.get(key)
    value = board.values[compiled.question.name].get(row)
    is_explained = explanation is not None and explanation.value == value_text(value)
    for code, severity, params in found:
        is_settled = is_explained and severity is Severity.WARNING
        yield Finding(code, severity, key, {"label": label, **params}, is_settled)
