"""One question of a form: label, last month, difference, field, percentage, note and state."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cds_desktop import limits
from cds_desktop.gui.icons import icon
from cds_desktop.gui.widgets.buttons import icon_button
from cds_desktop.gui.widgets.cells import CellBook, CellState
from cds_desktop.gui.widgets.fields import Field, make_field
from cds_desktop.gui.widgets.finding_box import FindingBox
from cds_desktop.gui.widgets.labels import (
    figure_label,
    icon_label,
    label,
    plain_tip,
    show_icon,
)
from cds_desktop.gui.widgets.long_text import LongTextEdit
from cds_desktop.gui.widgets.status_menu import StatusActions, status_menu
from cds_desktop.model.finding import Finding
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import CellKey


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths that all rows of a form share, in logical pixels; 0 hides a column."""

    code: int = 44
    previous: int = 92
    difference: int = 76
    field: int = 144
    unit: int = 76
    ratio: int = 76


WIDE = Columns()
NARROW = Columns(code=0, previous=84, difference=0, field=124, unit=68, ratio=68)
COLUMN_GAP = 8
BUTTONS_WIDTH = 60
MARK_WIDTH = 16
ROW_MARGIN = 16

_MARKS = {
    "error": ("circle-x", "error", "Lỗi"),
    "warning": ("triangle-alert", "warning", "Cảnh báo"),
    "carried": ("circle-dot-dashed", "accent", "Số liệu tháng trước, chờ xác nhận (nhấn Enter)"),
    "locked": ("lock", "muted", "Tự tính, không nhập"),
}


class QuestionRow(QWidget):
    """A question with its field; computed figures are locked and look so."""

    answer_typed = Signal(object, str)
    status_typed = Signal(object, object)
    qualifier_chosen = Signal(object, str)
    note_typed = Signal(object, str)
    confirmed = Signal(object)
    explained = Signal(object, str)
    advanced = Signal(object, int)
    entered = Signal(object)

    def __init__(
        self,
        key: CellKey,
        question: Question,
        book: CellBook,
        *,
        ratio: Question | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.question = question
        self.ratio = ratio
        self._book = book
        self._state = book.state(key, question)
        self.field: Field = make_field(question, book, self)
        self._note: QLineEdit | None = None
        self.findings: FindingBox | None = None
        self._make_parts()
        self._lay_out()
        self._connect_parts()
        self.refresh()

    @property
    def can_enter(self) -> bool:
        """Say whether the walk stops here."""
        return self._state.is_relevant and not self._state.is_locked

    @property
    def keys(self) -> tuple[CellKey, ...]:
        """The cells that are shown in this row."""
        return (self.key,) if self.ratio is None else (self.key, self._ratio_key(self.ratio))

    @property
    def previous_text(self) -> str:
        """Last month's figure as shown."""
        return self._previous.text()

    @property
    def difference_text(self) -> str:
        """The difference to last month as shown."""
        return self._difference.text()

    @property
    def ratio_text(self) -> str:
        """The percentage as shown."""
        return self._ratio_label.text()

    def refresh(self) -> None:
        """Show the cell as the open month has it now."""
        self._state = state = self._book.state(self.key, self.question)
        if self.parentWidget() is not None or not state.is_relevant:  # else it would be a window
            self.setVisible(state.is_relevant)
        self.field.show_state(state)
        self._show_previous(state)
        self._show_note(state)
        self._show_mark(state)
        self._show_findings((*state.findings, *self._show_ratio()))

    def set_columns(self, columns: Columns) -> None:
        """Take the widths that the whole form uses."""
        self._set_width(self._code, columns.code)
        if self._is_long:
            return
        self._set_width(self._previous, columns.previous)
        self._set_width(self._difference, columns.difference)
        if self.question.is_figure:
            self.field.setFixedWidth(columns.field)
            self._set_width(self._unit, columns.unit)
            self._set_width(self._ratio_label, columns.ratio)
        else:
            self.field.setFixedWidth(columns.field + columns.unit + columns.ratio + 2 * COLUMN_GAP)

    def focus_field(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def open_note(self) -> None:
        """Show the line for the note and go there."""
        self._note_field().setVisible(True)
        self._note_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def open_menu(self) -> None:
        """Open the menu of the cell's status."""
        if self._state.is_locked:
            return
        actions = StatusActions(
            enter=lambda text: self.answer_typed.emit(self.key, text),
            set_status=lambda status: self.status_typed.emit(self.key, status),
            set_qualifier=lambda word: self.qualifier_chosen.emit(self.key, word),
        )
        menu = status_menu(self, self._state, actions)
        menu.exec(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline under the row: a widget less for each row."""
        color = self.palette().color(QPalette.ColorRole.Midlight)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, color)

    # --- showing -------------------------------------------------------------------------------

    def _show_note(self, state: CellState) -> None:
        has_note = bool(state.answer.note)
        if has_note or self._note is not None:
            note = self._note_field()
            note.setReadOnly(self._book.is_read_only)
            if not note.hasFocus():
                note.setText(state.answer.note)
                note.setVisible(has_note)
        name = "message-square-text" if has_note else "message-square"
        self._note_button.setIcon(icon(name, "accent" if has_note else "muted"))
        self._menu_button.setVisible(not state.is_locked)

    def _show_previous(self, state: CellState) -> None:
        """Figures stand in their column; a text is too long for it and goes into the tooltip."""
        if self._is_long:
            return
        is_short = self.question.type is not QuestionType.TEXT
        self._previous.setText(state.previous if is_short else "")
        self._difference.setText(state.difference)
        before = f"Tháng trước: {state.previous}" if state.previous and not is_short else ""
        self.field.setToolTip(plain_tip(before))

    def _show_mark(self, state: CellState) -> None:
        mark, color, tip = _MARKS.get(state.state, ("", "text", ""))
        is_computed = self.question.is_calculated
        if state.state == "locked" and not is_computed:
            mark, tip = "", ""
        show_icon(self._mark, mark, color, tip=tip)

    def _show_ratio(self) -> tuple[Finding, ...]:
        if self.ratio is None:
            return ()
        state = self._book.state(self._ratio_key(self.ratio), self.ratio)
        self._ratio_label.setText(f"{state.text} %" if state.text else "")
        before = f"\nTháng trước: {state.previous} %" if state.previous else ""
        tip = f"{self.ratio.label}: {state.text} %{before}" if state.text else self.ratio.label
        self._ratio_label.setToolTip(plain_tip(tip))
        self._ratio_label.setAccessibleName(tip)
        return state.findings

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        if not findings and self.findings is None:
            return
        explanations = self._book.explanations(finding.key for finding in findings)
        is_read_only = self._book.is_read_only
        self._finding_box().show_findings(findings, explanations, is_read_only=is_read_only)

    def _ratio_key(self, ratio: Question) -> CellKey:
        return self.key._replace(question=ratio.name)

    # --- building ------------------------------------------------------------------------------

    @property
    def _is_long(self) -> bool:
        return isinstance(self.field, LongTextEdit)

    def _make_parts(self) -> None:
        question = self.question
        self._code = label(question.code, "small", parent=self)
        self._label = label(question.label, wraps=True, parent=self)
        self._label.setBuddy(self.field)
        self._mark = icon_label("", size=MARK_WIDTH, parent=self)
        name = question.label
        self._menu_button = icon_button(
            "chevron-down", f"Tình trạng số liệu (F8): {name}", self.open_menu, parent=self
        )
        self._note_button = icon_button(
            "message-square", f"Ghi chú (F7): {name}", self.open_note, parent=self
        )
        self.field.setAccessibleName(_accessible_name(question))
        if self._is_long:
            self._count = label("", "small", parent=self)
            return
        self._previous = figure_label(role="muted", parent=self)
        self._difference = figure_label(role="muted", parent=self)
        if question.is_figure:
            self._unit = label(question.unit_of_measure, "muted", wraps=True, parent=self)
            self._ratio_label = figure_label(role="strong", parent=self)

    def _lay_out(self) -> None:
        self._inner = QVBoxLayout(self)
        self._inner.setContentsMargins(ROW_MARGIN, 6, ROW_MARGIN, 7)
        self._inner.setSpacing(4)
        self._inner.addLayout(self._main_line())
        if self._is_long:
            self._inner.addWidget(self.field)

    def _main_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(COLUMN_GAP)
        row.addWidget(self._code)
        row.addWidget(self._label, 1)
        for part in self._middle_parts():
            row.addWidget(part)
        row.addLayout(self._buttons())
        row.addWidget(self._mark)
        return row

    def _middle_parts(self) -> list[QWidget]:
        if self._is_long:
            return [self._count]
        middle: list[QWidget] = [self._previous, self._difference, self.field]
        return [*middle, self._unit, self._ratio_label] if self.question.is_figure else middle

    def _buttons(self) -> QHBoxLayout:
        """The two buttons, the note at the right also where there is no menu."""
        row = QHBoxLayout()
        row.setSpacing(0)
        for part in (self._menu_button, self._note_button):
            part.setFixedWidth(BUTTONS_WIDTH // 2)
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
            row.addWidget(part)
        return row

    def _note_field(self) -> QLineEdit:
        """Return the line for the note, made when it is first wanted."""
        if self._note is None:
            self._note = _note_field(self.question, self)
            self._note.editingFinished.connect(self._on_note_finished)
            self._inner.insertWidget(2 if self._is_long else 1, self._note)
        return self._note

    def _finding_box(self) -> FindingBox:
        """Return the box under the row, made when there is first something to say."""
        if self.findings is None:
            self.findings = FindingBox(self)
            self.findings.explained.connect(self.explained)
            self._inner.addWidget(self.findings)
        return self.findings

    def _set_width(self, widget: QWidget, width: int) -> None:
        widget.setVisible(width > 0)
        widget.setFixedWidth(width)

    def _connect_parts(self) -> None:
        field = self.field
        field.answer_typed.connect(self.answer_typed)
        field.status_typed.connect(self.status_typed)
        field.confirmed.connect(self.confirmed)
        field.entered.connect(self.entered)
        field.advanced.connect(self._on_advanced)
        if isinstance(field, LongTextEdit):
            field.counted.connect(self._count.setText)

    def _on_advanced(self, step: int) -> None:
        self.advanced.emit(self.key, step)

    def _on_note_finished(self) -> None:
        text = self._note_field().text().strip()
        if text != self._state.answer.note:
            self.note_typed.emit(self.key, text)
        self._note_field().setVisible(bool(text))


def _note_field(question: Question, parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setMaxLength(limits.REASON_CHARS)
    field.setAccessibleName(f"Ghi chú: {question.label}")
    field.setPlaceholderText("Ghi chú gửi kèm số liệu; ghi xong nhấn Enter")
    return field


def _accessible_name(question: Question) -> str:
    unit = f" ({question.unit_of_measure})" if question.unit_of_measure else ""
    return f"{question.code} {question.label}{unit}".strip()
