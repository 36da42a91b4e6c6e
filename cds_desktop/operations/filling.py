"""Fill cells from others of the same question: the figure, its status and the word before it."""

from collections.abc import Mapping

from cds_desktop.formdef.reading import value_text
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.answer_csv import TypedAnswer
from cds_desktop.operations.data_entry import EntrySession, Saved


def fill(session: EntrySession, sources: Mapping[CellKey, CellKey]) -> Saved:
    """Store in each cell what its source holds, as one step; every cell keeps its own note."""
    lines = [_line(session, key, source) for key, source in sources.items()]
    return session.enter_lines(lines, action="paste")


def _line(session: EntrySession, key: CellKey, source: CellKey) -> TypedAnswer:
    answer = session.answer(source)
    text = answer.raw or value_text(answer.value)
    return TypedAnswer(key, text, answer.status, session.answer(key).note)
