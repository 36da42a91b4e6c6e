"""The list of keys, as a window that may stay open beside the work."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import label

KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "Đi lại": (
        ("Enter", "Sang ô tiếp theo (xác nhận số tháng trước)"),
        ("Shift+Enter", "Về ô trước"),
        ("Tab, Shift+Tab", "Sang phải, sang trái trong bảng"),
        ("F5", "Đến lỗi, cảnh báo tiếp theo"),
        ("F6, Shift+F6", "Sang phần sau, phần trước"),
        ("Alt+1 … Alt+6", "Đến một bước của tháng"),
    ),
    "Nhập số liệu": (
        ("F2", "Sửa ô đang chọn"),
        ("F3, F4", "Thêm dòng, xóa dòng trong danh sách"),
        ("F7", "Ghi chú cho ô"),
        ("F8", "Tình trạng số liệu của ô"),
        ("Esc", "Bỏ nội dung vừa gõ"),
        ("Delete", "Để trống"),
        ("-", "Không phát sinh ở đơn vị"),
        ("...", "Chưa có số liệu"),
    ),
    "Việc khác": (
        ("F1", "Hướng dẫn của chỉ tiêu; nhấn lần nữa: phím tắt"),
        ("F9", "Kiểm tra"),
        ("Ctrl+S", "Lưu (mọi ô đã tự lưu khi rời ô)"),
        ("Ctrl+Z, Ctrl+Y", "Hoàn tác, làm lại"),
        ("Ctrl+C, Ctrl+V", "Sao chép, dán (cả vùng từ Excel)"),
        ("Ctrl+D", "Điền xuống các ô đang chọn"),
        ("Ctrl+F", "Tìm chỉ tiêu hoặc xã"),
        ("Ctrl+O", "Nhập từ Excel"),
        ("F11", "Lịch sử của ô"),
    ),
}


class KeysDialog(QDialog):
    """Every key in three groups."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Các phím tắt")
        self.setAccessibleName("Các phím tắt")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.setSpacing(16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        row = 0
        for title, keys in KEYS.items():
            grid.addWidget(label(title, "heading"), row, 0, 1, 2)
            for key, meaning in keys:
                row += 1
                grid.addWidget(label(key, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label(meaning), row, 1)
            row += 1
        outer.addLayout(grid)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("Đóng", self.close, role="primary"))
        outer.addLayout(foot)


def key_hints() -> QLabel:
    """Return the line of keys that stands under the form."""
    hints = "   ·   ".join(f"{key} {meaning}" for key, meaning in _HINTS)
    return label(hints, "small")


_HINTS = (
    ("Enter", "ô tiếp"),
    ("Shift+Enter", "ô trước"),
    ("F1", "hướng dẫn"),
    ("F5", "lỗi tiếp theo"),
    ("F6", "phần sau"),
    ("F7", "ghi chú"),
    ("F8", "tình trạng"),
    ("F9", "kiểm tra"),
)
