"""A document from anywhere is checked in a child process; what is no document gets a sentence."""

import zipfile
from pathlib import Path

import pytest

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.operations import reporting
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.document_check import check_document
from tests.unit.office.office_files import DOCUMENT, edited


def test_our_own_report_only_lacks_the_signer_that_practice_does_not_name(
    completed: EntrySession, tmp_path: Path
) -> None:
    files = reporting.make_report(reporting.take_snapshot(completed), tmp_path)

    findings = check_document(files.docx).findings
    assert [finding.rule for finding in findings] == ["signer"]  # practice names no signer


def test_a_finding_names_element_place_found_required_and_paragraph(
    completed: EntrySession, tmp_path: Path
) -> None:
    report = reporting.render_word(reporting.take_snapshot(completed))
    spoiled = tmp_path / "sua-tay.docx"
    spoiled.write_bytes(edited(report, DOCUMENT, 'w:left="1701"', 'w:left="1418"'))

    finding, _no_signer = check_document(spoiled).findings

    assert finding.rule == "margin_left"
    assert finding.element == "Lề trang"
    assert finding.found == "25 mm"
    assert "30" in finding.required
    assert finding.paragraph == "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.3"
    assert finding.text.startswith("Lề trang (")


def _zip_of(name: str) -> bytes:
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "document_other_kind", id="empty"),
        pytest.param(b"%PDF-1.7", "document_other_kind", id="a PDF"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(99), "document_old_format", id=".doc or password"),
        pytest.param(b"PK\x03\x04broken", "document_unreadable", id="a broken zip"),
        pytest.param(_zip_of("a.txt"), "document_unreadable", id="a zip of something else"),
        pytest.param(
            bytes(limits.DOCUMENT_BYTES + 1), "document_beyond_limit", id="larger than 20 MB"
        ),
    ],
)
def test_what_is_no_word_document_gets_a_sentence(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "thu.docx"
    path.write_bytes(data)

    with pytest.raises(DocumentError) as caught:
        check_document(path)

    assert caught.value.code == code
    assert "thu.docx" in caught.value.message.text


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        check_document(tmp_path / "khong-co.docx")

    assert caught.value.code == "document_missing"


def test_an_excel_file_gets_a_sentence(completed: EntrySession, tmp_path: Path) -> None:
    files = reporting.make_report(reporting.take_snapshot(completed), tmp_path)

    with pytest.raises(DocumentError) as caught:
        check_document(files.xlsx)

    assert caught.value.code == "document_unreadable"
