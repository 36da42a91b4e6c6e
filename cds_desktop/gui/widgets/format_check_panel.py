"""Check the form of any Word document by Decree 30/2020: each breach with place and paragraph."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import row_of
from cds_desktop.gui.widgets.drop_area import DropArea
from cds_desktop.gui.widgets.fold_card import FoldCard
from cds_desktop.gui.widgets.labels import label, set_tone
from cds_desktop.gui.widgets.plain_table import PlainRow
from cds_desktop.gui.widgets.wrapped_table import WrappedTable
from cds_desktop.operations.document_check import DocumentCheck, DocumentFinding, check_document

_HEADS = ("Thành phần", "Vị trí", "Đang là", "Quy định và cách sửa", "Căn cứ")


class FormatCheckPanel(FoldCard):
    """A file is dropped or chosen; the worker reads it; the breaches stand in a list."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            "Kiểm tra thể thức", "Soát một tệp Word bất kỳ theo Nghị định 30/2020/NĐ-CP."
        )
        self._context = context
        self._findings: tuple[DocumentFinding, ...] = ()
        self.drop_area = DropArea(
            "Thả vào đây tệp Word (.docx) cần soát; tệp chỉ được đọc, không bị sửa.",
            [("Chọn tệp...", "folder-open", self._choose)],
            icon_name="file-text",
        )
        self.drop_area.dropped.connect(self._on_dropped)
        self._result = label("", "strong", wraps=True)
        self._result.hide()
        self.table = WrappedTable("Các lỗi thể thức", _HEADS, shares=(4, 5, 5, 8, 5))
        self.table.hide()
        self.copy_button = button("Sao chép danh sách", self._copy, icon_name="copy")
        self.copy_button.hide()
        self.add(self.drop_area, self._result, self.table, row_of(self.copy_button))

    @property
    def result_text(self) -> str:
        """What is said of the file."""
        return self._result.text()

    def check(self, path: Path) -> None:
        """Check a file in the worker."""
        self._show((), f"Đang soát {path.name}...", "")
        start_job(
            self,
            self._context,
            lambda progress: check_document(path),
            done=self._on_checked,
            show_busy=self.drop_area.show_busy,
            failed=self._on_failed,
        )

    # --- slots ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        path = dialogs.pick_file(
            self, "Chọn tệp Word cần soát", paths.documents(), "Tài liệu Word (*.docx)"
        )
        if path is not None:
            self.check(path)

    def _on_dropped(self, files: list[Path]) -> None:
        self.check(files[0])

    def _on_checked(self, checked: DocumentCheck) -> None:
        said = f"{checked.file_name}: đã soát {checked.rule_count} quy tắc, "
        if checked.findings:
            said += f"có {len(checked.findings)} lỗi thể thức."
        else:
            said += "không có lỗi thể thức."
        self._show(checked.findings, said, "warning" if checked.findings else "success")

    def _on_failed(self, error: CdsError) -> None:
        self._show((), f"{error.message.text} {error.message.way_out}", "error")

    # --- inside --------------------------------------------------------------------------------

    def _show(self, findings: tuple[DocumentFinding, ...], said: str, tone: str) -> None:
        self._findings = findings
        self._result.setText(said)
        set_tone(self._result, tone)
        self._result.show()
        self.table.show_rows([_row(finding) for finding in findings])
        self.copy_button.setVisible(bool(findings))

    def _copy(self) -> None:
        text = "\n".join(finding.text for finding in self._findings)
        QGuiApplication.clipboard().setText(text)


def _row(finding: DocumentFinding) -> PlainRow:
    required = f"{finding.required}. {finding.advice}."
    texts = (finding.element, finding.place, finding.found, required, finding.paragraph)
    return PlainRow(texts, icon=("triangle-alert", "warning"), item=finding)
