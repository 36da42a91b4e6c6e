"""A card that is one line until somebody opens it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from cds_desktop.gui.icons import icon_beside_text
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import frame, label


class FoldCard(QWidget):
    """A framed part of a page behind its heading; `opened` tells that its inside came to sight."""

    opened = Signal()

    def __init__(self, title: str, purpose: str) -> None:
        super().__init__()
        self._title = title
        self.head = button(title, self._turn, role="fold")
        self._body = QWidget()
        self._inside = QVBoxLayout(self._body)
        self._inside.setContentsMargins(12, 4, 8, 8)
        self._inside.setSpacing(12)
        card = frame("card")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(8, 6, 12, 6)
        lines.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.head)
        top.addWidget(label(purpose, "muted", wraps=True), 1)
        lines.addLayout(top)
        lines.addWidget(self._body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._set_open(is_open=False)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put these under one another."""
        for part in parts:
            if isinstance(part, QWidget):
                self._inside.addWidget(part)
            else:
                self._inside.addLayout(part)

    @property
    def is_open(self) -> bool:
        """Whether the inside is in sight."""
        return not self._body.isHidden()

    def _turn(self) -> None:
        self._set_open(is_open=not self.is_open)
        if self.is_open:
            self.opened.emit()

    def _set_open(self, *, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self.head.setIcon(icon_beside_text("chevron-down" if is_open else "chevron-right", "muted"))
        self.head.setAccessibleName(f"{self._title}, {'đang mở' if is_open else 'đang gấp'}")
