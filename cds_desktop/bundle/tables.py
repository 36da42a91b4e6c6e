"""The figures and texts of a submission as files (BUNDLE.md 8).

Figures: an ASCII csv without quotes, where every field is a code or a number, so that opening it in
a spreadsheet runs nothing. Texts: canonical JSON. A note on a cell, an explanation and a qualifier
are texts whose question carries a suffix behind a dot (`hs_tiep_nhan.note`): keys of their own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from itertools import pairwise
from typing import NamedTuple

from cds_desktop.bundle.canonical_json import JsonObject, dumps, loads
from cds_desktop.bundle.json_fields import JsonFields
from cds_desktop.errors import BundleError
from cds_desktop.limits import CSV_FILE_ROWS, TEXT_CHARS

HEADER = ("form", "form_version", "period", "unit", "area", "question", "row", "value", "status")
STATUSES_WITH_VALUE, STATUSES_WITHOUT_VALUE = "APE", "MLC"

CODE = "[A-Za-z0-9_.-]{1,32}"
QUESTION = "[a-z0-9_.-]{1,64}"
ROW = "[A-Za-z0-9_.-]{0,64}"
VERSION = "[1-9][0-9]{0,8}"
PERIOD = "[0-9]{4}(?:0[1-9]|1[0-2]|Q[1-4]|S[12])?"

_NUMBER = r"(?!-0(?:\.0+)?,)-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?"
_CHOICE = "[a-z0-9_]{1,32}"
_DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_LINE = re.compile(
    f"({CODE},{VERSION},{PERIOD},{CODE}),({CODE}),({QUESTION}),({ROW}),"
    f"({_NUMBER}|{_CHOICE}|{_DATE}|),([A-Z])"
)
_IS_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?")
_EXACT = Context(prec=60)  # 100,000 figures of 18 + 6 digits need 29

_AREA_PATTERN, _QUESTION_PATTERN, _ROW_PATTERN = map(re.compile, (CODE, QUESTION, ROW))


class FigureRow(NamedTuple):
    """One figure: `value` is a number, a choice code or a date as text, or empty by its status."""

    area: str
    question: str
    row: str
    value: str
    status: str


class TextRow(NamedTuple):
    """One free text of a cell."""

    area: str
    question: str
    row: str
    text: str


@dataclass(frozen=True, slots=True)
class TableKey:
    """What the first four columns say in every row."""

    form: str
    form_version: int
    period: str
    unit: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What two people compare by telephone: rows, filled rows, and the exact sum of all numbers."""

    rows: int
    filled: int
    control_sum: str


def count_totals(figures: Iterable[FigureRow]) -> Totals:
    """Return the totals of some figures; the sum as plain decimal text without trailing zeros."""
    values = [figure.value for figure in figures]
    numbers = [Decimal(value) for value in values if _IS_NUMBER.fullmatch(value)]
    with localcontext(_EXACT):
        control_sum = format(sum(numbers, Decimal(0)), "f")
    if "." in control_sum:
        control_sum = control_sum.rstrip("0").rstrip(".")
    return Totals(len(values), sum(map(bool, values)), control_sum)


def write_figures(figures: Sequence[FigureRow], key: TableKey) -> bytes:
    """Return the csv of some figures, sorted."""
    start = f"{key.form},{key.form_version},{key.period},{key.unit},"
    lines = [",".join(HEADER), *(start + ",".join(figure) for figure in sorted(figures))]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")  # what is not ASCII is refused


def read_figures(data: bytes, key: TableKey, *, place: str) -> tuple[FigureRow, ...]:
    """Read a csv of figures; G201 too many rows, G320-G323."""
    lines = _lines(data, place)
    start = f"{key.form},{key.form_version},{key.period},{key.unit}"
    figures: list[FigureRow] = []
    starts: set[str] = set()
    for number, line in enumerate(lines, start=2):
        found = _LINE.fullmatch(line)
        if found is None:
            raise BundleError("G320", place=f"{place}, dòng {number}")
        beginning, *fields = found.groups()
        starts.add(beginning)
        figures.append(FigureRow(*fields))
    _check_order(figures, place)
    if starts - {start}:
        raise BundleError("G322", place=place)
    _check_statuses(figures, place)
    return tuple(figures)


def write_texts(texts: Sequence[TextRow]) -> bytes:
    """Return the JSON file of some texts, sorted."""
    rows: list[JsonObject] = [dict(text._asdict()) for text in sorted(texts)]
    return dumps({"texts": [*rows]})


def read_texts(data: bytes, *, place: str) -> tuple[TextRow, ...]:
    """Read a file of texts; G303-G308, G321."""
    fields = JsonFields(loads(data, place=place, newlines=True), place=place)
    rows = fields.children("texts", most=CSV_FILE_ROWS)
    fields.expect_no_other()
    texts = [_text_row(row) for row in rows]
    _check_order(texts, place)
    return tuple(texts)


def _lines(data: bytes, place: str) -> list[str]:
    """Return the lines below the header."""
    if not data.isascii():
        raise BundleError("G320", place=place)
    header, *lines = data.decode("ascii").split("\r\n")
    if header != ",".join(HEADER) or not lines or lines.pop():
        raise BundleError("G320", place=place)
    if len(lines) > CSV_FILE_ROWS:
        raise BundleError("G201")
    return lines


def _check_order(rows: Sequence[FigureRow] | Sequence[TextRow], place: str) -> None:
    for number, (earlier, later) in enumerate(pairwise(rows), start=3):
        if earlier[:3] >= later[:3]:
            raise BundleError("G321", place=f"{place}, dòng {number}")


def _check_statuses(figures: Sequence[FigureRow], place: str) -> None:
    for number, figure in enumerate(figures, start=2):
        expected = STATUSES_WITH_VALUE if figure.value else STATUSES_WITHOUT_VALUE
        if figure.status not in expected:
            raise BundleError("G323", place=f"{place}, dòng {number}")


def _text_row(fields: JsonFields) -> TextRow:
    row = TextRow(
        fields.text("area", _AREA_PATTERN),
        fields.text("question", _QUESTION_PATTERN),
        fields.text("row", _ROW_PATTERN),
        fields.text("text", most=TEXT_CHARS),
    )
    if not row.text:
        fields.fail("text")
    fields.expect_no_other()
    return row
