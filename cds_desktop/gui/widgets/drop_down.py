"""A combo box with the theme's own arrow, and a wheel that scrolls the page instead."""

from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from cds_desktop.gui.icons import pixmap

_ICON = 16


class DropDown(QComboBox):
    """One of a few entries."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.view().setAccessibleName("Các lựa chọn")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow that the style sheet left out."""
        super().paintEvent(event)
        if self.isEnabled():
            painter = QPainter(self)
            left, top = self.width() - _ICON - 8, (self.height() - _ICON) // 2
            painter.drawPixmap(left, top, pixmap("chevron-down", "muted", size=_ICON))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page, not change the answer under the pointer."""
        event.ignore()
