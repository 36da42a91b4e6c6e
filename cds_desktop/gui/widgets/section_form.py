"""The plain questions of a section, one row each, under one line of headings."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.gui.widgets.labels import figure_label, frame, label, line
from cds_desktop.gui.widgets.question_row import (
    BUTTONS_WIDTH,
    COLUMN_GAP,
    MARK_WIDTH,
    NARROW,
    ROW_MARGIN,
    WIDE,
    Columns,
    QuestionRow,
)
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import CellKey

_NARROW_BELOW = 820
_MOST_UNIT_WIDTH = {WIDE: 104, NARROW: 80}


class SectionForm(QWidget):
    """Rows of questions that scroll under fixed headings; the walk goes from field to field."""

    answer_typed = Signal(object, str)
    status_typed = Signal(object, object)
    qualifier_chosen = Signal(object, str)
    note_typed = Signal(object, str)
    confirmed = Signal(object)
    explained = Signal(object, str)
    entered = Signal(object)
    left = Signal(int)

    def __init__(
        self,
        area: str,
        questions: Sequence[Question],
        book: CellBook,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._heads = _Headings(has_figures=any(question.is_figure for question in questions))
        # From the outside in: each widget that changes its parent is styled anew with all in it.
        content = self._frame()
        self._rows = _rows(area, questions, book, content)
        self._fill(content)
        self._current: CellKey | None = None
        metrics = QFontMetrics(self.font())
        units = [metrics.horizontalAdvance(question.unit_of_measure) for question in questions]
        self._unit_width = max(units, default=0) + 4
        for row in self._rows:
            self._connect(row)

    @property
    def rows(self) -> Sequence[QuestionRow]:
        """The rows, in the order of the walk."""
        return self._rows

    def refresh(self, keys: Collection[CellKey] | None = None) -> None:
        """Show rows as the open month has them now: those of these cells, or all."""
        for row in self._rows:
            if keys is None or any(key in keys for key in row.keys):
                row.refresh()

    def go_to(self, key: CellKey) -> bool:
        """Put the cursor on a cell; False when it is not here."""
        row = next((row for row in self._rows if key in row.keys), None)
        if row is not None:
            self._enter(row)
        return row is not None

    def go_to_end(self, *, is_last: bool) -> bool:
        """Put the cursor on the first or last field; False when there is none to enter."""
        rows = [row for row in self._rows if row.can_enter]
        if rows:
            self._enter(rows[-1 if is_last else 0])
        return bool(rows)

    def open_note(self) -> None:
        """Go to the note of the current question."""
        if row := self._current_row():
            row.open_note()

    def open_menu(self) -> None:
        """Open the status menu of the current question."""
        if row := self._current_row():
            row.open_menu()

    def commit(self) -> None:
        """Tell what was typed in the field that has the cursor."""
        if row := self._current_row():
            row.field.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns where there is no room; keep the cursor in sight."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self._show_current_row)
        columns = NARROW if self.width() < _NARROW_BELOW else WIDE
        unit = min(self._unit_width, _MOST_UNIT_WIDTH[columns])
        self._set_columns(replace(columns, unit=max(unit, columns.unit)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the headings above their columns when the scroll bar comes and goes."""
        if event.type() is QEvent.Type.Resize:
            gap = self._scroll.width() - self._scroll.viewport().width()
            self._heads.set_right_margin(gap)
        return False

    # --- inside --------------------------------------------------------------------------------

    def _frame(self) -> QWidget:
        """Put up the card with its headings and the scroll area; return what scrolls."""
        card = frame("card", parent=self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._heads)
        content = QWidget()
        self._scroll = scrolled(content, parent=card)
        self._scroll.viewport().installEventFilter(self)
        inside.addWidget(self._scroll, 1)
        return content

    def _fill(self, content: QWidget) -> None:
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for row in self._rows:
            rows.addWidget(row)
        rows.addStretch(1)

    def _connect(self, row: QuestionRow) -> None:
        row.answer_typed.connect(self.answer_typed)
        row.status_typed.connect(self.status_typed)
        row.qualifier_chosen.connect(self.qualifier_chosen)
        row.note_typed.connect(self.note_typed)
        row.confirmed.connect(self._on_confirmed)
        row.explained.connect(self.explained)
        row.entered.connect(self._on_entered)
        row.advanced.connect(self._on_advanced)

    def _on_confirmed(self, key: CellKey) -> None:
        self.confirmed.emit([key])

    def _on_entered(self, key: CellKey) -> None:
        self._current = key
        self.entered.emit(key)

    def _on_advanced(self, key: CellKey, step: int) -> None:
        here = next(n for n, row in enumerate(self._rows) if row.key == key)
        rest = self._rows[here + 1 :] if step > 0 else self._rows[:here][::-1]
        row = next((row for row in rest if row.can_enter), None)
        if row is None:
            self.left.emit(step)
        else:
            self._enter(row)

    def _enter(self, row: QuestionRow) -> None:
        row.focus_field()
        QTimer.singleShot(0, self._show_current_row)  # when the rows have their heights

    def _show_current_row(self) -> None:
        if row := self._current_row():
            self._scroll.ensureWidgetVisible(row, 0, 24)

    def _current_row(self) -> QuestionRow | None:
        return next((row for row in self._rows if row.key == self._current), None)

    def _set_columns(self, columns: Columns) -> None:
        self._heads.set_columns(columns)
        for row in self._rows:
            row.set_columns(columns)


class _Headings(QWidget):
    """The line above the rows that names their columns."""

    def __init__(self, *, has_figures: bool) -> None:
        super().__init__()
        self._code = label("Mã", "small")
        self._previous = figure_label("Tháng trước", "small")
        self._difference = figure_label("Chênh lệch", "small")
        self._field = figure_label("Kỳ này", "small")
        self._unit = label("Đơn vị tính", "small")
        self._ratio = figure_label("Tỷ lệ", "small")
        self._row = QHBoxLayout()
        self._row.setSpacing(COLUMN_GAP)
        self._row.setContentsMargins(ROW_MARGIN, 8, ROW_MARGIN, 8)
        self._row.addWidget(self._code)
        self._row.addWidget(label("Chỉ tiêu", "small"), 1)
        for part in (self._previous, self._difference, self._field, self._unit, self._ratio):
            self._row.addWidget(part)
            part.setProperty("is_hidden", not has_figures)
        self._row.addSpacing(BUTTONS_WIDTH + 2 * COLUMN_GAP + MARK_WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._row)
        outer.addWidget(line())

    def set_columns(self, columns: Columns) -> None:
        widths = {
            self._code: columns.code,
            self._previous: columns.previous,
            self._difference: columns.difference,
            self._field: columns.field,
            self._unit: columns.unit,
            self._ratio: columns.ratio,
        }
        for part, width in widths.items():
            part.setFixedWidth(width)
            part.setVisible(width > 0 and not part.property("is_hidden"))

    def set_right_margin(self, gap: int) -> None:
        self._row.setContentsMargins(ROW_MARGIN, 8, ROW_MARGIN + gap, 8)


def _rows(
    area: str, questions: Sequence[Question], book: CellBook, parent: QWidget
) -> list[QuestionRow]:
    """Make a row for each question; a rate stands in the row of its numerator, if that is here."""
    ratios = _inline_ratios(questions)
    inline = {ratio.name for ratio in ratios.values()}
    return [
        QuestionRow(
            CellKey(area, question.name),
            question,
            book,
            ratio=ratios.get(question.name),
            parent=parent,
        )
        for question in questions
        if question.name not in inline
    ]


def _inline_ratios(questions: Sequence[Question]) -> dict[str, Question]:
    names = {question.name for question in questions}
    found: dict[str, Question] = {}
    for question in questions:
        if question.type is QuestionType.RATIO and question.numerator in names:
            found.setdefault(question.numerator, question)
    return found
