"""The month that a page of the province speaks of, and the way to the one before and after."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.widgets.buttons import icon_button
from cds_desktop.gui.widgets.labels import label


class PeriodBar(QWidget):
    """Two arrows around a month; they open the neighbouring month on the same page."""

    def __init__(self, context: AppContext, page: Page) -> None:
        super().__init__()
        self._context = context
        self._page = page
        self._label = label("", "strong")
        self.former_button = icon_button("chevron-left", "Kỳ trước", self._step(-1))
        self.next_button = icon_button("chevron-right", "Kỳ sau", self._step(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.former_button, self._label, self.next_button):
            row.addWidget(part)

    def refresh(self) -> None:
        """Show the open month."""
        session = self._context.session
        text = session.period.label if session else ""
        self._label.setText(text[:1].upper() + text[1:])

    def _step(self, step: int) -> Callable[[], None]:
        def go() -> None:
            session = self._context.session
            if session is not None:
                period = session.period.next() if step > 0 else session.period.previous()
                self._context.visit(self._page, period=period)

        return go
