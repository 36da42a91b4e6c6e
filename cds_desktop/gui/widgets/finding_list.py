"""Every error, warning and notice of the month in one list."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cds_desktop.gui.icons import pixmap
from cds_desktop.gui.theme import Colors, current_colors
from cds_desktop.gui.widgets.finding_box import SEVERITY_ICONS
from cds_desktop.gui.widgets.grid_model import Index
from cds_desktop.model.finding import SEVERITY_NAMES, Finding
from cds_desktop.model.submission import CellKey

_ROOT = QModelIndex()
_ROW_HEIGHT = 52
_FINDING_ROLE = Qt.ItemDataRole.UserRole
_PLACE_ROLE = Qt.ItemDataRole.UserRole + 1

PlaceName = Callable[[CellKey], str]


class FindingList(QListView):
    """The list; `chosen` follows the cursor, `opened` is Enter or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._findings = _Findings()
        self.setModel(self._findings)
        self.setItemDelegate(_FindingDelegate(self))
        self.setAccessibleName("Danh sách lỗi, cảnh báo, lưu ý")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_opened)

    def show_findings(self, findings: Sequence[Finding], place_name: PlaceName) -> None:
        """Show these findings; the cursor stays at its line."""
        row = max(0, self.currentIndex().row())
        self._findings.show(findings, place_name)
        if findings:
            self.setCurrentIndex(self._findings.index(min(row, len(findings) - 1)))
        else:
            self.chosen.emit(None)

    def count(self) -> int:
        """Return how many findings are shown."""
        return self._findings.rowCount()

    def choose(self, finding: Finding) -> None:
        """Put the cursor on a finding."""
        for row in range(self.count()):
            if self._findings.index(row).data(_FINDING_ROLE) == finding:
                self.setCurrentIndex(self._findings.index(row))

    def current(self) -> Finding | None:
        """Return the finding that the cursor is on."""
        index = self.currentIndex()
        return index.data(_FINDING_ROLE) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.chosen.emit(current.data(_FINDING_ROLE) if current.isValid() else None)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(_FINDING_ROLE))


class _Findings(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._findings: Sequence[Finding] = ()
        self._place_name: PlaceName = str
        self._places: dict[CellKey, str] = {}

    def show(self, findings: Sequence[Finding], place_name: PlaceName) -> None:
        self.beginResetModel()
        self._findings, self._place_name, self._places = findings, place_name, {}
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding = self._findings[index.row()]
        if role == _FINDING_ROLE:
            return finding
        if role == _PLACE_ROLE:
            return self._place(finding.key)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{_word(finding)}: {self._place(finding.key)}. {finding.message.text}"
        return None

    def _place(self, key: CellKey) -> str:
        if key not in self._places:
            self._places[key] = self._place_name(key)
        return self._places[key]


class _FindingDelegate(QStyledItemDelegate):
    """Paints a line: icon, severity and place; below, what is wrong."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All lines are equally high."""
        return QSize(100, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        finding: Finding = index.data(_FINDING_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        colors = current_colors()
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colors.color("accent_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colors.color("alternate"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, colors.color("line"))
        tone = "success" if finding.is_explained else str(finding.severity)
        name = "circle-check" if finding.is_explained else SEVERITY_ICONS[finding.severity]
        painter.drawPixmap(area.left() + 16, area.top() + 8, pixmap(name, tone, size=16))
        _paint_words(
            painter, colors, finding, str(index.data(_PLACE_ROLE)), area.adjusted(44, 6, -16, -6)
        )
        painter.restore()


def _paint_words(
    painter: QPainter, colors: Colors, finding: Finding, place: str, area: QRect
) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
    metrics = QFontMetrics(painter.font())
    tone = "success" if finding.is_explained else str(finding.severity)
    word = _word(finding)
    painter.setPen(colors.color(tone))
    painter.drawText(upper, middle, word)
    beside = upper.adjusted(metrics.horizontalAdvance(word) + 8, 0, 0, 0)
    painter.setPen(colors.color("text"))
    painter.drawText(
        beside, middle, metrics.elidedText(place, Qt.TextElideMode.ElideRight, beside.width())
    )
    painter.setPen(colors.color("muted"))
    text = metrics.elidedText(finding.message.text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(upper.translated(0, upper.height()), middle, text)


def _word(finding: Finding) -> str:
    return "Đã giải trình" if finding.is_explained else SEVERITY_NAMES[finding.severity]
