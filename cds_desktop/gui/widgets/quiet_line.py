"""The line under the form: the keys, and for a while what was just done."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cds_desktop.gui.widgets.keys_dialog import key_hints
from cds_desktop.gui.widgets.labels import icon_label, label
from cds_desktop.gui.widgets.later import Later

_STAYS_MS = 8_000


class QuietLine(QWidget):
    """Says one sentence without moving anything, then shows the keys again."""

    def __init__(self) -> None:
        super().__init__()
        self._hints = key_hints()
        self._icon = icon_label("circle-check", "success")
        self._said = label("", "small", tone="accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._said, 1)
        row.addWidget(self._hints, 1)
        self._end = Later(self, self._show_hints, after_ms=_STAYS_MS)
        self._show_hints()

    @property
    def text(self) -> str:
        """The sentence that is shown; "" while the keys are."""
        return self._said.text()

    def say(self, text: str) -> None:
        """Show a sentence for a while."""
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self._show(is_said=True)
        self._end.ask()

    def _show_hints(self) -> None:
        self._said.clear()
        self._show(is_said=False)

    def _show(self, *, is_said: bool) -> None:
        self._icon.setVisible(is_said)
        self._said.setVisible(is_said)
        self._hints.setVisible(not is_said)
