"""Where an import begins: a file dropped or chosen; workbooks made for the communes to fill."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.drop_area import DropArea


class ImportStart(QWidget):
    """`workbooks_wanted` says whether all communes go into one file."""

    choosing = Signal()
    dropped = Signal(object)
    workbooks_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        text = "Thả tệp Excel (.xlsx) hoặc CSV vào đây; biểu các xã đã điền có thể thả cả loạt."
        choices = [("Chọn tệp...", "folder-open", self.choosing.emit)]
        self.drop = DropArea(text, choices, icon_name="file-spreadsheet")
        card = Card(
            "Biểu cho các xã",
            "send",
            "Lập biểu Excel đã khóa ô, có danh sách chọn và số kỳ trước, để gửi cho các xã điền.",
        )
        each = button("Mỗi xã một tệp...", lambda: self.workbooks_wanted.emit(False))
        all_in_one = button("Một tệp chung...", lambda: self.workbooks_wanted.emit(True))
        card.add(row_of(each, all_in_one))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        inside.addWidget(self.drop)
        inside.addWidget(card)
        inside.addStretch(1)
        self.drop.dropped.connect(self.dropped)
