"""Buttons in the few kinds of the style sheet, with icon, name and key."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from cds_desktop.gui.icons import icon, icon_beside_text
from cds_desktop.gui.widgets.labels import plain_tip


def button(
    text: str, clicked: Callable[[], object], *, icon_name: str = "", role: str = "", tip: str = ""
) -> QPushButton:
    """Return a push button; roles: "" (plain), primary, large, quiet, link, filter, fold."""
    made = _Button(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon_name:
        made.setIcon(icon_beside_text(icon_name, _ICON_COLORS.get(role, "text")))
        made.setIconSize(_ICON_ROOM)
    made.setAccessibleName(text.replace("&", ""))
    made.setToolTip(plain_tip(tip))
    made.clicked.connect(lambda: clicked())
    return made


def icon_button(
    icon_name: str,
    name: str,
    clicked: Callable[[], object],
    *,
    color: str = "muted",
    parent: QWidget | None = None,
) -> QToolButton:
    """Return a button that is only an icon; `name` is its tooltip and its spoken word."""
    made = QToolButton(parent) if parent else QToolButton()
    made.setIcon(icon(icon_name, color))
    made.setIconSize(QSize(16, 16))
    made.setAccessibleName(name)
    made.setToolTip(plain_tip(name))
    made.clicked.connect(lambda: clicked())
    return made


class _Button(QPushButton):
    """A button that Enter presses too, not only the space bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


_ICON_ROOM = QSize(20, 16)
_ICON_COLORS = {"primary": "on_accent", "large": "on_accent", "link": "accent", "quiet": "muted"}
