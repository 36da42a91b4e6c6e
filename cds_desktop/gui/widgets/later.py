"""Do something once, shortly after the last time it was asked for: counts, the cursor."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Later(QTimer):
    """A timer that starts anew each time it is asked."""

    def __init__(self, parent: QObject, action: Callable[[], object], *, after_ms: int) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(after_ms)
        self._action = action
        self.timeout.connect(self._on_timeout)

    def ask(self) -> None:
        """Do it soon."""
        self.start()

    def do_now(self) -> None:
        """Do it at once if it was asked for."""
        if self.isActive():
            self.stop()
            self._action()

    def _on_timeout(self) -> None:
        self._action()
