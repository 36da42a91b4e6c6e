"""Type the eight characters of a printed report: which month and revision it is."""

from collections.abc import Iterator

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from cds_desktop.errors import InputError
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.fold_card import FoldCard
from cds_desktop.gui.widgets.labels import icon_label, label, set_tone, show_icon
from cds_desktop.gui.widgets.later import Later
from cds_desktop.operations.printed_code import PrintedRevision, search_revisions
from cds_desktop.vietnamese import format_date

_WIDTH = 220
_END = object()
_OF_NOBODY = (
    "Không có bản nào của đơn vị mang mã này: bản in của nơi khác, bản đã bị sửa "
    "hoặc mã đọc chưa đúng."
)
_MOST_TYPED = 40
_ICONS = {"success": "circle-check", "warning": "triangle-alert", "error": "circle-x"}


class PrintedCodePanel(FoldCard):
    """One field, one answer."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            "Kiểm tra bản in", "Cho biết tờ báo cáo trên tay là kỳ nào, bản nào, còn mới không."
        )
        self._context = context
        self._search: Iterator[PrintedRevision | None] = iter(())
        self._next = Later(self, self._look_at_next, after_ms=0)
        self.field = QLineEdit()
        self.field.setMaxLength(_MOST_TYPED)
        self.field.setFixedWidth(_WIDTH)
        self.field.setPlaceholderText("Ví dụ K7Q2 M4XA")
        self.field.setAccessibleName("Mã nội dung trên bản in")
        self.field.returnPressed.connect(self._look_up)
        self.field.textEdited.connect(self._forget)
        caption = label("Mã 8 ký tự ở cuối trang:")
        caption.setBuddy(self.field)
        self.button = button("Tra mã", self._look_up, icon_name="search")
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (caption, self.field, self.button):
            line.addWidget(part)
        line.addStretch(1)
        self._icon = icon_label("circle")
        self._result = label("", wraps=True)
        answer = QHBoxLayout()
        answer.setSpacing(8)
        answer.addWidget(self._icon)
        answer.addWidget(self._result, 1)
        self.add(line, answer)
        self._forget()
        self.opened.connect(self.field.setFocus)

    @property
    def result_text(self) -> str:
        """What is said of the code."""
        return self._result.text()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no further when the page is left: the workspace may be closed next."""
        self._forget()
        super().hideEvent(event)

    def _look_up(self) -> None:
        self._forget()
        try:
            self._search = search_revisions(self._context.workspace, self.field.text())
        except InputError as error:
            self._say(f"{error.message.text} {error.message.way_out}", "error")
            return
        self._next.ask()

    def _look_at_next(self) -> None:
        """Look at one revision, some 12 ms; the keys are heard in between."""
        found = next(self._search, _END)
        if found is None:
            self._next.ask()
        elif isinstance(found, PrintedRevision):
            self._say(_sentence(found), "success" if found.is_newest else "warning")
        else:
            self._say(_OF_NOBODY, "warning")

    def _say(self, text: str, tone: str) -> None:
        self._result.setText(text)
        set_tone(self._result, tone)
        show_icon(self._icon, _ICONS[tone], tone)
        self._result.show()
        self._icon.show()

    def _forget(self) -> None:
        self._next.stop()
        self._result.clear()
        self._result.hide()
        self._icon.hide()


def _sentence(found: PrintedRevision) -> str:
    when = f"{found.completed_at:%H:%M} ngày {format_date(found.completed_at.date())}"
    text = f"Báo cáo {found.period.label}, bản {found.revision}, chốt lúc {when}."
    if found.reason:
        text += f" Lý do điều chỉnh: {found.reason}."
    more = "Đây là bản mới nhất." if found.is_newest else "Đã có bản mới hơn thay thế bản này."
    return f"{text} {more}"
