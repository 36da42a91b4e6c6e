"""Undo with a sentence, history of a cell, finding, filling down, and edits that must wait."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication

from cds_desktop.errors import StoreError
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.entry import EntryPage
from cds_desktop.gui.widgets.grid_panel import GridPanel
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.find_cells import find_cells
from cds_desktop.vietnamese import search_key
from tests.gui.conftest import UNIT, Dialogs
from tests.gui.typing_keys import CONTROL, press, press_focused, press_shortcut, type_focused

FIGURE = CellKey(UNIT, "tram_5g")


@pytest.fixture
def page(context: AppContext, navigator: Navigator) -> EntryPage:
    """The entry page on a figure."""
    context.visit(Page.ENTRY, key=FIGURE)
    made = navigator.page(Page.ENTRY)
    assert isinstance(made, EntryPage)
    return made


@pytest.fixture
def opened(context: AppContext, page: EntryPage) -> EntrySession:
    """The month that the window has open."""
    assert context.session is not None
    return context.session


def roster_cell(opened: EntrySession, row: int, column: int = 0) -> CellKey:
    """Return a cell of the first table of communes."""
    table = next(q for q in opened.form.all_questions() if q.type.value == "roster")
    asked = [question for question in table.questions if question.type.value == "integer"]
    return CellKey(opened.areas[row].code, asked[column].name)


def test_undo_says_what_it_took_back_and_goes_there(
    context: AppContext, page: EntryPage, opened: EntrySession
):
    opened.enter(FIGURE, "12")
    context.visit(Page.ENTRY, key=CellKey(UNIT, "cbcc"))
    page.undo()
    assert page.current_cell == FIGURE
    assert page.quiet_line.text.startswith("Đã hoàn tác: ")
    assert page.quiet_line.text.endswith("là ô trống.")
    page.redo()
    assert page.quiet_line.text.endswith("là 12.")
    assert opened.outcome.value(FIGURE) == 12


def test_without_a_step_undo_says_so(page: EntryPage, opened: EntrySession):
    for _ in range(3):
        page.undo()
    assert page.quiet_line.text == "Không còn thao tác nào để hoàn tác."


def test_undo_by_key_takes_back_a_whole_block(
    context: AppContext, page: EntryPage, opened: EntrySession
):
    keys = [roster_cell(opened, row) for row in range(3)]
    opened.enter_many(dict.fromkeys(keys, "7"), action="paste")
    context.visit(Page.ENTRY, key=keys[0])
    press_shortcut(page, Qt.Key.Key_Z, CONTROL)
    assert all(opened.outcome.value(key) is None for key in keys)
    assert page.quiet_line.text == "Đã hoàn tác một thao tác gồm 3 ô."


def test_f11_shows_who_changed_the_cell_when_and_from_what(page: EntryPage, opened: EntrySession):
    opened.enter(FIGURE, "12")
    opened.enter(FIGURE, "14")
    press_shortcut(page, Qt.Key.Key_F11)
    panel = page.history_panel
    assert panel.isVisible()
    cells = [panel.model.data(panel.model.index(0, column)) for column in range(5)]
    assert cells[1:] == [opened.workspace.actor, "12", "14", "nhập"]
    assert "Trạm" in panel.title or "5G" in panel.title
    points = panel.sparkline.points
    assert len(points) == 12 and points[-1] is not None and points[0] is None


def test_the_history_follows_the_cursor(context: AppContext, page: EntryPage):
    press_shortcut(page, Qt.Key.Key_F11)
    before = page.history_panel.title
    context.visit(Page.ENTRY, key=CellKey(UNIT, "cbcc"))
    assert page.history_panel.title != before


def test_an_indicator_is_found_by_its_code(opened: EntrySession):
    code = opened.question("hs_tiep_nhan").code
    assert find_cells(opened, code)[0].key.question == "hs_tiep_nhan"


def test_an_indicator_is_found_by_its_name_without_tone_marks(opened: EntrySession):
    label = opened.question("tram_5g").label
    found = [one.key.question for one in find_cells(opened, search_key(label))]
    assert found[0] == "tram_5g"


def test_ctrl_f_goes_to_a_commune(page: EntryPage, opened: EntrySession, wait: Callable[[], None]):
    press_shortcut(page, Qt.Key.Key_F, CONTROL)
    finder = page.finder
    assert finder is not None and finder.isVisible()
    unit = opened.areas[2]
    finder.field.setText(unit.name)
    press(finder.field, Qt.Key.Key_Return)
    assert not finder.isVisible()
    assert page.current_cell is not None and page.current_cell.area == unit.code


def test_what_is_nowhere_is_said_to_be_nowhere(opened: EntrySession):
    assert find_cells(opened, "zzz qqq") == ()
    assert find_cells(opened, "   ") == ()


def select_rows(page: EntryPage, opened: EntrySession, rows: range) -> GridPanel:
    """Select one column of the first table of communes."""
    page.stack.go_to(roster_cell(opened, rows[0]))
    panel = page.stack.view
    assert isinstance(panel, GridPanel)
    flag = QItemSelectionModel.SelectionFlag.Select
    for row in rows:
        panel.view.selectionModel().select(panel.model.index_of(roster_cell(opened, row)), flag)
    return panel


def test_ctrl_d_fills_down_in_one_step(page: EntryPage, opened: EntrySession):
    opened.enter(roster_cell(opened, 0), "1205")
    panel = select_rows(page, opened, range(4))
    press(panel.view, Qt.Key.Key_D, CONTROL)
    assert [opened.outcome.value(roster_cell(opened, row)) for row in range(5)] == [
        *[1205] * 4,
        None,
    ]
    page.undo()
    assert opened.outcome.value(roster_cell(opened, 1)) is None
    assert opened.outcome.value(roster_cell(opened, 0)) == 1205


def test_filling_down_repeats_the_status_too(page: EntryPage, opened: EntrySession):
    opened.set_status(roster_cell(opened, 0), AnswerStatus.NOT_COLLECTED)
    panel = select_rows(page, opened, range(2))
    press(panel.view, Qt.Key.Key_D, CONTROL)
    assert opened.answer(roster_cell(opened, 1)).status is AnswerStatus.NOT_COLLECTED


def test_a_copied_block_is_text_with_tabs(page: EntryPage, opened: EntrySession):
    first, below = roster_cell(opened, 0), roster_cell(opened, 1)
    opened.enter_many({first: "3", below: "4"})
    panel = select_rows(page, opened, range(2))
    panel.refresh()
    press(panel.view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "3\n4"


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch, opened: EntrySession) -> Callable[[], None]:
    """A disk that takes nothing until it is called."""
    store = EntrySession._save  # pyright: ignore[reportPrivateUsage]

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("store_disk_full", path="cds.db")

    monkeypatch.setattr(EntrySession, "_save", refuse)
    return lambda: monkeypatch.setattr(EntrySession, "_save", store)


def test_on_a_full_disk_the_banner_stays_and_the_cell_keeps_its_text(
    page: EntryPage, opened: EntrySession, full_disk: Callable[[], None]
):
    key = roster_cell(opened, 0)
    page.stack.go_to(key)
    type_focused("55")
    press_focused(Qt.Key.Key_Return)
    panel = page.stack.view
    assert isinstance(panel, GridPanel)
    assert panel.model.data(panel.model.index_of(key)) == "55"
    assert "Chưa lưu được 1 thay đổi" in page.banner.text
    full_disk()
    page.banner.act()
    assert opened.outcome.value(key) == 55
    assert page.banner.text == ""


def test_closing_with_an_unsaved_edit_asks_first(
    page: EntryPage,
    navigator: Navigator,
    spoken: Dialogs,
    full_disk: Callable[[], None],
):
    page.save_answer(FIGURE, "9")
    spoken.is_accepted = False
    event = QCloseEvent()
    navigator.window.closeEvent(event)
    assert not event.isAccepted()
    assert "1 thay đổi chưa lưu được" in spoken.texts[-1]
    full_disk()
    page.queue.retry()
    again = QCloseEvent()
    navigator.window.closeEvent(again)
    assert again.isAccepted()


def test_an_edit_that_waits_goes_into_its_own_month(
    context: AppContext, page: EntryPage, opened: EntrySession, full_disk: Callable[[], None]
):
    page.save_answer(FIGURE, "9")
    context.visit(Page.ENTRY, period=opened.period.next())
    full_disk()
    page.queue.retry()
    assert opened.outcome.value(FIGURE) == 9
    assert context.session is not None and context.session.outcome.value(FIGURE) is None
