"""A form cut into what is shown at a time: the questions of a section, and each of its tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cds_desktop.formdef.answers import is_filled
from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.gui.widgets.grid_model import GridRow
from cds_desktop.gui.widgets.section_list import SectionEntry
from cds_desktop.model.finding import Severity
from cds_desktop.model.form import Form, Question, QuestionType, Section
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.month_view import SECTION_STATE_NAMES, SectionState

_LOOKS = {
    SectionState.EMPTY: ("circle", "muted"),
    SectionState.ENTERING: ("circle-dot-dashed", "accent"),
    SectionState.WARNINGS: ("triangle-alert", "warning"),
    SectionState.DONE: ("circle-check", "success"),
}
_FAULTY_LOOK = ("circle-x", "error")


@dataclass(frozen=True, slots=True)
class Part:
    """The plain questions of a section (`table` is None) or one of its tables."""

    section: Section
    table: Question | None
    is_inside: bool

    @property
    def name(self) -> str:
        """What the part is called at the left."""
        if not self.is_inside:
            return self._section_title
        return self.table.label if self.table is not None else "Số liệu chung"

    @property
    def title(self) -> str:
        """What stands over the part."""
        return self.table.label if self.table is not None else self._section_title

    @property
    def _section_title(self) -> str:
        return f"{self.section.code}. {self.section.title}"

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions asked here: columns, or what stands outside tables."""
        if self.table is not None:
            return self.table.questions
        return tuple(question for question in self.section.questions if not question.is_group)


def parts_of(form: Form) -> tuple[Part, ...]:
    """Cut a form into parts, in its order; a table is inside when its section has more to show."""
    return tuple(part for section in form.sections for part in _parts_of_section(section))


def part_with(parts: Sequence[Part], question: str) -> int:
    """Return the number of the part that asks a question; 0 when none does."""
    found = (
        n for n, part in enumerate(parts) if any(asked.name == question for asked in part.questions)
    )
    return next(found, 0)


def part_keys(session: EntrySession, part: Part) -> Iterator[tuple[CellKey, Question]]:
    """Yield the cells of a part in the order of the walk."""
    if part.table is None:
        own = session.workspace.org_unit.code
        yield from ((CellKey(own, question.name), question) for question in part.questions)
        return
    for area, row in session.rows(part.table):
        yield from ((CellKey(area, question.name, row), question) for question in part.questions)


def section_entry(session: EntrySession, book: CellBook, part: Part) -> SectionEntry:
    """Describe a part for the list at the left."""
    filled = total = errors = warnings = 0
    for key, question in part_keys(session, part):
        for finding in book.findings(key):
            errors += finding.severity is Severity.ERROR
            warnings += finding.severity is Severity.WARNING and finding.is_blocking
        if not question.is_calculated and key not in session.outcome.irrelevant:
            total += 1
            filled += is_filled(session.answer(key))
    state = _state(filled, total, is_faulty=bool(errors or warnings))
    icon, color = _FAULTY_LOOK if errors and filled else _LOOKS[state]
    word = "có lỗi" if errors and filled else SECTION_STATE_NAMES[state]
    faults = f" ({errors + warnings})" if state is SectionState.WARNINGS else ""
    counts = f"{filled}/{total}" if total else ""
    return SectionEntry(part.name, word + faults, counts, icon, color, part.is_inside)


def grid_rows(session: EntrySession, table: Question, pending: str = "") -> list[GridRow]:
    """Return a table's rows with their names; `pending` is a list's new row, still empty."""
    if table.type is QuestionType.ROSTER:
        names = {unit.code: unit.name for unit in session.areas}
        return [GridRow(area, row, names[area]) for area, row in session.rows(table)]
    if table.type is QuestionType.TARGETS:
        wordings = {target.id: _target_name(session, target.id) for target in session.form.targets}
        return [GridRow(area, row, wordings[row]) for area, row in session.rows(table)]
    own = session.workspace.org_unit.code
    ids = [row for _, row in session.rows(table)]
    if pending and pending not in ids:
        ids.append(pending)
    return [GridRow(own, row, str(number)) for number, row in enumerate(ids, start=1)]


def _parts_of_section(section: Section) -> Iterator[Part]:
    """Yield tables and the plain questions (together) in the order in which the form has them."""
    is_plain_done = False
    is_inside = False
    for question in section.questions:
        if question.is_group:
            yield Part(section, question, is_inside)
        elif not is_plain_done:
            is_plain_done = True
            yield Part(section, None, is_inside)
        else:
            continue
        is_inside = True


def _state(filled: int, total: int, *, is_faulty: bool) -> SectionState:
    if not filled:
        return SectionState.EMPTY
    if is_faulty:
        return SectionState.WARNINGS
    return SectionState.DONE if filled == total else SectionState.ENTERING


def _target_name(session: EntrySession, target_id: str) -> str:
    target = next(target for target in session.form.targets if target.id == target_id)
    return f"{target.id}  {target.wording}"
