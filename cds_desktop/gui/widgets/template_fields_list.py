"""The fields that a template may use, with their present values, to copy from."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop.gui.context import AppContext
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.drop_down import DropDown
from cds_desktop.gui.widgets.labels import label
from cds_desktop.gui.widgets.plain_table import PlainRow
from cds_desktop.gui.widgets.wrapped_table import WrappedTable
from cds_desktop.operations.reporting import take_snapshot
from cds_desktop.operations.template_fields import FieldValue, fields_of
from cds_desktop.operations.templates import KIND_NAMES, TemplateKind

_HEADS = ("Trường", "Ý nghĩa", "Giá trị kỳ đang mở")
_PURPOSE = (
    "Trường trong mẫu: mỗi trường viết giữa hai dấu ngoặc nhọn được thay bằng giá trị khi làm "
    "báo cáo."
)


class TemplateFieldsList(QWidget):
    """One list for each template; Enter or the button copies the field, ready to paste."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._fields: tuple[FieldValue, ...] = ()
        self.kinds = DropDown("Mẫu có các trường này")
        for kind in TemplateKind:
            self.kinds.addItem(KIND_NAMES[kind], kind)
        self.kinds.currentIndexChanged.connect(self._on_kind_changed)
        self.table = WrappedTable("Các trường của mẫu", _HEADS, shares=(5, 6, 7), most=300)
        self.table.opened.connect(self._on_opened)
        self.table.doubleClicked.connect(self.copy)
        self.copy_button = button("Sao chép trường", self.copy, icon_name="copy")
        self._said = label("", tone="success")
        self._lay_out()

    @property
    def said_text(self) -> str:
        """What was copied last."""
        return self._said.text()

    def refresh(self) -> None:
        """Show the fields with the values of the open month, found out by the worker."""
        if self._context.session is None:
            return
        snapshot = take_snapshot(self._context.session)
        start_job(
            self,
            self._context,
            lambda progress: fields_of(snapshot),
            done=self._on_listed,
            show_busy=self.kinds.setDisabled,
        )

    def copy(self) -> None:
        """Copy the chosen field as it is written in a template."""
        row = self.table.current()
        if row is not None:
            QGuiApplication.clipboard().setText(row.texts[0])
            self._said.setText(f"Đã chép {row.texts[0]}")

    # --- slots ---------------------------------------------------------------------------------

    def _on_listed(self, fields: tuple[FieldValue, ...]) -> None:
        self._fields = fields
        self._show()

    def _on_kind_changed(self, index: int) -> None:
        self._show()

    def _on_opened(self, row: int) -> None:
        self.copy()

    # --- inside --------------------------------------------------------------------------------

    def _show(self) -> None:
        kind = self.kinds.currentData()
        self.table.show_rows([_row(field) for field in self._fields if field.kind == kind])

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(label(_PURPOSE, "muted", wraps=True), 1)
        top.addWidget(self.kinds)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.copy_button)
        foot.addWidget(self._said, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(top)
        outer.addWidget(self.table)
        outer.addLayout(foot)


def _row(field: FieldValue) -> PlainRow:
    meaning = f"{field.meaning} (bắt buộc)" if field.is_required else field.meaning
    return PlainRow((f"{{{{ {field.path} }}}}", meaning, field.value), item=field)
