"""Read a CSV file of other people: its encoding and delimiter are found and told."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.office.sheet_cells import Book, Sheet, SheetCell

_DELIMITERS = "\t;,|"
_SAMPLE_LINES = 60
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MARKS_1258 = "\u0300\u0309\u0303\u0301\u0323"
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")


def read_csv(data: bytes, file: str) -> Book:
    """Return a CSV file as a book of one sheet, every cell a text.

    Raises DocumentError `sheet_not_a_workbook`, `sheet_csv_broken`.
    """
    encoding, text = _decoded(data)
    if "\0" in text or len(_CONTROLS.findall(text)) > len(text) / 100:
        raise DocumentError("sheet_not_a_workbook", file=file)
    cells, is_cut = _cells(text, _delimiter(text), file)
    name = file.rpartition(".")[0] or file
    return Book(file, (Sheet(name, cells, is_cut=is_cut),), encoding=encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    """Try what Excel writes; what is no Unicode is read as Windows text, letter by letter.

    TCVN3 and VNI are such texts, and recognised by their letters later.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16", data.decode("utf-16", errors="replace")
    try:
        return "UTF-8", data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    vietnamese = data.decode("cp1258", errors="replace")
    if _is_windows_1258(vietnamese):
        return "Windows-1258", unicodedata.normalize("NFC", vietnamese)
    return "Windows-1252", data.decode("latin-1")


def _is_windows_1258(text: str) -> bool:
    """Say whether the tone marks stand behind vowels, as they do in that code page alone."""
    before = [
        text[place - 1] for place, letter in enumerate(text) if letter in _MARKS_1258 and place
    ]
    fitting = sum(letter in _VOWELS for letter in before)
    return bool(before) and fitting >= 0.95 * len(before)


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts most lines into the same number of fields."""
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    return max(_DELIMITERS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: str, mark: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(sample), delimiter=mark)
    try:
        counts = Counter(len(row) for row in reader if row)
    except csv.Error:  # an endless field: told by the true reading
        return 0, -_DELIMITERS.index(mark)
    width, lines = max(counts.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(1, 0))
    return (lines if width > 1 else 0), -_DELIMITERS.index(mark)


def _cells(text: str, delimiter: str, file: str) -> tuple[tuple[SheetCell, ...], bool]:
    csv.field_size_limit(limits.EXCEL_TEXT_CHARS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells: list[SheetCell] = []
    row = 0
    try:
        for row, fields in enumerate(reader, start=1):
            if row > limits.SHEET_ROWS:
                return tuple(cells), True
            cells.extend(_row_cells(row, fields))
            if len(cells) > limits.SHEET_CELLS:
                raise DocumentError("sheet_too_many_cells", file=file, most=limits.SHEET_CELLS)
    except csv.Error as error:
        raise DocumentError("sheet_csv_broken", file=file, line=row + 1) from error
    return tuple(cells), False


def _row_cells(row: int, fields: list[str]) -> Iterator[SheetCell]:
    for column, field in enumerate(fields[: limits.SHEET_COLUMNS], start=1):
        if field.strip():
            yield SheetCell(row, column, "text", field)
