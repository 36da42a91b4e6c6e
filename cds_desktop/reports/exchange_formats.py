"""Consolidated figures for other programs: CSV in plain codes, ADX (BUNDLE.md, appendix A)."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from cds_desktop.formdef.reading import value_text
from cds_desktop.reports.consolidation import Consolidation, TotalLine

CSV_HEADER = ("form", "form_version", "period", "unit", "area", "question", "value", "status")
_ADX = "urn:ihe:qrph:adx:2015"


def to_csv(consolidation: Consolidation, *, province: str) -> str:
    """Return totals, unit figures and commune figures as CSV: codes and plain decimals only.

    A total stands under the province's code; what has no figure is left out.
    """
    head = (
        consolidation.form.form_id,
        str(consolidation.form.version),
        consolidation.period.iso,
    )
    rows = [row for line in consolidation.lines for row in _rows(line, province)]
    lines = [CSV_HEADER, *((*head, *row) for row in rows)]
    return "".join(",".join(line) + "\r\n" for line in lines)


def to_adx(consolidation: Consolidation, *, province: str, exported: str) -> str:
    """Return the same figures as ADX groups, one for each unit; `exported` is a UTC time."""
    groups: dict[str, list[str]] = {}
    for line in consolidation.lines:
        for unit, area, question, value, _ in _rows(line, province):
            extra = f" area={quoteattr(area)}" if area != unit else ""
            groups.setdefault(unit, []).append(
                f"    <dataValue dataElement={quoteattr(question)}{extra}"
                f" value={quoteattr(value)}/>"
            )
    period = consolidation.period.start_date.isoformat()
    body = "\n".join(
        f"  <group dataSet={quoteattr(consolidation.form.form_id)} orgUnit={quoteattr(unit)}"
        f" period={quoteattr(f'{period}/P1M')}>\n" + "\n".join(values) + "\n  </group>"
        for unit, values in groups.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<adx xmlns={quoteattr(_ADX)} exported={quoteattr(exported)}>\n{body}\n</adx>\n"
    )


def _rows(line: TotalLine, province: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield unit, area, question, value, status."""
    name = line.question.name
    if line.value is not None:
        status = "E" if line.is_estimate else "A"
        yield province, province, name, value_text(line.value), status
    for one in line.units:
        code = one.unit.code
        if one.value is not None:
            yield code, code, name, value_text(one.value), one.status.value
        for area in one.areas:
            if area.value is not None:
                yield code, area.area.code, name, value_text(area.value), one.status.value
