"""Find an indicator by its code or its name without tone marks, or a commune's row in a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.vietnamese import search_key

_MOST = 60


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A place to go to: its name, and where in the form it stands."""

    key: CellKey
    name: str
    place: str


def find_cells(session: EntrySession, text: str) -> tuple[FoundCell, ...]:
    """Return what fits `text` best first: codes, starts of names, then any words of a name."""
    wanted = search_key(text)
    if not wanted:
        return ()
    ranked = [
        (rank, number, found)
        for number, found in enumerate(_places(session))
        if (rank := _rank(found, wanted)) is not None
    ]
    return tuple(found for _, _, found in sorted(ranked, key=lambda one: one[:2])[:_MOST])


def _places(session: EntrySession) -> Iterator[FoundCell]:
    """Yield every question once, and each commune once in every roster."""
    for section in session.form.sections:
        title = f"{section.code}. {section.title}"
        for question in section.questions:
            if not question.is_group:
                key = CellKey(session.workspace.org_unit.code, question.name)
                yield FoundCell(key, _name(question), title)
                continue
            yield from _places_of_table(session, question, title)


def _places_of_table(session: EntrySession, table: Question, title: str) -> Iterator[FoundCell]:
    place = f"{title} › {table.label}"
    rows = session.rows(table)
    area, row = rows[0] if rows else (session.workspace.org_unit.code, "")
    first = table.questions[0]
    yield FoundCell(CellKey(area, first.name, row), _name(table), title)
    for column in table.questions:
        yield FoundCell(CellKey(area, column.name, row), _name(column), place)
    if table.type is QuestionType.ROSTER:
        for unit in session.areas:
            yield FoundCell(CellKey(unit.code, first.name), unit.name, place)


def _name(question: Question) -> str:
    return f"{question.code} {question.label}".strip()


def _rank(found: FoundCell, wanted: str) -> int | None:
    name = search_key(found.name)
    if name.startswith(wanted):
        return 0
    if wanted in name:
        return 1 if f" {wanted}" in name else 2
    return 3 if all(word in name for word in wanted.split()) else None
