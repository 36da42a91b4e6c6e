"""One line on the first page: how old the newest good backup is, and the way to the rest."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import icon_label, label, set_tone, show_icon
from cds_desktop.operations.safety_texts import backup_sentence, is_backup_old

_HEIGHT = 28


class SafetyLine(QWidget):
    """Quiet while there is a fresh backup, a warning when there is none."""

    def __init__(self, open_safety: Callable[[], object]) -> None:
        super().__init__()
        self._icon = icon_label("shield-check", "success")
        self._text = label("", "muted")
        self.button = button("An toàn dữ liệu", open_safety, role="link")
        self.setMinimumHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        row.addWidget(self.button)
        row.addStretch(1)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_state(self, root: Path) -> None:
        """Show how old the newest good backup of the workspace in `root` is."""
        is_old = is_backup_old(root)
        self._text.setText(backup_sentence(root))
        set_tone(self._text, "warning" if is_old else "")
        name, color = ("triangle-alert", "warning") if is_old else ("shield-check", "success")
        show_icon(self._icon, name, color)
