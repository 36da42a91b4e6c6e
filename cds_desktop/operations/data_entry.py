"""Enter a month: each answer is one transaction, and the rules follow what it changed.

An EntrySession is one month's report while it is open: the answers, what the rules say of them, and
the verbs that change them.
"""

import json
import logging
from collections.abc import Collection, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from cds_desktop import limits
from cds_desktop.errors import InputError
from cds_desktop.formdef.answers import Outcome, ReportData, apply, compile_rules, reapply
from cds_desktop.formdef.reading import read_answer, value_text
from cds_desktop.formdef.report_data import question_cells, table_rows
from cds_desktop.model.finding import Finding, Severity
from cds_desktop.model.form import Form, Question, QuestionType, Section
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import (
    STATUSES_WITH_VALUE,
    Answer,
    AnswerStatus,
    CellKey,
    Explanation,
    Submission,
    SubmissionState,
)
from cds_desktop.operations.answer_csv import TypedAnswer
from cds_desktop.operations.safekeeping import with_room
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import answers as answer_table
from cds_desktop.store import meta, revisions, submissions, undo
from cds_desktop.store.home import Home

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Saved:
    """What one edit changed on the screen (`edited`: the cells it stored), and when (local)."""

    keys: frozenset[CellKey]
    saved_at: datetime
    edited: frozenset[CellKey] = frozenset()


class EntrySession:
    """One month's report while it is open.

    A new report, with what it carries over, is stored together with its first edit: looking at a
    month creates nothing.
    """

    def __init__(
        self,
        workspace: Workspace,
        form: Form,
        submission: Submission,
        *,
        areas: tuple[OrgUnit, ...],
        data: ReportData,
        is_stored: bool = True,
    ) -> None:
        self.workspace = workspace
        self.form = form
        self.submission = submission
        self.areas = areas
        self._is_stored = is_stored
        self._rules = compile_rules(form)
        self._questions = {question.name: question for question in form.all_questions()}
        self._tables = {
            column.name: question
            for question in form.all_questions()
            for column in question.questions
        }
        self._answers: dict[CellKey, Answer] = dict(data.answers)
        self._explanations: dict[CellKey, Explanation] = dict(data.explanations)
        self._data = replace(data, answers=self._answers, explanations=self._explanations)
        self.outcome: Outcome = apply(self._rules, self._data)

    # --- what a page shows ---------------------------------------------------------------------

    @property
    def period(self) -> Period:
        """The month."""
        return self.submission.period

    @property
    def data(self) -> ReportData:
        """The answers, explanations and history that the rules read."""
        return self._data

    @property
    def is_read_only(self) -> bool:
        """Say whether the report is completed: it must be opened again before it can change."""
        return self.submission.state is not SubmissionState.DRAFT

    @property
    def previous(self) -> Mapping[CellKey, Answer]:
        """Last period's answers; empty when there are none."""
        return self._data.history.get(self.period.previous(), {})

    def answer(self, key: CellKey) -> Answer:
        """Return what the cell holds; an empty answer when nothing was entered."""
        return self._answers.get(key, Answer(key))

    def question(self, name: str) -> Question:
        """Return the question called `name`; raises InputError `question_unknown`."""
        try:
            return self._questions[name]
        except KeyError as error:
            raise InputError("question_unknown", question=name) from error

    def table_of(self, column: str) -> Question | None:
        """Return the roster, list or target table that a column belongs to."""
        return self._tables.get(column)

    def explanation(self, key: CellKey) -> Explanation | None:
        """Return the explanation given for the cell, also one for an earlier value."""
        return self._explanations.get(key)

    def rows(self, table: Question) -> tuple[tuple[str, str], ...]:
        """Return the (area, row) pairs of a table, in order."""
        rows = table_rows(table, self.form, self._data)
        if table.type is QuestionType.ROSTER:
            return tuple((area, "") for area in rows)
        return tuple((self._data.org_unit, row) for row in rows)

    def cells(self, section: Section) -> tuple[tuple[CellKey, Question], ...]:
        """Return every cell of a section in walking order, tables row by row."""
        return tuple(
            cell
            for question in section.questions
            for cell in question_cells(question, self.form, self._data)
        )

    def findings_of(self, key: CellKey) -> tuple[Finding, ...]:
        """Return what the rules say about one cell."""
        return tuple(finding for finding in self.outcome.findings if finding.key == key)

    # --- what a user does ----------------------------------------------------------------------

    def enter(self, key: CellKey, text: str) -> Saved:
        """Store what was typed into one cell, understood or not."""
        return self.enter_many({key: text})

    def enter_many(self, texts: Mapping[CellKey, str], *, action: str = "enter") -> Saved:
        """Store several typed cells in one transaction."""
        return self._save([self._read(key, text) for key, text in texts.items()], action)

    def enter_lines(self, lines: Iterable[TypedAnswer], *, action: str) -> Saved:
        """Store typed lines with their statuses and notes in one transaction."""
        answers = [
            replace(self._read(line.key, line.text), status=line.status, note=line.note)
            for line in lines
        ]
        return self._save(answers, action)

    def take_in(self, answers: Iterable[Answer], *, reason: str) -> Saved:
        """Store answers that an import read, as one step; `reason` names the file."""
        listed = list(answers)
        for answer in listed:
            self._check_place(answer.key)
        return self._save(listed, "import", reason=reason)

    def set_status(self, key: CellKey, status: AnswerStatus) -> Saved:
        """Say why the cell holds no figure, or how firm the figure is."""
        answer = self.answer(key)
        has_value = status in STATUSES_WITH_VALUE
        kept = replace(answer, status=status, is_carried_over=False)
        return self._save([kept if has_value else replace(kept, value=None, raw="")], "status")

    def set_qualifier(self, key: CellKey, qualifier: str) -> Saved:
        """Store the word printed before the figure: hơn, gần, ước ..."""
        return self._save([replace(self.answer(key), qualifier=qualifier.strip())], "qualifier")

    def set_note(self, key: CellKey, note: str) -> Saved:
        """Store a note on the cell."""
        return self._save([replace(self.answer(key), note=note.strip())], "note")

    def confirm(self, keys: Collection[CellKey]) -> Saved:
        """Confirm figures that were carried over from last month."""
        carried = [self.answer(key) for key in keys if self.answer(key).is_carried_over]
        return self._save([replace(answer, is_carried_over=False) for answer in carried], "confirm")

    def explain(self, key: CellKey, text: str) -> Saved:
        """Store why the cell's present value is right although a rule warned; "" withdraws it.

        Raises InputError `question_unknown`, `cell_place_unknown`, `explanation_short`.
        """
        self._check_open()
        self.question(key.question)
        self._check_place(key)
        if 0 < len(text.strip()) < limits.EXPLANATION_CHARS:
            raise InputError("explanation_short", least=limits.EXPLANATION_CHARS)
        value = value_text(self.outcome.value(key))
        explanation = Explanation(key, value, text.strip())
        with self._stored() as instance_id:
            answer_table.save_explanations(
                self.workspace.store, instance_id, [explanation], actor=self.workspace.actor
            )
        self._explanations[key] = explanation
        return self._recompute({key})

    def explain_all(self, text: str) -> None:
        """Give every unexplained warning the same explanation."""
        pending = {
            finding.key
            for finding in self.outcome.findings
            if finding.is_blocking and finding.severity is Severity.WARNING
        }
        for key in sorted(pending):
            self.explain(key, text)

    def add_row(self, table: Question) -> str:
        """Return the id of a new row of a list; the row exists once one of its cells is filled.

        Ids of deleted rows are not given again, also after a restart: remarks may name them.
        """
        columns = {column.name for column in table.questions}
        if not self._is_stored:
            return "r0001"
        used = answer_table.used_rows(self.workspace.store, self.submission.instance_id, columns)
        return f"r{max((int(row[1:]) for row in used), default=0) + 1:04d}"

    def delete_row(self, table: Question, row: str) -> Saved:
        """Empty every cell of a list's row; its id is never used again."""
        own = self.workspace.org_unit.code
        keys = [CellKey(own, column.name, row) for column in table.questions]
        return self._save([Answer(key) for key in keys if key in self._answers], "clear")

    def undo(self) -> Saved | None:
        """Take back the newest step (a cell, a paste, a confirmation); None when there is none."""
        if not self._is_stored:
            return None
        step = undo.step_to_undo(self.workspace.store, self.submission.instance_id)
        return self._save(step.before, "undo", is_kept=True) if step else None

    def redo(self) -> Saved | None:
        """Do again what was taken back last; None when there is nothing."""
        if not self._is_stored:
            return None
        step = undo.step_to_redo(self.workspace.store, self.submission.instance_id)
        return self._save(step.after, "redo", is_kept=True) if step else None

    def remember_cursor(self, key: CellKey) -> None:
        """Keep the cell that the clerk is on, to open the program there next time."""
        place = json.dumps({"period": self.period.iso, "key": list(key)})
        meta.put(self.workspace.store, "cursor", place)

    # --- completing ----------------------------------------------------------------------------

    def complete(self, *, reason: str = "") -> Submission:
        """Freeze the answers as the next revision.

        `reason` is compulsory from the second revision on. Raises InputError `completion_blocked`
        with the numbers of errors and unexplained warnings, `reason_missing`, `report_locked`.
        """
        self._check_open()
        self._check_complete(reason)
        with self._stored():
            self.submission = revisions.freeze(
                self.workspace.store,
                self.submission,
                answers=self._answers_to_freeze(),
                explanations=list(self._explanations.values()),
                reason=reason.strip(),
                actor=self.workspace.actor,
                calculated=self.outcome.calculated.keys(),
            )
        _log.info("completed period=%s revision=%s", self.period.iso, self.submission.revision)
        return self.submission

    def reopen(self) -> Submission:
        """Open a completed report again; the frozen revision stays as it is."""
        if not self.is_read_only:
            return self.submission
        self.submission = submissions.set_state(
            self.workspace.store, self.submission, SubmissionState.DRAFT, actor=self.workspace.actor
        )
        return self.submission

    def refresh_submission(self) -> None:
        """Read the report's state again after another operation changed it."""
        if not self._is_stored:
            return
        found = submissions.submission_by_id(self.workspace.store, self.submission.instance_id)
        self.submission = found or self.submission

    # --- inside --------------------------------------------------------------------------------

    def _read(self, key: CellKey, text: str) -> Answer:
        question = self.question(key.question)
        if question.is_calculated:
            raise InputError("cell_is_calculated", question=question.label)
        self._check_place(key)
        former = self.answer(key)
        choices = self.form.choices.get(question.choices, ())
        answer = read_answer(question, key, text, choices=choices)
        return replace(
            answer, note=former.note, qualifier=former.qualifier if answer.value is not None else ""
        )

    def _check_place(self, key: CellKey) -> None:
        table = self._tables.get(key.question)
        own = self.workspace.org_unit.code
        if table is not None and table.type is QuestionType.ROSTER:
            is_right = any(unit.code == key.area for unit in self.areas) and not key.row
        elif table is not None and table.type is QuestionType.TARGETS:
            is_right = key.area == own and any(target.id == key.row for target in self.form.targets)
        else:
            is_right = key.area == own and bool(key.row) == (table is not None)
        if not is_right:
            raise InputError(
                "cell_place_unknown", area=key.area, question=key.question, row=key.row
            )

    def _check_open(self) -> None:
        if self.is_read_only:
            raise InputError("report_locked", period=self.period.label)

    def _check_complete(self, reason: str) -> None:
        blocking = [finding for finding in self.outcome.findings if finding.is_blocking]
        errors = sum(finding.severity is Severity.ERROR for finding in blocking)
        if blocking:
            raise InputError("completion_blocked", errors=errors, warnings=len(blocking) - errors)
        if self.submission.revision and not reason.strip():
            raise InputError("reason_missing", revision=self.submission.revision + 1)

    def _answers_to_freeze(self) -> list[Answer]:
        hidden = self.outcome.irrelevant
        entered = {
            key: answer
            for key, answer in self._answers.items()
            if key not in hidden and not answer.is_empty
        }
        computed = {
            key: replace(self.answer(key), value=value, is_carried_over=False)
            for key, value in self.outcome.calculated.items()
            if value is not None and key not in hidden
        }
        return list((entered | computed).values())

    def _save(
        self, answers: Iterable[Answer], action: str, *, is_kept: bool = False, reason: str = ""
    ) -> Saved:
        """Save what differs; `is_kept` saves all, for steps that the history must count."""
        self._check_open()
        changed = [answer for answer in answers if is_kept or answer != self.answer(answer.key)]
        if not changed:
            return Saved(frozenset(), datetime.now())
        with_room(
            Home(self.workspace.root), lambda: self._store(changed, action=action, reason=reason)
        )
        self._answers.update((answer.key, answer) for answer in changed)
        return self._recompute({answer.key for answer in changed})

    def _store(self, answers: Iterable[Answer], *, action: str, reason: str) -> None:
        store, actor = self.workspace.store, self.workspace.actor
        with self._stored() as instance_id:
            answer_table.save_answers(
                store, instance_id, answers, actor=actor, action=action, reason=reason
            )

    @contextmanager
    def _stored(self) -> Generator[str]:
        """Store the report first when it is new; all is on the disk when this returns."""
        store, actor = self.workspace.store, self.workspace.actor
        instance_id = self.submission.instance_id
        with store.atomic():
            if not self._is_stored:
                submissions.create_submission(store, self.submission)
                carried = list(self._answers.values())
                answer_table.save_answers(
                    store, instance_id, carried, actor=actor, action="carry_over"
                )
            yield instance_id
        self._is_stored = True

    def _recompute(self, changed: set[CellKey]) -> Saved:
        before = self.outcome
        self.outcome = reapply(self._rules, self._data, before, changed)
        seen = changed | _differences(before, self.outcome)
        return Saved(frozenset(seen), datetime.now(), frozenset(changed))


def _differences(before: Outcome, after: Outcome) -> set[CellKey]:
    """Return the cells whose computed value, findings or relevance are not what they were."""
    values = {
        key
        for key in before.calculated.keys() | after.calculated.keys()
        if before.calculated.get(key) != after.calculated.get(key)
    }
    if before.findings is after.findings:
        found: set[CellKey] = set()
    else:
        old, new = set(map(_identity, before.findings)), set(map(_identity, after.findings))
        found = {key for key, *_ in old ^ new}
    return values | found | (before.irrelevant ^ after.irrelevant)


def _identity(finding: Finding) -> tuple[CellKey, str, str, bool]:
    return finding.key, finding.code, repr(sorted(finding.params.items())), finding.is_explained
