"""What people changed by hand in the former report, before it is made again; what became of it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import Card, row_of
from cds_desktop.gui.widgets.labels import label
from cds_desktop.gui.widgets.plain_table import PlainRow
from cds_desktop.gui.widgets.wrapped_table import WrappedTable
from cds_desktop.operations.hand_edits import HandEdit

_HEADS = ("Khi làm lại", "Chỗ sửa", "Đã sửa tay thành", "Phần mềm ghi")
_KEPT, _LOST = ("circle-check", "success"), ("triangle-alert", "warning")


class HandEditsPanel(QWidget):
    """Asks whether to keep the edits; `make(keep_edits)` goes on, `give_up` writes nothing."""

    def __init__(self, make: Callable[[bool], None], give_up: Callable[[], None]) -> None:
        super().__init__()
        self._text = label("", wraps=True)
        self.table = WrappedTable("Các chỗ sửa tay", _HEADS, shares=(3, 4, 6, 6), most=260)
        self.keep_button = button(
            "Giữ các chỗ sửa tay", lambda: make(True), icon_name="file-text", role="primary"
        )
        self.drop_button = button("Làm mới hoàn toàn", lambda: make(False))
        self.stop_button = button("Thôi, chưa làm", give_up)
        self._buttons = (self.keep_button, self.drop_button, self.stop_button)
        card = Card("Báo cáo Word đã được sửa tay", "square-pen")
        card.add(self._text, self.table, row_of(*self._buttons))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self.hide()

    @property
    def text(self) -> str:
        """What is said above the list."""
        return self._text.text()

    def ask(self, edits: Sequence[HandEdit]) -> None:
        """Show what making the report again would overwrite, and the choice."""
        conflicts = sum(not edit.is_kept for edit in edits)
        can_keep = conflicts < len(edits)
        self._text.setText(_question(len(edits), conflicts))
        self._show(edits, kept="Giữ được", lost="Không giữ được")
        self.keep_button.setVisible(can_keep)
        self.drop_button.setVisible(True)
        self.stop_button.setText("Thôi, chưa làm")
        (self.keep_button if can_keep else self.stop_button).setFocus()

    def tell(self, edits: Sequence[HandEdit]) -> None:
        """List the edits that could not be carried over into the report just made."""
        conflicts = [edit for edit in edits if not edit.is_kept]
        self.setVisible(bool(conflicts))
        if not conflicts:
            return
        self._text.setText(
            f"Có {len(conflicts)} chỗ sửa tay không đưa sang được báo cáo mới. "
            "Xin xem lại từng chỗ và sửa trong báo cáo mới; tệp cũ vẫn còn nguyên."
        )
        self._show(conflicts, kept="Đã giữ", lost="Chưa giữ được")
        self.keep_button.hide()
        self.drop_button.hide()
        self.stop_button.setText("Đã xem")

    def _show(self, edits: Sequence[HandEdit], *, kept: str, lost: str) -> None:
        self.show()
        ordered = sorted(edits, key=lambda edit: edit.is_kept)
        self.table.show_rows([_row(edit, kept if edit.is_kept else lost) for edit in ordered])


def _question(count: int, conflicts: int) -> str:
    text = f"Trong thư mục đã có báo cáo này, được sửa tay {count} chỗ. "
    if conflicts == count:
        text += "Không giữ được chỗ nào khi làm lại, vì số liệu ở đúng các chỗ đó đã đổi. "
    elif conflicts:
        text += f"Khi làm lại, {count - conflicts} chỗ giữ được, {conflicts} chỗ không giữ được. "
    else:
        text += "Khi làm lại, các chỗ này đều giữ được. "
    return text + "Dù chọn cách nào, tệp đang có cũng được giữ nguyên dưới tên khác."


def _row(edit: HandEdit, word: str) -> PlainRow:
    texts = (word, edit.place, edit.edited or "(bỏ đi)", edit.now or "(không còn)")
    return PlainRow(texts, icon=_KEPT if edit.is_kept else _LOST, item=edit)
