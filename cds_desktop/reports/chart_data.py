"""What the charts of a report show: standing of targets, progress, twelve months, areas compared.

Only figures that are there are drawn: a chart with nothing to compare is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cds_desktop.model.form import Nature, Question, QuestionType
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.model.target import TARGET_STATUS_NAMES, TargetStatus
from cds_desktop.reports.indicators import rate
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.status_sentences import RESULT, TargetState, groups, target_states
from cds_desktop.reports.wording import capitalised
from cds_desktop.vietnamese import format_number

MONTHS = 12
_LEAST_POINTS = 3
_MOST_LINES = 4
_MOST_AREAS = 30
_LABEL_CHARS = 58
_REACHABLE = (">=", ">", "=")  # "at most" is not reached bit by bit
_NOT_ASSESSED = "Chưa đánh giá"

Figures = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class ChartData:
    """One chart; `kind` is bar, stacked or line, `series` are (name, a figure a category)."""

    kind: str
    title: str
    unit: str
    decimals: int
    categories: tuple[str, ...]
    series: tuple[tuple[str, Figures], ...]

    @property
    def description(self) -> str:
        """The chart in words, for those who do not see it."""
        told = [f"{name}: {self._told(figures)}" for name, figures in self.series]
        return f"{self.title} ({self.unit}). " + ". ".join(told) + "."

    def as_context(self) -> dict[str, object]:
        """Return the chart in plain values for the office room."""
        return {
            "kind": self.kind,
            "title": self.title,
            "unit": capitalised(self.unit),
            "decimals": self.decimals,
            "categories": list(self.categories),
            "series": [{"name": name, "values": list(figures)} for name, figures in self.series],
            "description": self.description,
        }

    def _told(self, figures: Figures) -> str:
        pairs = zip(self.categories, figures, strict=True)
        return "; ".join(
            f"{name} {'chưa có số liệu' if figure is None else format_number(figure)}"
            for name, figure in pairs
        )


def charts(source: ReportSource) -> tuple[ChartData, ...]:
    """Return the charts that the report's figures allow, in print order."""
    tables = [q for q in source.form.all_questions() if q.type is QuestionType.TARGETS]
    return tuple(
        [
            *(chart for table in tables for chart in _target_charts(source, table)),
            *_counts_over_months(source),
            *_rates_over_months(source),
            *_areas_compared(source),
        ]
    )


# --- targets --------------------------------------------------------------------------------------


def _target_charts(source: ReportSource, table: Question) -> Iterator[ChartData]:
    states = target_states(source, table)
    if sum(state.status is not None for state in states) >= _LEAST_POINTS:
        yield _standing(source, states)
    reached = [pair for state in states if (pair := _reached(source, table, state))]
    if len(reached) >= _LEAST_POINTS:
        yield ChartData(
            kind="bar",
            title=f"Mức đạt các chỉ tiêu đo được so với kế hoạch năm {source.period.year}",
            unit="% so với kế hoạch",
            decimals=1,
            categories=tuple(name for name, _ in reached),
            series=(("Mức đạt so với kế hoạch (%)", tuple(figure for _, figure in reached)),),
        )


def _standing(source: ReportSource, states: Sequence[TargetState]) -> ChartData:
    by_group = groups([state for state in states if not state.is_not_applicable])
    names = {status: capitalised(name) for status, name in TARGET_STATUS_NAMES.items()}
    known: dict[TargetStatus | None, str] = {**names, None: _NOT_ASSESSED}
    series = [
        (name, tuple(_count(found, status) for found in by_group.values()))
        for status, name in known.items()
    ]
    return ChartData(
        kind="stacked",
        title=f"Tình hình thực hiện chỉ tiêu Kế hoạch chuyển đổi số năm {source.period.year}",
        unit="số chỉ tiêu",
        decimals=0,
        categories=tuple(by_group),
        series=tuple((name, counts) for name, counts in series if any(counts)),
    )


def _count(states: Sequence[TargetState], status: TargetStatus | None) -> Decimal:
    return Decimal(sum(state.status is status for state in states))


def _reached(
    source: ReportSource, table: Question, state: TargetState
) -> tuple[str, Decimal] | None:
    """Return a target's name and how far it is reached, in per cent of what was aimed at."""
    target = state.target
    result = source.figure(source.own(table.name + RESULT, target.id))
    is_reachable = target.comparator in _REACHABLE and target.is_named and target.value
    share = rate(result, target.value, decimals=1) if is_reachable else None
    return None if share is None else (_shortened(target.wording), share)


# --- months ---------------------------------------------------------------------------------------


def _counts_over_months(source: ReportSource) -> Iterator[ChartData]:
    """The parts of the first key rate of things that happen in a month: received, online."""
    for question in _key_rates(source):
        parts = [source.questions[name] for name in (question.denominator, question.numerator)]
        if all(part.nature is Nature.FLOW for part in parts):
            unit = parts[0].unit_of_measure or "số lượng"
            yield from _over_months(source, parts, title=_counts_title(parts), unit=unit)
            return


def _rates_over_months(source: ReportSource) -> Iterator[ChartData]:
    yield from _over_months(
        source, _key_rates(source), title="Một số tỷ lệ chủ yếu qua các tháng", unit="%"
    )


def _counts_title(parts: Sequence[Question]) -> str:
    return f"{parts[0].label} qua các tháng"


def _over_months(
    source: ReportSource, questions: Sequence[Question], *, title: str, unit: str
) -> Iterator[ChartData]:
    periods = _months(source.period)
    lines = [
        (
            question.label,
            tuple(source.figure_in(period, source.own(question.name)) for period in periods),
        )
        for question in questions
    ]
    known = [line for line in lines if sum(f is not None for f in line[1]) >= _LEAST_POINTS]
    if known:
        shown = known[:_MOST_LINES]
        first = min(n for _, line in shown for n, f in enumerate(line) if f is not None)
        yield ChartData(
            kind="line",
            title=title,
            unit=unit,
            decimals=0 if unit != "%" else 1,
            categories=tuple(f"{period.number}/{period.year}" for period in periods[first:]),
            series=tuple((_shortened(name), line[first:]) for name, line in shown),
        )


def _months(last: Period) -> list[Period]:
    periods = [last]
    while len(periods) < MONTHS:
        periods.append(periods[-1].previous())
    return periods[::-1]


def _key_rates(source: ReportSource) -> list[Question]:
    return [
        question
        for section in source.form.sections
        for question in section.questions
        if question.is_key_figure and question.type is QuestionType.RATIO
    ]


# --- areas ----------------------------------------------------------------------------------------


def _areas_compared(source: ReportSource) -> Iterator[ChartData]:
    """The first two counts of a roster side by side; of many areas those with the smallest."""
    rosters = [q for q in source.form.all_questions() if q.type is QuestionType.ROSTER]
    rosters.sort(key=lambda roster: roster.questions[0].nature is not Nature.FLOW)
    for roster in rosters:
        columns = [column for column in roster.questions if column.is_figure][:2]
        rows = [(area, _row(source, area, columns)) for area in source.data.areas]
        filled = [(area, figures) for area, figures in rows if figures[0] is not None]
        if len(filled) < _LEAST_POINTS:
            continue
        title = f"{roster.label.removesuffix(' trong kỳ')}: so sánh các đơn vị"
        if len(filled) > _MOST_AREAS:
            filled = sorted(filled, key=lambda row: row[1][0] or Decimal(0))[:_MOST_AREAS]
            title += f" ({_MOST_AREAS} đơn vị thấp nhất)"
        yield ChartData(
            kind="bar",
            title=f"{title}, {source.period.label}",
            unit=columns[0].unit_of_measure or "số lượng",
            decimals=columns[0].decimals,
            categories=tuple(source.area_names.get(area, area) for area, _ in filled),
            series=tuple(
                (column.label, tuple(figures[n] for _, figures in filled))
                for n, column in enumerate(columns)
            ),
        )
        return


def _row(source: ReportSource, area: str, columns: Sequence[Question]) -> Figures:
    return tuple(source.figure(CellKey(area, column.name)) for column in columns)


def _shortened(text: str) -> str:
    if len(text) <= _LABEL_CHARS:
        return text
    return text[:_LABEL_CHARS].rpartition(" ")[0].rstrip(" ,;") + "…"
