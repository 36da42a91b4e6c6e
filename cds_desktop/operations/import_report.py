"""Save what an import found as a workbook: the bad cells coloured, a reason for each."""

from collections.abc import Iterator
from pathlib import Path

from cds_desktop.atomic_file import free_name, write_atomically
from cds_desktop.office.marked_sheet import MarkedCell, marked_workbook
from cds_desktop.operations.sheet_import import OpenedFile
from cds_desktop.operations.sheet_preview import VERDICT_NAMES, Preview, PreviewCell

_MOST_LINES = 5_000


def save_import_report(opened: OpenedFile, preview: Preview, folder: Path) -> Path:
    """Write the report of a preview into `folder`; return the file. May run in a job.

    Raises DocumentError `output_*`.
    """
    sheet = next(sheet for sheet in opened.book.sheets if sheet.name == preview.sheet)
    texts = {(cell.row, cell.column): cell.text for cell in sheet.cells[: 50 * _MOST_LINES]}
    title = f"Kết quả đọc {preview.source}, {preview.period.label}"
    data = marked_workbook(texts, list(_marks(preview)), title=title)
    target = free_name(folder / f"ket_qua_nhap_{preview.period.iso}.xlsx")
    write_atomically(target, data)
    return target


def _marks(preview: Preview) -> Iterator[MarkedCell]:
    """Yield the cells with a doubt first, then what would be written."""
    doubtful = [cell for cell in preview.cells if cell.is_open or cell.code]
    others = [cell for cell in preview.cells if not (cell.is_open or cell.code)]
    for cell in [*doubtful, *others][:_MOST_LINES]:
        yield MarkedCell(cell.row, cell.column, cell.verdict.value, _words(cell))


def _words(cell: PreviewCell) -> tuple[str, ...]:
    message = cell.message
    return (
        cell.place,
        cell.shown,
        cell.name,
        VERDICT_NAMES[cell.verdict],
        cell.old_text,
        cell.new_text,
        message.text if message else "",
        message.way_out if message else "",
    )
