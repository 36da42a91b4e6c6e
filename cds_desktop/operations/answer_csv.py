"""Read answers from a CSV file of `area,question,row,value,status,note` (practice: `period` too).

Values are written as a person types them: 1205780 or 1.205.780, 47,54, 18/7/2023.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cds_desktop import limits
from cds_desktop.errors import InputError
from cds_desktop.model.submission import AnswerStatus, CellKey

_COLUMNS = {"area", "question", "row", "value", "status", "note"}


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """One line: the cell, the text as typed, how firm it is, a note."""

    key: CellKey
    text: str
    status: AnswerStatus
    note: str
    period: str = ""


def read_answers(path: Path, *, own_area: str) -> tuple[TypedAnswer, ...]:
    """Read every line of `path`; an empty area means the unit itself.

    Raises InputError `csv_unreadable`, `csv_columns_missing`, `csv_line_wrong` with its line.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("csv_unreadable", file=path.name) from error
    return tuple(_lines(text, own_area, path.name))


def _lines(text: str, own_area: str, file: str) -> Iterator[TypedAnswer]:
    reader = csv.DictReader(text.splitlines(), strict=True)
    missing = _COLUMNS - set(reader.fieldnames or ())
    if missing:
        raise InputError("csv_columns_missing", file=file, columns=", ".join(sorted(missing)))
    try:
        for line in reader:
            if reader.line_num > limits.CSV_FILE_ROWS:
                raise InputError("csv_too_long", file=file, most=limits.CSV_FILE_ROWS)
            yield _typed(line, own_area)
    except (csv.Error, ValueError, TypeError) as error:
        raise InputError("csv_line_wrong", file=file, line=reader.line_num) from error


def _typed(line: Mapping[str, str], own_area: str) -> TypedAnswer:
    key = CellKey(line["area"].strip() or own_area, line["question"].strip(), line["row"].strip())
    status = AnswerStatus(line["status"].strip() or AnswerStatus.REPORTED)
    return TypedAnswer(key, line["value"], status, line["note"].strip(), line.get("period", ""))
