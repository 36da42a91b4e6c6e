"""F1: what a question means, how it is computed and checked, where it comes from, an example."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button, icon_button
from cds_desktop.gui.widgets.labels import frame, label
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.operations.field_help import FieldHelp

_NOTHING = "Biểu mẫu chưa có hướng dẫn cho mục này."
_MOST_HEIGHT = 176


class HelpPanel(QWidget):
    """A strip under the form; it follows the cursor while it is open."""

    closed = Signal()
    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong", wraps=True)
        names = ("Định nghĩa", "Cách tính, quy tắc", "Nguồn số liệu, ví dụ")
        self._columns = {name: label("", wraps=True) for name in names}
        card = frame("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 8, 8, 8)
        inside.setSpacing(4)
        inside.addLayout(self._top())
        inside.addWidget(scrolled(self._body()))
        self.setFixedHeight(_MOST_HEIGHT)

    @property
    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(shown.text() for shown in (self._title, *self._columns.values()))

    def show_help(self, said: FieldHelp) -> None:
        """Show the help of one cell."""
        self._title.setText(said.title)
        meaning = _joined(said.definition or _NOTHING, said.kind, said.history)
        making = _joined(said.formula, said.numbers, *said.rules)
        coming = _joined(said.source, said.example)
        texts = (meaning, making or "-", coming or "-")
        for shown, text in zip(self._columns.values(), texts, strict=True):
            shown.setText(text)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        keys = button(
            "Các phím tắt",
            self.keys_wanted.emit,
            icon_name="keyboard",
            role="quiet",
            tip="Nhấn F1 lần nữa",
        )
        row.addWidget(keys)
        row.addWidget(icon_button("x", "Đóng hướng dẫn (F1)", self.closed.emit))
        return row

    def _body(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for (name, text), stretch in zip(self._columns.items(), (4, 5, 3), strict=True):
            row.addLayout(_column(name, text), stretch)
        return body


def _column(name: str, text: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    column.addWidget(label(name, "small"))
    column.addWidget(text, 1)
    return column


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
