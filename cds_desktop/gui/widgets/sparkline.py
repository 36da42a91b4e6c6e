"""A small line of figures over the periods, drawn by hand: shape, last value, no axes."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cds_desktop.gui.theme import colors_of

_MARGIN, _HEIGHT = 6, 40


class Sparkline(QWidget):
    """Figures from left to right; a missing one leaves a gap."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._figures: Sequence[Decimal | None] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def show_figures(self, figures: Sequence[Decimal | None], said: str) -> None:
        """Draw these figures; `said` tells them to a screen reader."""
        self._figures = tuple(figures)
        self.setAccessibleName(f"{self._name}: {said}")
        self.update()

    @property
    def points(self) -> list[QPointF | None]:
        """Where the figures are drawn."""
        known = [figure for figure in self._figures if figure is not None]
        if not known:
            return [None] * len(self._figures)
        low, high = min(known), max(known)
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        step = room.width() / max(1, len(self._figures) - 1)
        return [
            QPointF(room.left() + number * step, _height(figure, low, high, room))
            if figure is not None
            else None
            for number, figure in enumerate(self._figures)
        ]

    def sizeHint(self) -> QSize:
        """Ask for room for twelve periods."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, a dot a period, the last one filled."""
        colors = colors_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self.points
        painter.setPen(QPen(colors.color("accent"), 1.5))
        for former, point in pairwise(points):
            if former is not None and point is not None:
                painter.drawLine(former, point)
        painter.setBrush(colors.color("base"))
        for point in points[:-1]:
            if point is not None:
                painter.drawEllipse(point, 2.5, 2.5)
        if points and (last := points[-1]) is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.color("accent"))
            painter.drawEllipse(last, 4.0, 4.0)


def _height(figure: Decimal, low: Decimal, high: Decimal, room: QRectF) -> float:
    share = float((figure - low) / (high - low)) if high > low else 0.5
    return room.bottom() - share * room.height()
