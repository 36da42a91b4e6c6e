"""The templates of the report: which are in use, checking the office's own, the fields to copy."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import row_of
from cds_desktop.gui.widgets.drop_area import DropArea
from cds_desktop.gui.widgets.fold_card import FoldCard
from cds_desktop.gui.widgets.labels import label, line, set_tone
from cds_desktop.gui.widgets.opening import open_folder
from cds_desktop.gui.widgets.plain_table import PlainRow
from cds_desktop.gui.widgets.template_fields_list import TemplateFieldsList
from cds_desktop.gui.widgets.wrapped_table import WrappedTable
from cds_desktop.operations.templates import (
    KIND_NAMES,
    TemplateCheck,
    TemplateIssue,
    TemplateKind,
    adopt_template,
    check_template,
    reset_template,
    save_template_copy,
    used_template,
)

_HEADS = ("Loại", "Nội dung", "Cách sửa")


class TemplatePanel(FoldCard):
    """Check first, then use; the shipped template is always one click away."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            "Mẫu báo cáo", "Dùng mẫu riêng sửa bằng Word, Excel; danh sách trường để chép vào mẫu."
        )
        self._context = context
        self._checked: tuple[Path, TemplateCheck] | None = None
        self.lines = {
            kind: _TemplateLine(KIND_NAMES[kind], self._taker(kind), self._resetter(kind))
            for kind in TemplateKind
        }
        self.drop_area = DropArea(
            "Thả vào đây mẫu riêng của đơn vị (.docx, .xlsx) để kiểm tra trước khi dùng.",
            [("Chọn mẫu...", "folder-open", self._choose)],
            icon_name="file-text",
        )
        self.drop_area.dropped.connect(self._on_dropped)
        self._result = label("", "strong", wraps=True)
        self._result.hide()
        self.table = WrappedTable("Các lỗi của mẫu", _HEADS, shares=(2, 6, 6))
        self.table.hide()
        self.use_button = button("Dùng mẫu này", self._use, role="primary")
        self.use_button.hide()
        self.fields = TemplateFieldsList(context)
        self.add(*self.lines.values(), self.drop_area, self._result, self.table)
        self.add(row_of(self.use_button), line(), self.fields)
        self.opened.connect(self._on_opened)

    @property
    def result_text(self) -> str:
        """What is said of the template checked last."""
        return self._result.text()

    def refresh(self) -> None:
        """Show which templates are in use."""
        for kind, shown in self.lines.items():
            shown.show_state(is_own=used_template(self._context.workspace, kind).is_own)
        if self.is_open:
            self.fields.refresh()

    def check(self, path: Path) -> None:
        """Check a template in the worker."""
        self._show_result(f"Đang kiểm tra {path.name}...", "")
        start_job(
            self,
            self._context,
            lambda progress: check_template(path),
            done=lambda checked: self._on_checked(path, checked),
            show_busy=self.drop_area.show_busy,
            failed=self._on_failed,
        )

    # --- slots ---------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self.refresh()

    def _choose(self) -> None:
        kinds = "Mẫu Word, Excel (*.docx *.dotx *.xlsx *.xltx)"
        path = dialogs.pick_file(self, "Chọn mẫu của đơn vị", paths.documents(), kinds)
        if path is not None:
            self.check(path)

    def _on_dropped(self, files: list[Path]) -> None:
        self.check(files[0])

    def _on_checked(self, path: Path, checked: TemplateCheck) -> None:
        self._show_result(*_verdict(checked))
        self._checked = (path, checked)
        self.table.show_rows([_row(issue) for issue in checked.issues])
        self.use_button.setVisible(not checked.faults)
        lost = len(checked.lost_parts)
        self.use_button.setText(
            f"Dùng mẫu này, chấp nhận mất {lost} thành phần" if lost else "Dùng mẫu này"
        )

    def _on_failed(self, error: CdsError) -> None:
        self._show_result(f"{error.message.text} {error.message.way_out}", "error")

    # --- verbs ---------------------------------------------------------------------------------

    def _use(self) -> None:
        if self._checked is None:
            return
        path, checked = self._checked
        try:
            adopt_template(self._context.workspace, path, checked, accept_loss=True)
        except CdsError as error:
            self._on_failed(error)
            return
        name = KIND_NAMES[checked.kind]
        self._show_result(f"{name}: từ nay dùng {checked.file_name}.", "success")
        self.refresh()

    def _resetter(self, kind: TemplateKind) -> Callable[[], None]:
        def reset() -> None:
            reset_template(self._context.workspace, kind)
            self._show_result(f"{KIND_NAMES[kind]}: đã trở về mẫu gốc của phần mềm.", "success")
            self.refresh()

        return reset

    def _taker(self, kind: TemplateKind) -> Callable[[], None]:
        def take() -> None:
            folder = dialogs.pick_folder(self, "Thư mục lưu bản sao của mẫu", paths.documents())
            if folder is not None:
                self.save_copy(kind, folder)

        return take

    def save_copy(self, kind: TemplateKind, folder: Path) -> None:
        """Save a copy of a template, to be changed in its own program."""
        try:
            saved = save_template_copy(self._context.workspace, kind, folder)
        except CdsError as error:
            self._on_failed(error)
            return
        self._show_result(f"Đã lưu bản sao {saved.name}; sửa xong xin thả tệp vào đây.", "success")
        open_folder(folder)

    # --- inside --------------------------------------------------------------------------------

    def _show_result(self, text: str, tone: str) -> None:
        """Say this; what an earlier check showed is gone."""
        self._checked = None
        self.table.show_rows(())
        self.use_button.hide()
        self._result.setText(text)
        set_tone(self._result, tone)
        self._result.show()


class _TemplateLine(QWidget):
    """One template: whose it is, a copy to change, the way back."""

    def __init__(self, name: str, take_copy: Callable[[], None], reset: Callable[[], None]) -> None:
        super().__init__()
        self._state = label("", "muted")
        copy = button("Lấy bản sao để sửa...", take_copy, icon_name="copy")
        copy.setAccessibleName(f"{name}: lấy bản sao để sửa")
        self.reset_button = button("Trở về mẫu gốc", reset, icon_name="undo-2")
        self.reset_button.setAccessibleName(f"{name}: trở về mẫu gốc")
        caption = label(name, "strong")
        caption.setMinimumWidth(160)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(caption)
        row.addWidget(self._state, 1)
        row.addWidget(self.reset_button)
        row.addWidget(copy)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(row)

    @property
    def state_text(self) -> str:
        """Which template is in use, in words."""
        return self._state.text()

    def show_state(self, *, is_own: bool) -> None:
        """Show whose template is in use."""
        self._state.setText(
            "Đang dùng mẫu riêng của đơn vị" if is_own else "Đang dùng mẫu gốc của phần mềm"
        )
        self.reset_button.setVisible(is_own)


def _verdict(checked: TemplateCheck) -> tuple[str, str]:
    name = f"{checked.file_name} ({KIND_NAMES[checked.kind]})"
    if checked.faults:
        return f"{name}: có {len(checked.faults)} lỗi phải sửa trước khi dùng.", "error"
    if checked.lost_parts:
        count = len(checked.lost_parts)
        return f"{name}: dùng được, nhưng {count} thành phần sẽ bị mất khi làm báo cáo.", "warning"
    return f"{name}: không có lỗi, đã làm thử được báo cáo.", "success"


def _row(issue: TemplateIssue) -> PlainRow:
    word, look = (
        ("Sẽ mất", ("triangle-alert", "warning"))
        if issue.is_loss
        else ("Lỗi", ("circle-x", "error"))
    )
    return PlainRow((word, issue.text, issue.way_out), icon=look, item=issue)
