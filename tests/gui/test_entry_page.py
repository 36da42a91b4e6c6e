"""The clerk's hours: typing a month, seeing what is wrong, coming back to the same cell."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cds_desktop.errors import StoreError
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.entry import EntryPage
from cds_desktop.gui.widgets.grid_panel import GridPanel
from cds_desktop.gui.widgets.question_row import QuestionRow
from cds_desktop.gui.widgets.section_form import SectionForm
from cds_desktop.model.form import QuestionType
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.months import last_cursor
from tests.gui.conftest import PERIOD, UNIT, close_window, force_complete, open_window
from tests.gui.typing_keys import (
    CONTROL,
    SHIFT,
    focused,
    press_focused,
    press_shortcut,
    type_focused,
)


def key_of(question: str, row: str = "") -> CellKey:
    """Return a cell of the unit itself."""
    return CellKey(UNIT, question, row)


def entry_page(navigator: Navigator) -> EntryPage:
    """Return the entry page."""
    page = navigator.page(Page.ENTRY)
    assert isinstance(page, EntryPage)
    return page


@pytest.fixture
def page(context: AppContext, navigator: Navigator) -> EntryPage:
    """The entry page, opened."""
    context.visit(Page.ENTRY)
    return entry_page(navigator)


def row_of(page: EntryPage, question: str) -> QuestionRow:
    """Return the row of a question on the part that is shown."""
    form = page.stack.view
    assert isinstance(form, SectionForm)
    return next(row for row in form.rows if row.question.name == question)


def test_a_figure_costs_its_digits_and_one_enter(
    context: AppContext, page: EntryPage, session: EntrySession
):
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    type_focused("12")
    press_focused(Qt.Key.Key_Return)
    type_focused("34")
    press_focused(Qt.Key.Key_Return)
    opened = context.session
    assert opened is not None
    assert opened.outcome.value(key_of("tram_5g")) == 12
    assert opened.outcome.value(key_of("thue_bao_smartphone")) == 34


def test_shift_enter_goes_back(context: AppContext, page: EntryPage):
    context.visit(Page.ENTRY, key=key_of("thue_bao_smartphone"))
    press_focused(Qt.Key.Key_Return, SHIFT)
    assert focused() is row_of(page, "tram_5g").field


def test_the_window_says_when_the_cell_was_saved(context: AppContext, navigator: Navigator):
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    type_focused("12")
    press_focused(Qt.Key.Key_Return)
    assert context.saved_at is not None
    assert navigator.window.header.saved_text == f"Đã lưu {context.saved_at:%H:%M:%S}"


def test_a_fault_is_told_under_its_field(context: AppContext, page: EntryPage):
    context.visit(Page.ENTRY, key=key_of("cbcc"))
    type_focused("10")
    press_focused(Qt.Key.Key_Return)
    type_focused("12a")
    press_focused(Qt.Key.Key_Return)
    row = row_of(page, "may_tinh")
    assert row.field.property("state") == "error"
    assert row.findings is not None and row.findings.isVisible()
    assert isinstance(row.field, QLineEdit)
    assert row.field.text() == "12a"


def test_the_percentage_stands_beside_its_numerator(context: AppContext, page: EntryPage):
    context.visit(Page.ENTRY, key=key_of("cbcc"))
    for figure in ("80", "60"):
        type_focused(figure)
        press_focused(Qt.Key.Key_Return)
    assert row_of(page, "may_tinh").ratio_text == "75 %"


def test_last_month_and_the_difference_stand_beside_the_field(
    workspace_with_last_month: Navigator,
):
    navigator = workspace_with_last_month
    navigator.context.visit(Page.ENTRY, key=key_of("canh_bao"))
    type_focused("12")
    press_focused(Qt.Key.Key_Return)
    row = row_of(entry_page(navigator), "canh_bao")
    assert (row.previous_text, row.difference_text) == ("9", "+3")


def test_what_was_carried_over_looks_different_until_enter_confirms_it(
    workspace_with_last_month: Navigator,
):
    navigator = workspace_with_last_month
    navigator.context.visit(Page.ENTRY, key=key_of("tram_5g"))
    row = row_of(entry_page(navigator), "tram_5g")
    assert row.field.property("state") == "carried"
    press_focused(Qt.Key.Key_Return)
    assert row.field.property("state") == ""


def test_one_button_confirms_a_whole_part(
    workspace_with_last_month: Navigator, wait: Callable[[], None]
):
    navigator = workspace_with_last_month
    navigator.context.visit(Page.ENTRY, key=key_of("tram_5g"))
    page = entry_page(navigator)
    assert page.confirm_button.isVisible()
    page.confirm_button.click()
    session = navigator.context.session
    assert session is not None
    assert not session.answer(key_of("tram_5g")).is_carried_over
    wait()
    assert not page.confirm_button.isVisible()


def test_the_status_menu_says_why_there_is_no_figure(context: AppContext, page: EntryPage):
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    row_of(page, "tram_5g").status_typed.emit(key_of("tram_5g"), AnswerStatus.NOT_APPLICABLE)
    field = row_of(page, "tram_5g").field
    assert isinstance(field, QLineEdit)
    assert (field.text(), field.placeholderText()) == ("", "Không phát sinh ở đơn vị")


def test_a_note_is_typed_under_its_row(context: AppContext, page: EntryPage):
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    press_focused(Qt.Key.Key_F7)
    page.stack.view.open_note()
    type_focused("theo báo cáo của doanh nghiệp")
    press_focused(Qt.Key.Key_Return)
    session = context.session
    assert session is not None
    assert session.answer(key_of("tram_5g")).note == "theo báo cáo của doanh nghiệp"


def test_f5_walks_the_faults(context: AppContext, page: EntryPage):
    context.visit(Page.ENTRY, key=key_of("cbcc"))
    type_focused("12a")
    press_focused(Qt.Key.Key_Return)
    press_shortcut(focused(), Qt.Key.Key_F5)
    first = page.current_cell
    press_shortcut(focused(), Qt.Key.Key_F5)
    session = context.session
    assert session is not None and first is not None
    faulty = {finding.key for finding in session.outcome.findings}
    assert {first, page.current_cell} <= faulty
    assert page.current_cell != first


def test_f6_goes_to_the_next_part(context: AppContext, page: EntryPage):
    number = page.stack.number
    press_shortcut(focused(), Qt.Key.Key_F6)
    assert page.stack.number == number + 1


def test_enter_at_the_end_of_a_part_leads_into_the_next(context: AppContext, page: EntryPage):
    context.visit(Page.ENTRY, key=key_of("ha_tang_noi_dung"))
    number = page.stack.number
    press_focused(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.stack.number == number + 1


def test_f1_shows_help_and_again_the_keys(context: AppContext, page: EntryPage):
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    press_shortcut(focused(), Qt.Key.Key_F1)
    assert page.help_panel.isVisible()
    press_shortcut(focused(), Qt.Key.Key_F1)
    assert not page.help_panel.isVisible()
    assert page.keys_dialog is not None and page.keys_dialog.isVisible()
    page.keys_dialog.close()


def test_rows_of_a_list_come_and_go(context: AppContext, page: EntryPage):
    page.stack.show_part(part_number(page, "van_ban"))
    press_shortcut(page, Qt.Key.Key_F3)
    panel = page.stack.view
    assert isinstance(panel, GridPanel)
    session = context.session
    assert session is not None
    page.save_answer(key_of("vb_so_ky_hieu", "r0001"), "52/KH-UBND")
    assert [row for _, row in session.rows(session.question("van_ban"))] == ["r0001"]
    panel.go_to(key_of("vb_so_ky_hieu", "r0001"))
    press_shortcut(page, Qt.Key.Key_F4)
    assert panel.model.rowCount() == 0
    assert session.rows(session.question("van_ban")) == ()


def test_a_new_row_that_stayed_empty_goes_without_a_trace(context: AppContext, page: EntryPage):
    page.stack.show_part(part_number(page, "van_ban"))
    press_shortcut(page, Qt.Key.Key_F3)
    panel = page.stack.view
    assert isinstance(panel, GridPanel) and panel.model.rowCount() == 1
    press_shortcut(page, Qt.Key.Key_F4)
    assert panel.model.rowCount() == 0


def test_an_edit_that_cannot_be_stored_is_kept_and_stored_by_the_retry(
    context: AppContext, page: EntryPage, monkeypatch: pytest.MonkeyPatch
):
    session = context.session
    assert session is not None
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    enter = session.enter
    monkeypatch.setattr(session, "enter", refuse)
    type_focused("12")
    press_focused(Qt.Key.Key_Return)
    field = row_of(page, "tram_5g").field
    assert "Chưa lưu được 1 thay đổi" in page.banner.text
    assert isinstance(field, QLineEdit) and field.text() == "12"
    monkeypatch.setattr(session, "enter", enter)
    page.banner.act()
    assert session.outcome.value(key_of("tram_5g")) == 12
    assert page.banner.text == ""


def test_the_program_opens_on_the_very_cell_where_the_clerk_stopped(
    context: AppContext, navigator: Navigator, session: EntrySession
):
    context.visit(Page.ENTRY, key=key_of("may_tinh"))
    navigator.commit()
    cursor = last_cursor(session.workspace)
    assert cursor is not None and cursor.key == key_of("may_tinh")
    again = open_window(session.workspace)
    assert again.page_name is Page.ENTRY
    assert entry_page(again).current_cell == key_of("may_tinh")
    close_window(again)


def test_the_list_at_the_left_counts_and_names_the_state(
    context: AppContext, page: EntryPage, wait: Callable[[], None]
):
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    number = page.stack.number
    assert page.section_list.entry(number).state == "trống"
    type_focused("12")
    press_focused(Qt.Key.Key_Return)
    wait()
    assert page.section_list.entry(number).counts.startswith("1/")
    assert page.section_list.entry(number).state.startswith(("đang nhập", "có "))


def test_a_month_that_is_completed_is_only_shown_until_it_is_opened_again(
    context: AppContext, page: EntryPage, monkeypatch: pytest.MonkeyPatch
):
    session = context.session
    assert session is not None
    force_complete(session, monkeypatch)
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    assert "chỉ xem" in page.banner.text
    field = row_of(page, "tram_5g").field
    assert isinstance(field, QLineEdit) and field.isReadOnly()
    page.banner.act()
    field = row_of(page, "tram_5g").field
    assert isinstance(field, QLineEdit) and not field.isReadOnly()


def test_every_part_of_the_form_can_be_shown(page: EntryPage):
    for number, part in enumerate(page.stack.parts):
        page.stack.show_part(number)
        assert page.stack.view.isVisible(), part.name
    kinds = {part.table.type for part in page.stack.parts if part.table is not None}
    assert kinds == {QuestionType.ROSTER, QuestionType.LIST, QuestionType.TARGETS}


def test_f2_puts_the_cursor_behind_the_figure(context: AppContext, page: EntryPage):
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    page.save_answer(key_of("tram_5g"), "12")
    press_focused(Qt.Key.Key_F2)
    type_focused("5")
    press_focused(Qt.Key.Key_Return)
    session = context.session
    assert session is not None and session.outcome.value(key_of("tram_5g")) == 125


def test_help_tells_how_a_locked_figure_is_made_with_its_numbers(
    context: AppContext, page: EntryPage
):
    session = context.session
    assert session is not None
    session.enter_many({key_of("hs_toan_trinh"): "120", key_of("hs_mot_phan"): "30"})
    context.visit(Page.ENTRY, key=key_of("hs_truc_tuyen"))
    press_shortcut(focused(), Qt.Key.Key_F1)
    assert "120" in page.help_panel.text and "30" in page.help_panel.text


def test_undo_takes_back_the_newest_step_and_redo_does_it_again(
    context: AppContext, page: EntryPage
):
    session = context.session
    assert session is not None
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    for figure in ("12", "34"):
        type_focused(figure)
        press_focused(Qt.Key.Key_Return)
    press_shortcut(focused(), Qt.Key.Key_Z, CONTROL)
    assert session.outcome.value(key_of("thue_bao_smartphone")) is None
    assert page.current_cell == key_of("thue_bao_smartphone")
    press_shortcut(focused(), Qt.Key.Key_Y, CONTROL)
    assert session.outcome.value(key_of("thue_bao_smartphone")) == 34


def test_undo_while_typing_takes_back_letters_only(context: AppContext, page: EntryPage):
    session = context.session
    assert session is not None
    context.visit(Page.ENTRY, key=key_of("tram_5g"))
    type_focused("12")
    press_focused(Qt.Key.Key_Return)
    type_focused("34")
    press_shortcut(focused(), Qt.Key.Key_Z, CONTROL)
    assert session.outcome.value(key_of("tram_5g")) == 12


@pytest.fixture
def workspace_with_last_month(session: EntrySession, request: pytest.FixtureRequest) -> Navigator:
    """The window on a month that follows one with figures."""
    workspace = session.workspace
    session.enter_many({key_of("tram_5g"): "4", key_of("canh_bao"): "9"})
    navigator = open_window(workspace)
    navigator.context.visit(Page.ENTRY, period=PERIOD.next())
    request.addfinalizer(lambda: close_window(navigator))
    return navigator


def part_number(page: EntryPage, table: str) -> int:
    """Return the number of a table's part."""
    return next(
        number
        for number, part in enumerate(page.stack.parts)
        if part.table is not None and part.table.name == table
    )


def refuse(key: CellKey, text: str) -> None:
    """Stand for a full disk."""
    raise StoreError("store_disk_full", path="D:")
