"""Under the preview: write everything, only the right rows, save the report, another file."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.cards import row_of
from cds_desktop.operations.sheet_preview import Preview


class ImportFoot(QWidget):
    """The buttons say how many cells they write."""

    applied = Signal(bool)
    report_wanted = Signal()
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.apply_button = button("Nhập", lambda: self.applied.emit(False), role="primary")
        self.correct_button = button("Chỉ nhập dòng đúng", lambda: self.applied.emit(True))
        self.report_button = button("Lưu bảng kết quả...", self.report_wanted.emit)
        other = button("Tệp khác...", self.other_wanted.emit, role="quiet")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(row_of(self.apply_button, self.correct_button, self.report_button, other))

    def show_counts(self, previews: Sequence[Preview]) -> str:
        """Show what would be written; return it as a sentence."""
        count = sum(len(one.writable()) for one in previews)
        right = sum(len(one.writable(only_correct=True)) for one in previews)
        still_open = sum(one.open_count for one in previews)
        is_blocked = any(one.blocking for one in previews)
        for made, text in (
            (self.apply_button, f"Nhập {count} ô"),
            (self.correct_button, f"Chỉ nhập dòng đúng ({right} ô)"),
        ):
            made.setText(text)
            made.setAccessibleName(text)
        self.apply_button.setEnabled(bool(count) and not still_open)
        self.correct_button.setVisible(bool(still_open))
        self.correct_button.setEnabled(bool(right) and not is_blocked)
        if still_open:
            return f"sẽ ghi {count} ô; còn {still_open} điều phải quyết định."
        return f"sẽ ghi {count} ô, không còn gì phải hỏi."
