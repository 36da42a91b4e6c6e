"""Figures from elsewhere: a file or the clipboard, each cell as it is understood, one step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Destination, Page
from cds_desktop.gui.jobs import Callbacks, Job, Work
from cds_desktop.gui.widgets.banner import Banner
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import row_of
from cds_desktop.gui.widgets.check_box import CheckBox
from cds_desktop.gui.widgets.drop_down import DropDown
from cds_desktop.gui.widgets.import_foot import ImportFoot
from cds_desktop.gui.widgets.import_source import (
    FileSource,
    PasteSource,
    Source,
    answer_typed,
    names_of,
    read_source,
    save_report,
    write_workbooks,
)
from cds_desktop.gui.widgets.import_start import ImportStart
from cds_desktop.gui.widgets.labels import label
from cds_desktop.gui.widgets.opening import open_folder
from cds_desktop.gui.widgets.preview_panel import PreviewPanel
from cds_desktop.legacy_text import Encoding
from cds_desktop.model.changes import Changes
from cds_desktop.model.submission import CellKey
from cds_desktop.operations import block_paste, commune_workbook, sheet_import
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.sheet_preview import SKIP, ImportDecisions, Preview, PreviewCell

_KINDS = "Bảng tính (*.xlsx *.csv);;Mọi tệp (*)"


class ImportPage(QWidget):
    """Nothing is written before the last button; what is written is one step to undo."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._job: Job | None = None
        self._source: Source | None = None
        self._back_to: CellKey | None = None
        self._decisions: list[ImportDecisions] = []
        self.previews: list[Preview] = []
        self._names: Mapping[str, str] = {}
        self.banner = Banner()
        self.start = ImportStart()
        self.panel = PreviewPanel()
        self.foot = ImportFoot()
        self._title = label("Nhập từ Excel", "title")
        self._what = label("", "muted", wraps=True)
        self.box = DropDown("Trang tính hoặc tệp")
        self.sent_by = QLineEdit()
        self.history = CheckBox("Nhận cả số liệu tháng khác")
        self._progress = QProgressBar()
        self._lay_out()
        self._connect()
        self._show_state()

    def arrive(self, destination: Destination) -> None:
        """Begin with a file, or with what is on the clipboard when it is pasted at a cell."""
        self._back_to = destination.key
        if destination.place == "paste" and destination.key is not None:
            self.paste(QGuiApplication.clipboard().text(), destination.key)
        elif self._source is None or isinstance(self._source, PasteSource):
            self._start_over()
            self.start.drop.buttons[0].setFocus()

    def commit(self) -> None:
        """Nothing is typed here that must be kept."""

    # --- verbs ---------------------------------------------------------------------------------

    def open_files(self, files: Sequence[Path]) -> None:
        """Read files in a job and show what is understood."""
        if files:
            self._run(partial(read_source, files), self._on_read)

    def paste(self, text: str, key: CellKey) -> None:
        """Show what a block from the clipboard is understood as at `key`."""
        if not text.strip():
            self._start_over()
            self.banner.show_text("Bộ nhớ tạm chưa có vùng số liệu nào để dán.", tone="warning")
            return
        self._on_read(PasteSource(text, block_paste.paste_target(self._session, key)))

    def apply(self, *, only_correct: bool = False) -> None:
        """Write what the preview shows."""
        if self._source is None:
            return
        try:
            applied = self._source.apply(
                self._session,
                self.previews,
                only_correct=only_correct,
                sender=self.sent_by.text().strip(),
            )
        except CdsError as error:
            self.banner.show_text(str(error), tone="error")
            return
        self._context.announce(Changes(submissions=True))
        key = self._back_to or self._first_key(only_correct=only_correct)
        is_paste = isinstance(self._source, PasteSource)
        self._start_over()
        if is_paste:
            self._context.visit(Page.ENTRY, key=key)
            return
        periods = ", ".join(period.label for period in applied.periods)
        text = f"Đã nhập {applied.count} số liệu vào {periods} trong một lần; Ctrl+Z để hoàn tác."
        act = partial(self._context.visit, Page.ENTRY, key=key)
        self.banner.show_text(text, tone="success", way_out="Xem số liệu", act=act)

    def decide(self, cell: PreviewCell, number: int, is_for_all: bool) -> None:
        """Settle one cell, or all with the same doubt: a reading from 1 on, 0 leaves it out."""
        decided = self._decisions[self._at]
        if is_for_all:
            choices = {**decided.choices, cell.code: str(number) if number else SKIP}
            self._understand(replace(decided, choices=choices))
            return
        answer = cell.choices[number - 1].answer if number else None
        cells = {**decided.cells, (cell.row, cell.column): answer}
        self._understand(replace(decided, cells=cells))

    def correct(self, cell: PreviewCell, text: str) -> None:
        """Take what the user says a cell should be; the sheet itself is not changed."""
        answer = answer_typed(self._session, cell, text)
        if answer is None:
            self.banner.show_text(f"“{text}” chưa hiểu được là số liệu của ô này.", tone="error")
            return
        self.banner.hide()
        decided = self._decisions[self._at]
        cells = {**decided.cells, (cell.row, cell.column): answer}
        self._understand(replace(decided, cells=cells))

    def _make_workbooks(self, is_one_file: bool) -> None:
        folder = dialogs.pick_folder(self, "Chọn nơi lưu biểu cho các xã", paths.documents())
        if folder is None:
            return
        try:
            plans = commune_workbook.plan_workbooks(self._session, is_one_file=is_one_file)
        except CdsError as error:
            dialogs.show_error(self, error)
            return
        self._run(partial(write_workbooks, plans, folder), self._on_made)

    def _save_report(self) -> None:
        folder = dialogs.pick_folder(self, "Chọn nơi lưu bảng kết quả", paths.documents())
        if folder is None or not isinstance(self._source, FileSource):
            return
        opened, preview = self._source.opened, self.previews[0]
        self._run(partial(save_report, opened, preview, folder), self._on_report_saved)

    # --- slots ---------------------------------------------------------------------------------

    def _on_applied(self, only_correct: bool) -> None:
        self.apply(only_correct=only_correct)

    def _on_read(self, source: Source) -> None:
        self._source = source
        self._decisions = [ImportDecisions(has_history=self.history.isChecked())] * len(
            source.names
        )
        self.banner.hide()
        self._understand(self._decisions[0], at=0)

    def _on_understood(self, previews: list[Preview]) -> None:
        self.previews = previews
        self._fill_box()
        self._show_state()
        self.panel.table.setFocus()

    def _on_made(self, files: list[Path]) -> None:
        text = f"Đã lập {len(files)} biểu trong {files[0].parent}."
        act = partial(open_folder, files[0].parent)
        self.banner.show_text(text, tone="success", way_out="Mở thư mục", act=act)

    def _on_report_saved(self, file: Path) -> None:
        act = partial(open_folder, file.parent)
        text = f"Đã lưu bảng kết quả {file.name}."
        self.banner.show_text(text, tone="success", way_out="Mở thư mục", act=act)

    def _on_failed(self, error: CdsError) -> None:
        self._show_busy(is_busy=False)
        self.banner.show_text(str(error), tone="error")
        if not self.previews:
            self._source = None
        self._show_state()

    def _on_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _on_box_chosen(self) -> None:
        if isinstance(self._source, FileSource):
            self._understand(ImportDecisions(sheet=self.box.currentText()))
        else:
            self._show_state()

    def _on_confirmed(self, code: str) -> None:
        decided = self._decisions[self._at]
        self._understand(replace(decided, confirmed=decided.confirmed | {code}))

    def _on_encoding(self, encoding: Encoding) -> None:
        self._understand(replace(self._decisions[self._at], encoding=encoding))

    def _on_column_named(self, number: int, code: str) -> None:
        decided = self._decisions[self._at]
        self._understand(replace(decided, columns={**decided.columns, number: code}))

    def _on_row_named(self, number: int, code: str) -> None:
        decided = self._decisions[self._at]
        self._understand(replace(decided, rows={**decided.rows, number: code}))

    def _on_history(self) -> None:
        if self._decisions:
            decided = self._decisions[self._at]
            self._understand(replace(decided, has_history=self.history.isChecked()))

    def _go_back(self) -> None:
        self._start_over()
        self._context.visit(Page.ENTRY, key=self._back_to)

    # --- inside --------------------------------------------------------------------------------

    @property
    def _session(self) -> EntrySession:
        assert self._context.session is not None, "the window opens a month before this page"
        return self._context.session

    @property
    def _at(self) -> int:
        """Which of several workbooks is shown."""
        is_one = len(self.previews) < 2
        return 0 if is_one else max(0, self.box.currentIndex())

    def _first_key(self, *, only_correct: bool) -> CellKey | None:
        written = (c.key for p in self.previews for c in p.writable(only_correct=only_correct))
        return next((key for key in written if key is not None and key.row[:1] != "+"), None)

    def _understand(self, decided: ImportDecisions, *, at: int | None = None) -> None:
        source = self._source
        if source is None:
            return
        self._decisions[self._at if at is None else at] = decided
        decisions = tuple(self._decisions)
        context = sheet_import.take_context(
            self._session, sender=self.sent_by.text().strip(), has_history=decided.has_history
        )
        self._names = names_of(self._session)
        work = partial(source.understand, context, decisions)
        self._run(work, self._on_understood)

    def _run(self, work: Work, done: Callable[[Any], None]) -> None:
        self._show_busy(is_busy=True)

        def finish(result: Any) -> None:
            self._show_busy(is_busy=False)
            done(result)

        self._job = self._context.jobs.start(
            work,
            Callbacks(
                done=finish,
                failed=self._on_failed,
                progress=self._on_progress,
                stopped=partial(self._show_busy, is_busy=False),
            ),
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _start_over(self) -> None:
        self._source, self.previews, self._decisions = None, [], []
        self.banner.hide()
        self._show_state()

    def _fill_box(self) -> None:
        source = self._source
        if isinstance(source, FileSource):
            names = [sheet.name for sheet in source.opened.sheets]
            current = self.previews[0].sheet
        else:
            names = list(source.names) if source else []
            current = names[self._at] if names else ""
        self.box.clear()
        self.box.addItems(names)
        self.box.setCurrentText(current)

    def _show_state(self) -> None:
        is_shown = bool(self.previews)
        self.start.setVisible(not is_shown)
        self._body.setVisible(is_shown)
        if not is_shown:
            self._what.setText("Số liệu được đối chiếu từng ô, chỉ ghi khi nhấn nút Nhập.")
            return
        preview = self.previews[self._at]
        is_file = isinstance(self._source, FileSource)
        self.box.setVisible(self.box.count() > 1)
        for part in (self._sender_row, self.foot.report_button):
            part.setVisible(is_file)
        self.panel.show_preview(preview, self._names)
        if not preview.has_table:
            text = (
                f"Trang tính “{preview.sheet}” không có bảng nào khớp với biểu. "
                "Xin chọn trang tính khác, hoặc tệp khác."
            )
            self.banner.show_text(text, tone="warning")
        source = self._source.names[self._at] if self._source else ""
        self._what.setText(f"{source}: {self.foot.show_counts(self.previews)}")

    def _show_busy(self, *, is_busy: bool) -> None:
        self._progress.setVisible(is_busy)
        self._progress.setRange(0, 0)
        self._stop_button.setVisible(is_busy)
        self.start.drop.show_busy(is_busy)

    def _choose(self) -> None:
        title = "Chọn tệp bảng tính (có thể chọn nhiều biểu của các xã)"
        self.open_files(dialogs.pick_files(self, title, paths.documents(), _KINDS))

    def _connect(self) -> None:
        panel = self.panel
        panel.decided.connect(self.decide)
        panel.typed.connect(self.correct)
        panel.lines.confirmed.connect(self._on_confirmed)
        panel.lines.encoding_chosen.connect(self._on_encoding)
        panel.lines.column_named.connect(self._on_column_named)
        panel.lines.row_named.connect(self._on_row_named)
        self.box.activated.connect(self._on_box_chosen)
        self.history.clicked.connect(self._on_history)
        self.start.choosing.connect(self._choose)
        self.start.dropped.connect(self.open_files)
        self.start.workbooks_wanted.connect(self._make_workbooks)
        self.foot.applied.connect(self._on_applied)
        self.foot.report_wanted.connect(self._save_report)
        self.foot.other_wanted.connect(self._start_over)
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.activated.connect(self._go_back)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(12)
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._what)
        top.addLayout(words, 1)
        self._stop_button = button("Dừng", self._stop)
        top.addWidget(self._stop_button)
        top.addWidget(button("Về trang nhập (Esc)", self._go_back, role="quiet"))
        outer.addLayout(top)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Tiến độ đọc tệp")
        outer.addWidget(self._progress)
        outer.addWidget(self.banner)
        self._body = self._body_part()
        outer.addWidget(self.start)
        outer.addWidget(self._body, 1)
        outer.addStretch(0)
        self._show_busy(is_busy=False)

    def _body_part(self) -> QWidget:
        part = QWidget()
        inside = QVBoxLayout(part)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        self.sent_by.setPlaceholderText("Nơi gửi (để nhớ cách hiểu cho lần sau)")
        self.sent_by.setAccessibleName("Nơi gửi")
        self.sent_by.setFixedWidth(320)
        self._sender_row = QWidget()
        sender = row_of(self.sent_by, self.history, ends_free=False)
        sender.setContentsMargins(0, 0, 0, 0)
        self._sender_row.setLayout(sender)
        inside.addLayout(row_of(self.box, self._sender_row))
        inside.addWidget(self.panel, 1)
        inside.addWidget(self.foot)
        return part
