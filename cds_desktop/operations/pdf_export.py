"""Make the PDF of a Word report where LibreOffice or Word is there; the preview shows the same."""

from collections.abc import Callable
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.errors import DocumentError
from cds_desktop.office import pdf
from cds_desktop.operations.document_check import read_foreign_document


def pdf_program() -> str:
    """Return the name of the program that makes PDF files here; "" when there is none."""
    converter = pdf.find_converter()
    return converter.name if converter else ""


def make_pdf(
    docx: Path,
    target: Path | None = None,
    *,
    still_wanted: Callable[[], None] = lambda: None,
) -> Path:
    """Write the PDF of a Word document beside it, or as `target`; return its path.

    A job: seconds long. `still_wanted` may raise Cancelled. Raises DocumentError
    `pdf_converter_missing`, `pdf_failed`, and what reading and writing files raise.
    """
    converter = pdf.find_converter()
    if converter is None:
        raise DocumentError("pdf_converter_missing")
    document = read_foreign_document(docx)
    data = pdf.convert(converter, document, file=docx.name, still_wanted=still_wanted)
    made = target or docx.with_suffix(".pdf")
    write_atomically(made, data)
    return made
