"""The field for paragraphs: plain text, counted words, never a silent cut."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cds_desktop import limits
from cds_desktop.gui.widgets.cells import CellState
from cds_desktop.gui.widgets.hint_bubble import flash
from cds_desktop.gui.widgets.labels import set_tone
from cds_desktop.model.submission import CellKey
from cds_desktop.text_rules import clean


class LongTextEdit(QPlainTextEdit):
    """Paragraphs: Enter starts a new one, Ctrl+Enter and Tab go on."""

    answer_typed = Signal(object, str)
    status_typed = Signal(object, object)
    confirmed = Signal(object)
    advanced = Signal(int)
    entered = Signal(object)
    counted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = CellKey("", "")
        self._shown = ""
        self._is_carried_over = False
        self._limit = limits.TEXT_CHARS
        self.setTabChangesFocus(True)
        self.setMinimumHeight(112)
        self.textChanged.connect(self._on_text_changed)

    def show_state(self, state: CellState) -> None:
        """Show the cell; what is being typed at this moment stays."""
        self.key = state.key
        self._is_carried_over = state.answer.is_carried_over
        self._limit = state.question.max_length or limits.TEXT_CHARS
        self.setReadOnly(state.is_locked)
        self.setPlaceholderText(state.status_text or state.question.hint)
        set_tone(self, state.state, name="state")
        if not (self.hasFocus() and self.toPlainText() != self._shown):
            self._shown = state.text
            self.setPlainText(state.text)

    def commit(self) -> None:
        """Tell what was typed, if anything was."""
        text = clean(self.toPlainText()).text.strip()
        if text != self._shown:
            self._shown = text
            self.answer_typed.emit(self.key, text)

    def count_text(self) -> str:
        """Return how long the text is, and by how much too long."""
        text = self.toPlainText()
        words = f"{len(text.split())} từ"
        too_many = len(text) - self._limit
        return f"{words} · dài quá {too_many} ký tự" if too_many > 0 else words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on, Ctrl+Shift+Enter back; Enter is a new paragraph."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            super().keyPressEvent(event)
            return
        is_confirmation = self._is_carried_over and self.toPlainText().strip() == self._shown
        self.commit()
        if is_confirmation and not self.isReadOnly():
            self.confirmed.emit(self.key)
        self.advanced.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only, cleaned, and not more than a field can use."""
        text = source.text()
        if len(text.encode("utf-8", "ignore")) > limits.PASTE_BYTES:
            flash(self, "Nội dung dán vào quá lớn nên chưa được dán.")
            return
        cleaned = clean(text)
        self.insertPlainText(cleaned.text)
        if cleaned.removed:
            flash(self, "Đã bỏ ký tự không dùng được trong văn bản.")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, nothing else."""
        return source.hasText()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell which cell the clerk is on."""
        super().focusInEvent(event)
        self.entered.emit(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what was typed; a context menu is no leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def _on_text_changed(self) -> None:
        self.counted.emit(self.count_text())
