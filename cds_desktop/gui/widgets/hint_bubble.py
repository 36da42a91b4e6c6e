"""A small note beside a field while somebody types: it floats, so nothing on the page moves."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cds_desktop.gui.widgets.labels import frame, label

_SHOWN_MS = 4000


class HintBubble:
    """The bubble of one field; made when first needed, gone when the field is left."""

    def __init__(self, field: QWidget) -> None:
        self._field = field
        self._bubble: QWidget | None = None

    def show(self, text: str) -> None:
        """Show `text` under the field, or hide when there is nothing to say."""
        self.hide()
        if text:
            self._bubble = _bubble(self._field, text)

    def hide(self) -> None:
        """Take the bubble away."""
        if self._bubble is not None:
            self._bubble.hide()
            self._bubble.deleteLater()
            self._bubble = None

    @property
    def text(self) -> str:
        """What is shown now."""
        return self._bubble.accessibleName() if self._bubble is not None else ""


def _bubble(field: QWidget, text: str) -> QWidget:
    window = field.window()
    made = frame("bubble")
    made.setParent(window)
    made.setAccessibleName(text)
    layout = QHBoxLayout(made)
    layout.setContentsMargins(8, 4, 8, 4)
    layout.addWidget(label(text))
    made.adjustSize()
    made.move(_place(field, made, window))
    made.show()
    made.raise_()
    return made


def _place(field: QWidget, bubble: QWidget, window: QWidget) -> QPoint:
    """Under the field at its right edge; above it where the window ends."""
    below = field.mapTo(window, QPoint(field.width() - bubble.width(), field.height() + 4))
    above = field.mapTo(window, QPoint(field.width() - bubble.width(), -bubble.height() - 4))
    fits = below.y() + bubble.height() <= window.height()
    place = below if fits else above
    return QPoint(max(4, place.x()), place.y())


def flash(field: QWidget, text: str) -> None:
    """Show a note for a few seconds."""
    bubble = HintBubble(field)
    bubble.show(text)
    QTimer.singleShot(_SHOWN_MS, field, bubble.hide)
