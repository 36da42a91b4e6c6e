"""Make the Word report and the Excel annex, and open them."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.jobs import Callbacks, Job
from cds_desktop.gui.widgets.banner import Banner
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.folder_field import FolderField
from cds_desktop.gui.widgets.labels import frame, icon_label, label
from cds_desktop.gui.widgets.opening import open_file, open_folder
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.model.changes import Changes
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.reporting import ReportFiles, make_report, take_snapshot


class ReportPage(QWidget):
    """Two files for the signature, from the completed figures or as a draft."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._job: Job | None = None
        self.banner = Banner()
        self.folder = FolderField("Thư mục lưu báo cáo", paths.documents())
        self.make_button = button("Làm báo cáo", self._make, icon_name="file-text", role="primary")
        self._stop_button = button("Dừng", self._stop)
        self._progress = QProgressBar()
        self.word = FileCard(
            "file-text",
            "Báo cáo Word",
            "Văn bản theo thể thức Nghị định 30/2020/NĐ-CP để trình ký.",
        )
        self.excel = FileCard(
            "file-spreadsheet", "Phụ lục Excel", "Bảng tổng hợp chỉ tiêu và kết quả theo xã."
        )
        self._lay_out()
        self._show_busy(is_busy=False)
        context.signals.changed.connect(self._on_changed)

    def arrive(self, destination: Destination) -> None:
        """Show what kind of report can be made now."""
        self._show_state()
        self.make_button.setFocus()

    def commit(self) -> None:
        """Nothing is typed here that must be kept."""

    # --- the job -------------------------------------------------------------------------------

    def _make(self) -> None:
        folder = self.folder.folder
        snapshot = take_snapshot(self._session)
        self._show_busy(is_busy=True)
        self._job = self._context.jobs.start(
            lambda progress: make_report(snapshot, folder, progress=progress),
            Callbacks(
                done=self._on_made,
                failed=self._on_failed,
                progress=self._on_progress,
                stopped=self._on_stopped,
            ),
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _on_made(self, files: ReportFiles) -> None:
        self._show_busy(is_busy=False)
        self.word.show_file(files.docx)
        self.excel.show_file(files.xlsx)
        text = f"Đã làm xong hai tệp trong thư mục {files.docx.parent}."
        if files.is_renamed:
            text += " Tệp cùng tên đang mở ở chương trình khác nên tệp mới được lưu với tên khác."
        self.banner.show_text(
            text, tone="success", way_out="Mở thư mục", act=lambda: open_folder(files.docx.parent)
        )

    def _on_failed(self, error: CdsError) -> None:
        self._show_busy(is_busy=False)
        dialogs.show_error(self, error)

    def _on_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _on_stopped(self) -> None:
        self._show_busy(is_busy=False)

    # --- inside --------------------------------------------------------------------------------

    @property
    def _session(self) -> EntrySession:
        assert self._context.session is not None, "the window opens a month before this page"
        return self._context.session

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.submissions:
            self._show_state()

    def _show_state(self) -> None:
        session = self._session
        if not session.is_read_only:
            text = "Số liệu chưa chốt: báo cáo làm bây giờ mang chữ DỰ THẢO."
            self.banner.show_text(
                text,
                tone="warning",
                way_out="Đến bước Kiểm tra",
                act=lambda: self._context.visit(Page.CHECK),
            )
            return
        text = f"Báo cáo được làm từ số liệu đã chốt (bản {session.submission.revision})."
        self.banner.show_text(
            text,
            tone="success",
            way_out="Bước tiếp theo: Ký",
            act=lambda: self._context.visit(Page.EXCHANGE, place="sign"),
        )

    def _show_busy(self, *, is_busy: bool) -> None:
        self.make_button.setDisabled(is_busy)
        self._stop_button.setVisible(is_busy)
        self._progress.setVisible(is_busy)
        self._progress.setRange(0, 0)
        if not is_busy:
            self.make_button.setFocus()

    def _lay_out(self) -> None:
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
        outer.addWidget(label("Xuất báo cáo", "title"))
        outer.addWidget(self.banner)
        outer.addWidget(self._make_card())
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self.word)
        cards.addWidget(self.excel)
        outer.addLayout(cards)
        outer.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolled(content))

    def _make_card(self) -> QWidget:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(12)
        inside.addWidget(self.folder)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Tiến độ làm báo cáo")
        inside.addWidget(self._progress)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.make_button)
        foot.addWidget(self._stop_button)
        foot.addStretch(1)
        inside.addLayout(foot)
        return card


class FileCard(QWidget):
    """One file: what it is, where it is, open it."""

    def __init__(self, icon_name: str, title: str, purpose: str) -> None:
        super().__init__()
        self._path: Path | None = None
        self._name = label("Chưa làm", "muted", wraps=True)
        self._open = button("Mở tệp", self._open_file, icon_name="folder-open")
        self._open.setAccessibleName(f"Mở {title}")
        self._open.setDisabled(True)
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(icon_label(icon_name, "accent", size=24))
        top.addWidget(label(title, "heading"), 1)
        inside.addLayout(top)
        inside.addWidget(label(purpose, "muted", wraps=True))
        inside.addWidget(self._name)
        foot = QHBoxLayout()
        foot.addWidget(self._open)
        foot.addStretch(1)
        inside.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)

    @property
    def file_text(self) -> str:
        """The name of the file as shown."""
        return self._name.text()

    def show_file(self, path: Path) -> None:
        """Show the file that was made."""
        self._path = path
        self._name.setText(path.name)
        self._open.setEnabled(True)

    def _open_file(self) -> None:
        if self._path is not None and not open_file(self._path):
            self._name.setText(
                f"{self._path.name}: không mở được, tệp đã được chuyển đi "
                "hoặc máy chưa có phần mềm để mở."
            )
