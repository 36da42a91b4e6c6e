"""Total the reports of many units: by declared aggregation, percentages from sums (never averaged).

Pure. A total knows the units it was made of, each unit its communes: from a figure one gets down to
the cell and its note. Which units are missing in a total is said with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from cds_desktop.model.form import Form, Question, QuestionType
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import STATUSES_WITH_VALUE, Answer, AnswerStatus, CellKey
from cds_desktop.model.target import Target, TargetStatus
from cds_desktop.reports import comparison, indicators
from cds_desktop.reports.coverage import Coverage

Figure = Decimal | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """The report of one unit that counts, with its communes as they were in the period."""

    unit: OrgUnit
    areas: tuple[OrgUnit, ...]
    answers: Mapping[CellKey, Answer]
    notes: Mapping[CellKey, str]


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """What one commune contributed; `note` is what the unit wrote beside the cell."""

    area: OrgUnit
    value: Figure
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """What one unit contributed; `rank` 1 is the largest, 0 without a figure."""

    unit: OrgUnit
    value: Figure
    numerator: Figure = None
    denominator: Figure = None
    status: AnswerStatus = AnswerStatus.REPORTED
    qualifier: str = ""
    note: str = ""
    rank: int = 0
    areas: tuple[AreaFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One question totalled over all units; `before` is its total in the period before.

    `lacking` are the units that should have a figure and have none: the total is without them.
    `is_partial` says of a rate that units with only one of its parts were left out.
    """

    question: Question
    value: Figure
    numerator: Figure
    denominator: Figure
    units: tuple[UnitFigure, ...]
    lacking: tuple[OrgUnit, ...]
    is_estimate: bool
    is_partial: bool = False
    before: Figure = None

    def of_unit(self, code: str) -> UnitFigure | None:
        """Return what one unit contributed."""
        return next((one for one in self.units if one.unit.code == code), None)

    def change(self, period: Period) -> str:
        """Return "tăng 3,4% so với tháng trước", "" without a base."""
        if self.value is None:
            return ""
        return comparison.change_rate(self.question, self.value, self.before, period=period)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target of the plan: which units stand where."""

    target: Target
    units: Mapping[TargetStatus, tuple[OrgUnit, ...]]


@dataclass(frozen=True)
class Consolidation:
    """One form of all units for one period."""

    form: Form
    period: Period
    coverage: Coverage
    lines: tuple[TotalLine, ...]
    targets: tuple[TargetLine, ...]

    @cached_property
    def by_name(self) -> Mapping[str, TotalLine]:
        """The lines by the name of their question."""
        return {line.question.name: line for line in self.lines}

    @cached_property
    def totals(self) -> Mapping[str, Figure]:
        """The totals by the name of their question: what the province's own form takes."""
        return {name: line.value for name, line in self.by_name.items()}


def consolidate(
    form: Form,
    period: Period,
    contributions: Sequence[Contribution],
    *,
    coverage: Coverage,
    before: Mapping[str, Figure] | None = None,
) -> Consolidation:
    """Return the totals of some reports; `before` are the totals of the period before."""
    work = _Work(form, contributions, coverage)
    earlier = before or {}
    lines = [
        replace(line, before=earlier.get(_old_name(form, line.question.name, earlier)))
        for line in work.lines()
    ]
    return Consolidation(form, period, coverage, tuple(lines), tuple(work.targets()))


def _old_name(form: Form, name: str, known: Mapping[str, Figure]) -> str:
    """Return the name that a question had in the period before."""
    old = next((old for old, new in form.renamed.items() if new == name and old in known), name)
    return name if name in known else old


class _Work:
    """The figures of all units by question, made once."""

    def __init__(
        self, form: Form, contributions: Sequence[Contribution], coverage: Coverage
    ) -> None:
        self._form = form
        self._contributions = contributions
        self._coverage = coverage
        self._questions = {question.name: question for question in form.all_questions()}
        self._tables = {
            column.name: table for table in form.all_questions() for column in table.questions
        }

    def lines(self) -> Iterable[TotalLine]:
        """Yield a line for each question that is a figure, columns of rosters too."""
        for question in self._form.all_questions():
            table = self._tables.get(question.name)
            is_in_roster = table is None or table.type is QuestionType.ROSTER
            if question.is_figure and is_in_roster:
                yield self._line(question)

    def targets(self) -> Iterable[TargetLine]:
        """Yield where every unit stands with every target."""
        table = next(
            (one for one in self._form.all_questions() if one.type is QuestionType.TARGETS), None
        )
        for target in self._form.targets if table else ():
            standing: dict[TargetStatus, tuple[OrgUnit, ...]] = {}
            for one in self._contributions:
                key = CellKey(one.unit.code, f"{table.name}_trang_thai" if table else "", target.id)
                answer = one.answers.get(key)
                if answer and isinstance(answer.value, str):
                    status = TargetStatus(answer.value)
                    standing[status] = (*standing.get(status, ()), one.unit)
            yield TargetLine(target, standing)

    def _line(self, question: Question) -> TotalLine:
        figures = [self._unit_figure(one, question) for one in self._contributions]
        numerator = denominator = None
        is_partial = False
        if question.type is QuestionType.RATIO:
            pairs = [(one.numerator, one.denominator) for one in figures]
            whole = [(n, d) for n, d in pairs if n is not None and d is not None]
            is_partial = any((n is None) != (d is None) for n, d in pairs)
            if whole:
                numerator = sum((n for n, _ in whole), Decimal(0))
                denominator = sum((d for _, d in whole), Decimal(0))
            value = indicators.rate(numerator, denominator, decimals=question.decimals)
        else:
            value = indicators.total(question, self._values(question, figures))
        return TotalLine(
            question=question,
            value=value,
            numerator=numerator,
            denominator=denominator,
            units=_ranked(figures),
            lacking=(*self._coverage.missing, *_without_figure(figures)),
            is_estimate=any(
                one.status in (AnswerStatus.ESTIMATED, AnswerStatus.PROVISIONAL) for one in figures
            ),
            is_partial=is_partial,
        )

    def _values(self, question: Question, figures: Sequence[UnitFigure]) -> list[Figure]:
        """Return what is totalled: the communes of a roster's column, else the units."""
        if question.name in self._tables:
            return [area.value for one in figures for area in one.areas]
        return [one.value for one in figures]

    def _unit_figure(self, one: Contribution, question: Question) -> UnitFigure:
        if question.type is QuestionType.RATIO:
            return self._unit_rate(one, question)
        if question.name not in self._tables:
            answer = one.answers.get(CellKey(one.unit.code, question.name))
            note = one.notes.get(CellKey(one.unit.code, question.name), "")
            if answer is None:
                return UnitFigure(one.unit, None, note=note)
            value = _figure(answer)
            return UnitFigure(
                one.unit, value, status=answer.status, qualifier=answer.qualifier, note=note
            )
        answers = [one.answers.get(CellKey(area.code, question.name)) for area in one.areas]
        areas = tuple(
            AreaFigure(area, _figure(answer), one.notes.get(CellKey(area.code, question.name), ""))
            for area, answer in zip(one.areas, answers, strict=True)
        )
        value = indicators.total(question, [area.value for area in areas])
        return UnitFigure(one.unit, value, status=_status(answers), areas=areas)

    def _unit_rate(self, one: Contribution, question: Question) -> UnitFigure:
        numerator = self._unit_part(one, question.numerator)
        denominator = self._unit_part(one, question.denominator)
        value = indicators.rate(numerator.value, denominator.value, decimals=question.decimals)
        status = numerator.status if numerator.value is not None else denominator.status
        return UnitFigure(one.unit, value, numerator.value, denominator.value, status)

    def _unit_part(self, one: Contribution, name: str) -> UnitFigure:
        question = self._questions.get(name)
        return self._unit_figure(one, question) if question else UnitFigure(one.unit, None)


def _figure(answer: Answer | None) -> Figure:
    if answer is None or answer.status not in STATUSES_WITH_VALUE:
        return None
    return answer.value if isinstance(answer.value, Decimal) else None


def _status(answers: Sequence[Answer | None]) -> AnswerStatus:
    """Return the softest status of some answers."""
    statuses = {answer.status for answer in answers if answer is not None}
    for status in (AnswerStatus.ESTIMATED, AnswerStatus.PROVISIONAL):
        if status in statuses:
            return status
    is_none_here = statuses == {AnswerStatus.NOT_APPLICABLE}
    return AnswerStatus.NOT_APPLICABLE if is_none_here else AnswerStatus.REPORTED


def _without_figure(figures: Iterable[UnitFigure]) -> tuple[OrgUnit, ...]:
    """Return the units that reported but have no figure where one could be."""
    return tuple(
        one.unit
        for one in figures
        if one.value is None and one.status is not AnswerStatus.NOT_APPLICABLE
    )


def _ranked(figures: Sequence[UnitFigure]) -> tuple[UnitFigure, ...]:
    """Return the figures with their ranks; equal figures share one."""
    values = sorted((one.value for one in figures if one.value is not None), reverse=True)
    return tuple(
        replace(one, rank=values.index(one.value) + 1) if one.value is not None else one
        for one in figures
    )
