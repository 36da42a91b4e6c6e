"""A table on its page: what is missing, add and delete, the grid, the current cell in full."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cds_desktop import limits
from cds_desktop.gui.widgets.buttons import button, icon_button
from cds_desktop.gui.widgets.cells import CellBook, CellState
from cds_desktop.gui.widgets.finding_box import FindingBox
from cds_desktop.gui.widgets.grid_frame import GridFrame
from cds_desktop.gui.widgets.grid_model import GridModel, GridRow
from cds_desktop.gui.widgets.labels import frame, label
from cds_desktop.gui.widgets.later import Later
from cds_desktop.gui.widgets.status_menu import StatusActions, status_menu
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import CellKey

_NAME_CHARS = 32
_ROW_NAMES = {
    QuestionType.ROSTER: "xã, phường, thị trấn",
    QuestionType.LIST: "dòng",
    QuestionType.TARGETS: "chỉ tiêu",
}


class GridPanel(QWidget):
    """One roster, list or target table, ready to be filled."""

    answer_typed = Signal(object, str)
    status_typed = Signal(object, object)
    qualifier_chosen = Signal(object, str)
    note_typed = Signal(object, str)
    confirmed = Signal(object)
    cleared = Signal(object)
    filled = Signal(object)
    paste_wanted = Signal(object)
    explained = Signal(object, str)
    entered = Signal(object)
    left = Signal(int)
    row_wanted = Signal()
    row_refused = Signal(str)

    def __init__(
        self, table: Question, rows: Sequence[GridRow], book: CellBook, *, goes_down: bool
    ) -> None:
        super().__init__()
        self.table = table
        self._book = book
        self.model = GridModel(table, rows, book, self)
        is_list = table.type is QuestionType.LIST
        self._frame = GridFrame(self.model, goes_down=goes_down and not is_list)
        self.view = self._frame.view
        self._counter = label("", "muted")
        self._strip = CellStrip(book, compares=not is_list)
        self._empty = label("Chưa có dòng nào. Nhấn F3 hoặc nút Thêm dòng.", "muted", wraps=True)
        self._lay_out(is_list=is_list)
        self._connect()
        self._count_later = Later(self, self._count, after_ms=150)
        self._show_emptiness()
        self._count_later.ask()

    @property
    def counter_text(self) -> str:
        """What is said over the table."""
        return self._counter.text()

    def refresh(self, keys: Collection[CellKey] | None = None) -> None:
        """Show cells as the open month has them now: these, or all."""
        self.model.refresh(keys)
        self._count_later.ask()
        self._show_current()

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show other rows and keep the cursor where it was."""
        here = self.view.currentIndex()
        self.model.set_rows(rows)
        self._show_emptiness()
        self._count()
        row = min(here.row(), self.model.rowCount() - 1)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, max(0, here.column())))

    def go_to(self, key: CellKey) -> bool:
        """Put the cursor on a cell; False when it is not in this table."""
        index = self.model.index_of(key)
        if index.isValid():
            self.view.go_to(index)
        return index.isValid()

    def go_to_end(self, *, is_last: bool) -> bool:
        """Put the cursor on the first or last cell to enter; False when there is none."""
        is_found = self.view.go_to_end(is_last=is_last)
        if not is_found and not self.model.rowCount():
            self._add.setFocus()
        return is_found

    def commit(self) -> None:
        """Tell what is being typed, if a cell is open."""
        self.view.commit()

    def current_row(self) -> str:
        """Return the id of the row that the cursor is on, "" without one."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()].row if index.isValid() else ""

    def open_note(self) -> None:
        """Go to the note of the current cell."""
        self._strip.open_note()

    def open_menu(self) -> None:
        """Open the status menu of the current cell."""
        self._strip.open_menu()

    # --- inside --------------------------------------------------------------------------------

    def _lay_out(self, *, is_list: bool) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._counter, 1)
        self._add = button(
            "Thêm dòng", lambda: self.row_wanted.emit(), icon_name="plus", tip="Phím F3"
        )
        delete = button("Xóa dòng", self._refuse_row, icon_name="trash-2", tip="Phím F4")
        for part in (self._add, delete):
            tools.addWidget(part)
            part.setVisible(is_list and not self._book.is_read_only)
        outer.addLayout(tools)
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._frame, 1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self._empty, 1)
        inside.addWidget(self._strip)
        outer.addWidget(card, 1)

    def _connect(self) -> None:
        self.model.typed.connect(self.answer_typed)
        self.model.status_typed.connect(self.status_typed)
        self.view.confirmed.connect(self.confirmed)
        self.view.cleared.connect(self.cleared)
        self.view.filled.connect(self.filled)
        self.view.paste_wanted.connect(self.paste_wanted)
        self.view.left.connect(self.left)
        self.view.entered.connect(self._on_entered)
        strip = self._strip
        strip.explained.connect(self.explained)
        strip.note_typed.connect(self.note_typed)
        strip.answer_typed.connect(self.answer_typed)
        strip.status_typed.connect(self.status_typed)
        strip.qualifier_chosen.connect(self.qualifier_chosen)

    def _on_entered(self, key: CellKey) -> None:
        self._show_current()
        self.entered.emit(key)

    def _refuse_row(self) -> None:
        self.row_refused.emit(self.current_row())

    def _show_current(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._strip.show_cell(self.model.rows[index.row()].name, self.model.state_at(index))

    def _count(self) -> None:
        total, noun = self.model.rowCount(), _ROW_NAMES[self.table.type]
        if self.table.type is QuestionType.LIST:
            self._counter.setText(f"{total} {noun}")
            return
        done = total - self.model.missing_rows()
        self._counter.setText(f"Đã đủ {done}/{total} {noun}")

    def _show_emptiness(self) -> None:
        """A list without rows says how to add one."""
        is_empty = self.table.type is QuestionType.LIST and not self.model.rowCount()
        self._empty.setVisible(is_empty)
        self._frame.setVisible(not is_empty)
        self._strip.setVisible(not is_empty)


class CellStrip(QWidget):
    """Under the grid: the current cell in full, what is wrong with it, its note and its menu."""

    answer_typed = Signal(object, str)
    status_typed = Signal(object, object)
    qualifier_chosen = Signal(object, str)
    note_typed = Signal(object, str)
    explained = Signal(object, str)

    def __init__(self, book: CellBook, *, compares: bool) -> None:
        """Make the strip; `compares` shows last month's value, which lists have not."""
        super().__init__()
        self._book = book
        self._compares = compares
        self._state: CellState | None = None
        self._place = label("", "strong")
        self._facts = label("", "muted")
        self._findings = FindingBox()
        self._note = _note_field()
        self._menu_button = icon_button("chevron-down", "Tình trạng số liệu (F8)", self.open_menu)
        self._note_button = icon_button("message-square", "Ghi chú (F7)", self.open_note)
        self._lay_out()
        self._findings.explained.connect(self.explained)
        self._note.editingFinished.connect(self._on_note_finished)

    def show_cell(self, row_name: str, state: CellState) -> None:
        """Show everything about one cell."""
        self._state = state
        name = row_name if len(row_name) <= _NAME_CHARS else f"{row_name[:_NAME_CHARS].rstrip()}…"
        self._place.setText(f"{name} · {state.question.label}")
        self._facts.setText(_facts(state, compares=self._compares))
        explanations = self._book.explanations([state.key])
        self._findings.show_findings(
            state.findings, explanations, is_read_only=self._book.is_read_only
        )
        if not self._note.hasFocus():
            self._note.setText(state.answer.note)
            self._note.setVisible(bool(state.answer.note))
        for part in (self._menu_button, self._note_button):
            part.setDisabled(state.is_locked)

    def open_note(self) -> None:
        """Show the line for the note and go there."""
        if self._state is not None:
            self._note.setVisible(True)
            self._note.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_menu(self) -> None:
        """Open the menu of the cell's status."""
        state = self._state
        if state is None or state.is_locked:
            return
        actions = StatusActions(
            enter=lambda text: self.answer_typed.emit(state.key, text),
            set_status=lambda status: self.status_typed.emit(state.key, status),
            set_qualifier=lambda word: self.qualifier_chosen.emit(state.key, word),
        )
        menu = status_menu(self, state, actions)
        menu.exec(
            self._menu_button.mapToGlobal(
                self._menu_button.rect().topLeft() - menu.rect().bottomLeft()
            )
        )

    def _lay_out(self) -> None:
        foot = frame("foot")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(foot)
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(12, 6, 8, 6)
        inside.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(12)
        for part, stretch in (
            (self._place, 0),
            (self._facts, 1),
            (self._menu_button, 0),
            (self._note_button, 0),
        ):
            top.addWidget(part, stretch)
        inside.addLayout(top)
        inside.addWidget(self._note)
        inside.addWidget(self._findings)

    def _on_note_finished(self) -> None:
        text = self._note.text().strip()
        if self._state is not None and text != self._state.answer.note:
            self.note_typed.emit(self._state.key, text)
        self._note.setVisible(bool(text))


def _facts(state: CellState, *, compares: bool) -> str:
    facts = [state.status_text]
    if state.answer.is_carried_over:
        facts.append("chờ xác nhận")
    if state.previous and compares:
        facts.append(f"tháng trước {state.previous}")
    if state.difference and compares:
        facts.append(f"chênh lệch {state.difference}")
    return " · ".join(fact for fact in facts if fact)


def _note_field() -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(limits.REASON_CHARS)
    field.setAccessibleName("Ghi chú của ô")
    field.setPlaceholderText("Ghi chú gửi kèm số liệu; ghi xong nhấn Enter")
    field.hide()
    return field
