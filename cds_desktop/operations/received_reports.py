"""Turn received figures and texts into answers of a form again; the inverse of `bundle_export`.

What the form does not know is named, so that the bundle can be held (G602), never guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cds_desktop.errors import FormDefinitionError
from cds_desktop.formdef.reading import value_text
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import (
    Answer,
    AnswerStatus,
    CellKey,
    Explanation,
    Value,
)
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import org_units

NOTE, QUALIFIER, EXPLANATION = "note", "qualifier", "explanation"
_STATUSES = {str(status): status for status in AnswerStatus}
_TEXT_TYPES = (QuestionType.TEXT, QuestionType.LONG_TEXT)

_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,6})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOTHING = re.compile(r"(?!)")

Row = tuple[str, str, str, str, str]
"""A figure as a bundle spells it: area, question, row, value, status."""
TextRow = tuple[str, str, str, str]
"""A text as a bundle spells it: area, question, row, text."""


@dataclass(frozen=True, slots=True)
class ReceivedReport:
    """One report as its unit entered it; `unknown` names cells that the form does not have."""

    answers: Mapping[CellKey, Answer]
    explanations: Mapping[CellKey, Explanation]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SenderPlace:
    """The unit that a report speaks of, and its communes, as they were in the period."""

    unit: OrgUnit
    areas: tuple[OrgUnit, ...]


def place_of(workspace: Workspace, unit: str, period: str) -> SenderPlace | None:
    """Return the unit that had a code in a period, with its communes; None when there was none."""
    day = Period(period).end_date
    found = org_units.org_unit(workspace.store, unit, day)
    if found is None:
        return None
    return SenderPlace(found, tuple(org_units.children(workspace.store, unit, day)))


def form_of(
    workspace: Workspace, form_id: str, version: int, *, place: SenderPlace, period: str
) -> Form | None:
    """Return the form that figures were entered in; None when it is not known here (G601)."""
    try:
        return workspace.catalog.form(
            form_id, version, level=place.unit.level, year=Period(period).year
        )
    except FormDefinitionError:
        return None


def report_of(
    form: Form, place: SenderPlace, figures: Iterable[Row], texts: Iterable[TextRow]
) -> ReceivedReport:
    """Return the answers and explanations that figures and texts stand for."""
    reader = _Reader(form, place)
    for row in figures:
        reader.read_figure(row)
    for text in _joined(texts):
        reader.read_text(text)
    return ReceivedReport(reader.answers, reader.explanations_with_values(), tuple(reader.unknown))


def unknown_cells(
    form: Form, place: SenderPlace, figures: Iterable[Row], texts: Iterable[TextRow]
) -> tuple[str, ...]:
    """Return what `report_of` would not know, without making the answers: the import's hot path."""
    reader = _Reader(form, place)
    for row in figures:
        reader.check_figure(row)
    for text in _joined(texts):
        reader.read_text(text)
    return tuple(reader.unknown)


class _Reader:
    """Collects the cells of one report."""

    def __init__(self, form: Form, place: SenderPlace) -> None:
        self.answers: dict[CellKey, Answer] = {}
        self.unknown: list[str] = []
        self._explanations: dict[CellKey, str] = {}
        self._kinds: dict[str, _Kind] = {}
        self._form = form
        self._own = place.unit.code
        self._areas = {area.code for area in place.areas}
        self._targets = {target.id for target in form.targets}
        self._questions = {question.name: question for question in form.all_questions()}
        self._tables = {
            column.name: table for table in form.all_questions() for column in table.questions
        }

    def read_figure(self, row: Row) -> None:
        area, name, line, text, status = row
        question = self._questions.get(name)
        key = CellKey(area, name, line)
        if question is None or status not in _STATUSES or not self._is_place(key):
            self.unknown.append("/".join(key))
            return
        try:
            value = _value(self._form, question, text)
        except ValueError:
            self.unknown.append("/".join(key))
            return
        self.answers[key] = Answer(key, value, _STATUSES[status])

    def check_figure(self, row: Row) -> None:
        """Note a figure that the form does not know; a roster's column is the usual case."""
        area, name, line, text, status = row
        kind = self._kinds.get(name) or self._learn(name)
        is_place = (area in self._areas and not line) if kind.is_column else None
        if is_place is None:
            is_place = self._is_place(CellKey(area, name, line))
        is_value = not text or bool(kind.value.fullmatch(text))
        if is_value and text and kind.value is _DATE:
            is_value = _is_day(text)
        if not (is_place and is_value and kind.is_known and status in _STATUSES):
            self.unknown.append(f"{area}/{name}/{line}")

    def _learn(self, name: str) -> "_Kind":
        question, table = self._questions.get(name), self._tables.get(name)
        kind = _Kind(
            question is not None,
            table is not None and table.type is QuestionType.ROSTER,
            _pattern(self._form, question) if question else _NOTHING,
        )
        self._kinds[name] = kind
        return kind

    def read_text(self, row: TextRow) -> None:
        area, name, line, text = row
        base, _, kind = name.partition(".")
        key = CellKey(area, base, line)
        question = self._questions.get(base)
        if question is None or not self._is_place(key) or kind not in ("", *_KINDS):
            self.unknown.append("/".join((area, name, line)))
        elif not kind and question.type not in _TEXT_TYPES:
            self.unknown.append("/".join(key))
        elif kind == EXPLANATION:
            self._explanations[key] = text
        else:
            self.answers[key] = _KINDS[kind](self.answers.get(key, Answer(key)), text)

    def explanations_with_values(self) -> dict[CellKey, Explanation]:
        """Return the explanations, each for the value that its cell has."""
        return {
            key: Explanation(key, value_text(self.answers.get(key, Answer(key)).value), text)
            for key, text in self._explanations.items()
        }

    def _is_place(self, key: CellKey) -> bool:
        table = self._tables.get(key.question)
        if table is None:
            return key.area == self._own and not key.row
        if table.type is QuestionType.ROSTER:
            return key.area in self._areas and not key.row
        if table.type is QuestionType.TARGETS:
            return key.area == self._own and key.row in self._targets
        return key.area == self._own and bool(key.row)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a figure of a question must look like; `is_column` of a roster."""

    is_known: bool
    is_column: bool
    value: re.Pattern[str]


def _pattern(form: Form, question: Question) -> re.Pattern[str]:
    if question.is_figure:
        return _NUMBER
    if question.type is QuestionType.DATE:
        return _DATE
    if question.type is QuestionType.CHOICE:
        names = [re.escape(one.name) for one in form.choices.get(question.choices, ())]
        return re.compile("|".join(names) or _NOTHING.pattern)
    return _NOTHING


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _with_text(answer: Answer, text: str) -> Answer:
    return replace(answer, value=text)


def _with_note(answer: Answer, text: str) -> Answer:
    return replace(answer, note=text)


def _with_qualifier(answer: Answer, text: str) -> Answer:
    return replace(answer, qualifier=text)


_KINDS: dict[str, Callable[[Answer, str], Answer]] = {
    "": _with_text,
    NOTE: _with_note,
    QUALIFIER: _with_qualifier,
    EXPLANATION: _with_note,
}


def _value(form: Form, question: Question, text: str) -> Value:
    """Return the value of a figure; ValueError when it is not of the question's type."""
    if not text:
        return None
    if question.is_figure:
        if not _NUMBER.fullmatch(text):
            raise ValueError(text)
        return Decimal(text)
    if question.type is QuestionType.DATE:
        return date.fromisoformat(text)
    choices = form.choices.get(question.choices, ())
    if question.type is QuestionType.CHOICE and any(text == one.name for one in choices):
        return text
    raise ValueError(text)


def _joined(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Join texts that were cut into pieces: `question`, `question.2`, `question.note.2` ..."""
    pieces: dict[tuple[str, str, str], dict[int, str]] = {}
    for area, name, row, text in rows:
        base, _, last = name.rpartition(".")
        number = int(last) if base and last.isdigit() else 1
        whole = base if base and last.isdigit() else name
        pieces.setdefault((area, whole, row), {})[number] = text
    for (area, name, row), parts in pieces.items():
        yield area, name, row, "".join(parts[number] for number in sorted(parts))


def differences(
    before: Mapping[CellKey, Answer], after: Mapping[CellKey, Answer]
) -> Sequence[tuple[CellKey, Answer, Answer]]:
    """Return the cells that are not the same in two versions of a report: key, old, new."""
    keys = sorted(before.keys() | after.keys())
    pairs = ((key, before.get(key, Answer(key)), after.get(key, Answer(key))) for key in keys)
    return [(key, old, new) for key, old, new in pairs if old != new]
