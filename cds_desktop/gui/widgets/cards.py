"""A card: a heading with its icon, an explanation, room for what belongs inside."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.labels import frame, icon_label, label


class Card(QWidget):
    """A framed part of a page."""

    def __init__(self, title: str, icon_name: str, purpose: str = "") -> None:
        super().__init__()
        card = frame("card")
        self._inside = QVBoxLayout(card)
        self._inside.setContentsMargins(20, 16, 20, 16)
        self._inside.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(icon_label(icon_name, "accent", size=20))
        head.addWidget(label(title, "heading"), 1)
        self._inside.addLayout(head)
        if purpose:
            self._inside.addWidget(label(purpose, "muted", wraps=True))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put these under one another."""
        for part in parts:
            if isinstance(part, QWidget):
                self._inside.addWidget(part)
            else:
                self._inside.addLayout(part)


def row_of(*parts: QWidget, ends_free: bool = True) -> QHBoxLayout:
    """Put these side by side, the rest of the line left free."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    if ends_free:
        row.addStretch(1)
    return row
