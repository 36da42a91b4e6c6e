"""The first page answers at a glance."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.home import HomePage
from cds_desktop.model.submission import CellKey
from tests.gui.conftest import PERIOD, UNIT
from tests.gui.typing_keys import press


@pytest.fixture
def page(context: AppContext, navigator: Navigator) -> HomePage:
    """The home page, opened."""
    context.visit(Page.HOME)
    made = navigator.page(Page.HOME)
    assert isinstance(made, HomePage)
    return made


def test_every_month_stands_in_the_list(page: HomePage):
    assert [page.months.data(page.months.index(0, column)) for column in range(3)] == [
        "Tháng 9 năm 2023",
        "Đang nhập",
        "Chưa chốt",
    ]


def test_enter_opens_the_chosen_month(context: AppContext, page: HomePage, navigator: Navigator):
    press(page.table, Qt.Key.Key_Return)
    assert navigator.page_name is Page.ENTRY
    assert context.session is not None and context.session.period == PERIOD


def test_the_next_month_can_be_started(context: AppContext, page: HomePage):
    assert page.start_button.text() == "Bắt đầu tháng 10 năm 2023"
    page.start_button.click()
    assert context.session is not None and context.session.period == PERIOD.next()


def test_the_page_tells_how_complete_the_month_is(
    context: AppContext, page: HomePage, navigator: Navigator
):
    session = context.session
    assert session is not None
    session.enter(CellKey(UNIT, "tram_5g"), "4")
    context.visit(Page.HOME)
    assert page.month_card.filled_text.startswith("Đã nhập 1/")
    assert "lỗi" in page.month_card.counts_text


def test_the_button_leads_to_the_next_thing_to_do(page: HomePage, navigator: Navigator):
    assert page.month_card.button.text() == "Tiếp tục nhập số liệu"
    page.month_card.button.click()
    assert navigator.page_name is Page.ENTRY


def test_the_steps_at_the_top_tell_the_same(
    context: AppContext, page: HomePage, navigator: Navigator, wait: Callable[[], None]
):
    steps = navigator.window.steps
    assert steps.step(0).state.startswith("0/")
    assert steps.step(3).state == "chờ chốt số liệu"
    steps.chosen.emit(1)
    assert navigator.page_name is Page.CHECK
