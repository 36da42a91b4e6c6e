"""A place to drop files on; a button inside does the same for the keyboard."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import frame, icon_label, label, set_tone

Choice = tuple[str, str, Callable[[], object]]
"""A button of the area: its text, its icon, what it does."""


class DropArea(QWidget):
    """Files and folders may be dropped here; `dropped` carries their paths."""

    dropped = Signal(object)

    def __init__(self, text: str, choices: Sequence[Choice], *, icon_name: str = "mail-check"):
        super().__init__()
        self.setAcceptDrops(True)
        self.setAccessibleName(text)
        self._frame = frame("drop")
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(icon_label(icon_name, "accent", size=20))
        row.addWidget(label(text, wraps=True), 1)
        self.buttons: list[QPushButton] = []
        for name, icon, act in choices:
            self.buttons.append(button(name, act, icon_name=icon))
            row.addWidget(self.buttons[-1], 0, Qt.AlignmentFlag.AlignVCenter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)

    def show_busy(self, is_busy: bool) -> None:
        """Take nothing while the worker reads."""
        self.setAcceptDrops(not is_busy)
        for made in self.buttons:
            made.setDisabled(is_busy)

    # --- Qt ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and nothing else."""
        if dropped_paths(event):
            set_tone(self._frame, "accent")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        set_tone(self._frame, "")

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        set_tone(self._frame, "")
        paths = dropped_paths(event)
        event.acceptProposedAction()
        if paths:
            self.dropped.emit(paths)


def dropped_paths(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that are being dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
