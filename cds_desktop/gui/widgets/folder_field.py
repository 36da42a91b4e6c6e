"""Where to save: a folder shown in full, and a button to choose another."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.labels import label


class FolderField(QWidget):
    """Holds a folder."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__()
        self._name = name
        self._field = QLineEdit(str(folder))
        self._field.setReadOnly(True)
        self._field.setAccessibleName(name)
        caption = label(name, "muted")
        caption.setBuddy(self._field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        row.addWidget(button("Chọn thư mục...", self._choose, icon_name="folder-open"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(caption)
        outer.addLayout(row)

    @property
    def folder(self) -> Path:
        """The chosen folder."""
        return Path(self._field.text())

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._field.setText(str(folder))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._name, self._field.text())
        if chosen:
            self._field.setText(chosen)
