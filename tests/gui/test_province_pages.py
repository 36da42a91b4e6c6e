"""Bảng theo dõi, Tổng hợp, Khóa đơn vị."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cds_desktop.errors import InputError
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.board import BoardPage
from cds_desktop.gui.pages.inbox import InboxPage
from cds_desktop.gui.pages.totals import TotalsPage
from cds_desktop.gui.pages.unit_keys import UnitKeysPage
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.workspace import Workspace
from tests.exchange.sending import Sender, enrolled, outcomes, receive
from tests.gui.conftest import PERIOD, Dialogs
from tests.gui.province_window import (
    choose_folder,
    inbox,
    province,
    sender,
    shared,
    sign_with,
    window,
)
from tests.gui.test_window import every, is_whole, text_of

__all__ = ["inbox", "province", "sender", "shared", "window"]


@pytest.fixture
def two_units(province: Workspace, sender: Sender, tmp_path: Path) -> None:
    """Two districts that reported 09/2023, one of them also the month before."""
    other = enrolled(province, tmp_path / "mail", "867")
    receive(province, sender.send(sender.content({"bcd_hop": 2}, iso="202308")))
    receive(province, sender.send(sender.content({"bcd_hop": 3, "csdl": 2})))
    receive(province, other.send(other.content({"bcd_hop": 5, "csdl": 4})))


@pytest.fixture
def board(two_units: None, window: Navigator) -> BoardPage:
    """The board."""
    window.context.visit(Page.BOARD)
    page = window.page(Page.BOARD)
    assert isinstance(page, BoardPage)
    return page


@pytest.fixture
def totals(two_units: None, window: Navigator) -> TotalsPage:
    """The totals."""
    window.context.visit(Page.TOTALS)
    page = window.page(Page.TOTALS)
    assert isinstance(page, TotalsPage)
    return page


@pytest.fixture
def keys(window: Navigator) -> UnitKeysPage:
    """The keys."""
    window.context.visit(Page.KEYS)
    page = window.page(Page.KEYS)
    assert isinstance(page, UnitKeysPage)
    return page


# --- the board ----------------------------------------------------------------------------------


def test_the_board_says_in_a_word_who_reported(board: BoardPage):
    shown = [board.model.index(row, 6).data() for row in range(3)]
    assert [text.split(",")[0] for text in shown] == ["Đã nhận", "Đã nhận", "Thiếu"]
    assert board.model.index(0, 6).data(Qt.ItemDataRole.DecorationRole) is not None
    spoken_text = board.model.index(0, 6).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken_text.startswith("Thành phố Cao Lãnh, tháng 9 năm 2023: đã nhận")


def test_a_cell_leads_to_the_bundle(board: BoardPage, shared: AppContext, inbox: InboxPage):
    board.table.cell_opened.emit(board.model.index(1, 6))
    assert inbox.isVisible()
    assert inbox.chosen is not None
    assert inbox.chosen.unit == "867"


def test_the_list_to_ring_up_by_is_saved_to_print(
    board: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    choose_folder(monkeypatch, tmp_path)
    board.save_button.click()
    text = (tmp_path / "DON_DOC_202309.txt").read_text("utf-8-sig")
    assert text.splitlines()[2] == "10/12 huyện, thành phố:"
    assert "Huyện Tháp Mười (872): thiếu" in text
    assert "DON_DOC_202309.txt" in board.said


def test_a_folder_that_cannot_be_written_is_told_in_place(
    board: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    choose_folder(monkeypatch, tmp_path / "khong co")
    board.save_button.click()
    assert "Không ghi được vào thư mục" in board.said


def test_the_arrows_open_the_neighbouring_month(board: BoardPage, shared: AppContext):
    board.period_bar.former_button.click()
    assert shared.session is not None
    assert shared.session.period == PERIOD.previous()
    assert board.model.headerData(6, Qt.Orientation.Horizontal) == "08/2023"


# --- the totals ---------------------------------------------------------------------------------


def test_the_totals_say_of_how_many_units_they_are(totals: TotalsPage):
    assert totals.coverage_text.startswith("Tổng hợp từ 2/12 huyện, thành phố; chưa có:")


def test_a_total_opens_into_its_units_by_rank(totals: TotalsPage):
    row = total_row(totals, "Cuộc họp Ban Chỉ đạo chuyển đổi số trong kỳ")
    assert totals.totals.row_at(row).texts[2] == "8 *"
    totals.totals_table.selectRow(row)
    units = [totals.units.row_at(number).texts[:3] for number in range(2)]
    assert units == [("1", "Thành phố Sa Đéc", "5"), ("2", "Thành phố Cao Lãnh", "3")]


def test_a_total_is_found_without_tone_marks(totals: TotalsPage, qtbot: QtBot):
    totals.search.setText("cuoc hop")
    qtbot.waitUntil(lambda: totals.totals.rowCount() == 1)


def test_the_figures_go_out_as_csv_and_adx(
    totals: TotalsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    choose_folder(monkeypatch, tmp_path)
    totals.export_button.click()
    assert (tmp_path / "TH_87_202309.csv").exists()
    assert "TH_87_202309.adx.xml" in totals.said


def test_the_totals_go_into_the_province_s_own_report(totals: TotalsPage, shared: AppContext):
    before = shared.session
    totals.fill_button.click()
    assert shared.session is not before
    assert shared.session is not None
    assert shared.session.answer(CellKey("87", "csdl")).value == 6


def test_a_month_without_reports_says_so(totals: TotalsPage, shared: AppContext):
    period = PERIOD.next()
    shared.visit(Page.TOTALS, period=period)
    assert totals.coverage_text == str(InputError("nothing_to_consolidate", period=period.label))
    assert totals.totals.rowCount() == 0
    assert not totals.export_button.isEnabled()


def total_row(page: TotalsPage, label: str) -> int:
    """Return the row of a total."""
    labels = [page.totals.row_at(row).texts[1] for row in range(page.totals.rowCount())]
    return labels.index(label)


# --- the keys -----------------------------------------------------------------------------------


def test_the_digits_from_paper_release_what_waited(
    qtbot: QtBot, province: Workspace, window: Navigator, tmp_path: Path
):
    waiting = Sender("870", tmp_path / "mail")
    files = receive(province, waiting.enrolment(), waiting.send(waiting.content()))
    assert outcomes(files) == ["ACCEPTED", "HELD"]
    window.context.visit(Page.KEYS)
    page = window.page(Page.KEYS)
    assert isinstance(page, UnitKeysPage)
    page.keys.paper.digits.setText(waiting.digits)
    with qtbot.waitSignal(page.intake.finished, timeout=20_000):
        page.keys.paper.button.click()
    assert page.keys.lines.row_at(0).texts[1] == "Đang dùng"
    assert page.waiting_text == "1 gói đang chờ khóa này vừa được xét lại."


def test_wrong_digits_are_refused_in_place(province: Workspace, window: Navigator, tmp_path: Path):
    receive(province, Sender("870", tmp_path / "mail").enrolment())
    window.context.visit(Page.KEYS)
    page = window.page(Page.KEYS)
    assert isinstance(page, UnitKeysPage)
    page.keys.paper.digits.setText("1" * 29)
    assert not page.keys.paper.button.isEnabled()
    page.keys.paper.digits.setText("1" * 30)
    page.keys.paper.button.click()
    assert page.keys.said == str(InputError("key_digits_wrong", unit="870"))


@pytest.mark.parametrize(
    ("button_name", "status"),
    [
        pytest.param("retire_button", "Đã ngừng dùng", id="retired"),
        pytest.param("revoke_button", "Đã thu hồi", id="revoked"),
    ],
)
def test_a_key_ends_with_a_reason(
    sender: Sender, keys: UnitKeysPage, spoken: Dialogs, button_name: str, status: str
):
    spoken.answer = "Đổi máy"
    button = getattr(keys.keys, button_name)
    assert isinstance(button, QAbstractButton)
    button.click()
    assert keys.keys.lines.row_at(0).texts[1] == status


def test_the_province_s_own_key_is_enrolled_by_file_and_paper(
    keys: UnitKeysPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    sign_with(monkeypatch, tmp_path)
    keys.enrolment.button.click()
    assert len(list(tmp_path.glob("DK_87_*.zip"))) == 1
    assert "PHIEU_DANG_KY_KHOA_87.txt" in keys.enrolment.said


# --- all of them --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [Page.INBOX, Page.BOARD, Page.TOTALS, Page.KEYS])
def test_every_control_has_a_name(two_units: None, window: Navigator, name: Page):
    window.context.visit(name)
    page = window.page(name)
    assert isinstance(page, QWidget)
    controls = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    assert controls
    assert [type(one).__name__ for one in controls if not one.accessibleName()] == []


@pytest.mark.parametrize("name", [Page.INBOX, Page.BOARD, Page.TOTALS, Page.KEYS])
@pytest.mark.parametrize("size", [QSize(1280, 720), QSize(910, 512)], ids=["wide", "narrow"])
def test_no_text_of_a_province_s_pages_is_cut_off(
    two_units: None, window: Navigator, name: Page, size: QSize
):
    window.window.resize(size)
    window.context.visit(name)
    QTest.qWait(20)
    page = window.page(name)
    assert isinstance(page, QWidget)
    shown = [one for one in every(page) if isinstance(one, QLabel | QAbstractButton)]
    assert shown
    assert [text_of(one) for one in shown if not is_whole(one)] == []


def test_a_province_sends_to_nobody(shared: AppContext, window: Navigator):
    shared.visit(Page.EXCHANGE)
    assert window.page_name is Page.REPORT
