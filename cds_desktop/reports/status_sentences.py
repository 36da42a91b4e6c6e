"""The fixed sentence on a group of plan targets: how many stand where, which ones, and why.

"Hoàn thành 5/7 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; 01 chỉ tiêu có khả năng hoàn thành
(“...”); 01 chỉ tiêu khó hoàn thành (“...” do ...)." The counts of all clauses close to the group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cds_desktop.model.form import Question
from cds_desktop.model.submission import AnswerStatus
from cds_desktop.model.target import Target, TargetStatus
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.wording import inline, joined, quoted
from cds_desktop.vietnamese import format_count, format_number

RESULT, STATUS, REASON, DEPENDENCY = "_ket_qua", "_trang_thai", "_nguyen_nhan", "_phu_thuoc"
"""How the names of a target table's columns end."""

_COMPARATORS = {">": "trên", "<=": "không quá", "<": "dưới"}


@dataclass(frozen=True, slots=True)
class TargetState:
    """One target and where it stands; `status` is None when nobody said it yet."""

    target: Target
    status: TargetStatus | None
    is_not_applicable: bool
    reason: str
    dependency: str


def target_states(source: ReportSource, table: Question) -> tuple[TargetState, ...]:
    """Return where each target of the form stands, in the plan's order."""
    return tuple(_state(source, table, target) for target in source.form.targets)


def groups(states: Sequence[TargetState]) -> dict[str, tuple[TargetState, ...]]:
    """Return the targets by group, groups in the plan's order."""
    names = dict.fromkeys(state.target.group for state in states)
    return {name: tuple(s for s in states if s.target.group == name) for name in names}


def status_sentence(
    states: Sequence[TargetState], *, year: int | None = None, is_named: bool = True
) -> str:
    """Return the status sentence of some targets; with `is_named` it names those not yet done.

    Without `year` the plan is not named: it was before.
    """
    done = _standing(states, TargetStatus.DONE)
    plan = f" theo Kế hoạch chuyển đổi số năm {year}" if year else ""
    opening = f"Hoàn thành {len(done)}/{len(states)} chỉ tiêu{plan}"
    clauses = [
        *_likely(_standing(states, TargetStatus.LIKELY), is_named),
        *_dependent(_standing(states, TargetStatus.DEPENDENT), is_named),
        *_unlikely(_standing(states, TargetStatus.UNLIKELY), is_named),
        *_dropped(_standing(states, TargetStatus.DROPPED), is_named),
        *_unknown(states, is_named),
    ]
    return "; ".join([opening, *clauses]) + "."


def target_wording(target: Target) -> str:
    """Return a target as a report names it, with the value aimed at when its wording lacks it."""
    is_told = target.value is None or _amount(target).casefold() in target.wording.casefold()
    return target.wording if is_told else f"{target.wording}: {target_value(target)}"


def target_value(target: Target) -> str:
    """Return what a target aims at: "trên 60%", "50 doanh nghiệp"; "" for a deed."""
    if target.value is None:
        return ""
    return f"{_COMPARATORS.get(target.comparator, '')} {_amount(target)}".strip()


def _amount(target: Target) -> str:
    unit = target.unit_of_measure
    number = format_number(target.value or Decimal(0))
    return number + unit if unit == "%" else f"{number} {unit}".rstrip()


def _state(source: ReportSource, table: Question, target: Target) -> TargetState:
    def text(column: str) -> str:
        value = source.answer(source.own(table.name + column, target.id)).value
        return value if isinstance(value, str) else ""

    answer = source.answer(source.own(table.name + STATUS, target.id))
    known = {status.value: status for status in TargetStatus}
    return TargetState(
        target=target,
        status=known.get(text(STATUS)),
        is_not_applicable=answer.status is AnswerStatus.NOT_APPLICABLE,
        reason=inline(text(REASON)).removeprefix("do ").strip(),
        dependency=inline(text(DEPENDENCY)).removeprefix("phụ thuộc ").removeprefix("vào ").strip(),
    )


def _standing(states: Sequence[TargetState], status: TargetStatus) -> list[TargetState]:
    return [state for state in states if state.status is status]


def _likely(states: list[TargetState], is_named: bool) -> list[str]:
    return _clause(states, "có khả năng hoàn thành vào cuối năm", is_named)


def _dependent(states: list[TargetState], is_named: bool) -> list[str]:
    """One clause for each thing depended upon; all in one when they are only counted."""
    if not is_named:
        return _clause(states, "phụ thuộc vào yếu tố bên ngoài", is_named)
    causes = dict.fromkeys(state.dependency for state in states)
    return [
        clause
        for cause in causes
        for clause in _clause(
            [state for state in states if state.dependency == cause],
            f"phụ thuộc vào {cause or 'cơ quan, đơn vị khác'}",
            is_named,
        )
    ]


def _unlikely(states: list[TargetState], is_named: bool) -> list[str]:
    named = [
        quoted(target_wording(state.target)) + (f" do {state.reason}" if state.reason else "")
        for state in _named(states)
    ]
    names = "; ".join(_names(named, states))
    shown = f" ({names})" if is_named and names else ""
    return [f"{_counted(states)} khó hoàn thành{shown}"] if states else []


def _dropped(states: list[TargetState], is_named: bool) -> list[str]:
    return _clause(states, "không tiếp tục đánh giá", is_named)


def _unknown(states: Sequence[TargetState], is_named: bool) -> list[str]:
    unknown = [state for state in states if state.status is None]
    not_applicable = [state for state in unknown if state.is_not_applicable]
    open_ones = [state for state in unknown if not state.is_not_applicable]
    return [
        *_clause(not_applicable, "không phát sinh tại đơn vị", is_named),
        *_clause(open_ones, "chưa có số liệu đánh giá", is_named),
    ]


def _clause(states: list[TargetState], standing: str, is_named: bool) -> list[str]:
    """Return no clause for no target, so that only what is there is said."""
    if not states:
        return []
    names = joined(_names([quoted(target_wording(s.target)) for s in _named(states)], states))
    return [f"{_counted(states)} {standing}{f' ({names})' if is_named and names else ''}"]


def _named(states: Sequence[TargetState]) -> list[TargetState]:
    return [state for state in states if state.target.is_named]


def _names(named: list[str], states: Sequence[TargetState]) -> list[str]:
    """Return what can be quoted; when that is not all, how many there are besides."""
    others = len(states) - len(named)
    if not named or not others:
        return named
    return [*named, f"{format_count(Decimal(others))} chỉ tiêu khác"]


def _counted(states: Sequence[TargetState]) -> str:
    return f"{format_count(Decimal(len(states)))} chỉ tiêu"
