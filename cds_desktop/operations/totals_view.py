"""The totals as people read them: a line a question, its units by rank, their communes, notes."""

from dataclasses import dataclass
from decimal import Decimal

from cds_desktop.operations.consolidating import Consolidation
from cds_desktop.reports.consolidation import TotalLine, UnitFigure
from cds_desktop.reports.coverage import names
from cds_desktop.vietnamese import format_number, search_key

_NONE = "–"


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One question totalled, compared with the period before; `footnote`: what it is without."""

    name: str
    code: str
    label: str
    value: str
    unit_of_measure: str
    change: str
    footnote: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """What one commune contributed."""

    name: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What one unit contributed; `rank` is "" without a figure."""

    code: str
    name: str
    rank: str
    value: str
    note: str
    areas: tuple[AreaRow, ...]


def total_rows(found: Consolidation, text: str = "") -> tuple[TotalRow, ...]:
    """Return the totals that are there, those with `text` in code or name only."""
    wanted = search_key(text)
    rows = (_total_row(found, line) for line in found.lines if line.value is not None)
    return tuple(row for row in rows if wanted in search_key(f"{row.code} {row.label}"))


def unit_rows(found: Consolidation, question: str) -> tuple[UnitRow, ...]:
    """Return what a total is made of: units by rank, those without a figure last."""
    line = found.by_name[question]
    ranked = sorted(line.units, key=lambda one: (one.rank or 10**6, one.unit.code))
    return tuple(_unit_row(line, one) for one in ranked)


def _total_row(found: Consolidation, line: TotalLine) -> TotalRow:
    question = line.question
    notes = [
        f"Chưa gồm: {names(line.lacking)}." if line.lacking else "",
        "Bỏ đơn vị thiếu tử số hoặc mẫu số." if line.is_partial else "",
        "Có số ước tính." if line.is_estimate else "",
    ]
    return TotalRow(
        name=question.name,
        code=question.code,
        label=question.label,
        value=_figure(line, line.value),
        unit_of_measure=question.unit_of_measure,
        change=line.change(found.period).partition(" so với")[0],
        footnote=" ".join(note for note in notes if note),
    )


def _unit_row(line: TotalLine, figure: UnitFigure) -> UnitRow:
    areas = tuple(
        AreaRow(one.area.name, _figure(line, one.value), one.note)
        for one in figure.areas
        if one.value is not None or one.note
    )
    value = _figure(line, figure.value)
    if figure.qualifier:
        value = f"{figure.qualifier} {value}"
    rank = str(figure.rank) if figure.rank else ""
    return UnitRow(figure.unit.code, figure.unit.name, rank, value, figure.note, areas)


def _figure(line: TotalLine, value: Decimal | None) -> str:
    return _NONE if value is None else format_number(value, line.question.decimals)
