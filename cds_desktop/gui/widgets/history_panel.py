"""F11: what a cell has held, who changed it, when and why; its last 12 periods as a line."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import icon_button
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.gui.widgets.labels import figure_label, frame, label, plain_tip
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.sparkline import Sparkline
from cds_desktop.operations.cell_history import CellHistory, HistoryLine, PeriodFigure

_ROOT = QModelIndex()
_HEADS = ("Lúc", "Người sửa", "Từ", "Thành", "Việc và lý do")
_WIDTHS, _NARROW_WIDTHS = (152, 120, 100, 100, 0), (152, 96, 80, 80, 0)
_HEIGHT, _LOW_HEIGHT, _ROW_HEIGHT = 224, 136, 28
_MOST_CHARS = 11


class HistoryPanel(QWidget):
    """A strip under the form; it follows the cursor while it is open."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong")
        self.model = _Lines()
        self._table = ListTable(self.model, "Lịch sử của ô", stretched=len(_HEADS) - 1)
        self._nothing = label("Ô này chưa được sửa lần nào trong kỳ báo cáo.", "muted")
        self.sparkline = Sparkline("Số liệu 12 kỳ gần nhất")
        self._periods = _Periods()
        self._lay_out()

    @property
    def title(self) -> str:
        """The cell that is shown."""
        return self._title.text()

    def show_history(self, shown: CellHistory) -> None:
        """Show the history of one cell."""
        self._title.setText(f"Lịch sử: {shown.title}")
        self.model.show_lines(shown.lines)
        self._table.setVisible(bool(shown.lines))
        self._nothing.setVisible(not shown.lines)
        said = ", ".join(f"{one.period.label} {one.text or 'trống'}" for one in shown.periods)
        figures = [one.figure for one in shown.periods]
        self.sparkline.show_figures(figures, said)
        self.sparkline.setVisible(any(figure is not None for figure in figures))
        self._periods.show_periods(shown.periods)

    def set_low(self, is_low: bool) -> None:
        """Leave out the figures of the periods where the window is low: the line stays."""
        self._periods.setVisible(not is_low)
        self.setFixedHeight(_LOW_HEIGHT if is_low else _HEIGHT)
        for column, width in enumerate(_NARROW_WIDTHS if is_low else _WIDTHS):
            if width:
                self._table.setColumnWidth(column, width)

    def _lay_out(self) -> None:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 8, 8, 8)
        inside.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(icon_button("x", "Đóng lịch sử (F11)", self.closed.emit))
        inside.addLayout(top)
        self._table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        for column, width in enumerate(_WIDTHS):
            if width:
                self._table.setColumnWidth(column, width)
        left = QVBoxLayout()
        left.addWidget(self._table, 1)
        left.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(label("12 kỳ gần nhất", "small"))
        right.addWidget(self.sparkline)
        right.addWidget(self._periods)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left, 5)
        row.addLayout(right, 2)
        inside.addLayout(row, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.setFixedHeight(_HEIGHT)


class _Periods(QWidget):
    """The twelve figures with their months, in two columns."""

    _COLUMNS = 2

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        self._labels = [(label("", "small"), figure_label("", "small")) for _ in range(12)]
        rows = len(self._labels) // self._COLUMNS
        for number, (month, figure) in enumerate(self._labels):
            column = 3 * (number // rows)
            grid.addWidget(month, number % rows, column)
            grid.addWidget(figure, number % rows, column + 1)
            grid.setColumnMinimumWidth(column + 2, 8)
            grid.setColumnStretch(column + 1, 1)

    def show_periods(self, periods: Sequence[PeriodFigure]) -> None:
        """Show what each period held."""
        for (month, figure), one in zip(self._labels, periods, strict=True):
            month.setText(one.period.short_label)
            text = one.text.replace("\n", " ")
            figure.setText(text if len(text) <= _MOST_CHARS else f"{text[: _MOST_CHARS - 1]}…")
            figure.setToolTip(plain_tip(text))


class _Lines(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[HistoryLine] = ()

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        text = (line.when, line.who, line.old, line.new, line.why)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ")
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None
