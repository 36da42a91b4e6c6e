"""The backups beside the database, newest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from cds_desktop.gui.icons import icon
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.operations.maintenance import Backup
from cds_desktop.operations.safety_texts import REASONS

_ROOT = QModelIndex()
_HEADS = ("Lúc sao lưu", "Kiểm chứng", "Thay đổi", "Dung lượng", "Vì sao")


class BackupsModel(QAbstractTableModel):
    """One row a backup."""

    def __init__(self) -> None:
        super().__init__()
        self._backups: Sequence[Backup] = ()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these backups; the same list again changes nothing on the screen."""
        if tuple(backups) == tuple(self._backups):
            return
        self.beginResetModel()
        self._backups = backups
        self.endResetModel()

    def backup_at(self, row: int) -> Backup:
        """Return the backup of a row."""
        return self._backups[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the backups."""
        return 0 if parent.isValid() else len(self._backups)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one aspect of a cell."""
        backup = self._backups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _texts(backup)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            return icon("circle-check", "success") if backup.is_verified else icon("circle")
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


def moment_text(made_at: str) -> str:
    """Return a stored local time for people."""
    try:
        moment = datetime.fromisoformat(made_at)
    except ValueError:
        return "không rõ thời gian"
    return f"{moment:%H:%M} ngày {moment.day}/{moment.month}/{moment.year}"


def _texts(backup: Backup) -> tuple[str, ...]:
    size = f"{backup.size / 1e6:.1f} MB".replace(".", ",")
    if not backup.is_verified:
        return (f"Bản số {backup.number}", "Chưa kiểm chứng", "", size, "")
    reason = REASONS.get(backup.reason, backup.reason)
    return (
        moment_text(backup.made_at),
        "Đạt",
        f"{backup.head.seq}",
        size,
        reason[:1].upper() + reason[1:],
    )
