"""Enter the month: the parts at the left, one part's questions or table at the right.

Every edit is one call of the open session; what it changed is shown, and the window says so.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.widgets.banner import Banner
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.gui.widgets.clipboard import single_cell_text
from cds_desktop.gui.widgets.edit_queue import Edit, EditQueue
from cds_desktop.gui.widgets.entry_tools import EntryTools
from cds_desktop.gui.widgets.finder import Finder
from cds_desktop.gui.widgets.form_parts import part_keys, section_entry
from cds_desktop.gui.widgets.help_panel import HelpPanel
from cds_desktop.gui.widgets.history_panel import HistoryPanel
from cds_desktop.gui.widgets.keys_dialog import KeysDialog
from cds_desktop.gui.widgets.labels import frame, label
from cds_desktop.gui.widgets.later import Later
from cds_desktop.gui.widgets.part_stack import PartStack
from cds_desktop.gui.widgets.quiet_line import QuietLine
from cds_desktop.gui.widgets.section_list import SectionList
from cds_desktop.model.changes import Changes
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.operations.cell_history import cell_history
from cds_desktop.operations.data_entry import EntrySession, Saved
from cds_desktop.operations.field_help import field_help
from cds_desktop.operations.filling import fill
from cds_desktop.operations.find_cells import find_cells
from cds_desktop.operations.month_view import first_cell, next_finding
from cds_desktop.operations.step_texts import step_sentence

_LIST_WIDTH, _NARROW_LIST_WIDTH, _NARROW_BELOW = 256, 56, 980
_HINTS_FROM, _LOW = 380, 480


class EntryPage(QWidget):
    """The page where the clerk's hours are spent."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.section_list = SectionList()
        self._title = label("", "title")
        self.confirm_button = button("", self._confirm_part, icon_name="circle-check")
        self.banner = Banner()
        self.stack = PartStack()
        self.help_panel = HelpPanel()
        self.history_panel = HistoryPanel()
        self.tools = EntryTools()
        self.quiet_line = QuietLine()
        self.finder: Finder | None = None
        self.keys_dialog: KeysDialog | None = None
        self.current_cell: CellKey | None = None
        self.queue = EditQueue(
            self, self.banner, on_saved=self._show_saved, on_kept=self._show_kept
        )
        self._count_later = Later(self, self._show_counts, after_ms=120)
        self._remember_later = Later(self, self._remember_cursor, after_ms=600)
        self._lay_out()
        self._make_shortcuts()
        self._connect()
        self._open_session()
        context.signals.changed.connect(self._on_changed)

    # --- what the window asks ------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Show the cell asked for, else where the cursor was."""
        if (
            self._is_stale
            or self._opened is not self._session
            or self._book.is_read_only != self._was_read_only
        ):
            self._open_session()
        self.stack.go_to(destination.key or self.current_cell)
        if self._book.is_read_only:
            self.section_list.setFocus()

    def commit(self) -> None:
        """Save what is being typed."""
        self.stack.commit()
        self._remember_later.do_now()

    # --- edits ---------------------------------------------------------------------------------

    def _save(self, edit: Edit, typed: Mapping[CellKey, str] | None = None) -> None:
        self.queue.save(edit, typed)
        self._context.waiting = self.queue.count

    def _show_kept(self) -> None:
        """Show in their cells what could not be stored."""
        self._context.waiting = self.queue.count
        self.stack.refresh(set(self.queue.typed))

    def _show_saved(self, saved: Saved) -> None:
        self._context.waiting = self.queue.count
        self._show_lock()
        self._book.refresh()
        self.stack.refresh(saved.keys)
        self._count_later.ask()
        if not self.history_panel.isHidden():
            self._show_history()
        self._context.announce(Changes(submissions=True), saved_at=saved.saved_at)

    def save_answer(self, key: CellKey, text: str) -> None:
        """Store what was typed into a cell."""
        session = self._session
        self._save(lambda: session.enter(key, text), {key: text})

    def _on_status_typed(self, key: CellKey, status: AnswerStatus) -> None:
        self._save(partial(self._session.set_status, key, status))

    def _on_qualifier_chosen(self, key: CellKey, word: str) -> None:
        self._save(partial(self._session.set_qualifier, key, word))

    def _on_note_typed(self, key: CellKey, text: str) -> None:
        self._save(partial(self._session.set_note, key, text))

    def _on_explained(self, key: CellKey, text: str) -> None:
        self._save(partial(self._session.explain, key, text))

    def _on_confirmed(self, keys: Sequence[CellKey]) -> None:
        self._save(partial(self._session.confirm, keys))

    def _on_cleared(self, keys: Sequence[CellKey]) -> None:
        texts = dict.fromkeys(keys, "")
        self._save(partial(self._session.enter_many, texts), texts)

    def _confirm_part(self) -> None:
        self._on_confirmed(self._carried_keys())

    def _on_filled(self, pairs: Mapping[CellKey, CellKey]) -> None:
        self._save(partial(fill, self._session, pairs))

    def undo(self) -> None:
        """Take back the newest saved step."""
        self._step(self._session.undo, is_redo=False)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step(self._session.redo, is_redo=True)

    def _step(self, step: Callable[[], Saved | None], *, is_redo: bool) -> None:
        """Undo or redo, say what it was, and go to the cell that it changed."""
        self.stack.commit()
        try:
            saved = step()
        except CdsError as error:
            self.banner.show_text(str(error), tone="error")
            return
        if saved is not None:
            self._show_saved(saved)
            self.stack.go_to(first_cell(self._session, saved.edited))
        self.quiet_line.say(step_sentence(self._session, saved, is_redo=is_redo))

    def _add_row(self) -> None:
        self.stack.commit()
        table = self.stack.open_list
        if table is not None and not self._book.is_read_only:
            self.stack.add_row(self._session.add_row(table))

    def _delete_row(self) -> None:
        table, row = self.stack.open_list, self.stack.current_row()
        if table is not None and row and not self._book.is_read_only:
            self.stack.forget_row(row)
            self._save(partial(self._session.delete_row, table, row))

    def _reopen(self) -> None:
        try:
            self._session.reopen()
        except CdsError as error:
            self.banner.show_text(str(error), tone="error")
            return
        self._open_session()
        self.stack.go_to(self.current_cell)
        self._context.announce(Changes(submissions=True))

    # --- going about ---------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        """Show the month anew when it was changed from another page."""
        self._is_stale = self._is_stale or (changes.submissions and not self.isVisible())

    def _on_list_chosen(self, number: int) -> None:
        self.stack.commit()
        self.stack.show_part(number)

    def _on_part_changed(self, number: int) -> None:
        self.section_list.choose(number)
        self._title.setText(self.stack.part.title)
        self._show_confirm_button()

    def _next_finding(self) -> None:
        self.stack.commit()
        finding = next_finding(self._session, self.current_cell)
        if finding is None:
            self._context.visit(Page.CHECK)
        else:
            self.stack.go_to(finding.key)

    def _go_to_part(self, step: int) -> None:
        self.stack.commit()
        self.stack.go_to_part(step)

    def _on_entered(self, key: CellKey) -> None:
        self.current_cell = key
        self._remember_later.ask()
        if not self.help_panel.isHidden():
            self._show_help()
        if not self.history_panel.isHidden():
            self._show_history()

    def _find(self) -> None:
        """Ctrl+F: look for an indicator or a commune."""
        self.stack.commit()
        if self.finder is None:
            self.finder = Finder(lambda text: find_cells(self._session, text), self)
            self.finder.found.connect(self.stack.go_to)
        self.finder.open_again()

    def _paste(self, key: CellKey) -> None:
        """Take one cell's text at once; look at a block before it is written from `key` on."""
        if text := single_cell_text():
            self.save_answer(key, text)
            return
        self._context.visit(Page.IMPORT, key=key, place="paste")

    # --- history -------------------------------------------------------------------------------

    def _toggle_history(self) -> None:
        """F11 shows what the cell has held, F11 again hides it."""
        is_wanted = self.history_panel.isHidden()
        self.history_panel.setVisible(is_wanted)
        if is_wanted:
            self.help_panel.hide()
            self._show_history()

    def _show_history(self) -> None:
        if self.current_cell is not None:
            self.history_panel.show_history(cell_history(self._session, self.current_cell))

    # --- help ----------------------------------------------------------------------------------

    def _toggle_help(self) -> None:
        """F1 shows the help of the question, F1 again the keys."""
        if self.help_panel.isHidden():
            self._show_help()
            self.history_panel.hide()
            self.help_panel.show()
            return
        self.help_panel.hide()
        self._show_keys()

    def _show_help(self) -> None:
        if self.current_cell is not None:
            self.help_panel.show_help(field_help(self._session, self.current_cell))

    def _show_keys(self) -> None:
        self.keys_dialog = self.keys_dialog or KeysDialog(self.window())
        self.keys_dialog.show()
        self.keys_dialog.raise_()

    # --- inside --------------------------------------------------------------------------------

    @property
    def _session(self) -> EntrySession:
        assert self._context.session is not None, "the window opens a month before this page"
        return self._context.session

    def _open_session(self) -> None:
        """Take up the month that is open in the window."""
        self._opened, self._is_stale = self._session, False
        self._book = CellBook(self._opened)
        self._book.typed = self.queue.typed
        self.stack.open_session(self._opened, self._book)
        self.section_list.show_entries([])
        self._show_counts()
        self._was_read_only = self._book.is_read_only
        self._show_lock()

    def _show_lock(self) -> None:
        if not self._book.is_read_only:
            self.banner.hide()
            return
        text = f"Số liệu đã chốt (bản {self._session.submission.revision}), chỉ xem."
        self.banner.show_text(text, way_out="Mở lại để sửa", act=self._reopen)

    def _show_counts(self) -> None:
        parts = self.stack.parts
        self.section_list.show_entries(
            [section_entry(self._session, self._book, part) for part in parts]
        )
        self._show_confirm_button()

    def _show_confirm_button(self) -> None:
        count = len(self._carried_keys())
        self.confirm_button.setText(f"Xác nhận cả phần ({count})")
        self.confirm_button.setAccessibleName(f"Xác nhận {count} số liệu tháng trước của phần này")
        self.confirm_button.setVisible(count > 0 and not self._book.is_read_only)

    def _carried_keys(self) -> list[CellKey]:
        if self.stack.number < 0:
            return []
        keys = (key for key, _ in part_keys(self._session, self.stack.part))
        return [key for key in keys if self._session.answer(key).is_carried_over]

    def _remember_cursor(self) -> None:
        if self.current_cell is not None:
            self._session.remember_cursor(self.current_cell)

    def _connect(self) -> None:
        stack = self.stack
        stack.answer_typed.connect(self.save_answer)
        stack.status_typed.connect(self._on_status_typed)
        stack.qualifier_chosen.connect(self._on_qualifier_chosen)
        stack.note_typed.connect(self._on_note_typed)
        stack.explained.connect(self._on_explained)
        stack.confirmed.connect(self._on_confirmed)
        stack.cleared.connect(self._on_cleared)
        stack.filled.connect(self._on_filled)
        stack.paste_wanted.connect(self._paste)
        stack.entered.connect(self._on_entered)
        stack.part_changed.connect(self._on_part_changed)
        stack.ended.connect(lambda: self._context.visit(Page.CHECK))
        stack.row_wanted.connect(self._add_row)
        stack.row_refused.connect(self._delete_row)
        self.section_list.chosen.connect(self._on_list_chosen)
        self.help_panel.closed.connect(self.help_panel.hide)
        self.help_panel.keys_wanted.connect(self._show_keys)
        self.history_panel.closed.connect(self.history_panel.hide)
        self.tools.undo_wanted.connect(self.undo)
        self.tools.redo_wanted.connect(self.redo)
        self.tools.find_wanted.connect(self._find)
        self.tools.history_wanted.connect(self._toggle_history)
        self.tools.import_wanted.connect(lambda: self._context.visit(Page.IMPORT))

    def _lay_out(self) -> None:
        self._side = frame("side")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 8, 0, 8)
        side.addWidget(self.section_list)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self.confirm_button)
        top.addWidget(self.tools)
        body = QVBoxLayout()
        body.setContentsMargins(24, 12, 24, 8)
        body.setSpacing(8)
        body.addLayout(top)
        body.addWidget(self.banner)
        body.addWidget(self.stack, 1)
        body.addWidget(self.help_panel)
        body.addWidget(self.history_panel)
        body.addWidget(self.quiet_line)
        self.help_panel.hide()
        self.history_panel.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addLayout(body, 1)

    def _make_shortcuts(self) -> None:
        for keys, action in (
            ("F1", self._toggle_help),
            ("F3", self._add_row),
            ("F4", self._delete_row),
            ("F5", self._next_finding),
            ("F6", partial(self._go_to_part, 1)),
            ("Shift+F6", partial(self._go_to_part, -1)),
            ("F7", lambda: self.stack.view.open_note()),
            ("F8", lambda: self.stack.view.open_menu()),
            ("F11", self._toggle_history),
            ("Ctrl+F", self._find),
            ("Ctrl+O", lambda: self._context.visit(Page.IMPORT)),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show only icons at the left where the window is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_BELOW
        self.section_list.set_narrow(is_narrow)
        self.history_panel.set_low(self.height() < _LOW)
        self.quiet_line.setVisible(self.height() >= _HINTS_FROM)
        self._side.setFixedWidth(_NARROW_LIST_WIDTH if is_narrow else _LIST_WIDTH)
