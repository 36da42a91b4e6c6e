"""The office's words on a report: who issues, who signs, to whom it goes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cds_desktop import limits
from cds_desktop.gui.widgets.labels import label
from cds_desktop.settings import Issuer, Settings, Signer
from cds_desktop.text_rules import clean

_LINES_HEIGHT, _TALL_LINES_HEIGHT = 80, 99


class IssuerForm(QWidget):
    """Letterhead: the bodies, the place, the symbol of the number."""

    def __init__(self) -> None:
        super().__init__()
        grid = form_grid(self)
        self._parent_body = line_field(grid, 0, "Cơ quan chủ quản", width=2)
        self._issuing_body = line_field(grid, 1, "Cơ quan ban hành", width=2)
        self._place = line_field(grid, 2, "Địa danh")
        self._symbol = line_field(grid, 2, "Ký hiệu văn bản", column=1, hint="BC-PVHTT")
        self._drafting_unit = line_field(grid, 3, "Đơn vị soạn thảo (viết tắt)")
        self.setFocusProxy(self._parent_body)

    def show_issuer(self, issuer: Issuer) -> None:
        """Fill the fields."""
        self._parent_body.setText(issuer.parent_body)
        self._issuing_body.setText(issuer.issuing_body)
        self._place.setText(issuer.place)
        self._symbol.setText(issuer.symbol)
        self._drafting_unit.setText(issuer.drafting_unit)

    def issuer(self) -> Issuer:
        """Return what the fields hold."""
        return Issuer(
            parent_body=typed(self._parent_body),
            issuing_body=typed(self._issuing_body),
            place=typed(self._place),
            symbol=typed(self._symbol),
            drafting_unit=typed(self._drafting_unit),
        )


class SigningForm(QWidget):
    """The signer's block, the addressees, the recipients, who prepares."""

    def __init__(self) -> None:
        super().__init__()
        grid = form_grid(self)
        self._lines = lines_field(grid, 0, "Chức danh ký (mỗi dòng một mục)")
        self.setFocusProxy(self._lines)
        self._addressees = lines_field(grid, 0, "Kính gửi (mỗi dòng một nơi)", column=1)
        self._name = line_field(grid, 1, "Họ và tên người ký")
        self._prepared_by = line_field(grid, 2, "Người lập báo cáo (chức danh)")
        self._recipients = lines_field(grid, 1, "Nơi nhận (mỗi dòng một nơi)", column=1, height=2)

    def show_settings(self, settings: Settings) -> None:
        """Fill the fields."""
        self._lines.setPlainText("\n".join(settings.signer.lines))
        self._name.setText(settings.signer.name)
        self._addressees.setPlainText("\n".join(settings.addressees))
        self._recipients.setPlainText("\n".join(settings.recipients))
        self._prepared_by.setText(settings.prepared_by)

    def filled(self, settings: Settings) -> Settings:
        """Return `settings` with what the fields hold."""
        return replace(
            settings,
            signer=Signer(lines=typed_lines(self._lines), name=typed(self._name)),
            addressees=typed_lines(self._addressees),
            recipients=typed_lines(self._recipients),
            prepared_by=typed(self._prepared_by),
        )


def form_grid(parent: QWidget) -> QGridLayout:
    """Return a grid of two equal columns, captions above their fields."""
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(12)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


def line_field(
    grid: QGridLayout, row: int, name: str, *, column: int = 0, width: int = 1, hint: str = ""
) -> QLineEdit:
    """Add a captioned field of one line."""
    field = QLineEdit()
    field.setMaxLength(limits.REASON_CHARS)
    field.setPlaceholderText(hint)
    _add(grid, field, name, (row, column, 1, width))
    return field


def lines_field(
    grid: QGridLayout, row: int, name: str, *, column: int = 0, height: int = 1
) -> QPlainTextEdit:
    """Add a captioned field of several lines."""
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(_LINES_HEIGHT if height == 1 else _TALL_LINES_HEIGHT)
    _add(grid, field, name, (row, column, height, 1))
    return field


def typed(field: QLineEdit) -> str:
    """Return a field's text, cleaned."""
    return clean(field.text()).text.strip()


def typed_lines(field: QPlainTextEdit) -> tuple[str, ...]:
    """Return the lines of a field that hold something."""
    lines: Sequence[str] = clean(field.toPlainText()).text.split("\n")
    return tuple(line.strip() for line in lines if line.strip())


def _add(
    grid: QGridLayout,
    field: QLineEdit | QPlainTextEdit,
    name: str,
    place: tuple[int, int, int, int],
) -> None:
    caption = label(name, "muted")
    caption.setBuddy(field)
    field.setAccessibleName(name)
    box = QVBoxLayout()
    box.setSpacing(4)
    box.addWidget(caption)
    box.addWidget(field)
    box.addStretch(1)
    grid.addLayout(box, *place)
