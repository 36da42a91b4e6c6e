"""Write a foreign sheet again with its doubtful cells coloured, and the list of reasons.

Plain values in: the file is for the sender to mend, nothing of it is computed.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cds_desktop.office.package import write_package
from cds_desktop.office.sheet_package import package_parts
from cds_desktop.text_rules import clean

_COLOURS = {"asked": "FFF2CC", "refused": "F8CBAD", "new": "E2EFDA", "changed": "DDEBF7"}
_HEADINGS = (
    "Ô",
    "Nội dung trong tệp",
    "Số liệu",
    "Kết quả",
    "Số cũ",
    "Số mới",
    "Lý do",
    "Cách sửa",
)
_WIDTHS = (8, 24, 50, 14, 16, 16, 60, 50)
_CELL_CHARS = 32_000


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """A cell to colour: `mark` is asked, refused, new or changed; `words` fill its line."""

    row: int
    column: int
    mark: str
    words: Sequence[str]


def marked_workbook(
    texts: Mapping[tuple[int, int], str], marks: Iterable[MarkedCell], *, title: str
) -> bytes:
    """Return an .xlsx: the sheet as it was read, coloured, and a line for each marked cell."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill

    book: Any = Workbook()
    lines, sheet = book.active, book.create_sheet("Bảng đã đọc")
    lines.title = "Kết quả"
    lines.append([clean(title).text])
    lines.append(list(_HEADINGS))
    for cell in (*lines[1], *lines[2]):
        cell.font = Font(bold=True)
    for (row, column), text in texts.items():
        _put(sheet, row, column, text)
    fills = {mark: PatternFill("solid", start_color=colour) for mark, colour in _COLOURS.items()}
    for number, marked in enumerate(marks, start=3):
        for column, word in enumerate(marked.words, start=1):
            _put(lines, number, column, word)
        fill = fills.get(marked.mark)
        if fill is not None:
            sheet.cell(marked.row, marked.column).fill = fill
            lines.cell(number, 1).fill = fill
    for column, width in enumerate(_WIDTHS, start=1):
        lines.column_dimensions[lines.cell(2, column).column_letter].width = width
    lines.freeze_panes = "A3"
    buffer = io.BytesIO()
    book.save(buffer)
    return write_package(package_parts(buffer.getvalue(), title=title))


def _put(sheet: Any, row: int, column: int, text: str) -> None:
    """Write a text as a text, also one that begins like a formula."""
    plain = clean(text).text[:_CELL_CHARS]
    if plain:
        cell = sheet.cell(row, column)
        cell.value = plain
        cell.data_type = "s"
        cell.quotePrefix = plain[:1] in "=+-@"
