"""Around the report: hand edits, the form of documents, printed codes, templates, PDF."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest

from cds_desktop import paths
from cds_desktop.errors import DocumentError, InputError
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages import report
from cds_desktop.gui.pages.report import ReportPage
from cds_desktop.gui.widgets import report_files
from cds_desktop.model.period import Period
from cds_desktop.operations.hand_edits import HandEdit
from cds_desktop.operations.reporting import take_snapshot
from cds_desktop.operations.templates import TEMPLATE_NAMES, TemplateKind, used_template
from tests.gui.conftest import Dialogs, force_complete
from tests.unit.office.office_files import DOCUMENT, edited, text_of

OLD, NEW = "Kính gửi: ", "Kính gửi (hỏa tốc): "
WORD_TEMPLATE = paths.REPORT_TEMPLATES / TEMPLATE_NAMES[TemplateKind.WORD]
LOST = HandEdit("“Tiếp nhận”", "Tiếp nhận 5", "Tiếp nhận hơn 5", "Tiếp nhận 7", is_kept=False)
KEPT = HandEdit("“Kính gửi”", "Kính gửi", "Kính gửi (gấp)", "Kính gửi", is_kept=True)


@pytest.fixture
def page(context: AppContext, navigator: Navigator, tmp_path: Path) -> ReportPage:
    """The report page, its files going to an empty folder."""
    context.visit(Page.REPORT)
    made = navigator.page(Page.REPORT)
    assert isinstance(made, ReportPage)
    made.folder.folder = tmp_path / "out"
    made.folder.folder.mkdir()
    return made


@pytest.fixture
def edited_report(page: ReportPage) -> Path:
    """A report that was made and then changed in Word."""
    page.make_button.click()
    assert page.word.path is not None
    data = page.word.path.read_bytes()
    page.word.path.write_bytes(edited(data, DOCUMENT, OLD, NEW))
    return page.word.path


@pytest.fixture
def found_edits(page: ReportPage, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the look before making find these edits."""

    def set_found(*edits: HandEdit) -> None:
        def find(snapshot: object, folder: Path) -> tuple[HandEdit, ...]:
            return edits

        monkeypatch.setattr(report, "find_edits", find)

    return set_found


# --- hand edits -------------------------------------------------------------------------------


def test_a_report_edited_by_hand_is_not_written_before_the_user_chose(
    page: ReportPage, edited_report: Path
):
    before = edited_report.read_bytes()
    page.make_button.click()
    assert page.edits.isVisible()
    assert "sửa tay 1 chỗ" in page.edits.text
    assert edited_report.read_bytes() == before


def test_edits_are_kept_when_the_user_says_so(page: ReportPage, edited_report: Path):
    page.make_button.click()
    page.edits.keep_button.click()
    assert NEW in text_of(edited_report.read_bytes())
    assert "Đã giữ 1 chỗ sửa tay" in page.banner.text
    assert not page.edits.isVisible()


def test_a_report_made_anew_leaves_the_edited_one_under_another_name(
    page: ReportPage, edited_report: Path
):
    before = edited_report.read_bytes()
    page.make_button.click()
    page.edits.drop_button.click()
    assert NEW not in text_of(edited_report.read_bytes())
    (kept,) = page.folder.folder.glob("*_ban_sua_tay.docx")
    assert kept.read_bytes() == before
    assert kept.name in page.banner.text


def test_giving_up_writes_nothing(page: ReportPage, edited_report: Path):
    before = edited_report.read_bytes()
    page.make_button.click()
    page.edits.stop_button.click()
    assert not page.edits.isVisible()
    assert edited_report.read_bytes() == before


def test_conflicts_stand_first_in_the_list(page: ReportPage, found_edits: Callable[..., None]):
    found_edits(KEPT, LOST)
    page.make_button.click()
    assert [row.texts for row in page.edits.table.rows] == [
        ("Không giữ được", LOST.place, LOST.edited, LOST.now),
        ("Giữ được", KEPT.place, KEPT.edited, KEPT.now),
    ]
    assert "1 chỗ giữ được, 1 chỗ không giữ được" in page.edits.text


def test_where_nothing_can_be_kept_keeping_is_not_offered(
    page: ReportPage, found_edits: Callable[..., None]
):
    found_edits(LOST)
    page.make_button.click()
    assert not page.edits.keep_button.isVisible()
    assert page.edits.drop_button.isVisible()


def test_conflicts_stay_listed_after_the_report_was_made(page: ReportPage):
    page.edits.tell((LOST, KEPT))
    assert [row.item for row in page.edits.table.rows] == [LOST]
    assert not page.edits.keep_button.isVisible()


# --- the form of documents --------------------------------------------------------------------


def test_breaches_are_listed_with_place_and_paragraph(page: ReportPage):
    page.format_check.head.click()
    page.format_check.check(WORD_TEMPLATE)
    rows = page.format_check.table.rows
    assert f"có {len(rows)} lỗi thể thức" in page.format_check.result_text
    assert rows
    assert all(all(row.texts) for row in rows)
    assert all("30/2020/NĐ-CP" in row.texts[4] for row in rows)


def test_the_list_of_breaches_can_be_copied(page: ReportPage):
    page.format_check.check(WORD_TEMPLATE)
    page.format_check.copy_button.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == len(page.format_check.table.rows)


def test_a_dropped_file_that_is_no_document_is_told_beside_the_field(
    page: ReportPage, tmp_path: Path, spoken: Dialogs
):
    file = tmp_path / "khong_phai.docx"
    file.write_bytes(b"xin chao")
    page.format_check.head.click()
    drop(page, file)
    error = DocumentError("document_other_kind", file=file.name)
    assert page.format_check.result_text == f"{error.message.text} {error.message.way_out}"
    assert (page.format_check.table.rows, spoken.texts) == ([], [])


# --- printed codes ----------------------------------------------------------------------------


def test_the_code_of_a_paper_names_its_month_and_revision(
    context: AppContext, page: ReportPage, monkeypatch: pytest.MonkeyPatch
):
    assert context.session is not None
    force_complete(context.session, monkeypatch)
    code = take_snapshot(context.session).content_code
    look_up(page, code.lower())
    assert "tháng 9 năm 2023, bản 1" in page.printed_code.result_text
    assert "Đây là bản mới nhất." in page.printed_code.result_text


def test_a_code_of_nobody_is_told(page: ReportPage):
    look_up(page, "ABCD EFGH")
    assert page.printed_code.result_text.startswith("Không có bản nào của đơn vị mang mã này")


def test_leaving_the_page_ends_the_search(context: AppContext, page: ReportPage):
    page.printed_code.head.click()
    page.printed_code.field.setText("ABCD EFGH")
    page.printed_code.button.click()
    context.visit(Page.CHECK)
    QTest.qWait(250)
    assert page.printed_code.result_text == ""


def test_what_is_no_code_is_told_beside_the_field(page: ReportPage, spoken: Dialogs):
    look_up(page, "ABC")
    assert str(InputError("printed_code_malformed", typed="ABC").message.text) in (
        page.printed_code.result_text
    )
    assert spoken.texts == []


# --- templates --------------------------------------------------------------------------------


def test_the_fields_are_listed_with_their_present_values(page: ReportPage):
    page.templates.head.click()
    rows = {row.texts[0]: row.texts[2] for row in page.templates.fields.table.rows}
    assert "tháng 9 năm 2023" in rows["{{ subject }}"]


def test_a_field_is_copied_as_it_is_written_in_a_template(page: ReportPage):
    page.templates.head.click()
    page.templates.fields.copy_button.click()
    first = page.templates.fields.table.rows[0].texts[0]
    assert QGuiApplication.clipboard().text() == first
    assert first in page.templates.fields.said_text


def test_the_faults_of_a_template_are_listed_and_it_cannot_be_used(
    context: AppContext, page: ReportPage, tmp_path: Path
):
    page.templates.head.click()
    page.templates.check(with_unknown_field(tmp_path))
    assert "lỗi phải sửa trước khi dùng" in page.templates.result_text
    assert any("number_lina" in row.texts[1] for row in page.templates.table.rows)
    assert not page.templates.use_button.isVisible()
    assert not used_template(context.workspace, TemplateKind.WORD).is_own


def test_a_sound_template_is_used_and_the_shipped_one_comes_back(
    context: AppContext, page: ReportPage, tmp_path: Path
):
    page.templates.head.click()
    page.templates.save_copy(TemplateKind.WORD, tmp_path)
    page.templates.check(tmp_path / WORD_TEMPLATE.name)
    page.templates.use_button.click()
    shown = page.templates.lines[TemplateKind.WORD]
    assert used_template(context.workspace, TemplateKind.WORD).is_own
    assert "mẫu riêng" in shown.state_text
    shown.reset_button.click()
    assert not used_template(context.workspace, TemplateKind.WORD).is_own
    assert "mẫu gốc" in shown.state_text


def test_a_template_changed_after_its_check_is_not_used(
    context: AppContext, page: ReportPage, tmp_path: Path
):
    page.templates.head.click()
    page.templates.save_copy(TemplateKind.WORD, tmp_path)
    own = tmp_path / WORD_TEMPLATE.name
    page.templates.check(own)
    own.write_bytes(with_unknown_field(tmp_path).read_bytes())
    page.templates.use_button.click()
    assert "đã bị sửa" in page.templates.result_text
    assert not used_template(context.workspace, TemplateKind.WORD).is_own


# --- PDF and printing -------------------------------------------------------------------------


def test_a_pdf_is_offered_only_for_a_report_that_was_made(page: ReportPage):
    assert not page.pdf.make_button.isEnabled()
    assert not page.pdf.print_button.isEnabled()


def test_the_pdf_is_made_from_the_word_report(
    page: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    word = tmp_path / "BC.docx"
    page.pdf.show_word(word)

    def convert(docx: Path, *, still_wanted: Callable[[], None]) -> Path:
        still_wanted()
        return docx.with_suffix(".pdf")

    monkeypatch.setattr(report_files, "make_pdf", convert)
    page.pdf.make_button.click()
    assert page.pdf.file_text == "BC.pdf"


def test_without_a_converter_the_card_says_what_is_missing(
    context: AppContext, page: ReportPage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(report_files, "pdf_program", str)
    card = report_files.PdfCard(context)
    assert card.make_button.isHidden()
    assert "không có LibreOffice hay Word" in card.purpose_text


def test_printing_opens_the_word_report_until_there_is_a_pdf(
    page: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    opened: list[Path] = []

    def remember(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(report_files, "open_file", remember)
    page.pdf.show_word(tmp_path / "BC.docx")
    page.pdf.print_button.click()
    page.pdf.show_file(tmp_path / "BC.pdf")
    page.pdf.print_button.click()
    assert [path.name for path in opened] == ["BC.docx", "BC.pdf"]


def test_an_opened_card_comes_into_sight(page: ReportPage):
    page.templates.head.click()
    QTest.qWait(250)
    top = page.templates.head.mapTo(page, QPoint(0, 0)).y()
    assert 0 <= top < page.height() // 2


def test_another_month_shows_no_files_of_the_former_one(context: AppContext, page: ReportPage):
    page.make_button.click()
    context.visit(Page.REPORT, period=Period("202308"))
    assert (page.word.file_text, page.pdf.print_button.isEnabled()) == ("Chưa làm", False)


# --- steps ------------------------------------------------------------------------------------


def look_up(page: ReportPage, code: str) -> None:
    page.printed_code.head.click()
    page.printed_code.field.setText(code)
    page.printed_code.button.click()
    QTest.qWait(250)


def drop(page: ReportPage, file: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.format_check.drop_area.dropEvent(event)


def with_unknown_field(folder: Path) -> Path:
    file = folder / "mau_sai.docx"
    file.write_bytes(edited(WORD_TEMPLATE.read_bytes(), DOCUMENT, "number_line", "number_lina"))
    return file
