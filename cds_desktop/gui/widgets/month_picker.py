"""Choose a month to open."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.drop_down import DropDown
from cds_desktop.gui.widgets.labels import label
from cds_desktop.model.period import Period

_FIRST_YEAR = 2023


class MonthPicker(QDialog):
    """Two short lists: month and year."""

    def __init__(self, parent: QWidget, start: Period) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mở kỳ khác")
        self._month = _choices("Tháng", [str(month) for month in range(1, 13)], str(start.number))
        years = range(_FIRST_YEAR, start.year + 2)
        self._year = _choices("Năm", [str(year) for year in years], str(start.year))
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, box in (("Tháng", self._month), ("năm", self._year)):
            row.addWidget(label(name))
            row.addWidget(box)
        row.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button("Hủy", self.reject))
        main = button("Mở", self.accept, role="primary")
        main.setDefault(True)
        foot.addWidget(main)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(24)
        outer.addWidget(
            label(
                "Kỳ báo cáo cần mở. Kỳ chưa có báo cáo sẽ được tạo mới từ số liệu tháng trước.",
                wraps=True,
            )
        )
        outer.addLayout(row)
        outer.addLayout(foot)
        self.setMinimumWidth(400)

    @property
    def period(self) -> Period:
        """The chosen month."""
        return Period(f"{self._year.currentText()}{int(self._month.currentText()):02d}")

    @classmethod
    def ask(cls, parent: QWidget, start: Period) -> Period | None:
        """Return the chosen month, None when the user gave up."""
        picker = cls(parent, start)
        return picker.period if picker.exec() == QDialog.DialogCode.Accepted else None


def _choices(name: str, texts: list[str], chosen: str) -> DropDown:
    box = DropDown(name)
    box.setMinimumWidth(88)
    box.addItems(texts)
    box.setCurrentText(chosen)
    return box
