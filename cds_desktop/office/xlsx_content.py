"""Take a workbook's context apart into sheets, columns and cells; clean its texts.

The context is plain data made by the program itself: a wrong shape raises TypeError or KeyError.
Percentages come as they are read, 47,54; the sheet holds 0,4754 under a format of percent.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.office.charts import Chart, read_chart
from cds_desktop.text_rules import clean

Value = str | Decimal | None

KINDS = ("text", "integer", "decimal", "percent")
TEXT_FIELDS = (
    "parent_body", "issuing_body", "title", "subtitle", "place_and_date", "signer_name",
    "draft_mark", "content_code",
)  # fmt: skip
_SHEET_NAME_CHARS = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: `total` is sum, ratio or ""; numerator and denominator are positions, from 0."""

    title: str
    kind: str
    decimals: int
    width: float
    total: str
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet: its texts by field, its columns and rows."""

    name: str
    texts: Mapping[str, str]
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)
    chart: Chart | None = None


def read_sheets(workbook: Mapping[str, object], *, file: str) -> tuple[SheetContent, ...]:
    """Check and clean a context; raises DocumentError `text_too_long_for_excel`."""
    names: list[str] = []
    sheets: list[SheetContent] = []
    for sheet in cast(Sequence[Mapping[str, object]], workbook["sheets"]):
        names.append(_sheet_name(str(sheet["name"]), names))
        sheets.append(_sheet(names[-1], sheet, workbook))
    for sheet in sheets:
        _check_lengths(sheet)
    if not sheets:
        raise DocumentError("annex_has_no_sheets", file=file)
    return tuple(sheets)


def _sheet(name: str, sheet: Mapping[str, object], workbook: Mapping[str, object]) -> SheetContent:
    texts = {field: _text({**workbook, **sheet}.get(field, "")) for field in TEXT_FIELDS}
    columns = tuple(_column(c) for c in cast(Sequence[Mapping[str, object]], sheet["columns"]))
    rows = tuple(
        tuple(_value(cell) for cell in row)
        for row in cast(Sequence[Sequence[object]], sheet["rows"])
    )
    if any(len(row) != len(columns) for row in rows):
        raise TypeError(f"a row of sheet {name!r} has not {len(columns)} cells")
    lines = cast(Sequence[object], workbook["signer_lines"])
    texts["signer_lines"] = "\n".join(_text(line) for line in lines)
    chart = read_chart(sheet["chart"]) if "chart" in sheet else None
    return SheetContent(name, texts, columns, rows, chart)


def _column(column: Mapping[str, object]) -> SheetColumn:
    kind = str(column["kind"])
    if kind not in KINDS:
        raise TypeError(f"unknown kind of column: {kind!r}")
    return SheetColumn(
        title=_text(column["title"]),
        kind=kind,
        decimals=cast(int, column["decimals"]),
        width=float(cast(float, column["width"])),
        total=str(column["total"]),
        numerator=cast(int | None, column.get("numerator_column")),
        denominator=cast(int | None, column.get("denominator_column")),
    )


def _value(value: object) -> Value:
    if value is None or (isinstance(value, Decimal) and value.is_finite()):
        return value
    return _text(value) or None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return clean(value).text


def _sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """Return a name that Excel takes: at most 31 letters, no special signs, unlike the others."""
    plain = _FORBIDDEN_IN_NAMES.sub(" ", _text(wanted)).strip().strip("'") or "Bảng"
    used = {name.casefold() for name in taken}
    candidates = [plain, *(f"{plain[: _SHEET_NAME_CHARS - 5]} ({n})" for n in range(2, 1000))]
    shortened = (name[:_SHEET_NAME_CHARS].strip() for name in candidates)
    return next(name for name in shortened if name.casefold() not in used)


def _check_lengths(sheet: SheetContent) -> None:
    named = [(f"trang “{sheet.name}”", text) for text in sheet.texts.values()]
    named += [(f"trang “{sheet.name}”", column.title) for column in sheet.columns]
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in zip(sheet.columns, row, strict=True):
            if isinstance(value, str):
                place = f"trang “{sheet.name}”, dòng {number}, cột “{column.title}”"
                named.append((place, value))
    for place, text in named:
        length = len(text.encode("utf-16-le")) // 2  # as Excel counts
        if length > limits.EXCEL_TEXT_CHARS:
            raise DocumentError("text_too_long_for_excel", place=place, length=length)
