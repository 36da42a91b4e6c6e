"""What a cell shows: its text, last month's, the difference, its state in a word.

A CellBook reads an open month for the widgets; it changes nothing and keeps the findings by cell.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cds_desktop.formdef.answers import is_filled
from cds_desktop.model.finding import Finding, Severity
from cds_desktop.model.form import Choice, Question, QuestionType
from cds_desktop.model.submission import (
    STATUS_NAMES,
    STATUSES_WITH_VALUE,
    Answer,
    AnswerStatus,
    CellKey,
    SubmissionState,
    Value,
)
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.month_view import difference_text, previous_text, value_shown

QUALIFIERS = ("hơn", "gần", "khoảng", "ước", "trên", "dưới")
"""Words that may stand before a figure in the report."""

STATUS_SIGNS = {AnswerStatus.NOT_APPLICABLE: "-", AnswerStatus.NOT_COLLECTED: "…"}
"""How tables and reports print a cell without a value."""

_EMPTY: tuple[Finding, ...] = ()
_REMARKED = (SubmissionState.RETURNED, SubmissionState.DRAFT, SubmissionState.COMPLETE)


@dataclass(frozen=True, slots=True)
class CellState:
    """Everything a widget shows of one cell; `state` is locked, error, warning, carried or ""."""

    key: CellKey
    question: Question
    answer: Answer
    text: str
    previous: str
    difference: str
    findings: tuple[Finding, ...]
    is_locked: bool
    is_relevant: bool
    is_waiting: bool = False

    @property
    def state(self) -> str:
        """The look of the field: the worst thing that is to be said of the cell."""
        if self.is_waiting:
            return "error"
        severities = {finding.severity for finding in self.findings if finding.is_blocking}
        if Severity.ERROR in severities:
            return "error"
        if Severity.WARNING in severities:
            return "warning"
        if self.is_locked:
            return "locked"
        return "carried" if self.answer.is_carried_over else ""

    @property
    def status_text(self) -> str:
        """Why there is no figure, in words; "" when there is one, or nothing at all."""
        has_reason = self.answer.status not in STATUSES_WITH_VALUE
        return STATUS_NAMES[self.answer.status].capitalize() if has_reason else ""

    @property
    def prefix(self) -> str:
        """What stands before the figure: hơn, gần ...; sơ bộ, ước tính."""
        firmness = {AnswerStatus.PROVISIONAL: "sơ bộ", AnswerStatus.ESTIMATED: "ước tính"}
        words = (firmness.get(self.answer.status, ""), self.answer.qualifier)
        return " ".join(word for word in words if word)

    @property
    def is_filled(self) -> bool:
        """Say whether the cell holds a value or a reason for having none."""
        return bool(self.text or self.status_text)


class CellBook:
    """The cells of an open month as widgets show them."""

    def __init__(self, session: EntrySession) -> None:
        self._session = session
        self._remarks = _remarks(session)
        self._findings: dict[CellKey, tuple[Finding, ...]] = {}
        self.typed: Mapping[CellKey, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Sort the findings by cell anew, after something was saved."""
        self._findings = _by_cell((*self._remarks, *self._session.outcome.findings))

    @property
    def is_read_only(self) -> bool:
        """Say whether the month is completed, or the whole database can only be looked at."""
        return self._session.is_read_only or self._session.workspace.is_read_only

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """Return the answers of a select_one question."""
        return self._session.form.choices.get(question.choices, ())

    def findings(self, key: CellKey) -> tuple[Finding, ...]:
        """Return what the rules say about a cell."""
        return self._findings.get(key, _EMPTY)

    def explanations(self, keys: Iterable[CellKey]) -> dict[CellKey, str]:
        """Return the explanations given for these cells."""
        given = {key: self._session.explanation(key) for key in keys}
        return {key: explanation.text for key, explanation in given.items() if explanation}

    def value(self, key: CellKey) -> Value:
        """Return a cell's value, computed or entered."""
        return self._session.outcome.value(key)

    def _previous(self, key: CellKey) -> str:
        """Return last month's value in the little room beside the field."""
        former = self._session.previous.get(key)
        sign = STATUS_SIGNS.get(former.status) if former else ""
        return sign or previous_text(self._session, key)

    def is_missing(self, key: CellKey) -> bool:
        """Say whether a cell that applies is still empty."""
        is_empty = not is_filled(self._session.answer(key))
        return is_empty and key not in self._session.outcome.irrelevant

    def state(self, key: CellKey, question: Question) -> CellState:
        """Describe one cell."""
        answer = self._session.answer(key)
        value = self.value(key)
        return CellState(
            key=key,
            question=question,
            answer=answer,
            text=self.typed.get(key, answer.raw or shown(question, value, self.choices(question))),
            is_waiting=key in self.typed,
            previous=self._previous(key),
            difference=difference_text(self._session, key).replace("-", "−"),
            findings=self.findings(key),
            is_locked=question.is_calculated or self.is_read_only,
            is_relevant=key not in self._session.outcome.irrelevant,
        )


def _remarks(session: EntrySession) -> tuple[Finding, ...]:
    """Return what the province said of the cells; the exchange is imported only where it spoke."""
    if not session.submission.revision or session.submission.state not in _REMARKED:
        return ()
    from cds_desktop.operations.month_standing import remark_findings

    return remark_findings(session)


def shown(question: Question, value: Value, choices: Iterable[Choice] = ()) -> str:
    """Return a value as people read it: 1.205.780, 5/9/2023, the label of a choice."""
    if question.type is QuestionType.CHOICE:
        return next((choice.label for choice in choices if choice.name == value), str(value or ""))
    return value_shown(question, value)


def area_names(session: EntrySession) -> Mapping[str, str]:
    """Return the names of the communes and of the unit itself, by code."""
    own = session.workspace.org_unit
    return {own.code: own.name} | {unit.code: unit.name for unit in session.areas}


def _by_cell(findings: Iterable[Finding]) -> dict[CellKey, tuple[Finding, ...]]:
    sorted_by_cell: dict[CellKey, list[Finding]] = {}
    for finding in findings:
        sorted_by_cell.setdefault(finding.key, []).append(finding)
    return {key: tuple(found) for key, found in sorted_by_cell.items()}
