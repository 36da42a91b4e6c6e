"""A commune table is filled like a spreadsheet."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.gui.widgets.form_parts import grid_rows
from cds_desktop.gui.widgets.grid_panel import GridPanel
from cds_desktop.gui.widgets.totals_model import TotalsModel
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.operations.data_entry import EntrySession
from tests.gui.typing_keys import (
    CONTROL,
    SHIFT,
    commit_text,
    press,
    press_focused,
    type_focused,
)


class Filled:
    """A table on the screen that is saved as the entry page does it."""

    def __init__(self, qtbot: QtBot, session: EntrySession, *, goes_down: bool = True) -> None:
        self.session = session
        self.book = CellBook(session)
        table = session.question("ha_tang_xa")
        self.panel = GridPanel(table, grid_rows(session, table), self.book, goes_down=goes_down)
        self.ends: list[int] = []
        self.panel.answer_typed.connect(self._on_typed)
        self.panel.status_typed.connect(self._on_status)
        self.panel.cleared.connect(self._on_cleared)
        self.panel.left.connect(self.ends.append)
        qtbot.addWidget(self.panel)
        self.panel.resize(900, 500)
        with qtbot.waitActive(self.panel):
            self.panel.show()
        self.panel.go_to_end(is_last=False)

    @property
    def view(self):
        """The grid."""
        return self.panel.view

    def at(self) -> tuple[int, int]:
        """Return where the cursor is."""
        index = self.view.currentIndex()
        return index.row(), index.column()

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        return str(self.panel.model.data(self.index(row, column)))

    def index(self, row: int, column: int) -> QModelIndex:
        """Return a cell."""
        return self.panel.model.index(row, column)

    def _on_typed(self, key: CellKey, text: str) -> None:
        self._show(self.session.enter(key, text).keys)

    def _on_status(self, key: CellKey, status: AnswerStatus) -> None:
        self._show(self.session.set_status(key, status).keys)

    def _on_cleared(self, keys: list[CellKey]) -> None:
        self._show(self.session.enter_many(dict.fromkeys(keys, "")).keys)

    def _show(self, keys: frozenset[CellKey]) -> None:
        self.book.refresh()
        self.panel.refresh(keys)


@pytest.fixture
def filled(qtbot: QtBot, session: EntrySession, app: QApplication) -> Filled:
    """The table of communes, Enter going down."""
    return Filled(qtbot, session)


def test_digits_and_one_enter_fill_a_cell_and_go_down(filled: Filled):
    type_focused("5")
    press_focused(Qt.Key.Key_Return)
    type_focused("1234")
    press_focused(Qt.Key.Key_Return)
    assert (filled.text(0, 0), filled.text(1, 0)) == ("5", "1.234")
    assert filled.at() == (2, 0)


def test_enter_goes_right_when_the_settings_say_so(qtbot: QtBot, session: EntrySession):
    filled = Filled(qtbot, session, goes_down=False)
    type_focused("5")
    press_focused(Qt.Key.Key_Return)
    assert filled.at() == (0, 1)


def test_shift_enter_goes_back(filled: Filled):
    press(filled.view, Qt.Key.Key_Return)
    press(filled.view, Qt.Key.Key_Return, SHIFT)
    assert filled.at() == (0, 0)


def test_after_tab_tab_enter_returns_to_the_first_column_of_the_next_row(filled: Filled):
    type_focused("7")
    press_focused(Qt.Key.Key_Tab)
    type_focused("6")
    press_focused(Qt.Key.Key_Tab)
    type_focused("900")
    press_focused(Qt.Key.Key_Return)
    assert [filled.text(0, column) for column in range(3)] == ["7", "6", "900"]
    assert filled.at() == (1, 0)


def test_the_arrow_in_an_open_cell_goes_straight_down(qtbot: QtBot, session: EntrySession):
    filled = Filled(qtbot, session, goes_down=False)
    type_focused("5")
    press_focused(Qt.Key.Key_Down)
    assert (filled.text(0, 0), filled.at()) == ("5", (1, 0))


def test_the_walk_leaves_the_table_at_its_end(filled: Filled):
    filled.panel.go_to_end(is_last=True)
    press(filled.view, Qt.Key.Key_Return)
    assert filled.ends == [1]


def test_escape_gives_back_what_stood_there(filled: Filled):
    type_focused("5")
    press_focused(Qt.Key.Key_Escape)
    press_focused(Qt.Key.Key_Escape)
    assert filled.text(0, 0) == ""


def test_what_is_no_number_is_kept_and_marked(filled: Filled):
    type_focused("12a")
    press_focused(Qt.Key.Key_Return)
    state = filled.panel.model.state_at(filled.index(0, 0))
    assert (state.text, state.state) == ("12a", "error")


@pytest.mark.parametrize(("typed", "sign"), [("-", "-"), ("...", "…"), ("0", "0")])
def test_empty_zero_not_applicable_and_not_collected_look_different(
    filled: Filled, typed: str, sign: str
):
    type_focused(typed)
    press_focused(Qt.Key.Key_Return)
    assert (filled.text(0, 0), filled.text(1, 0)) == (sign, "")


def test_delete_empties_every_chosen_cell_in_one_go(filled: Filled):
    for _ in range(3):
        type_focused("5")
        press_focused(Qt.Key.Key_Return)
    filled.view.selectColumn(0)
    press(filled.view, Qt.Key.Key_Delete)
    assert [filled.text(row, 0) for row in range(3)] == ["", "", ""]


def test_an_input_method_can_start_a_cell(filled: Filled):
    commit_text(filled.view, "8")
    press_focused(Qt.Key.Key_Return)
    assert filled.text(0, 0) == "8"


def test_the_totals_follow_what_is_typed(filled: Filled):
    totals = TotalsModel(filled.panel.model)
    for figure in ("5", "1.000"):
        type_focused(figure)
        press_focused(Qt.Key.Key_Return)
    assert totals.data(totals.index(0, 0)) == "1.005"
    assert totals.data(totals.index(0, 1)) == ""


def test_a_fault_is_shown_beside_the_cell_and_told_under_the_table(filled: Filled):
    key = CellKey(filled.session.areas[0].code, "ht_ap_cap_quang")
    filled.session.enter_many({key: "9", key._replace(question="ht_ap"): "5"})
    filled.book.refresh()
    filled.panel.refresh()
    filled.panel.go_to(key)
    model, index = filled.panel.model, filled.view.currentIndex()
    assert not model.data(index, Qt.ItemDataRole.DecorationRole).isNull()
    tip = str(model.data(index, Qt.ItemDataRole.ToolTipRole))
    assert tip.startswith("<qt>Lỗi")


def test_the_counter_tells_how_many_communes_are_complete(filled: Filled, wait: Callable[[], None]):
    area = filled.session.areas[0].code
    table = filled.session.question("ha_tang_xa")
    filled.session.enter_many({CellKey(area, q.name): "1" for q in table.questions})
    filled.book.refresh()
    filled.panel.refresh()
    wait()
    total = len(filled.session.areas)
    assert filled.panel.counter_text == f"Đã đủ 1/{total} xã, phường, thị trấn"


def test_copied_cells_are_a_block_for_excel(filled: Filled):
    for figure in ("5", "6"):
        type_focused(figure)
        press_focused(Qt.Key.Key_Return)
    filled.view.clearSelection()
    for row in (0, 1):
        filled.view.selectionModel().select(
            filled.index(row, 0), filled.view.selectionModel().SelectionFlag.Select
        )
    press(filled.view, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "5\n6"


def test_the_totals_are_computed_anew_for_the_column_that_changed(filled: Filled):
    totals = TotalsModel(filled.panel.model)
    area = filled.session.areas[0].code
    assert totals.data(totals.index(0, 2)) == ""
    filled.session.enter(CellKey(area, "ht_ho"), "1.500")
    filled.book.refresh()
    filled.panel.refresh([CellKey(area, "ht_ho")])
    assert totals.data(totals.index(0, 2)) == "1.500"
