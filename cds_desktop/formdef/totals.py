"""Total the figures of units into the province's own form, as its questions say by `total_of`.

A figure names what it totals ("huyen_cds.hs_tiep_nhan") and how (`aggregation`). Pure: the caller
hands over one UnitReport for each report that counts. Rates are never totalled: the province's
form computes them from totalled parts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from cds_desktop.formdef.declared_lint import split_total
from cds_desktop.formdef.scope import DECIMALS
from cds_desktop.model.form import Aggregation, Form, Question
from cds_desktop.model.submission import (
    STATUSES_WITH_VALUE,
    Answer,
    AnswerStatus,
    CellKey,
)

_Names = Mapping[tuple[str, int], Mapping[str, str]]

_ESTIMATES = (AnswerStatus.PROVISIONAL, AnswerStatus.ESTIMATED)


@dataclass(frozen=True, slots=True)
class UnitReport:
    """The counting report of one unit: its answers hold computed figures too, as when frozen."""

    org_unit: str
    form: Form
    answers: Mapping[CellKey, Answer]


@dataclass(frozen=True, slots=True)
class Total:
    """One figure over units: `given` have it, `silent` sent the form without it.

    `value` is None when no unit gave the figure.
    """

    question: str
    value: Decimal | None
    is_estimate: bool
    given: tuple[str, ...]
    silent: tuple[str, ...]


def totals(form: Form, reports: Iterable[UnitReport]) -> dict[str, Total]:
    """Return the total of every question of `form` that totals something, by question."""
    known = sorted(reports, key=lambda report: (report.form.form_id, report.org_unit))
    names = {
        (report.form.form_id, report.form.version): _present_names(report.form) for report in known
    }
    return {
        question.name: _total(question, known, names)
        for question in form.all_questions()
        if question.total_of
    }


def total_answers(
    form: Form, found: Mapping[str, Total], *, org_unit: str, expected: Mapping[str, int]
) -> list[Answer]:
    """Return the totals as answers of the province.

    `expected` is how many units should report each form. A total that lacks units is provisional,
    and its note says how many it was added up from.
    """
    return [
        _answer(one, CellKey(org_unit, name), _expected(form.question(name), expected))
        for name, one in found.items()
        if one.value is not None
    ]


def _expected(question: Question, expected: Mapping[str, int]) -> int:
    form_ids = {split_total(name)[0] for name in question.total_of}
    return sum(expected.get(form_id, 0) for form_id in form_ids)


def _total(question: Question, reports: Sequence[UnitReport], names: _Names) -> Total:
    """Return one figure over the units that report a form named in `total_of`."""
    figures: list[tuple[str, Answer]] = []
    silent: list[str] = []
    for report, name in _concerned(question, reports, names):
        answer = report.answers.get(CellKey(report.org_unit, name))
        if answer is None or not _has_figure(answer):
            silent.append(report.org_unit)
        else:
            figures.append((report.org_unit, answer))
    values = [answer.value for _, answer in figures if isinstance(answer.value, Decimal)]
    return Total(
        question=question.name,
        value=_aggregated(question.aggregation, values),
        is_estimate=any(answer.status in _ESTIMATES for _, answer in figures),
        given=tuple(unit for unit, _ in figures),
        silent=tuple(silent),
    )


def _answer(one: Total, key: CellKey, expected: int) -> Answer:
    is_whole = not one.silent and len(one.given) >= expected
    status = AnswerStatus.REPORTED if is_whole else AnswerStatus.PROVISIONAL
    if one.is_estimate:
        status = AnswerStatus.ESTIMATED
    note = (
        "" if is_whole else f"Tổng hợp từ {len(one.given)}/{max(expected, len(one.given))} đơn vị"
    )
    return Answer(key, one.value, status, note=note)


def _concerned(
    question: Question, reports: Sequence[UnitReport], names: _Names
) -> Iterator[tuple[UnitReport, str]]:
    """Yield each report that the question totals, with the figure's name in its version."""
    for name in question.total_of:
        form_id, wanted = split_total(name)
        for report in reports:
            present = names[report.form.form_id, report.form.version].get(wanted)
            if report.form.form_id == form_id and present:
                yield report, present


def _present_names(form: Form) -> dict[str, str]:
    """Return what a version calls each question, by that name and by its former ones."""
    own = {question.name: question.name for question in form.all_questions()}
    return own | {old: new for old, new in form.renamed.items() if new in own}


def _has_figure(answer: Answer) -> bool:
    return isinstance(answer.value, Decimal) and answer.status in STATUSES_WITH_VALUE


def _aggregated(aggregation: Aggregation, values: list[Decimal]) -> Decimal | None:
    if not values or aggregation is Aggregation.NONE:
        return None
    match aggregation:
        case Aggregation.COUNT:
            return Decimal(len(values))
        case Aggregation.MAX:
            return max(values)
        case _:
            return reduce(DECIMALS.add, values)
