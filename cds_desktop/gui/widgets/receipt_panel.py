"""What the province says of the month: take a receipt in, the state, remarks to go to, alarms."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.widgets.busy_job import start_job
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card
from cds_desktop.gui.widgets.drop_area import DropArea
from cds_desktop.gui.widgets.labels import frame, icon_label, label, set_tone, show_icon
from cds_desktop.gui.widgets.layouts import clear_layout
from cds_desktop.model.changes import Changes
from cds_desktop.operations import month_standing, taking_receipts
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.inbox_files import ParsedFile
from cds_desktop.operations.month_standing import RemarkLine
from cds_desktop.operations.taking_receipts import TakenReceipt

_KINDS = "Biên nhận, thư đã lưu (*.zip *.eml);;Tất cả các tệp (*)"
LOOKS = {
    "waiting": ("circle-dot-dashed", "accent"),
    "received": ("mail-check", "success"),
    "held": ("triangle-alert", "warning"),
    "returned": ("circle-x", "error"),
    "approved": ("circle-check", "success"),
    "refused": ("circle-x", "error"),
}


class ReceiptPanel(Card):
    """The card of the last step."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            "Biên nhận",
            "mail-check",
            "Khi tỉnh nhận gói, tỉnh gửi lại một tệp biên nhận có chữ ký.",
        )
        self._context = context
        self._icon = icon_label("circle")
        self._state = label("", "strong", wraps=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._state, 1)
        self.alarm = _Alarm()
        self.remarks = _Remarks(context)
        self.drop_area = DropArea(
            "Thả vào đây tệp biên nhận (BN_...zip), tệp đăng ký khóa của tỉnh (DK_...zip) "
            "hoặc thư đã lưu (.eml).",
            [("Chọn tệp...", "folder-open", self._choose)],
        )
        self.drop_area.dropped.connect(self._on_dropped)
        self._result = label("", wraps=True)
        self._result.hide()
        self.add(line, self.alarm, self.remarks, self.drop_area, self._result)

    @property
    def state_text(self) -> str:
        """Where the month stands, in words."""
        return self._state.text()

    @property
    def result_text(self) -> str:
        """What is said of the file taken in last."""
        return self._result.text()

    def refresh(self, session: EntrySession) -> None:
        """Show where the month stands."""
        sent = month_standing.newest_sent(session)
        if sent is None:
            text, look = "Chưa gửi gói nào của kỳ này.", ("circle", "muted")
        else:
            text, look = f"Bản {sent.sent.revision}: {sent.state_text}", LOOKS[sent.state]
        self._state.setText(text)
        show_icon(self._icon, *look)
        self.remarks.show_remarks(month_standing.remarks(session))
        alarms = taking_receipts.unknown_bundles(self._context.workspace)
        self.alarm.show_texts([f"{one.text} {one.way_out}".strip() for one in alarms])

    def take(self, path: Path) -> None:
        """Read a receipt in the worker, then store what it says."""
        is_practice = self._context.workspace.is_practice
        start_job(
            self,
            self._context,
            lambda progress: taking_receipts.read_file(path, is_practice=is_practice),
            done=lambda parsed: self._on_read(path, parsed),
            show_busy=self.drop_area.show_busy,
            failed=self._show_error,
        )

    # --- slots ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        path = dialogs.pick_file(self, "Chọn tệp biên nhận", paths.documents(), _KINDS)
        if path is not None:
            self.take(path)

    def _on_dropped(self, files: list[Path]) -> None:
        for path in files:
            self.take(path)

    def _on_read(self, path: Path, parsed: ParsedFile) -> None:
        if parsed.opened is not None and parsed.opened.enrolment is not None:
            self._take_enrolment(path, parsed)
            return
        try:
            taken = taking_receipts.take_receipt(self._context.workspace, path, parsed=parsed)
        except CdsError as error:
            self._show_error(error)
            return
        session = self._context.session
        if session is not None:
            session.refresh_submission()
        self._say(_summary(taken), "warning" if taken.missing else "success")
        self._context.announce(Changes(submissions=True, bundles=True))

    def _take_enrolment(self, path: Path, parsed: ParsedFile) -> None:
        try:
            taking_receipts.take_enrolment(self._context.workspace, path, parsed=parsed)
        except CdsError as error:
            self._show_error(error)
            return
        self._say(
            "Đã nhận tệp đăng ký khóa của tỉnh. Xin gõ 30 chữ số trên phiếu ở mục Khóa của tỉnh.",
            "success",
        )
        self._context.announce(Changes(bundles=True))

    def _show_error(self, error: CdsError) -> None:
        self._say(str(error), "error")

    def _say(self, text: str, tone: str) -> None:
        self._result.setText(text)
        set_tone(self._result, tone)
        self._result.show()


def _summary(taken: TakenReceipt) -> str:
    words = [f"Đã nhận biên nhận số {taken.receipt_no}."]
    if not taken.is_new:
        words = [f"Biên nhận số {taken.receipt_no} đã được nhận trước đây."]
    if taken.changed:
        words.append(f"Tình trạng mới: {', '.join(one.period.label for one in taken.changed)}.")
    if taken.missing:
        numbers = ", ".join(str(number) for number in taken.missing)
        words.append(f"Tỉnh chưa nhận được gói số {numbers}; xin gửi lại từ bảng Các gói đã gửi.")
    return " ".join(words)


class _Alarm(QWidget):
    """What must not be overlooked; hidden when there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        box = frame("note", tone="error")
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(icon_label("triangle-alert", "error", tip="Cảnh báo"))
        self._text = label("", tone="error", wraps=True)
        row.addWidget(self._text, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)
        self.hide()

    @property
    def text(self) -> str:
        """What is alarming."""
        return self._text.text()

    def show_texts(self, texts: list[str]) -> None:
        """Show these sentences, or nothing."""
        self._text.setText("\n".join(texts))
        self.setVisible(bool(texts))


class _Remarks(QWidget):
    """The province's remarks; a click goes to the cell."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self.shown: tuple[RemarkLine, ...] = ()

    def show_remarks(self, remarks: tuple[RemarkLine, ...]) -> None:
        """Show these remarks instead of the former ones."""
        clear_layout(self._lines)
        self.shown = remarks
        if remarks:
            self._lines.addWidget(label("Ý kiến của tỉnh", "muted"))
        for remark in remarks:
            self._lines.addWidget(self._remark(remark))
        self.setVisible(bool(remarks))

    def _remark(self, remark: RemarkLine) -> QWidget:
        box = frame("note", tone="warning")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(8, 6, 8, 6)
        inside.setSpacing(2)
        if remark.key is None:
            inside.addWidget(label(remark.place, "strong"))
        else:
            key = remark.key
            go = button(remark.place, lambda: self._context.visit(Page.ENTRY, key=key), role="link")
            go.setAccessibleName(f"Đến ô {remark.place}")
            row = QHBoxLayout()
            row.addWidget(go)
            row.addStretch(1)
            inside.addLayout(row)
        inside.addWidget(label(remark.text, wraps=True))
        return box
