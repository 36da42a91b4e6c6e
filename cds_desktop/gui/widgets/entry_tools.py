"""The small buttons over the form: undo, redo, find, history, figures from Excel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import icon_button

_TOOLS = (
    ("undo_wanted", "undo-2", "Hoàn tác (Ctrl+Z)"),
    ("redo_wanted", "redo-2", "Làm lại (Ctrl+Y)"),
    ("find_wanted", "search", "Tìm chỉ tiêu hoặc xã (Ctrl+F)"),
    ("history_wanted", "history", "Lịch sử của ô (F11)"),
    ("import_wanted", "file-spreadsheet", "Nhập từ Excel (Ctrl+O)"),
)


class EntryTools(QWidget):
    """One signal a button."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    find_wanted = Signal()
    history_wanted = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.buttons = {
            signal: icon_button(icon, name, getattr(self, signal).emit)
            for signal, icon, name in _TOOLS
        }
        for made in self.buttons.values():
            row.addWidget(made)
