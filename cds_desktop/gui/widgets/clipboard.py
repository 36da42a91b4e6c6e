"""What the clipboard holds, as plain text only."""

from PySide6.QtGui import QGuiApplication

from cds_desktop import limits
from cds_desktop.operations.block_paste import is_block


def single_cell_text() -> str:
    """Return the text of one cell; "" when there is none, or a block of several."""
    text = QGuiApplication.clipboard().text()
    is_huge = len(text) > limits.PASTE_BYTES
    return "" if is_huge or is_block(text) else text.strip()
