"""The history of one cell (who, when, from, to, why) and its figures of the last 12 periods."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from cds_desktop.model.form import Question
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.month_view import answer_text, place_name
from cds_desktop.store import history
from cds_desktop.store.history import HistoryEntry

PERIODS = 12

_NOTHING = "(trống)"
_ACTIONS = {
    "enter": "nhập",
    "paste": "dán",
    "import": "nhập từ tệp",
    "confirm": "xác nhận số tháng trước",
    "carry_over": "chuyển từ tháng trước",
    "calculate": "phần mềm tính",
    "clear": "xóa",
    "status": "đổi tình trạng",
    "qualifier": "đổi từ đứng trước",
    "note": "ghi chú",
    "explain": "giải trình",
    "undo": "hoàn tác",
    "redo": "làm lại",
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of a cell, in words; `why` says what was done and the reason given for it."""

    when: str
    who: str
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """What the cell held in one period; `figure` is None where there is none to draw."""

    period: Period
    text: str
    figure: Decimal | None


@dataclass(frozen=True, slots=True)
class CellHistory:
    """Everything about one cell: its changes newest first, its periods oldest first."""

    title: str
    lines: tuple[HistoryLine, ...]
    periods: tuple[PeriodFigure, ...]


def cell_history(session: EntrySession, key: CellKey) -> CellHistory:
    """Return what the cell has held, in this month and in the eleven before it."""
    question = session.question(key.question)
    stored = history.cell_history(session.workspace.store, session.submission.instance_id, key)
    lines = tuple(_line(session, question, entry) for entry in reversed(stored))
    return CellHistory(place_name(session, key), lines, _periods(session, question, key))


def _line(session: EntrySession, question: Question, entry: HistoryEntry) -> HistoryLine:
    done = _ACTIONS.get(entry.action, entry.action)
    return HistoryLine(
        when=_local(entry.ts, entry.utc_offset),
        who=entry.actor,
        old=_words(session, question, entry.old),
        new=_words(session, question, entry.new),
        why=f"{done}: {entry.reason}" if entry.reason else done,
    )


def _words(session: EntrySession, question: Question, answer: Answer) -> str:
    """Return an answer with the word before it and its note, so that every change can be seen."""
    text = answer_text(session, question, answer) or _NOTHING
    shown = f"{answer.qualifier} {text}".strip()
    return f"{shown} (ghi chú: {answer.note})" if answer.note else shown


def _local(ts: str, utc_offset: int) -> str:
    """Return the time as the clerk's clock showed it."""
    moment = datetime.strptime(ts, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return f"{moment + timedelta(minutes=utc_offset):%H:%M:%S %d/%m/%Y}"


def _periods(session: EntrySession, question: Question, key: CellKey) -> tuple[PeriodFigure, ...]:
    found = [_present(session, question, key)]
    period = session.period
    for _ in range(PERIODS - 1):
        period = period.previous()
        answer = session.data.history.get(period, {}).get(key, Answer(key))
        text = answer_text(session, question, answer)
        found.append(PeriodFigure(period, text, _figure(answer.value)))
    return tuple(reversed(found))


def _present(session: EntrySession, question: Question, key: CellKey) -> PeriodFigure:
    value = session.outcome.value(key)
    shown = session.answer(key)
    if question.is_calculated:
        shown = Answer(key, value)
    return PeriodFigure(session.period, answer_text(session, question, shown), _figure(value))


def _figure(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
