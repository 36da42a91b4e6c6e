"""The line at the top: home, unit, month, deadline; when it was saved; keys and settings."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cds_desktop.gui.icons import icon, icon_beside_text
from cds_desktop.gui.widgets.buttons import button, icon_button
from cds_desktop.gui.widgets.labels import icon_label, label, plain_tip, set_tone, show_icon

_HEIGHT = 48


class HeaderBar(QWidget):
    """Shows and asks; the window fills it."""

    home_wanted = Signal()
    keys_wanted = Signal()
    settings_wanted = Signal()
    safety_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self._home = button(
            "Các tháng",
            self.home_wanted.emit,
            icon_name="house",
            role="quiet",
            tip="Về trang đầu (Alt+0)",
        )
        self._home.setShortcut("Alt+0")
        self._home.setCheckable(True)
        self._unit = label("", "strong")
        self._period = label("")
        self._deadline = label("", "muted")
        self._saved_icon = icon_label("")
        self._saved = label("", "muted")
        self._settings = icon_button("settings", "Cài đặt", self.settings_wanted.emit)
        self._settings.setCheckable(True)
        self._safety = icon_button("shield-check", "An toàn dữ liệu", self.safety_wanted.emit)
        self._safety.setCheckable(True)
        keys = icon_button("keyboard", "Các phím tắt (F1 hai lần)", self.keys_wanted.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        for part in (self._home, self._unit, self._period, self._deadline):
            row.addWidget(part)
            row.addSpacing(8)
        row.addStretch(1)
        for part in (self._saved_icon, self._saved, self._safety, keys, self._settings):
            row.addWidget(part)

    def show_month(self, unit: str, period: str) -> None:
        """Show whose report of which month is open."""
        self._unit.setText(unit)
        self._period.setText(period)

    def show_deadline(self, text: str, tone: str) -> None:
        """Show when the month is due."""
        self._deadline.setText(text)
        set_tone(self._deadline, tone)

    def show_saved(self, text: str) -> None:
        """Show when something was last on the disk."""
        show_icon(self._saved_icon, "circle-check" if text else "", "success")
        self._saved.setText(text)

    @property
    def saved_text(self) -> str:
        """What is said of the last save."""
        return self._saved.text()

    def show_danger(self, text: str) -> None:
        """Mark the way to the safety page when something is wrong there; "" takes it back."""
        color = "error" if text else "muted"
        self._safety.setIcon(icon("triangle-alert" if text else "shield-check", color))
        name = f"An toàn dữ liệu: {text}" if text else "An toàn dữ liệu"
        self._safety.setAccessibleName(name)
        self._safety.setToolTip(plain_tip(name))

    def show_place(self, *, is_home: bool, is_settings: bool, is_safety: bool = False) -> None:
        """Mark the page that is open when it is one of those up here."""
        self._safety.setChecked(is_safety)
        self._home.setChecked(is_home)
        self._home.setIcon(icon_beside_text("house", "accent" if is_home else "muted"))
        self._settings.setChecked(is_settings)

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out what can be read elsewhere where the window is narrow."""
        self._deadline.setVisible(not is_narrow)
