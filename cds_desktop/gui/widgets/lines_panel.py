"""What must be settled about the whole sheet: problems to confirm, rows and columns to name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cds_desktop.formdef.block import column_name
from cds_desktop.formdef.table_plan import Line, Problem
from cds_desktop.gui.widgets.buttons import button
from cds_desktop.gui.widgets.drop_down import DropDown
from cds_desktop.gui.widgets.labels import frame, icon_label, label
from cds_desktop.legacy_text import Encoding
from cds_desktop.operations.sheet_preview import (
    IGNORE,
    LegacyLetters,
    Preview,
    line_message,
    problem_message,
)

_MOST_LINES = 12
_LETTERS = frozenset({"import_legacy", "import_legacy_unclear"})
_ENCODINGS = {
    Encoding.TCVN3: "Chữ TCVN3 (ABC)",
    Encoding.VNI: "Chữ VNI",
    Encoding.UNICODE: "Giữ nguyên (Unicode)",
}


class LinesPanel(QWidget):
    """Hidden while there is nothing to settle."""

    confirmed = Signal(str)
    encoding_chosen = Signal(object)
    column_named = Signal(int, str)
    row_named = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._shown: list[QWidget] = []

    def show_preview(self, preview: Preview, names: Mapping[str, str]) -> None:
        """Show what is open; `names` are the words for questions, communes and targets by code."""
        for made in self._shown:
            made.hide()
            made.deleteLater()
        self._shown = [self._problem(one, preview.legacy) for one in preview.problems]
        columns = [line for line in preview.plan.columns if line.role == "asked"]
        rows = [line for line in preview.plan.rows if line.role == "asked"]
        for line in columns[:_MOST_LINES]:
            where = f"Cột {column_name(line.number)}"
            self._shown.append(self._line(where, line, names, self.column_named.emit))
        for line in rows[:_MOST_LINES]:
            self._shown.append(self._line(f"Dòng {line.number}", line, names, self.row_named.emit))
        if unused := _unused(preview):
            self._shown.append(_strip("accent", unused)[0])
        for made in self._shown:
            self._layout.addWidget(made)
        self.setVisible(bool(self._shown))

    def _problem(self, problem: Problem, legacy: LegacyLetters | None) -> QWidget:
        message = problem_message(problem)
        text = f"{message.text} {message.way_out}".strip()
        is_letters = problem.code in _LETTERS
        if is_letters and legacy is not None:
            samples = "; ".join(f"{before} → {after}" for before, after in legacy.samples[:3])
            text = " ".join((text, samples, *legacy.losses))
        strip, row = _strip("warning" if problem.is_blocking else "accent", text)
        if problem.is_blocking and is_letters:
            for encoding, name in _ENCODINGS.items():
                row.addWidget(button(name, partial(self.encoding_chosen.emit, encoding)))
        elif problem.is_blocking:
            act = partial(self.confirmed.emit, problem.code)
            row.addWidget(button("Tôi đã xem, đồng ý", act))
        return strip

    def _line(
        self, where: str, line: Line, names: Mapping[str, str], name: Callable[[int, str], object]
    ) -> QWidget:
        message = line_message(line)
        text = f"{where} “{line.text[:60]}”: {message.text if message else 'chưa rõ là gì.'}"
        strip, row = _strip("warning", text)
        box = DropDown(f"{where} là")
        box.addItem("Chọn...", "")
        box.addItem("Bỏ qua", IGNORE)
        for code in _candidates(line, names):
            box.addItem(names.get(code, code)[:80], code)
        box.setMaximumWidth(320)
        box.activated.connect(partial(_tell, box, line.number, name))
        row.addWidget(box)
        return strip


def _unused(preview: Preview) -> str:
    """Say which columns with words of their own are left out: nothing is dropped silently."""
    left = [line for line in preview.plan.columns if line.role == "ignored" and line.text.strip()]
    named = [f"{column_name(line.number)} “{line.text[:30]}”" for line in left[:_MOST_LINES]]
    return f"Các cột không dùng đến: {', '.join(named)}." if named else ""


def _candidates(line: Line, names: Mapping[str, str]) -> Sequence[str]:
    return line.candidates or tuple(names)


def _tell(box: DropDown, number: int, name: Callable[[int, str], object], _: int) -> None:
    if code := str(box.currentData() or ""):
        name(number, code)


def _strip(tone: str, text: str) -> tuple[QWidget, QHBoxLayout]:
    strip = frame("note", tone=tone)
    row = QHBoxLayout(strip)
    row.setContentsMargins(12, 6, 8, 6)
    row.setSpacing(12)
    row.addWidget(icon_label("triangle-alert" if tone == "warning" else "info", tone))
    row.addWidget(label(text, wraps=True), 1)
    return strip, row
