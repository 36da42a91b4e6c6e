"""The field for one of a few answers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from cds_desktop.gui.widgets.cells import CellState
from cds_desktop.gui.widgets.drop_down import DropDown
from cds_desktop.gui.widgets.labels import set_tone
from cds_desktop.model.form import Choice
from cds_desktop.model.submission import CellKey

_NOTHING = "(trống)"


class ChoiceBox(DropDown):
    """One of a few answers; Enter goes on, Alt+Down opens the list, letters jump."""

    answer_typed = Signal(object, str)
    status_typed = Signal(object, object)
    confirmed = Signal(object)
    advanced = Signal(int)
    entered = Signal(object)

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.key = CellKey("", "")
        self._shown = ""
        self._is_carried_over = False
        self._is_locked = False
        self.addItem(_NOTHING, "")
        for choice in choices:
            self.addItem(choice.label, choice.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self.commit)

    def show_state(self, state: CellState) -> None:
        """Show the cell's answer."""
        self.key = state.key
        self._is_carried_over = state.answer.is_carried_over
        self._is_locked = state.is_locked
        self.setDisabled(state.is_locked)
        set_tone(self, state.state, name="state")
        self._shown = str(state.answer.value or "")
        self.setCurrentIndex(max(0, self.findData(self._shown)))

    def chosen(self) -> str:
        """Return the code of the chosen answer, "" for none."""
        return str(self.currentData() or "")

    def commit(self) -> None:
        """Tell what was chosen, if it is another answer."""
        if self.chosen() != self._shown:
            self._shown = self.chosen()
            self.answer_typed.emit(self.key, self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Enter."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        is_confirmation = self._is_carried_over and self.chosen() == self._shown
        self.commit()
        if is_confirmation:
            self.confirmed.emit(self.key)
        is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.advanced.emit(-1 if is_back else 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell which cell the clerk is on."""
        super().focusInEvent(event)
        self.entered.emit(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what was chosen."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()
