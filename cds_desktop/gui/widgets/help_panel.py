"""F1: what a question means, where its figure comes from, an example, how it is computed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button, icon_button
from cds_desktop.gui.widgets.labels import frame, label
from cds_desktop.model.form import NATURE_NAMES, Question

_NOTHING = "Biểu mẫu chưa có hướng dẫn cho mục này."


class HelpPanel(QWidget):
    """A strip under the form; it follows the cursor while it is open."""

    closed = Signal()
    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong", wraps=True)
        self._columns = {
            name: label("", wraps=True) for name in ("Định nghĩa", "Nguồn số liệu", "Ví dụ")
        }
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        card = frame("card")
        outer.addWidget(card)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 8, 8, 12)
        inside.setSpacing(4)
        inside.addLayout(self._top())
        inside.addLayout(self._body())

    def show_question(self, question: Question, formula: str = "") -> None:
        """Show the help of one question; `formula` says how a locked figure is made."""
        self._title.setText(f"{question.code} {question.label}".strip())
        kind = f"Số liệu {NATURE_NAMES[question.nature]}." if question.is_figure else ""
        definition = " ".join(
            text for text in (question.help.definition or _NOTHING, kind, formula) if text
        )
        texts = (definition, question.help.source or "-", question.help.example or "-")
        for shown, text in zip(self._columns.values(), texts, strict=True):
            shown.setText(text)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(
            button(
                "Các phím tắt",
                self.keys_wanted.emit,
                icon_name="keyboard",
                role="quiet",
                tip="Nhấn F1 lần nữa",
            )
        )
        row.addWidget(icon_button("x", "Đóng hướng dẫn (F1)", self.closed.emit))
        return row

    def _body(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        for (name, text), stretch in zip(self._columns.items(), (3, 2, 2), strict=True):
            row.addLayout(_column(name, text), stretch)
        return row


def _column(name: str, text: QLabel) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(name, "small"))
    column.addWidget(text)
    column.addStretch(1)
    return column
