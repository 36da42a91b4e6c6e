"""Hộp nhận: files in, a verdict for each, a close look, a decision, receipts for all."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cds_desktop.errors import InputError
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.inbox import InboxPage
from cds_desktop.gui.widgets.step_bar import Step
from cds_desktop.operations import reviewing
from cds_desktop.operations.workspace import Workspace
from tests.exchange.sending import Sender
from tests.gui.conftest import PERIOD, Dialogs
from tests.gui.province_window import (
    choose_folder,
    inbox,
    province,
    sender,
    shared,
    sign_with,
    take,
    window,
)

__all__ = ["inbox", "province", "sender", "shared", "window"]


@pytest.fixture
def received(qtbot: QtBot, inbox: InboxPage, sender: Sender) -> InboxPage:
    """The page with one report, looked at."""
    take(qtbot, inbox, sender.send(sender.content()))
    inbox.filters[0].click()
    return inbox


def test_a_province_opens_at_its_inbox_with_its_own_steps(window: Navigator):
    assert window.page_name is Page.INBOX
    names = [window.window.steps.step(number).name for number in range(7)]
    assert names[:3] == ["Hộp nhận", "Theo dõi", "Tổng hợp"]
    assert isinstance(window.window.steps.step(6), Step)


def test_every_file_of_a_folder_gets_its_verdict_in_words(
    qtbot: QtBot, inbox: InboxPage, sender: Sender
):
    bundle = sender.send(sender.content())
    broken = bundle.with_name("BC_hong.zip")
    broken.write_bytes(bundle.read_bytes()[:500])
    (sender.folder / "anh.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    take(qtbot, inbox, sender.folder)
    texts = [inbox.result_rows.row_at(row).texts for row in range(inbox.result_rows.rowCount())]
    verdicts = {name: verdict for name, verdict, _ in texts}
    assert verdicts[bundle.name] == "Đã nhận"
    assert verdicts["BC_hong.zip"] == "Từ chối"
    assert verdicts["anh.png"] == "Bỏ qua"
    assert texts[0][0] == "BC_hong.zip", "what is refused stands at the top"
    assert texts[0][2]
    assert "1 từ chối" in inbox.said


def test_a_bundle_comes_twice_and_changes_nothing(
    qtbot: QtBot, received: InboxPage, sender: Sender
):
    before = received.rows.rowCount()
    take(qtbot, received, *sender.folder.glob("BC_*.zip"))
    assert received.result_rows.row_at(0).texts[1] == "Đã có"
    received.filters[0].click()
    assert received.rows.rowCount() == before


def test_a_new_report_waits_for_a_decision_and_is_approved(received: InboxPage):
    assert received.detail.state_text == "Đã nhận, chờ duyệt"
    received.detail.approve_button.click()
    assert received.detail.state_text == "Đã duyệt"
    assert not received.detail.approve_button.isVisible()


def test_a_remark_on_a_cell_returns_the_report(
    received: InboxPage, spoken: Dialogs, province: Workspace
):
    assert not received.detail.return_button.isEnabled()
    spoken.answer = "Số này giảm so với tháng trước?"
    received.detail.remark_button.click()
    received.detail.whole_button.click()
    assert received.detail.return_button.text() == "Trả lại kèm 2 ý kiến"
    received.detail.return_button.click()
    assert received.detail.state_text == "Đã trả lại"
    row = next(reviewing.list_inbox(province))
    assert row.reviews == ("RETURNED",)


def test_a_remark_can_be_dropped_again(received: InboxPage, spoken: Dialogs):
    spoken.answer = "Thừa"
    received.detail.whole_button.click()
    assert len(received.detail.drafts) == 1
    received.detail._forget(received.detail.drafts[0])  # pyright: ignore[reportPrivateUsage]
    assert not received.detail.return_button.isEnabled()


def test_the_differences_of_an_amendment_are_listed(
    qtbot: QtBot, received: InboxPage, sender: Sender
):
    take(qtbot, received, sender.send(sender.content({"bcd_hop": 4, "tin_bai": 12}, revision=2)))
    received.filters[0].click()
    rows = [received.rows.row_at(number).texts for number in range(received.rows.rowCount())]
    received.table.selectRow([row[2] for row in rows].index("2"))
    cells = received.detail.cells
    received.detail._filters[1].click()  # pyright: ignore[reportPrivateUsage]
    assert cells.rowCount() == 1
    assert cells.row_at(0).texts[1:] == ("3", "4")


def test_a_bundle_is_held_and_released_with_a_reason(received: InboxPage, spoken: Dialogs):
    spoken.answer = "Đang gọi xác minh"
    received.detail.hold_button.click()
    assert received.detail.state_text == "Đang giữ lại"
    received.detail.release_button.click()
    assert received.detail.state_text == "Đã nhận, chờ duyệt"


def test_without_a_reason_nothing_is_held(received: InboxPage, spoken: Dialogs):
    spoken.answer = ""
    received.detail.hold_button.click()
    assert received.detail.state_text == "Đã nhận, chờ duyệt"


def test_receipts_for_all_are_signed_in_one_go(
    received: InboxPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    out = tmp_path / "out"
    out.mkdir()
    sign_with(monkeypatch, out)
    received.receipts.button.click()
    assert [path.name[:6] for path in out.glob("BN_*.zip")] == ["BN_866"]
    assert "1 biên nhận" in received.said


def test_receipts_without_news_are_told(
    received: InboxPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoken: Dialogs
):
    sign_with(monkeypatch, tmp_path)
    received.receipts.button.click()
    received.receipts.button.click()
    assert spoken.texts == [str(InputError("nothing_to_receipt"))]


def test_a_folder_is_taken_by_the_button_too(
    qtbot: QtBot, inbox: InboxPage, sender: Sender, monkeypatch: pytest.MonkeyPatch
):
    sender.send(sender.content())
    choose_folder(monkeypatch, sender.folder)
    with qtbot.waitSignal(inbox.intake.finished, timeout=20_000):
        inbox.drop_area.buttons[1].click()
    assert len(inbox.results) == 2


def test_another_period_shows_its_own_bundles(received: InboxPage, shared: AppContext):
    shared.visit(Page.INBOX, period=PERIOD.previous())
    assert received.rows.rowCount() == 0
    received.filters[1].click()
    assert received.rows.rowCount() == 2, "the report and the enrolment"
