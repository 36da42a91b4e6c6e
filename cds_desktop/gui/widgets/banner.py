"""A strip across a page that stays until its cause is gone: what is wrong and one way out."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import frame, icon_label, label, set_tone, show_icon

_ICONS = {
    "error": "circle-x",
    "warning": "triangle-alert",
    "accent": "info",
    "success": "circle-check",
}


class Banner(QWidget):
    """Hidden until `show_text`; the button does what `act` says."""

    def __init__(self) -> None:
        super().__init__()
        self._action: Callable[[], object] | None = None
        self._frame = frame("note")
        self._icon = icon_label("info")
        self._text = label("", wraps=True)
        self._button: QPushButton = button("Đóng", self.act)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self.hide()

    def show_text(
        self,
        text: str,
        *,
        tone: str = "accent",
        way_out: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show `text`; `way_out` is what the button says and `act` what it does."""
        self._action = act
        show_icon(self._icon, _ICONS[tone], tone)
        set_tone(self._frame, tone)
        self._text.setText(text)
        self._button.setText(way_out)
        self._button.setAccessibleName(way_out)
        self._button.setVisible(bool(way_out))
        self.show()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.text() if not self.isHidden() else ""

    def act(self) -> None:
        """Do what the button says."""
        if self._action is not None:
            self._action()
