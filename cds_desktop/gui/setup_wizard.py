"""The first start: whose reports these are, what stands on them, the signing key; or Tập nhập."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.jobs import Callbacks, JobRunner
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import frame, icon_label, label, line, set_tone, show_icon
from cds_desktop.gui.widgets.passphrase_fields import NewPassphrase
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.gui.widgets.settings_form import IssuerForm, SigningForm
from cds_desktop.gui.widgets.unit_chooser import UnitChooser
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.operations.practice import create_practice
from cds_desktop.operations.signing import new_key_file, save_key_file
from cds_desktop.operations.workspace import (
    Workspace,
    create_workspace,
    has_workspace,
    open_workspace,
    parent_name,
    search_org_units,
    settings_for,
)

_STEPS = ("Đơn vị báo cáo", "Cơ quan ban hành", "Người ký, nơi nhận", "Khóa ký")
_LEADS = (
    "Chọn đơn vị lập báo cáo trên máy này.",
    "Phần in ở đầu báo cáo. Phần mềm đã điền sẵn theo cách ghi thường dùng; "
    "xin sửa cho đúng với đơn vị.",
    "Phần in ở cuối báo cáo. Có thể sửa lại bất cứ lúc nào trong mục Cài đặt.",
    "Khóa ký bảo đảm gói số liệu gửi tỉnh đúng là của đơn vị và không bị sửa. "
    "Khóa nằm trên máy này, được giữ bằng mật khẩu.",
)
_SIZE = (920, 620)
_UNIT, _ISSUER, _SIGNER, _KEY = range(4)


class SetupWizard(QDialog):
    """Four short steps; `workspace` is what came of them."""

    def __init__(self, root: Path, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace: Workspace | None = None
        self._root = root
        self._jobs = jobs
        self._chosen: OrgUnit | None = None
        self._chooser = UnitChooser(search_org_units, parent_name)
        self._issuer = IssuerForm()
        self._signing = SigningForm()
        self.passphrase = NewPassphrase()
        self._fields = (self._chooser, self._issuer, self._signing, self.passphrase)
        self._marks = [(icon_label("circle", "muted"), label(step)) for step in _STEPS]
        self._title = label("", "title")
        self._lead = label("", "muted", wraps=True)
        self._stack = QStackedWidget()
        self.back_button = button("Quay lại", self._go_back)
        self.skip_button = button("Tạo khóa sau", self._finish_without_key, role="quiet")
        self.next_button = button("Tiếp tục", self._go_on, role="primary")
        self.next_button.setDefault(True)  # Enter in a field goes on
        self._lay_out()
        self._chooser.chosen.connect(self._show_buttons)
        self._chooser.opened.connect(self._go_on)
        self.passphrase.changed.connect(self._show_buttons)
        self._show_step(_UNIT)

    # --- steps ---------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """The number of the step that is shown."""
        return self._stack.currentIndex()

    def _go_on(self) -> None:
        if self.step == _UNIT:
            self._take_unit()
        if self.step == _KEY:
            self._finish_with_key()
        elif self._chosen is not None:
            self._show_step(self.step + 1)

    def _go_back(self) -> None:
        self._show_step(self.step - 1)

    def _take_unit(self) -> None:
        unit = self._chooser.unit
        if unit is None or unit == self._chosen:
            return
        self._chosen = unit
        settings = settings_for(unit)
        self._issuer.show_issuer(settings.issuer)
        self._signing.show_settings(settings)

    def _show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self._title.setText(_STEPS[step])
        self._lead.setText(_LEADS[step])
        for number, (mark, name) in enumerate(self._marks):
            _mark_step(mark, name, number - step)
        self._show_buttons()
        self._fields[step].setFocus()

    def _show_buttons(self) -> None:
        is_ready = {_UNIT: self._chooser.unit is not None, _KEY: bool(self.passphrase.passphrase)}
        self.back_button.setVisible(self.step > _UNIT)
        self.skip_button.setVisible(self.step == _KEY)
        self.next_button.setText("Tạo khóa và hoàn tất" if self.step == _KEY else "Tiếp tục")
        self.next_button.setAccessibleName(self.next_button.text())
        self.next_button.setEnabled(is_ready.get(self.step, True))

    # --- the end -------------------------------------------------------------------------------

    def _finish_with_key(self) -> None:
        passphrase = self.passphrase.passphrase
        self.next_button.setDisabled(True)
        callbacks = Callbacks(
            done=self._on_key_made, failed=self._on_failed, stopped=self._show_buttons
        )
        self._jobs.start(lambda progress: new_key_file(passphrase), callbacks)

    def _on_key_made(self, data: bytes) -> None:
        self.passphrase.clear()
        self._create(data)

    def _on_failed(self, error: CdsError) -> None:
        self._show_buttons()
        dialogs.show_error(self, error)

    def _finish_without_key(self) -> None:
        self._create(None)

    def _create(self, key_file: bytes | None) -> None:
        if self._chosen is None:
            return
        try:
            self.workspace = self._created(self._chosen, key_file)
        except CdsError as error:
            self._on_failed(error)
            return
        self.accept()

    def _created(self, unit: OrgUnit, key_file: bytes | None) -> Workspace:
        settings = replace(self._signing.filled(settings_for(unit)), issuer=self._issuer.issuer())
        workspace = create_workspace(self._root, org_unit=unit, settings=settings)
        if key_file is not None:
            save_key_file(workspace, key_file)
        return workspace

    def practise(self) -> None:
        """Open the practice workspace, made now if need be."""
        folder = paths.practice_data(self._root)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.workspace = (
                open_workspace(folder) if has_workspace(folder) else create_practice(folder)
            )
        except CdsError as error:
            QGuiApplication.restoreOverrideCursor()
            self._on_failed(error)
            return
        QGuiApplication.restoreOverrideCursor()
        self.accept()

    # --- building ------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the assistant leaves everything as it was."""
        self.passphrase.clear()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle("Thiết lập lần đầu")
        room = self.screen().availableSize()
        self.resize(min(_SIZE[0], room.width() - 16), min(_SIZE[1], room.height() - 48))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._side())
        body = QVBoxLayout()
        body.setContentsMargins(32, 24, 32, 16)
        body.setSpacing(8)
        body.addWidget(self._title)
        body.addWidget(self._lead)
        body.addSpacing(8)
        for page in self._fields:
            self._stack.addWidget(page if page is self._chooser else _at_top(page))
        body.addWidget(self._stack, 1)
        body.addWidget(line())
        body.addLayout(self._foot())
        outer.addLayout(body, 1)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.skip_button)
        row.addWidget(self.next_button)
        return row

    def _side(self) -> QWidget:
        side = frame("side")
        side.setFixedWidth(264)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(16)
        inside.addWidget(label("Báo cáo chuyển đổi số", "heading"))
        for mark, name in self._marks:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(mark)
            row.addWidget(name, 1)
            inside.addLayout(row)
        inside.addStretch(1)
        inside.addWidget(label("Muốn làm quen trước?", "strong"))
        inside.addWidget(
            label(
                "Vùng Tập nhập có sẵn số liệu mô phỏng của một huyện trong ba tháng, "
                "không lẫn với số liệu thật.",
                "muted",
                wraps=True,
            )
        )
        inside.addWidget(button("Mở Tập nhập", self.practise, icon_name="flask-conical"))
        return side


def _mark_step(mark: QLabel, name: QLabel, distance: int) -> None:
    """Show a step as done, open or still to come."""
    shown, color = ("circle-check", "success") if distance < 0 else ("circle-dot-dashed", "accent")
    show_icon(mark, "circle" if distance > 0 else shown, "muted" if distance > 0 else color)
    set_tone(name, "strong" if distance == 0 else "body" if distance < 0 else "muted", name="role")


def _at_top(page: QWidget) -> QWidget:
    """Return a page in a scroll area, its fields at the top."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 8, 0)
    column.addWidget(page)
    column.addStretch(1)
    return scrolled(content)
