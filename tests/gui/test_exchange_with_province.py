"""The district's side of the exchange: outbox, mail, receipts, remarks on cells, withdrawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from cds_desktop.errors import BundleError, CdsError
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.entry import EntryPage
from cds_desktop.gui.pages.exchange import ExchangePage
from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.model.submission import CellKey, SubmissionState
from cds_desktop.operations import enrolment, key_list, receipts, receiving, reviewing, signing
from cds_desktop.operations.inbox_view import inbox_rows, return_with
from cds_desktop.operations.month_standing import WHOLE_REPORT, RemarkLine
from cds_desktop.operations.signing import key_info, new_key_file, save_key_file
from cds_desktop.operations.workspace import Workspace
from tests.exchange.sending import a_province
from tests.gui.conftest import PERIOD, Dialogs, force_complete
from tests.gui.province_window import PASSPHRASE, choose_folder, sign_with
from tests.gui.test_exchange_page import opened, sign

KEY = CellKey("872", "tram_5g")
REMARK = "Đã đối chiếu với doanh nghiệp viễn thông chưa?"


@dataclass
class Office:
    """The province at the other end of the mail, in a folder of its own."""

    workspace: Workspace
    folder: Path

    @property
    def _key_file(self) -> bytes:
        return signing.read_key_file(self.workspace.key_file)

    def enrolment(self) -> Path:
        """Write the file that makes the province's key known."""
        plan = enrolment.plan_enrolment(self.workspace)
        signed = enrolment.sign(plan, self._key_file, PASSPHRASE)
        enrolment.record(self.workspace, signed)
        return enrolment.save_copy(signed, self.folder)

    def receive(self, *files: Path) -> None:
        """Take files in."""
        results = list(receiving.receive(self.workspace, files))
        assert {str(one.outcome) for one in results} == {"ACCEPTED"}

    def receipt(self) -> Path:
        """Sign the receipt of the one unit."""
        signed = receipts.sign(receipts.plan_receipts(self.workspace), self._key_file, PASSPHRASE)
        receipts.record(self.workspace, signed)
        (path,) = receipts.save_copies(signed, self.folder)
        return path

    def send_back(self, *remarks: RemarkLine) -> Path:
        """Return the newest report with remarks; return the receipt that says so."""
        return_with(self.workspace, inbox_rows(self.workspace, period=PERIOD)[0], remarks)
        return self.receipt()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The province, with a key."""
    workspace = a_province(tmp_path / "province")
    save_key_file(workspace, new_key_file(PASSPHRASE))
    (tmp_path / "mail").mkdir()
    yield Office(workspace, tmp_path / "mail")
    workspace.store.close()


@pytest.fixture
def page(
    context: AppContext, navigator: Navigator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> ExchangePage:
    """The exchange page over a signed month; dialogs for folders and passphrases are answered."""
    save_key_file(context.workspace, new_key_file(PASSPHRASE))
    assert context.session is not None
    context.session.enter(KEY, "12")
    force_complete(context.session, monkeypatch)
    made = opened(context, navigator)
    sign(made)
    choose_folder(monkeypatch, tmp_path)
    sign_with(monkeypatch, tmp_path, reason="Gửi nhầm kỳ")
    return made


@pytest.fixture
def sent(page: ExchangePage, office: Office, context: AppContext, tmp_path: Path) -> ExchangePage:
    """The page after both sides believe each other's keys and the report has arrived."""
    page.enrolment.button.click()
    office.receive(*tmp_path.glob("DK_*.zip"))
    own = key_info(context.workspace)
    assert own is not None
    key_list.confirm_key(office.workspace, "872", digits=own.spoken_form)
    page.outbox.save_button.click()
    office.receive(*tmp_path.glob("BC_*.zip"))
    page.receipt.drop_area.dropped.emit([office.enrolment()])
    theirs = key_info(office.workspace)
    assert theirs is not None
    page.province_keys.paper.digits.setText(theirs.spoken_form)
    page.province_keys.paper.button.click()
    return page


def test_the_outbox_says_that_no_receipt_came_yet(page: ExchangePage):
    texts = page.outbox.lines.row_at(0).texts
    assert texts[:2] == ("Tháng 9 năm 2023", "Bản 1")
    assert texts[3] == "Chưa có biên nhận (trong hôm nay)"
    assert page.receipt.state_text == "Bản 1: chưa có biên nhận (trong hôm nay)"


def test_a_mail_draft_with_the_bundle_is_written(page: ExchangePage, tmp_path: Path):
    page.outbox.recipient.setText("so.tttt@dongthap.gov.vn")
    page.outbox.draft_button.click()
    (draft,) = tmp_path.glob("*.eml")
    text = draft.read_text("ascii")
    assert "To: so.tttt@dongthap.gov.vn" in text
    assert draft.stem in text
    assert draft.name in page.outbox.said


def test_a_wrong_address_is_told_in_place(page: ExchangePage, tmp_path: Path):
    page.outbox.recipient.setText("khong phai dia chi")
    page.outbox.draft_button.click()
    assert "khong phai dia chi" in page.outbox.said
    assert list(tmp_path.glob("*.eml")) == []


def test_subject_and_text_are_copied_for_webmail(page: ExchangePage):
    page.outbox.copy_buttons[1].click()
    assert QGuiApplication.clipboard().text().startswith("[CDS] Huyện Tháp Mười: báo cáo tháng 9")
    page.outbox.copy_buttons[2].click()
    assert "Mã gói (8 ký tự đầu)" in QGuiApplication.clipboard().text()


def test_a_receipt_turns_the_report_into_received(sent: ExchangePage, office: Office):
    sent.receipt.drop_area.dropped.emit([office.receipt()])
    assert sent.receipt.state_text == "Bản 1: Tỉnh đã nhận (biên nhận số 1)."
    assert sent.receipt.result_text == "Đã nhận biên nhận số 1."


def test_a_returned_report_shows_the_remarks_on_the_very_cells(
    sent: ExchangePage, office: Office, context: AppContext, navigator: Navigator
):
    whole = RemarkLine(None, WHOLE_REPORT, "Đề nghị bổ sung thuyết minh.")
    sent.receipt.drop_area.dropped.emit([office.send_back(whole, RemarkLine(KEY, "", REMARK))])
    session = context.session
    assert session is not None
    assert session.submission.state is SubmissionState.RETURNED
    assert sent.receipt.state_text == "Bản 1: Tỉnh trả lại, 2 ý kiến (biên nhận số 1)."
    places = [one.place for one in sent.receipt.remarks.shown]
    assert places == [WHOLE_REPORT, "4.10 Trạm 5G đang phát sóng"]
    said = [one.message.text for one in CellBook(session).findings(KEY)]
    assert f"Tỉnh có ý kiến: {REMARK}" in said

    link = next(one for one in sent.receipt.remarks.findChildren(QPushButton))
    link.click()
    assert navigator.page_name is Page.ENTRY
    entry = navigator.page(Page.ENTRY)
    assert isinstance(entry, EntryPage)
    assert entry.stack.part.questions
    assert KEY.question in [question.name for question in entry.stack.part.questions]


def test_an_approved_report_says_so(sent: ExchangePage, office: Office, context: AppContext):
    reviewing.approve(office.workspace, reviewing.effective_report(office.workspace, "872", PERIOD))
    sent.receipt.drop_area.dropped.emit([office.receipt()])
    assert context.session is not None
    assert context.session.submission.state is SubmissionState.ACCEPTED
    assert sent.receipt.state_text.startswith("Bản 1: Tỉnh đã duyệt")


def test_a_receipt_of_an_unknown_province_is_refused_in_place(
    page: ExchangePage, office: Office, context: AppContext, tmp_path: Path
):
    page.enrolment.button.click()
    office.receive(*tmp_path.glob("DK_*.zip"))
    page.receipt.drop_area.dropped.emit([office.receipt()])
    assert page.receipt.result_text == str(BundleError("G500"))
    assert "chưa có biên nhận" in page.receipt.state_text


def test_a_picture_is_no_receipt(page: ExchangePage, tmp_path: Path):
    picture = tmp_path / "anh.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    page.receipt.drop_area.dropped.emit([picture])
    assert "anh.png" in page.receipt.result_text or page.receipt.result_text


def test_a_bundle_in_the_unit_s_name_that_it_never_sent_is_an_alarm(
    sent: ExchangePage, office: Office, context: AppContext, monkeypatch: pytest.MonkeyPatch
):
    from cds_desktop.operations import taking_receipts

    sent.receipt.drop_area.dropped.emit([office.receipt()])
    assert not sent.receipt.alarm.isVisible()

    def nothing(_: Workspace) -> set[str]:
        return set()

    monkeypatch.setattr(taking_receipts, "_own_bundles", nothing)
    context.visit(Page.EXCHANGE, place="receipt")
    assert sent.receipt.alarm.isVisible()
    assert sent.receipt.alarm.text


def test_a_report_is_withdrawn_by_a_signed_bundle(page: ExchangePage, tmp_path: Path):
    before = set(tmp_path.glob("*.zip"))
    page.outbox.retract_button.click()
    assert page.outbox.lines.row_at(0).texts[1] == "Rút (bản 2)"
    assert len(set(tmp_path.glob("*.zip")) - before) == 1
    assert "Đã lưu gói rút báo cáo" in page.outbox.said


def test_a_report_is_withdrawn_once(page: ExchangePage, spoken: Dialogs):
    page.outbox.retract_button.click()
    page.outbox.retract_button.click()
    assert len(spoken.texts) == 1
    assert page.outbox.lines.rowCount() == 2


def test_the_own_key_is_enrolled_by_file_and_paper(page: ExchangePage, tmp_path: Path):
    page.enrolment.button.click()
    assert len(list(tmp_path.glob("DK_872_*.zip"))) == 1
    assert "PHIEU_DANG_KY_KHOA_872.txt" in page.enrolment.said


def test_without_a_key_there_is_nothing_to_enrol(context: AppContext, navigator: Navigator):
    made = opened(context, navigator)
    assert not made.enrolment.button.isEnabled()
    assert made.enrolment.said == "Cần tạo khóa ký trước."


def test_a_wrong_passphrase_withdraws_nothing(
    page: ExchangePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoken: Dialogs
):
    sign_with(monkeypatch, tmp_path, passphrase="khong phai cau nay", reason="Gửi nhầm")
    page.outbox.retract_button.click()
    error: CdsError = BundleError("key_passphrase_wrong")
    assert spoken.texts == [str(error)]
    assert page.outbox.lines.rowCount() == 1
