"""Make the Word report and the Excel annex, keep what was edited by hand, open and print them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.jobs import Callbacks, Job, Progress, Work
from cds_desktop.gui.widgets.banner import Banner
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.fold_card import FoldCard
from cds_desktop.gui.widgets.folder_field import FolderField
from cds_desktop.gui.widgets.format_check_panel import FormatCheckPanel
from cds_desktop.gui.widgets.hand_edits_panel import HandEditsPanel
from cds_desktop.gui.widgets.labels import frame, label
from cds_desktop.gui.widgets.later import Later
from cds_desktop.gui.widgets.opening import open_folder
from cds_desktop.gui.widgets.printed_code_panel import PrintedCodePanel
from cds_desktop.gui.widgets.report_files import FileCard, PdfCard
from cds_desktop.gui.widgets.scrolling import scrolled
from cds_desktop.gui.widgets.template_panel import TemplatePanel
from cds_desktop.model.changes import Changes
from cds_desktop.model.period import Period
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.hand_edits import HandEdit
from cds_desktop.operations.reporting import ReportFiles, find_edits, make_report, take_snapshot


class ReportPage(QWidget):
    """Two files for the signature, from the completed figures or as a draft."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._job: Job | None = None
        self._period: Period | None = None
        self._folder = Path()
        self._opened: FoldCard | None = None
        self.banner = Banner()
        self.folder = FolderField("Thư mục lưu báo cáo", paths.documents())
        self.make_button = button("Làm báo cáo", self._make, icon_name="file-text", role="large")
        self._stop_button = button("Dừng", self._stop)
        self._progress = QProgressBar()
        self.word = FileCard(
            "file-text",
            "Báo cáo Word",
            "Văn bản theo thể thức Nghị định 30/2020/NĐ-CP để trình ký.",
        )
        self.edits = HandEditsPanel(self._write, self._give_up)
        self.excel = FileCard(
            "file-spreadsheet", "Phụ lục Excel", "Bảng tổng hợp chỉ tiêu và kết quả theo xã."
        )
        self.pdf = PdfCard(context)
        self.format_check = FormatCheckPanel(context)
        self.printed_code = PrintedCodePanel(context)
        self.templates = TemplatePanel(context)
        self._sight = Later(self, self._bring_into_sight, after_ms=0)
        self._lay_out()
        self._show_busy(is_busy=False)
        context.signals.changed.connect(self._on_changed)

    def arrive(self, destination: Destination) -> None:
        """Show what kind of report can be made now; nothing of another month stays."""
        self.edits.hide()
        if self._session.period != self._period:
            self._period = self._session.period
            self._show_files(None, None)
        self._show_state()
        self.templates.refresh()
        self.make_button.setFocus()

    def commit(self) -> None:
        """Nothing is typed here that must be kept."""

    # --- the job -------------------------------------------------------------------------------

    def _make(self) -> None:
        """Look first what people changed in the report that is there."""
        folder = self._folder = self.folder.folder
        snapshot = take_snapshot(self._session)
        self.edits.hide()
        self._show_state()

        def look(progress: Progress) -> tuple[HandEdit, ...]:
            found = find_edits(snapshot, folder)
            progress(0, 0)  # ends here when the user said stop meanwhile
            return found

        self._start(look, self._on_looked)

    def _on_looked(self, edits: tuple[HandEdit, ...]) -> None:
        self._show_busy(is_busy=False)
        if edits:
            self.edits.ask(edits)
        else:
            self._write(False)

    def _write(self, keep_edits: bool) -> None:
        folder, snapshot = self._folder, take_snapshot(self._session)
        self.edits.hide()
        self._start(
            lambda progress: make_report(
                snapshot, folder, keep_edits=keep_edits, progress=progress
            ),
            self._on_made,
        )

    def _give_up(self) -> None:
        self.edits.hide()
        self.make_button.setFocus()

    def _start(self, work: Work, done: Callable[[Any], None]) -> None:
        self._show_busy(is_busy=True)
        self._job = self._context.jobs.start(
            work,
            Callbacks(
                done=done,
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
        self._show_files(files.docx, files.xlsx)
        folder = files.docx.parent
        self.banner.show_text(
            _summary(files), tone="success", way_out="Mở thư mục", act=lambda: open_folder(folder)
        )
        self.edits.tell(files.edits)

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

    def _show_files(self, word: Path | None, excel: Path | None) -> None:
        self.word.show_file(word)
        self.excel.show_file(excel)
        self.pdf.show_word(word)

    def _on_opened(self, card: FoldCard) -> None:
        self._opened = card
        self._sight.ask()

    def _bring_into_sight(self) -> None:
        """Scroll to the card that was just opened; its heading wins where it is too high."""
        if self._opened is not None:
            self._scroll.ensureWidgetVisible(self._opened, 0, 16)
            self._scroll.ensureWidgetVisible(self._opened.head, 0, 16)

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
        outer.addWidget(self.edits)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        for card in (self.word, self.excel, self.pdf):
            cards.addWidget(card, 1)
        outer.addLayout(cards)
        folded = QVBoxLayout()
        folded.setSpacing(8)
        for card in (self.format_check, self.printed_code, self.templates):
            folded.addWidget(card)
            card.opened.connect(partial(self._on_opened, card))
        outer.addLayout(folded)
        outer.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolled(content)
        page.addWidget(self._scroll)

    def _make_card(self) -> QWidget:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.make_button)
        top.addWidget(self._stop_button)
        top.addSpacing(16)
        top.addWidget(self.folder, 1)
        inside.addLayout(top)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Tiến độ làm báo cáo")
        inside.addWidget(self._progress)
        return card


def _summary(files: ReportFiles) -> str:
    text = f"Đã làm xong hai tệp trong thư mục {files.docx.parent}."
    kept = sum(edit.is_kept for edit in files.edits)
    if kept:
        text += f" Đã giữ {kept} chỗ sửa tay."
    if files.is_renamed:
        text += " Tệp cùng tên đang mở ở chương trình khác nên tệp mới được lưu với tên khác."
    if files.set_aside:
        names = ", ".join(path.name for path in files.set_aside)
        text += f" Tệp cũ có sửa tay được giữ lại với tên {names}."
    return text
