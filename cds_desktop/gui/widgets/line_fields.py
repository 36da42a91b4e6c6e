"""Fields of one line: figures, texts, dates. They show and ask; what is right they do not know.

Enter goes on, Shift+Enter back. What was typed is told once, when the field is left.
"""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from cds_desktop import limits
from cds_desktop.gui.widgets.cells import CellState
from cds_desktop.gui.widgets.hint_bubble import HintBubble, flash
from cds_desktop.gui.widgets.labels import set_tone
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.text_rules import clean
from cds_desktop.vietnamese import format_date, format_number, parse_date, parse_number

STATUS_WORDS = {
    "-": AnswerStatus.NOT_APPLICABLE,
    "…": AnswerStatus.NOT_COLLECTED,
    "...": AnswerStatus.NOT_COLLECTED,
}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LineField(QLineEdit):
    """A field of one line for the answer of one cell."""

    answer_typed = Signal(object, str)
    status_typed = Signal(object, object)
    confirmed = Signal(object)
    advanced = Signal(int)
    entered = Signal(object)

    takes_statuses: ClassVar[bool] = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = CellKey("", "")
        self._shown = ""
        self._is_carried_over = False
        self._has_status = False
        self._bubble = HintBubble(self)
        self.textEdited.connect(self._on_text_edited)

    def show_state(self, state: CellState) -> None:
        """Show the cell; what is being typed at this moment stays."""
        self.key = state.key
        self._is_carried_over = state.answer.is_carried_over
        self._has_status = bool(state.status_text)
        self.setReadOnly(state.is_locked)
        self.setPlaceholderText(state.status_text or self._hint(state))
        set_tone(self, state.state, name="state")
        if not self.is_being_typed:
            self._show_text(state.text)

    @property
    def is_being_typed(self) -> bool:
        """Say whether the field holds something that was not told yet."""
        return self.text() != self._shown and self.hasFocus()

    @property
    def hint(self) -> str:
        """What the bubble under the field says."""
        return self._bubble.text

    def commit(self) -> None:
        """Tell what was typed, if anything was."""
        self._bubble.hide()
        text = self.text().strip()
        if text == self._shown:
            return
        self._shown = text
        if self.takes_statuses and text in STATUS_WORDS:
            self.status_typed.emit(self.key, STATUS_WORDS[text])
        else:
            self.answer_typed.emit(self.key, text)

    def restore(self) -> None:
        """Forget what was typed since the field was entered."""
        self._bubble.hide()
        self.setText(self._shown)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Enter and the arrows, give up with Esc, empty with Delete."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(is_back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.commit()
            self.advanced.emit(_STEPS[key])
        elif key == Qt.Key.Key_F2:
            self.deselect()
            self.end(False)
        elif key == Qt.Key.Key_Escape and self.text() != self._shown:
            self.restore()
        elif (
            key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
            and self._has_status
            and not self.text()
        ):
            self.answer_typed.emit(self.key, "")
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the page when nothing is being typed: it takes back whole steps."""
        is_key = event.type() is QEvent.Type.ShortcutOverride and self.text() == self._shown
        if is_key and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, so that typing replaces what stands there."""
        super().focusInEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.selectAll()
        self.entered.emit(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what was typed; a context menu is no leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def _show_text(self, text: str) -> None:
        self._shown = text
        if text == self.text():
            return
        self.setText(text)
        self.setCursorPosition(0)
        if self.hasFocus():
            self.selectAll()

    def _on_enter(self, *, is_back: bool) -> None:
        is_confirmation = self._is_carried_over and self.text().strip() == self._shown
        self.commit()
        if is_confirmation and not self.isReadOnly():
            self.confirmed.emit(self.key)
        self.advanced.emit(-1 if is_back else 1)

    def _on_text_edited(self, text: str) -> None:
        cleaned = clean(text)
        if cleaned.text != text:
            self.setText(cleaned.text)
        if cleaned.removed:
            flash(self, "Đã bỏ ký tự không dùng được trong văn bản.")
        self._bubble.show(self._understood(cleaned.text.strip()))

    def _hint(self, state: CellState) -> str:
        return state.question.hint

    def _understood(self, text: str) -> str:
        return ""


def _is_undo(event: QKeyEvent) -> bool:
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)


class NumberEdit(LineField):
    """A figure: right-aligned, 1.234,5; shows what it was understood as while it is typed."""

    takes_statuses = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setMaxLength(40)
        self.decimals = 0
        self._prefix = ""

    def show_state(self, state: CellState) -> None:
        """Show the cell."""
        self.decimals = state.question.decimals
        self._prefix = state.prefix
        super().show_state(state)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word before the figure at the left edge of the field."""
        super().paintEvent(event)
        if self._prefix:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            area = self.rect().adjusted(10, 0, -10, 0)
            painter.drawText(
                area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._prefix
            )

    def _hint(self, state: CellState) -> str:
        return ""

    def _understood(self, text: str) -> str:
        if not text or text in STATUS_WORDS:
            return STATUS_HINTS.get(text, "")
        reading = parse_number(text, decimals=self.decimals)
        if reading.value is not None:
            understood = format_number(reading.value)
            return "" if understood == text else f"Hiểu là {understood}"
        if reading.readings:
            return (
                "Chưa rõ: " + " hay ".join(format_number(value) for value in reading.readings) + "?"
            )
        return "Chưa đọc được thành số"


STATUS_HINTS = {
    "-": "Không phát sinh ở đơn vị",
    "…": "Chưa có số liệu",
    "...": "Chưa có số liệu",
}


class TextEdit(LineField):
    """A text of one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(limits.TEXT_CHARS)


class DateEdit(LineField):
    """A day, typed as 5/9/2023."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(20)

    def _hint(self, state: CellState) -> str:
        return "ngày/tháng/năm"

    def _understood(self, text: str) -> str:
        if len(text) < 8:
            return ""
        day = parse_date(text)
        return (
            f"Ngày {format_date(day)}" if day else "Chưa đọc được thành ngày; xin gõ như 5/9/2023"
        )
