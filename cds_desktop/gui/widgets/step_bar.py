"""The way through the month, always in sight: six steps with their state."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cds_desktop.gui.icons import pixmap
from cds_desktop.gui.theme import colors_of
from cds_desktop.gui.widgets.labels import plain_tip

_TALL, _FLAT = 48, 36


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, the word of its state, and whether it is done, to do now, or faulty."""

    name: str
    icon: str
    state: str = ""
    tone: str = "muted"
    is_done: bool = False


class StepBar(QWidget):
    """The steps side by side; click or Alt+digit goes there."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName("Các bước trong tháng")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons = [_StepButton(number, name) for number, name in enumerate(names)]
        for number, made in enumerate(self._buttons):
            made.clicked.connect(lambda _=False, n=number: self.chosen.emit(n))
            row.addWidget(made, 1)

    def show_steps(self, steps: Sequence[Step], current: int) -> None:
        """Show the state of every step and which one is open (-1: none)."""
        for number, (made, step) in enumerate(zip(self._buttons, steps, strict=True)):
            made.show_step(step, is_current=number == current)

    def step(self, number: int) -> Step:
        """Return a step as shown."""
        return self._buttons[number].step

    def set_flat(self, is_flat: bool) -> None:
        """Leave out the second line where the window is low."""
        for made in self._buttons:
            made.setFixedHeight(_FLAT if is_flat else _TALL)


class _StepButton(QPushButton):
    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self.step = Step(name, "circle")
        self._is_current = False
        self._number = number
        self.setFlat(True)
        self.setFixedHeight(_TALL)
        self.setMinimumWidth(96)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setShortcut(f"Alt+{number + 1}")

    def show_step(self, step: Step, *, is_current: bool) -> None:
        self.step, self._is_current = step, is_current
        here = ", đang mở" if is_current else ""
        said = f"Bước {self._number + 1}: {step.name}" + (f", {step.state}" if step.state else "")
        self.setAccessibleName(said + here)
        self.setToolTip(plain_tip(f"{said} (Alt+{self._number + 1})"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = colors_of(self.palette())
        if self.underMouse() and not self._is_current:
            painter.fillRect(self.rect(), colors.color("locked"))
        if self.hasFocus():
            painter.setPen(colors.color("accent"))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 4, 4)
        self._paint_circle(painter)
        self._paint_words(painter)
        if self._is_current:
            painter.fillRect(0, self.height() - 3, self.width(), 3, colors.color("accent"))

    def _paint_circle(self, painter: QPainter) -> None:
        colors = colors_of(self.palette())
        top = (self.height() - 24) // 2
        is_faulty = self.step.tone in ("error", "warning")
        fill = "accent" if self._is_current else "locked"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.color(fill))
        painter.drawEllipse(12, top, 24, 24)
        color = (
            "on_accent"
            if self._is_current
            else (self.step.tone if is_faulty or self.step.is_done else "muted")
        )
        painter.drawPixmap(16, top + 4, pixmap(self.step.icon, color, size=16))

    def _paint_words(self, painter: QPainter) -> None:
        colors = colors_of(self.palette())
        left, room = 44, self.width() - 48
        has_state = bool(self.step.state) and self.height() >= _TALL
        font = painter.font()
        font.setBold(False)
        font.setWeight(font.Weight.DemiBold if self._is_current else font.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        height = self.height() // 2 if has_state else self.height()
        top = 4 if has_state else 0
        painter.drawText(
            left, top, room, height - top, int(Qt.AlignmentFlag.AlignVCenter), self.step.name
        )
        if not has_state:
            return
        font.setWeight(font.Weight.Normal)
        font.setPointSizeF(font.pointSizeF() - 1)
        painter.setFont(font)
        painter.setPen(colors.color(self.step.tone))
        text = QFontMetrics(font).elidedText(self.step.state, Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, height, room, height - 5, int(Qt.AlignmentFlag.AlignVCenter), text)
