"""Enter the month: the parts at the left, one part's questions or table at the right.

Every edit is one call of the open session; what it changed is shown, and the window says so.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.widgets.banner import Banner
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.gui.widgets.form_parts import part_keys, section_entry
from cds_desktop.gui.widgets.help_panel import HelpPanel
from cds_desktop.gui.widgets.keys_dialog import KeysDialog, key_hints
from cds_desktop.gui.widgets.labels import frame, label
from cds_desktop.gui.widgets.later import Later
from cds_desktop.gui.widgets.part_stack import PartStack
from cds_desktop.gui.widgets.section_list import SectionList
from cds_desktop.model.changes import Changes
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.operations.data_entry import EntrySession, Saved
from cds_desktop.operations.month_view import next_finding

_LIST_WIDTH, _NARROW_LIST_WIDTH, _NARROW_BELOW = 256, 56, 980


class EntryPage(QWidget):
    """The page where the clerk's hours are spent."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._list = SectionList()
        self._title = label("", "title")
        self._confirm_button = button("", self._confirm_part, icon_name="circle-check")
        self._banner = Banner()
        self._stack = PartStack()
        self._help = HelpPanel()
        self._keys: KeysDialog | None = None
        self._cursor: CellKey | None = None
        self._count_later = Later(self, self._show_counts, after_ms=120)
        self._remember_later = Later(self, self._remember_cursor, after_ms=600)
        self._lay_out()
        self._make_shortcuts()
        self._connect()
        self._open_session()

    # --- what the window asks ------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Show the cell asked for, else where the cursor was."""
        if self._opened is not self._session or self._book.is_read_only != self._was_read_only:
            self._open_session()
        self._stack.go_to(destination.key or self._cursor)

    def commit(self) -> None:
        """Save what is being typed."""
        self._stack.commit()
        self._remember_later.do_now()

    # --- edits ---------------------------------------------------------------------------------

    def _save(self, edit: Callable[[], Saved]) -> None:
        """Do one edit; what cannot be stored stays in its field under a banner that retries."""
        try:
            saved = edit()
        except CdsError as error:
            self._banner.show_text(
                str(error), tone="error", way_out="Thử lại", act=lambda: self._save(edit)
            )
            return
        self._show_lock()
        self._book.refresh()
        self._stack.refresh(saved.keys)
        self._count_later.ask()
        self._context.announce(Changes(submissions=True), saved_at=saved.saved_at)

    def _on_answer_typed(self, key: CellKey, text: str) -> None:
        self._save(lambda: self._session.enter(key, text))

    def _on_status_typed(self, key: CellKey, status: AnswerStatus) -> None:
        self._save(lambda: self._session.set_status(key, status))

    def _on_qualifier_chosen(self, key: CellKey, word: str) -> None:
        self._save(lambda: self._session.set_qualifier(key, word))

    def _on_note_typed(self, key: CellKey, text: str) -> None:
        self._save(lambda: self._session.set_note(key, text))

    def _on_explained(self, key: CellKey, text: str) -> None:
        self._save(lambda: self._session.explain(key, text))

    def _on_confirmed(self, keys: Sequence[CellKey]) -> None:
        self._save(lambda: self._session.confirm(keys))

    def _on_cleared(self, keys: Sequence[CellKey]) -> None:
        self._save(lambda: self._session.enter_many(dict.fromkeys(keys, "")))

    def _confirm_part(self) -> None:
        self._on_confirmed(self._carried_keys())

    def _add_row(self) -> None:
        self._stack.commit()
        table = self._stack.open_list
        if table is not None and not self._book.is_read_only:
            self._stack.add_row(self._session.add_row(table))

    def _delete_row(self) -> None:
        table, row = self._stack.open_list, self._stack.current_row()
        if table is not None and row and not self._book.is_read_only:
            self._stack.forget_row(row)
            self._save(lambda: self._session.delete_row(table, row))

    def _reopen(self) -> None:
        try:
            self._session.reopen()
        except CdsError as error:
            self._banner.show_text(str(error), tone="error")
            return
        self._open_session()
        self._stack.go_to(self._cursor)
        self._context.announce(Changes(submissions=True))

    # --- going about ---------------------------------------------------------------------------

    def _on_list_chosen(self, number: int) -> None:
        self._stack.commit()
        self._stack.show_part(number)

    def _on_part_changed(self, number: int) -> None:
        self._list.choose(number)
        self._title.setText(self._stack.part.title)
        self._show_confirm_button()

    def _on_ended(self) -> None:
        self._context.visit(Page.CHECK)

    def _next_finding(self) -> None:
        self._stack.commit()
        finding = next_finding(self._session, self._cursor)
        if finding is None:
            self._context.visit(Page.CHECK)
        else:
            self._stack.go_to(finding.key)

    def _next_part(self) -> None:
        self._stack.commit()
        self._stack.go_to_part(1)

    def _former_part(self) -> None:
        self._stack.commit()
        self._stack.go_to_part(-1)

    def _on_entered(self, key: CellKey) -> None:
        self._cursor = key
        self._remember_later.ask()
        if not self._help.isHidden():
            self._show_help()

    # --- help ----------------------------------------------------------------------------------

    def _toggle_help(self) -> None:
        """F1 shows the help of the question, F1 again the keys."""
        if self._help.isHidden():
            self._show_help()
            self._help.show()
            return
        self._help.hide()
        self._show_keys()

    def _show_help(self) -> None:
        if self._cursor is not None:
            self._help.show_question(self._session.question(self._cursor.question))

    def _show_keys(self) -> None:
        self._keys = self._keys or KeysDialog(self.window())
        self._keys.show()
        self._keys.raise_()

    # --- inside --------------------------------------------------------------------------------

    @property
    def _session(self) -> EntrySession:
        assert self._context.session is not None, "the window opens a month before this page"
        return self._context.session

    def _open_session(self) -> None:
        """Take up the month that is open in the window."""
        self._opened = self._session
        self._book = CellBook(self._opened)
        self._stack.open_session(self._opened, self._book)
        self._list.show_entries([])
        self._show_counts()
        self._was_read_only = self._book.is_read_only
        self._show_lock()

    def _show_lock(self) -> None:
        if not self._book.is_read_only:
            self._banner.hide()
            return
        text = f"Số liệu đã chốt (bản {self._session.submission.revision}), chỉ xem."
        self._banner.show_text(text, way_out="Mở lại để sửa", act=self._reopen)

    def _show_counts(self) -> None:
        parts = self._stack.parts
        self._list.show_entries([section_entry(self._session, self._book, part) for part in parts])
        self._show_confirm_button()

    def _show_confirm_button(self) -> None:
        count = len(self._carried_keys())
        self._confirm_button.setText(f"Xác nhận cả phần ({count})")
        self._confirm_button.setAccessibleName(f"Xác nhận {count} số liệu tháng trước của phần này")
        self._confirm_button.setVisible(count > 0 and not self._book.is_read_only)

    def _carried_keys(self) -> list[CellKey]:
        if self._stack.number < 0:
            return []
        keys = (key for key, _ in part_keys(self._session, self._stack.part))
        return [key for key in keys if self._session.answer(key).is_carried_over]

    def _remember_cursor(self) -> None:
        if self._cursor is not None:
            self._session.remember_cursor(self._cursor)

    def _connect(self) -> None:
        stack = self._stack
        stack.answer_typed.connect(self._on_answer_typed)
        stack.status_typed.connect(self._on_status_typed)
        stack.qualifier_chosen.connect(self._on_qualifier_chosen)
        stack.note_typed.connect(self._on_note_typed)
        stack.explained.connect(self._on_explained)
        stack.confirmed.connect(self._on_confirmed)
        stack.cleared.connect(self._on_cleared)
        stack.entered.connect(self._on_entered)
        stack.part_changed.connect(self._on_part_changed)
        stack.ended.connect(self._on_ended)
        stack.row_wanted.connect(self._add_row)
        stack.row_refused.connect(self._delete_row)
        self._list.chosen.connect(self._on_list_chosen)
        self._help.closed.connect(self._help.hide)
        self._help.keys_wanted.connect(self._show_keys)

    def _lay_out(self) -> None:
        self._side = frame("side")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 8, 0, 8)
        side.addWidget(self._list)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._confirm_button)
        body = QVBoxLayout()
        body.setContentsMargins(24, 12, 24, 8)
        body.setSpacing(8)
        body.addLayout(top)
        body.addWidget(self._banner)
        body.addWidget(self._stack, 1)
        body.addWidget(self._help)
        body.addWidget(key_hints())
        self._help.hide()
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
            ("F6", self._next_part),
            ("Shift+F6", self._former_part),
            ("F7", self._open_note),
            ("F8", self._open_menu),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def _open_note(self) -> None:
        self._stack.view.open_note()

    def _open_menu(self) -> None:
        self._stack.view.open_menu()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show only icons at the left where the window is narrow."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_BELOW
        self._list.set_narrow(is_narrow)
        self._side.setFixedWidth(_NARROW_LIST_WIDTH if is_narrow else _LIST_WIDTH)
