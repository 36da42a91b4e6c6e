"""Beside the preview: one cell in words, and the ways to settle it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.check_box import CheckBox
from cds_desktop.gui.widgets.labels import frame, label
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.operations.sheet_preview import PreviewCell


class PreviewDetail(QWidget):
    """`decided`: the number of the reading (from 1; 0: leave out) and whether for all alike."""

    decided = Signal(int, bool)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._place = label("", "heading", wraps=True)
        self._name = label("", "muted", wraps=True)
        self._text = label("", wraps=True)
        self._way_out = label("", "muted", wraps=True)
        self.all_alike = CheckBox("Cho mọi ô cùng nghi vấn")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Gõ số đúng rồi nhấn Enter")
        self.field.setAccessibleName("Số liệu đúng của ô")
        self.field.setMaxLength(100)
        self.field.returnPressed.connect(self._on_typed)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(8)
        self.choices: list[QPushButton] = []
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.setSpacing(8)
        for part in (self._place, self._name, self._text, self._way_out):
            inside.addWidget(part)
        inside.addWidget(self.field)
        inside.addLayout(self._ways)
        inside.addWidget(self.all_alike)
        inside.addStretch(1)
        card = frame("card")
        edge = QVBoxLayout(card)
        edge.setContentsMargins(1, 1, 1, 1)
        edge.addWidget(scrolled(content))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    @property
    def text(self) -> str:
        """What is said of the cell."""
        return f"{self._text.text()} {self._way_out.text()}".strip()

    def show_cell(self, cell: PreviewCell | None) -> None:
        """Show one cell, or nothing."""
        message = cell.message if cell else None
        self._place.setText(f"Ô {cell.place}: “{cell.shown}”" if cell else "")
        self._name.setText(cell.name if cell else "Chọn một ô để xem.")
        self._text.setText(message.text if message else _change(cell))
        self._way_out.setText(message.way_out if message else "")
        self.field.clear()
        self.field.setVisible(bool(cell and cell.is_open and cell.key))
        self._show_ways(cell)

    def _show_ways(self, cell: PreviewCell | None) -> None:
        for made in self.choices:
            made.hide()
            made.deleteLater()
        self.choices = []
        if cell is not None and cell.is_open:
            for number, choice in enumerate(cell.choices, start=1):
                self._add(f"Hiểu là {choice.text}", number, icon_name="circle-check")
            self._add("Bỏ qua ô này", 0)
        self.all_alike.setVisible(bool(self.choices) and bool(cell and cell.choices))

    def _add(self, text: str, number: int, *, icon_name: str = "") -> None:
        made = button(text, lambda: self._decide(number), icon_name=icon_name)
        self.choices.append(made)
        self._ways.addWidget(made)

    def _on_typed(self) -> None:
        if text := self.field.text().strip():
            self.typed.emit(text)

    def _decide(self, number: int) -> None:
        self.decided.emit(number, self.all_alike.isChecked() and not self.all_alike.isHidden())


def _change(cell: PreviewCell | None) -> str:
    if cell is None or not cell.new_text:
        return ""
    if cell.old_text == cell.new_text:
        return f"Giữ nguyên {cell.new_text}."
    return f"{cell.old_text or '(trống)'} → {cell.new_text}"
