"""A table to type in like a spreadsheet: Enter and Tab walk, F2 edits, Delete empties."""

from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cds_desktop.gui.theme import current_colors
from cds_desktop.gui.widgets.choice_box import ChoiceBox
from cds_desktop.gui.widgets.fields import make_cell_editor
from cds_desktop.gui.widgets.grid_model import GridModel, Index
from cds_desktop.gui.widgets.grid_walk import Place, first_place, next_place
from cds_desktop.gui.widgets.line_fields import STATUS_WORDS, LineField

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_MOVES = (*_ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_UP_AND_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class GridView(QTableView):
    """The cells of a GridModel; the frozen first column is the vertical header."""

    confirmed = Signal(object)
    cleared = Signal(object)
    filled = Signal(object)
    paste_wanted = Signal(object)
    entered = Signal(object)
    left = Signal(int)

    def __init__(self, model: GridModel, *, goes_down: bool) -> None:
        super().__init__()
        self.grid = model
        self.goes_down = goes_down
        self._tab_start = -1
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(self))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def go_to(self, index: QModelIndex) -> None:
        """Put the cursor on a cell and show it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def go_to_end(self, *, is_last: bool) -> bool:
        """Put the cursor on the first or the last cell to enter; False when there is none."""
        place = first_place(
            self._size(), self._can_enter, goes_down=self.goes_down, is_last=is_last
        )
        if place is not None:
            self.go_to(self.grid.index(*place))
        return place is not None

    def walk(self, step: int) -> None:
        """Go to the next or former cell to enter; leave the table at its ends."""
        here = Place(self.currentIndex().row(), self.currentIndex().column())
        if self._tab_start >= 0 and step > 0:
            here, self._tab_start = Place(here.row + 1, self._tab_start - 1), -1
            self._walk_from(here, step, goes_down=False)
        else:
            self._walk_from(here, step, goes_down=self.goes_down)

    def tab(self, step: int) -> None:
        """Go to the cell at the right or left; Enter then returns to where the tabbing began."""
        start = self._tab_start if self._tab_start >= 0 else self.currentIndex().column()
        here = Place(self.currentIndex().row(), self.currentIndex().column())
        self._walk_from(here, step, goes_down=False)
        self._tab_start = start

    def commit(self) -> None:
        """Close the editor, if one is open, and tell what was typed."""
        editor = self.indexWidget(self.currentIndex()) or self.focusWidget()
        if isinstance(editor, LineField | ChoiceBox):
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def close_and_walk(self, editor: QWidget, step: int) -> None:
        """Take what the editor holds and go on as Enter does."""
        self._close(editor)
        self.walk(step)

    def close_and_tab(self, editor: QWidget, step: int) -> None:
        """Take what the editor holds and go to the right or left."""
        self._close(editor)
        self.tab(step)

    def close_and_move(self, editor: QWidget, step: int) -> None:
        """Take what the editor holds and go up or down by the arrows."""
        self._close(editor)
        here = self.currentIndex()
        target = self.grid.index(here.row() + step, here.column())
        if target.isValid():
            self.go_to(target)

    # --- Qt ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Enter and Tab, empty with Delete, copy as a spreadsheet does."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._confirm_current()
            self.walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in _TABS:
            self.tab(_TABS[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear_selected()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.fill_down()
        else:
            if key in _MOVES:
                self._tab_start = -1
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Forget where the tabbing began."""
        self._tab_start = -1
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cursor in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Give the editor the letter that opened it; Qt drops it (WORKAROUND, seen in 6.11.3)."""
        super().inputMethodEvent(event)
        editor = QApplication.focusWidget()
        if event.commitString() and isinstance(editor, LineField) and not editor.isModified():
            editor.insert(event.commitString())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which cell the clerk is on."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.entered.emit(self.grid.key_at(current))

    def paste(self) -> None:
        """Ask for the clipboard to be pasted from the first selected cell on."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        first = self.grid.index(
            min(index.row() for index in chosen), min(index.column() for index in chosen)
        )
        if first.isValid():
            self.paste_wanted.emit(self.grid.key_at(first))

    def fill_down(self) -> None:
        """Ask for the first selected cell of each column to be repeated in those below it."""
        tops: dict[int, QModelIndex] = {}
        for index in sorted(self.selectedIndexes(), key=lambda index: index.row()):
            tops.setdefault(index.column(), index)
        pairs = {
            self.grid.key_at(index): self.grid.key_at(tops[index.column()])
            for index in self.selectedIndexes()
            if index != tops[index.column()] and self._can_enter(index.row(), index.column())
        }
        if pairs:
            self.filled.emit(pairs)

    # --- inside --------------------------------------------------------------------------------

    def _walk_from(self, here: Place, step: int, *, goes_down: bool) -> None:
        place = next_place(here, self._size(), self._can_enter, step=step, goes_down=goes_down)
        if place is None:
            self.left.emit(step)
            return
        self.go_to(self.grid.index(*place))

    def _close(self, editor: QWidget) -> None:
        self.commitData(editor)
        self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _size(self) -> Place:
        return Place(self.grid.rowCount(), self.grid.columnCount())

    def _can_enter(self, row: int, column: int) -> bool:
        return bool(self.grid.flags(self.grid.index(row, column)) & Qt.ItemFlag.ItemIsEditable)

    def _confirm_current(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self.grid.state_at(index).state == "carried":
            self.confirmed.emit([self.grid.key_at(index)])

    def _clear_selected(self) -> None:
        chosen = [
            index
            for index in self.selectedIndexes()
            if self._can_enter(index.row(), index.column())
        ]
        keys = [self.grid.key_at(index) for index in chosen if self.grid.state_at(index).is_filled]
        if keys:
            self.cleared.emit(keys)

    def _copy(self) -> None:
        chosen = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        lines: dict[int, list[str]] = {}
        for index in chosen:
            lines.setdefault(index.row(), []).append(str(self.grid.data(index) or ""))
        text = "\n".join("\t".join(cells) for cells in lines.values())
        QGuiApplication.clipboard().setText(text)


class _CellDelegate(QStyledItemDelegate):
    """Makes the editor of a cell by its type of question; Enter and Tab belong to the table."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor for one cell."""
        question = self._view.grid.columns[index.column()]
        editor = make_cell_editor(question, self._view.grid.book, parent)
        editor.setProperty("inside", "table")
        editor.setAccessibleName(f"{self._view.grid.rows[index.row()].name}: {question.label}")
        editor.advanced.connect(partial(self._view.close_and_walk, editor))
        return editor

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell; the one with the cursor in a frame."""
        super().paint(painter, option, index)
        if index == self._view.currentIndex():
            area = self._view.visualRect(index).adjusted(0, 0, -1, -1)
            is_active = self._view.hasFocus()
            painter.setPen(QPen(current_colors().color("accent" if is_active else "border"), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Let the editor cover its whole cell, also the icon in it."""
        editor.setGeometry(self._view.visualRect(index))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell in its editor."""
        if isinstance(editor, LineField | ChoiceBox):
            editor.show_state(self._view.grid.state_at(index))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Tell what the editor holds."""
        grid = self._view.grid
        if isinstance(editor, ChoiceBox):
            grid.setData(index, editor.chosen())
        elif (
            isinstance(editor, LineField)
            and editor.takes_statuses
            and editor.text().strip() in STATUS_WORDS
        ):
            grid.status_typed.emit(grid.key_at(index), STATUS_WORDS[editor.text().strip()])
        elif isinstance(editor, LineField):
            grid.setData(index, editor.text().strip())

    def eventFilter(self, object: QObject, event: QEvent) -> bool:
        """Leave Enter to the editor, take Tab; the rest is as Qt has it."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(object, event)
        key = Qt.Key(event.key())
        if key in _TABS and isinstance(object, QWidget):
            self._view.close_and_tab(object, _TABS[key])
            return True
        if key in _UP_AND_DOWN and isinstance(object, LineField):
            self._view.close_and_move(object, _UP_AND_DOWN[key])
            return True
        return False if key in _ENTER else super().eventFilter(object, event)
