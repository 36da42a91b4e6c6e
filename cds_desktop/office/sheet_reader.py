"""Read any .xlsx or .csv of other people to plain cells: the function that the child process runs.

The file is judged by its bytes; see `workbook_package` for what is refused and why.
"""

from cds_desktop.errors import DocumentError
from cds_desktop.office import csv_text, workbook_reader
from cds_desktop.office.sheet_cells import Book
from cds_desktop.office.workbook_package import refuse_foreign


def read_sheets(data: bytes, file: str) -> Book:
    """Return every sheet of a file; raises DocumentError `sheet_*`.

    To be run by `limited_process.run_limited`: a hostile file may take time and memory here.
    """
    try:
        if refuse_foreign(data, file):
            return workbook_reader.read_package(data, file)
        return csv_text.read_csv(data, file)
    except (ValueError, IndexError, KeyError, OverflowError) as error:
        raise DocumentError("sheet_broken", file=file) from error
