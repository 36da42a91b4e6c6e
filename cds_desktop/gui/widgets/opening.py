"""Open files and folders that this program has just written, and nothing else."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_KINDS = {".docx", ".xlsx", ".pdf", ".zip"}


def open_file(path: Path) -> bool:
    """Open a document in its own program; False when it is gone or no document of ours."""
    is_ours = path.suffix.lower() in _KINDS and path.is_file()
    return is_ours and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_folder(path: Path) -> bool:
    """Show a folder; False when it is gone."""
    return path.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
