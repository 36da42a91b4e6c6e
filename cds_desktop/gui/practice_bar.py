"""The strip that marks the practice workspace on every page."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import frame, icon_label, label


class PracticeBar(QWidget):
    """TẬP NHẬP, what that means, and the way back."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        strip = frame("practice")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(icon_label("flask-conical", "warning"))
        row.addWidget(label("TẬP NHẬP", "strong", tone="warning"))
        row.addWidget(
            label("Số liệu mô phỏng để làm quen, không lẫn với số liệu thật và không gửi đi được."),
            1,
        )
        row.addWidget(button("Về số liệu thật", leave, role="link"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(strip)
