"""The office's words and the window's habits."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop import __version__
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.drop_down import DropDown
from cds_desktop.gui.widgets.labels import label
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.gui.widgets.settings_form import IssuerForm, SigningForm
from cds_desktop.model.changes import Changes
from cds_desktop.operations.workspace import update_settings
from cds_desktop.settings import EnterMoves, Settings, Theme, WindowSettings

_TWO_COLUMNS_FROM = 1000
_THEMES = {Theme.SYSTEM: "Theo hệ thống", Theme.LIGHT: "Sáng", Theme.DARK: "Tối"}
_SCALES = {100: "100 %", 125: "125 %", 150: "150 %", 175: "175 %", 200: "200 %"}
_ENTER_MOVES = {EnterMoves.DOWN: "Xuống dưới", EnterMoves.RIGHT: "Sang phải"}


class SettingsPage(QWidget):
    """Everything in settings.toml, in words."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._issuer = IssuerForm()
        self._signing = SigningForm()
        self.theme = _choices("Màu nền cửa sổ", list(_THEMES.values()))
        self._scale = _choices("Cỡ chữ và hình", list(_SCALES.values()))
        self.enter_moves = _choices("Phím Enter trong bảng", list(_ENTER_MOVES.values()))
        self._lay_out()

    def arrive(self, destination: Destination) -> None:
        """Show the settings as they are."""
        settings = self._context.workspace.settings
        self._issuer.show_issuer(settings.issuer)
        self._signing.show_settings(settings)
        self.theme.setCurrentText(_THEMES[settings.window.theme])
        self._scale.setCurrentIndex(_nearest_scale(settings.window.scale))
        self.enter_moves.setCurrentText(_ENTER_MOVES[settings.window.enter_moves])
        self._issuer.setFocus()

    def commit(self) -> None:
        """Settings are saved by their button only."""

    def _save(self) -> None:
        former = self._context.workspace.settings
        wanted = self._wanted(former)
        try:
            self._context.workspace = update_settings(self._context.workspace, wanted)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        if former.window.scale != wanted.window.scale:
            dialogs.show_done(self, "Cỡ chữ và hình mới có hiệu lực khi mở lại phần mềm.")
        self._context.announce(Changes(settings=True))

    def _wanted(self, former: Settings) -> Settings:
        window = WindowSettings(
            theme=list(_THEMES)[self.theme.currentIndex()],
            scale=list(_SCALES)[self._scale.currentIndex()],
            enter_moves=list(_ENTER_MOVES)[self.enter_moves.currentIndex()],
        )
        return replace(self._signing.filled(former), issuer=self._issuer.issuer(), window=window)

    def _lay_out(self) -> None:
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
        top = QHBoxLayout()
        top.addWidget(label("Cài đặt", "title"), 1)
        self.save_button = button("Lưu cài đặt", self._save, role="primary")
        top.addWidget(self.save_button)
        outer.addLayout(top)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        issuer = Card("Cơ quan ban hành", "file-text", "In ở đầu báo cáo.")
        issuer.add(self._issuer)
        signing = Card("Người ký, nơi nhận", "signature", "In ở đầu và cuối báo cáo.")
        signing.add(self._signing)
        for cards in ((issuer, self._about_card()), (signing, self._window_card())):
            self._columns.addLayout(_column(cards), 1)
        outer.addLayout(self._columns)
        outer.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolled(content))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where the window is narrow."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        is_wide = self.width() >= _TWO_COLUMNS_FROM
        self._columns.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def _window_card(self) -> QWidget:
        card = Card("Cửa sổ và bàn phím", "keyboard")
        row = QHBoxLayout()
        row.setSpacing(16)
        for box in (self.theme, self._scale, self.enter_moves):
            column = QVBoxLayout()
            column.setSpacing(4)
            caption = label(box.accessibleName(), "muted")
            caption.setBuddy(box)
            column.addWidget(caption)
            column.addWidget(box)
            row.addLayout(column)
        card.add(row)
        return card

    def _about_card(self) -> QWidget:
        workspace = self._context.workspace
        card = Card("Giới thiệu", "info")
        text = "Sang số liệu thật" if workspace.is_practice else "Sang vùng Tập nhập"
        switch = button(text, lambda: self._context.visit(Page.PRACTICE), icon_name="flask-conical")
        card.add(
            label(
                f"Phiên bản {__version__}. Số liệu lưu tại {workspace.root}.", "muted", wraps=True
            ),
            row_of(switch),
        )
        return card


def _column(cards: Sequence[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(16)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column


def _choices(name: str, texts: list[str]) -> DropDown:
    box = DropDown(name)
    box.addItems(texts)
    return box


def _nearest_scale(scale: int) -> int:
    return min(range(len(_SCALES)), key=lambda n: abs(list(_SCALES)[n] - scale))
