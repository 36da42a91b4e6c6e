"""The months that have a report, newest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from cds_desktop.gui.icons import icon
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.model.submission import STATE_NAMES, SubmissionState
from cds_desktop.operations.months import MonthSummary
from cds_desktop.vietnamese import format_date

_ROOT = QModelIndex()
_HEADS = ("Kỳ báo cáo", "Tình trạng", "Bản đã chốt", "Hạn nộp", "Sửa lần cuối")
_ICONS = {
    SubmissionState.DRAFT: ("square-pen", "accent"),
    SubmissionState.COMPLETE: ("lock", "success"),
    SubmissionState.SENT: ("send", "success"),
    SubmissionState.RETURNED: ("circle-x", "error"),
    SubmissionState.ACCEPTED: ("circle-check", "success"),
}


class MonthsModel(QAbstractTableModel):
    """One row a month."""

    def __init__(self) -> None:
        super().__init__()
        self._months: Sequence[MonthSummary] = ()

    def show_months(self, months: Sequence[MonthSummary]) -> None:
        """Show these months."""
        self.beginResetModel()
        self._months = months
        self.endResetModel()

    def month_at(self, row: int) -> MonthSummary:
        """Return the month of a row."""
        return self._months[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the months."""
        return 0 if parent.isValid() else len(self._months)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one aspect of a cell."""
        month = self._months[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _texts(month)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            return icon(*_ICONS[month.state])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None


def _texts(month: MonthSummary) -> tuple[str, ...]:
    label = month.period.label
    return (
        label[0].upper() + label[1:],
        STATE_NAMES[month.state].capitalize(),
        f"Bản {month.revision}" if month.revision else "Chưa chốt",
        format_date(month.deadline),
        local_time(month.last_updated),
    )


def local_time(utc: str) -> str:
    """Return a stored UTC time as the clock on the wall showed it."""
    if not utc:
        return ""
    moment = datetime.fromisoformat(utc).astimezone()
    return f"{moment:%H:%M} ngày {moment.day}/{moment.month}/{moment.year}"
