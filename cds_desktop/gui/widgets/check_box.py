"""A check box whose square can be seen in both themes."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from cds_desktop.gui.theme import colors_of


class CheckBox(QCheckBox):
    """Fusion's own tick in a square with the theme's border."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square's edge over what the style left faint."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_CheckBoxIndicator
        square = self.style().subElementRect(element, option, self)
        painter = QPainter(self)
        painter.setPen(colors_of(self.palette()).color("border"))
        painter.drawRoundedRect(square.adjusted(0, 0, -1, -1), 2, 2)
