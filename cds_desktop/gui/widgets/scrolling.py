"""A page that scrolls where the window is too low for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(content: QWidget, *, parent: QWidget | None = None) -> QScrollArea:
    """Return a scroll area around `content`, as wide as the room it gets; Tab passes it by."""
    content.setObjectName("scrolled")
    area = QScrollArea(parent) if parent else QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
