"""Fill cells from others of the same question: the figure, its status and the word before it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from cds_desktop.model.submission import CellKey, Value
from cds_desktop.operations.answer_csv import TypedAnswer
from cds_desktop.operations.data_entry import EntrySession, Saved


def fill(session: EntrySession, sources: Mapping[CellKey, CellKey]) -> Saved:
    """Store in each cell what its source holds, as one step; every cell keeps its own note."""
    lines = [_line(session, key, source) for key, source in sources.items()]
    return session.enter_lines(lines, action="paste")


def _line(session: EntrySession, key: CellKey, source: CellKey) -> TypedAnswer:
    answer = session.answer(source)
    text = answer.raw or _typed(answer.value)
    return TypedAnswer(key, text, answer.status, session.answer(key).note)


def _typed(value: Value) -> str:
    """Return a value as a person types it, so that it is read as the same."""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    return value or ""
