"""The figures of one report, read the way a report needs them: now, before, and over all areas."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cds_desktop.formdef.answers import Outcome, ReportData, apply, compile_rules
from cds_desktop.formdef.report_data import table_rows
from cds_desktop.formdef.rules import sources
from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import STATUSES_WITH_VALUE, Answer, AnswerStatus, CellKey
from cds_desktop.reports import indicators
from cds_desktop.reports.wording import unit_kind

_AREA_KINDS = ("huyện", "thành phố", "thị xã", "xã", "phường", "thị trấn")


@dataclass(frozen=True)
class ReportSource:
    """One unit's answers for one period, what the rules made of them, and the names to print."""

    form: Form
    data: ReportData
    outcome: Outcome
    org_unit: OrgUnit
    area_names: Mapping[str, str]

    @property
    def period(self) -> Period:
        """The period reported."""
        return self.data.period

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its name, columns included."""
        return {question.name: question for question in self.form.all_questions()}

    @cached_property
    def tables(self) -> Mapping[str, Question]:
        """The roster, list or target table of each column."""
        return {
            column.name: question
            for question in self.form.all_questions()
            for column in question.questions
        }

    @cached_property
    def area_kinds(self) -> str:
        """What the areas are: "xã, thị trấn"."""
        kinds = {unit_kind(self.area_names.get(area, "")) for area in self.data.areas}
        return ", ".join(kind for kind in _AREA_KINDS if kind in kinds) or "đơn vị"

    def own(self, question: str, row: str = "") -> CellKey:
        """Return the key of a cell of the reporting unit itself."""
        return CellKey(self.data.org_unit, question, row)

    def answer(self, key: CellKey) -> Answer:
        """Return what a cell holds, computed figures included; an empty answer when nothing.

        A figure computed from an estimate is an estimate.
        """
        if key in self.outcome.irrelevant:
            return Answer(key)
        given = self.data.answers.get(key, Answer(key))
        if not self.questions[key.question].is_calculated:
            return given
        status = AnswerStatus.ESTIMATED if key.question in self._estimates else given.status
        return replace(given, value=self.outcome.value(key), status=status, raw="")

    def figure(self, key: CellKey) -> Decimal | None:
        """Return the number in a cell."""
        value = self.answer(key).value
        return value if isinstance(value, Decimal) else None

    def answer_before(self, key: CellKey) -> Answer:
        """Return what the cell held in the period before; an empty answer when nothing."""
        given = _renamed(self.data.history.get(self.period.previous(), {}), self.form.renamed)
        value = self._last_period.value(key) if self._last_period else None
        return replace(given.get(key, Answer(key)), value=value, raw="")

    def figure_before(self, key: CellKey) -> Decimal | None:
        """Return the number that the cell held in the period before."""
        return _number(self._last_period, key)

    def figure_last_year(self, key: CellKey) -> Decimal | None:
        """Return the number that the cell held in the same period of last year."""
        return _number(self._last_year, key)

    def figure_in(self, period: Period, key: CellKey) -> Decimal | None:
        """Return the number that the cell held in this or an earlier period, computed ones too."""
        return self.figure(key) if period == self.period else _number(self._outcome(period), key)

    def column(self, column: str) -> tuple[Answer, ...]:
        """Return a roster's column, an answer for each area in order."""
        return tuple(self.answer(CellKey(area, column)) for area in self.data.areas)

    def total(self, column: Question) -> Answer:
        """Return a roster's column totalled over the areas, as an answer of the unit itself.

        It is an estimate when an area's figure is one.
        """
        answers = self.column(column.name)
        figures = [_decimal(answer) for answer in answers]
        value = indicators.total(column, figures)
        if column.type is QuestionType.RATIO:
            value = self._total_rate(column)
        status = (
            AnswerStatus.ESTIMATED if any(map(_is_estimate, answers)) else AnswerStatus.REPORTED
        )
        return Answer(self.own(column.name), value, status)

    def rows(self, table: Question) -> tuple[str, ...]:
        """Return the ids of a list's rows that hold something, or of a target table's targets."""
        return table_rows(table, self.form, self.data)

    def label(self, question: Question, name: str) -> str:
        """Return the label of a choice; its code when the form does not know it."""
        choices = self.form.choices.get(question.choices, ())
        return next((choice.label for choice in choices if choice.name == name), name)

    def _total_rate(self, column: Question) -> Decimal | None:
        parts = [
            [_decimal(answer) for answer in self.column(name)]
            for name in (column.numerator, column.denominator)
        ]
        return indicators.total_rate(parts[0], parts[1], decimals=column.decimals)

    @cached_property
    def _estimates(self) -> frozenset[str]:
        """The questions of the unit that hold an estimate or are computed from one."""
        found = {
            answer.key.question for answer in self.data.answers.values() if _is_estimate(answer)
        }
        needs = sources(self.form)
        for name in compile_rules(self.form).ranks:  # each after those that its value needs
            is_own = name not in self.tables and self.questions[name].is_calculated
            if is_own and any(reference.name in found for reference in needs[name]):
                found.add(name)
        return frozenset(found)

    @property
    def _last_period(self) -> Outcome | None:
        return self._outcome(self.period.previous())

    @property
    def _last_year(self) -> Outcome | None:
        return self._outcome(self.period.same_last_year())

    @cached_property
    def _outcomes(self) -> dict[Period, Outcome | None]:
        return {}

    def _outcome(self, period: Period) -> Outcome | None:
        if period not in self._outcomes:
            self._outcomes[period] = self._outcome_of(period)
        return self._outcomes[period]

    def _outcome_of(self, period: Period) -> Outcome | None:
        """Apply the form to an earlier period's answers, so that its computed figures are known."""
        answers = self.data.history.get(period)
        if not answers:
            return None
        earlier = {past: held for past, held in self.data.history.items() if past < period}
        data = replace(
            self.data,
            period=period,
            answers=_renamed(answers, self.form.renamed),
            explanations={},
            history=earlier,
        )
        return apply(compile_rules(self.form), data)


def has_value(answer: Answer) -> bool:
    """Say whether there is something to print as a value."""
    return answer.value is not None and answer.status in STATUSES_WITH_VALUE


def _is_estimate(answer: Answer) -> bool:
    is_open = answer.status in (AnswerStatus.PROVISIONAL, AnswerStatus.ESTIMATED)
    return is_open and answer.value is not None


def _renamed(
    answers: Mapping[CellKey, Answer], names: Mapping[str, str]
) -> Mapping[CellKey, Answer]:
    """Return answers of a former version of the form under the names of this one."""
    if not names:
        return answers
    keys = {key: key._replace(question=names.get(key.question, key.question)) for key in answers}
    return {keys[key]: replace(answer, key=keys[key]) for key, answer in answers.items()}


def _decimal(answer: Answer) -> Decimal | None:
    return answer.value if isinstance(answer.value, Decimal) else None


def _number(outcome: Outcome | None, key: CellKey) -> Decimal | None:
    value = outcome.value(key) if outcome else None
    return value if isinstance(value, Decimal) else None
