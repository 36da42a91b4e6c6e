"""The window: header and steps on top, one page below. It only lays out.

It can be painted before anything is open: what it shows comes from the Navigator.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from cds_desktop.gui.header_bar import HeaderBar
from cds_desktop.gui.practice_bar import PracticeBar
from cds_desktop.gui.widgets.banner import Banner
from cds_desktop.gui.widgets.labels import frame
from cds_desktop.gui.widgets.step_bar import Step, StepBar

STEP_NAMES = ("Nhập số liệu", "Kiểm tra", "Xuất báo cáo", "Ký", "Gửi tỉnh", "Biên nhận")
STEP_ICONS = ("square-pen", "list-checks", "file-text", "signature", "send", "mail-check")

_SIZE = (1240, 680)
_TITLE_BAR = 40
_LEAST = (880, 400)
_LOW, _NARROW = 600, 1000


class MainWindow(QMainWindow):
    """One workspace's window."""

    painted = Signal()
    leaving = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.header = HeaderBar()
        self.steps = StepBar(STEP_NAMES)
        self._practice = QVBoxLayout()
        self._stack = QStackedWidget()
        self._is_painted = False
        self.may_close: Callable[[], bool] = lambda: True
        self._lay_out()
        waiting = [Step(*step) for step in zip(STEP_NAMES, STEP_ICONS, strict=True)]
        self.steps.show_steps(waiting, -1)

    def open(self) -> None:
        """Show the window: in its own size where the screen has room, else as large as it goes."""
        room = self.screen().availableSize()
        if room.width() > _SIZE[0] and room.height() > _SIZE[1] + _TITLE_BAR:
            self.show()
        else:
            self.showMaximized()

    def use_steps(self, names: Sequence[str]) -> None:
        """Show another way through the month: that of a province."""
        former, self.steps = self.steps, StepBar(names)
        self._top.replaceWidget(former, self.steps)
        former.hide()
        former.deleteLater()
        self.steps.set_flat(self.height() < _LOW)

    def show_page(self, page: QWidget) -> None:
        """Show a page."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def mark_as_practice(self, leave: Callable[[], object]) -> None:
        """Show the strip of the practice workspace, with the way back."""
        self._practice.addWidget(PracticeBar(leave))

    def mark_as_read_only(self, text: str) -> None:
        """Show the strip that says why nothing can be changed."""
        banner = Banner()
        self._practice.addWidget(banner)
        banner.show_text(text, tone="warning")

    def show_notice(self, text: str) -> None:
        """Show what is to be known once, until it is put away."""
        banner = Banner()
        self._practice.addWidget(banner)
        banner.show_text(text, tone="accent", way_out="Đã hiểu", act=banner.hide)

    def add_key(self, keys: str, action: Callable[[], object]) -> None:
        """Let a key do something wherever the cursor is."""
        QShortcut(QKeySequence(keys), self).activated.connect(action)

    # --- Qt ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window can be seen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spare room where the window is small."""
        super().resizeEvent(event)
        self.steps.set_flat(self.height() < _LOW)
        self.header.set_narrow(self.width() < _NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes, so that what is being typed is saved."""
        self.leaving.emit()
        if not self.may_close():
            event.ignore()
            return
        super().closeEvent(event)

    # --- inside --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        root = QWidget()
        root.setObjectName("page")
        bar = frame("bar")
        top = self._top = QVBoxLayout(bar)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(0)
        top.addWidget(self.header)
        top.addWidget(self.steps)
        outer = QVBoxLayout(root)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._practice)
        outer.addWidget(bar)
        outer.addWidget(self._stack, 1)
        self.setCentralWidget(root)
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
