"""PDF through the programs of the machine: found, driven, stopped, and told when missing."""

import shutil
import sys
from pathlib import Path

import pytest

from cds_desktop.errors import Cancelled, DocumentError
from cds_desktop.office import pdf
from cds_desktop.office.docx import render_report
from cds_desktop.operations import pdf_export
from tests.unit.office.office_files import WORD_TEMPLATE
from tests.unit.office.report_sample import small_report

DOCX = render_report(WORD_TEMPLATE, small_report())
HAS_SOFFICE = bool(shutil.which("soffice"))


def no_program(name: str) -> None:
    """Stand in for shutil.which on a machine without LibreOffice and Word."""


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    path = tmp_path / "bao cao có dấu.docx"
    path.write_bytes(DOCX)
    return path


def a_program(folder: Path, body: str) -> pdf.Converter:
    """Return a converter that is a small Python script; it gets LibreOffice's arguments."""
    script = folder / "soffice.py"
    script.write_text(f"import sys, time\n{body}\n", "utf-8")
    starter = folder / "soffice"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', "utf-8")
    starter.chmod(0o755)
    return pdf.Converter("LibreOffice", str(starter))


@pytest.mark.skipif(not HAS_SOFFICE, reason="LibreOffice is not installed")
def test_libreoffice_makes_the_pdf_beside_the_report(docx: Path) -> None:
    made = pdf_export.make_pdf(docx)

    assert made == docx.with_suffix(".pdf")
    assert made.read_bytes().startswith(b"%PDF-")
    assert pdf_export.pdf_program() == "LibreOffice"


def test_without_a_program_one_sentence_says_what_is_missing(
    docx: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", no_program)

    with pytest.raises(DocumentError) as caught:
        pdf_export.make_pdf(docx)

    assert caught.value.code == "pdf_converter_missing"
    assert caught.value.message.text.count(".") == 1
    assert pdf_export.pdf_program() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    "body",
    [
        pytest.param("sys.exit(1)", id="fails"),
        pytest.param("", id="writes nothing"),
        pytest.param(
            "open(sys.argv[-2] + '/bao_cao.pdf', 'w').write('<html>')", id="writes something else"
        ),
    ],
)
def test_a_converter_that_fails_is_told(body: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        pdf.convert(a_program(tmp_path, body), DOCX, file="bc.docx")

    assert (caught.value.code, caught.value.params["program"]) == ("pdf_failed", "LibreOffice")


def test_a_converter_that_cannot_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        pdf.convert(pdf.Converter("LibreOffice", str(tmp_path / "no")), DOCX, file="bc.docx")

    assert caught.value.code == "pdf_failed"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_hanging_converter_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_SECONDS", 0.3)

    with pytest.raises(DocumentError) as caught:
        pdf.convert(a_program(tmp_path, "time.sleep(60)"), DOCX, file="bc.docx")

    assert caught.value.code == "pdf_failed"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_the_user_can_stop_it(tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        pdf.convert(a_program(tmp_path, "time.sleep(60)"), DOCX, file="bc.docx", still_wanted=stop)


def test_a_document_that_is_none_is_not_given_to_the_converter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_converter", lambda: pdf.Converter("LibreOffice", "none"))
    path = tmp_path / "x.docx"
    path.write_bytes(b"%PDF-1.7")

    with pytest.raises(DocumentError) as caught:
        pdf_export.make_pdf(path)

    assert caught.value.code == "document_other_kind"
