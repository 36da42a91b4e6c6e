"""The parts of a month, one shown at a time; each is built when it is first wanted."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.gui.widgets.form_parts import Part, grid_rows, part_with, parts_of
from cds_desktop.gui.widgets.grid_panel import GridPanel
from cds_desktop.gui.widgets.section_form import SectionForm
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.settings import EnterMoves

View = SectionForm | GridPanel


class PartStack(QStackedWidget):
    """Shows parts, walks from one to the next, and passes on what their widgets tell."""

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
    part_changed = Signal(int)
    ended = Signal()
    row_wanted = Signal()
    row_refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._views: dict[int, View] = {}
        self._parts: Sequence[Part] = ()
        self._number = -1
        self._pending_row = ""

    def open_session(self, session: EntrySession, book: CellBook) -> None:
        """Show another month; nothing is shown before `show_part`."""
        for view in self._views.values():
            self.removeWidget(view)
            view.deleteLater()
        self._views = {}
        self._session = session
        self._book = book
        self._parts = parts_of(session.form)
        self._number = -1
        self._pending_row = ""

    @property
    def parts(self) -> Sequence[Part]:
        """Every part of the form."""
        return self._parts

    @property
    def number(self) -> int:
        """The number of the part that is shown; -1 before the first."""
        return self._number

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return self._parts[self._number]

    @property
    def view(self) -> View:
        """The widget that is shown."""
        return self._views[self._number]

    @property
    def open_list(self) -> Question | None:
        """The list (of rows that come and go) that is shown, if it is one."""
        table = self.part.table
        return table if table is not None and table.type is QuestionType.LIST else None

    def show_part(self, number: int) -> None:
        """Show a part."""
        if number not in self._views:
            self._views[number] = self._make_view(self._parts[number])
            self.addWidget(self._views[number])
        self._number = number
        self.setCurrentWidget(self._views[number])
        self.part_changed.emit(number)

    def go_to(self, key: CellKey | None) -> None:
        """Put the cursor on a cell, or on the first one of the part that is shown."""
        self.show_part(part_with(self._parts, key.question) if key else max(0, self._number))
        if key is None or not self.view.go_to(key):
            self.view.go_to_end(is_last=False)

    def go_to_part(self, step: int) -> None:
        """Go to the next or former part, round the corner."""
        self.show_part((self._number + step) % len(self._parts))
        self.view.go_to_end(is_last=False)

    def refresh(self, keys: Collection[CellKey]) -> None:
        """Show cells as the open month has them now."""
        for number, view in self._views.items():
            self._follow_rows(self._parts[number], view)
            view.refresh(keys)

    def add_row(self, row: str) -> None:
        """Show a new row of the open list and go to its first cell."""
        table = self.open_list
        if table is None:
            return
        self._pending_row = row
        self._follow_rows(self.part, self.view)
        self.view.go_to(
            CellKey(self._session.workspace.org_unit.code, table.questions[0].name, row)
        )

    def current_row(self) -> str:
        """Return the row of the open list that the cursor is on."""
        return self.view.current_row() if isinstance(self.view, GridPanel) else ""

    def forget_row(self, row: str) -> None:
        """Take a new row away again that was never filled."""
        if row == self._pending_row:
            self._pending_row = ""
            self._follow_rows(self.part, self.view)

    def commit(self) -> None:
        """Tell what is being typed."""
        if self._number >= 0:
            self.view.commit()

    # --- inside --------------------------------------------------------------------------------

    def _make_view(self, part: Part) -> View:
        session = self._session
        own = session.workspace.org_unit.code
        if part.table is None:
            view: View = SectionForm(own, part.questions, self._book, self)
        else:
            goes_down = session.workspace.settings.window.enter_moves is EnterMoves.DOWN
            rows = grid_rows(session, part.table)
            view = GridPanel(part.table, rows, self._book, goes_down=goes_down)
            view.cleared.connect(self.cleared)
            view.filled.connect(self.filled)
            view.paste_wanted.connect(self.paste_wanted)
            view.row_wanted.connect(self.row_wanted)
            view.row_refused.connect(self.row_refused)
        self._connect(view)
        return view

    def _connect(self, view: View) -> None:
        view.answer_typed.connect(self.answer_typed)
        view.status_typed.connect(self.status_typed)
        view.qualifier_chosen.connect(self.qualifier_chosen)
        view.note_typed.connect(self.note_typed)
        view.confirmed.connect(self.confirmed)
        view.explained.connect(self.explained)
        view.entered.connect(self.entered)
        view.left.connect(self._on_left)

    def _on_left(self, step: int) -> None:
        """Walk on into the next part that can be entered; past the last the form has ended."""
        if self.open_list is not None and step > 0 and self._is_row_filled():
            self.row_wanted.emit()
            return
        number = self._number + step
        while 0 <= number < len(self._parts):
            self.show_part(number)
            if self.view.go_to_end(is_last=step < 0):
                return
            number += step
        if step > 0:
            self.ended.emit()

    def _is_row_filled(self) -> bool:
        """Say whether the last row of the open list holds something: then Enter adds another."""
        view = self.view
        if not isinstance(view, GridPanel) or self._book.is_read_only:
            return False
        return not view.model.is_row_empty(view.model.rowCount() - 1)

    def _follow_rows(self, part: Part, view: View) -> None:
        """Follow a list whose rows came or went."""
        if isinstance(view, GridPanel) and part.table is not None:
            rows = grid_rows(self._session, part.table, self._pending_row)
            if rows != list(view.model.rows):
                view.set_rows(rows)
