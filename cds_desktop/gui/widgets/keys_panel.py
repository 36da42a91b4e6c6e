"""The keys that are believed here: confirm one by the 30 digits from paper, retire, revoke."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cds_desktop.errors import CdsError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.labels import label, set_tone
from cds_desktop.gui.widgets.list_table import ListTable
from cds_desktop.gui.widgets.plain_table import PlainRow, PlainTableModel
from cds_desktop.operations import key_list
from cds_desktop.operations.key_view import KeyLine, key_lines

_HEADS = ("Đơn vị", "Tình trạng", "Số phiếu, công văn", "Dấu vân tay")
_LOOKS = {
    "active": ("circle-check", "success"),
    "pending": ("circle-dot-dashed", "accent"),
    "retired": ("lock", "muted"),
    "revoked": ("circle-x", "error"),
}
_DIGITS = 30


class KeysPanel(Card):
    """The list, and what can be done with the chosen key; `confirmed` when one is believed now."""

    confirmed = Signal()

    def __init__(
        self, context: AppContext, title: str, purpose: str, *, is_short: bool = False
    ) -> None:
        """Make the list; `is_short` for the one key of a province among other cards."""
        super().__init__(title, "shield-check", purpose)
        self._context = context
        self.lines = PlainTableModel(_HEADS, icon_column=1)
        self.table = ListTable(self.lines, title, stretched=0)
        for column, width in enumerate((0, 200, 136, 136)):
            if width:
                self.table.setColumnWidth(column, width)
        self._is_short = is_short
        for column in (2, 3):
            self.table.setColumnHidden(column, is_short)
        self._nothing = label("Chưa có khóa nào.", "muted", wraps=True)
        self.paper = _PaperForm(self._confirm)
        self.retire_button = button("Ngừng dùng...", self._retire, icon_name="lock")
        self.revoke_button = button("Thu hồi...", self._revoke, icon_name="circle-x")
        self._said = label("", wraps=True)
        self.add(self.table, self._nothing, self.paper)
        self.add(row_of(self.retire_button, self.revoke_button), self._said)
        self.table.selectionModel().currentRowChanged.connect(self._on_chosen)

    @property
    def said(self) -> str:
        """What was done last, or why it could not be."""
        return self._said.text()

    @property
    def chosen(self) -> KeyLine | None:
        """The key that the cursor is on."""
        row = self.table.currentIndex().row()
        item = self.lines.row_at(row).item if row >= 0 else None
        return item if isinstance(item, KeyLine) else None

    def refresh(self) -> None:
        """Show the list as it stands now; the cursor stays where it was."""
        row = max(0, self.table.currentIndex().row())
        lines = key_lines(self._context.workspace)
        self.lines.show_rows([_row(line) for line in lines])
        if self._is_short:
            self.table.fit_rows(most=3)
        self.table.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        if lines:
            self.table.selectRow(min(row, len(lines) - 1))
        self._show_actions()

    # --- verbs ---------------------------------------------------------------------------------

    def _confirm(self, digits: str, letter_no: str) -> None:
        line = self.chosen
        if line is None:
            return
        workspace = self._context.workspace
        if self._do(
            lambda: key_list.confirm_key(
                workspace, line.fingerprint, digits=digits, letter_no=letter_no
            ),
            f"Đã tin khóa của {line.unit_name}.",
        ):
            self.paper.clear()
            self.confirmed.emit()

    def _retire(self) -> None:
        line = self.chosen
        if line is None:
            return
        more = (
            f"Các gói đến số {line.last_number} vẫn được nhận; gói sau đó của khóa này bị từ chối."
        )
        reason = dialogs.ask_text(
            self, f"Lý do ngừng dùng khóa của {line.unit_name}", more=more, yes="Ngừng dùng khóa"
        )
        if reason:
            self._do(
                lambda: key_list.retire_key(
                    self._context.workspace,
                    line.fingerprint,
                    last_seq=line.last_number,
                    reason=reason,
                ),
                f"Đã ngừng dùng khóa của {line.unit_name}.",
            )

    def _revoke(self) -> None:
        line = self.chosen
        if line is None:
            return
        more = "Dùng khi khóa bị lộ hoặc mất. Số liệu đã nhận trước đó vẫn được giữ."
        reason = dialogs.ask_text(
            self, f"Lý do thu hồi khóa của {line.unit_name}", more=more, yes="Thu hồi khóa"
        )
        if reason:
            self._do(
                lambda: key_list.revoke_key(
                    self._context.workspace, line.fingerprint, reason=reason
                ),
                f"Đã thu hồi khóa của {line.unit_name}.",
            )

    def _do(self, act: Callable[[], object], text: str) -> bool:
        try:
            act()
        except CdsError as error:
            self._say(str(error), "error")
            return False
        self.refresh()
        self._say(text, "success")
        return True

    # --- inside --------------------------------------------------------------------------------

    def _on_chosen(self, _: QModelIndex) -> None:
        self._said.clear()
        self._show_actions()

    def _show_actions(self) -> None:
        line = self.chosen
        status = line.status if line else ""
        self.paper.setVisible(status == "pending")
        self.paper.show_unit(line.unit_name if line else "")
        self.retire_button.setVisible(status == "active")
        self.revoke_button.setVisible(status in ("active", "pending", "retired"))

    def _say(self, text: str, tone: str) -> None:
        self._said.setText(text)
        set_tone(self._said, tone)


class _PaperForm(QWidget):
    """The two fields for a paper form that lies on the desk."""

    def __init__(self, confirm: Callable[[str, str], None]) -> None:
        super().__init__()
        self._confirm = confirm
        self._title = label("", "strong", wraps=True)
        self.digits = QLineEdit()
        self.digits.setAccessibleName("30 chữ số trên phiếu giấy")
        self.digits.setPlaceholderText("Gõ 30 chữ số từ phiếu giấy đã ký, đóng dấu")
        self.letter = QLineEdit()
        self.letter.setAccessibleName("Số phiếu hoặc công văn")
        self.letter.setPlaceholderText("Số phiếu, công văn")
        self._count = label("", "small")
        self.button = button(
            "Tin khóa này", self._on_wanted, icon_name="circle-check", role="primary"
        )
        self.digits.textChanged.connect(self._show_count)
        self.digits.returnPressed.connect(self._on_wanted)
        self.letter.setMinimumWidth(160)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part, stretch in ((self.digits, 3), (self.letter, 1), (self.button, 0)):
            row.addWidget(part, stretch)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self._title)
        outer.addLayout(row)
        outer.addWidget(self._count)
        self._show_count()

    def show_unit(self, name: str) -> None:
        """Say whose paper is wanted."""
        self._title.setText(f"Đối chiếu phiếu giấy của {name}")

    def clear(self) -> None:
        """Forget what was typed."""
        self.digits.clear()
        self.letter.clear()

    def _show_count(self) -> None:
        count = sum(letter.isdigit() for letter in self.digits.text())
        self._count.setText(f"Đã gõ {count}/{_DIGITS} chữ số. Không chép từ tệp hay từ thư.")
        self.button.setEnabled(count == _DIGITS)

    def _on_wanted(self) -> None:
        if self.button.isEnabled():
            self._confirm(self.digits.text(), self.letter.text().strip())


def _row(line: KeyLine) -> PlainRow:
    status = line.status_name
    texts = (
        f"{line.unit_name} ({line.unit})",
        status[0].upper() + status[1:],
        line.letter_no,
        line.fingerprint.removeprefix("SHA256:")[:10],
    )
    tip = f"{line.fingerprint}. {line.reason}".strip()
    return PlainRow(texts, _LOOKS[line.status], line, tip=tip)
