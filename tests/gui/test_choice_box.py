"""One of a few answers."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cds_desktop.gui.widgets.cells import CellState
from cds_desktop.gui.widgets.choice_box import ChoiceBox
from cds_desktop.model.form import Choice, Question, QuestionType
from cds_desktop.model.submission import Answer, CellKey
from tests.gui.typing_keys import press

KEY = CellKey("872", "loai")
CHOICES = (Choice("ke_hoach", "Kế hoạch"), Choice("quyet_dinh", "Quyết định"))


class Chosen:
    """A box and what it told."""

    def __init__(self, qtbot: QtBot, value: str = "") -> None:
        self.box = ChoiceBox(CHOICES)
        self.answers: list[str] = []
        self.confirmed: list[object] = []
        self.steps: list[int] = []
        self.box.answer_typed.connect(self._on_answer)
        self.box.confirmed.connect(self.confirmed.append)
        self.box.advanced.connect(self.steps.append)
        qtbot.addWidget(self.box)
        with qtbot.waitActive(self.box):
            self.box.show()
        question = Question("loai", "1.01", QuestionType.CHOICE, "Loại", choices="loai")
        answer = Answer(KEY, value or None, is_carried_over=bool(value))
        self.box.show_state(
            CellState(KEY, question, answer, "", "", "", (), False, is_relevant=True)
        )
        self.box.setFocus()

    def _on_answer(self, key: CellKey, code: str) -> None:
        self.answers.append(code)


@pytest.fixture
def chosen(qtbot: QtBot, app: QApplication) -> Chosen:
    """An empty box."""
    return Chosen(qtbot)


def test_the_code_of_the_answer_is_told(chosen: Chosen):
    press(chosen.box, Qt.Key.Key_Down)
    press(chosen.box, Qt.Key.Key_Return)
    assert (chosen.answers, chosen.steps) == (["ke_hoach"], [1])


def test_the_answer_can_be_taken_away_again(qtbot: QtBot):
    chosen = Chosen(qtbot, "quyet_dinh")
    chosen.box.setCurrentIndex(0)
    press(chosen.box, Qt.Key.Key_Return)
    assert (chosen.answers, chosen.confirmed) == ([""], [])


def test_enter_confirms_an_answer_of_last_month(qtbot: QtBot):
    chosen = Chosen(qtbot, "quyet_dinh")
    press(chosen.box, Qt.Key.Key_Return)
    assert (chosen.answers, chosen.confirmed) == ([], [KEY])


def test_the_wheel_scrolls_the_page_and_changes_nothing(chosen: Chosen):
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chosen.box, wheel)
    assert chosen.box.chosen() == ""
    assert not wheel.isAccepted()
