"""Fields of one line: what is typed, what is told, where Enter leads."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cds_desktop.gui.widgets.cells import CellState
from cds_desktop.gui.widgets.line_fields import DateEdit, LineField, NumberEdit, TextEdit
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey
from tests.gui.typing_keys import SHIFT, commit_text, press, replay_unikey, type_text

KEY = CellKey("872", "so_luong")


class Told:
    """Everything that a field told."""

    def __init__(self, field: LineField, page: QWidget) -> None:
        self.page = page  # Qt deletes a page that nobody holds
        self.answers: list[str] = []
        self.statuses: list[AnswerStatus] = []
        self.confirmed = 0
        self.steps: list[int] = []
        field.answer_typed.connect(self._on_answer)
        field.status_typed.connect(self._on_status)
        field.confirmed.connect(self._on_confirmed)
        field.advanced.connect(self.steps.append)

    def leave(self) -> None:
        """Go to the neighbour."""
        self.page.findChildren(QLineEdit)[-1].setFocus()

    def _on_answer(self, key: CellKey, text: str) -> None:
        self.answers.append(text)

    def _on_status(self, key: CellKey, status: AnswerStatus) -> None:
        self.statuses.append(status)

    def _on_confirmed(self, key: CellKey) -> None:
        self.confirmed += 1


def shown_in(qtbot: QtBot, field: LineField, state: CellState) -> tuple[LineField, Told]:
    """Show a field with a neighbour to go to, the cursor in it."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.addWidget(field)
    row.addWidget(QLineEdit())
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    field.show_state(state)
    told = Told(field, page)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    return field, told


def a_state(
    text: str = "",
    *,
    decimals: int = 0,
    is_carried: bool = False,
    is_locked: bool = False,
    status: AnswerStatus = AnswerStatus.REPORTED,
    kind: QuestionType = QuestionType.DECIMAL,
) -> CellState:
    """Return what a field shows."""
    question = Question("so_luong", "1.01", kind, "Số lượng", decimals=decimals)
    answer = replace(Answer(KEY), status=status, is_carried_over=is_carried)
    return CellState(KEY, question, answer, text, "", "", (), is_locked, is_relevant=True)


def test_what_was_typed_is_told_once_when_the_field_is_left(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state())
    type_text(field, "1205")
    assert told.answers == []
    told.leave()
    field.setFocus()
    told.leave()
    assert told.answers == ["1205"]


def test_typing_replaces_what_stands_there(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state("7"))
    type_text(field, "12")
    told.leave()
    assert told.answers == ["12"]


def test_nothing_is_told_when_nothing_was_changed(qtbot: QtBot):
    _, told = shown_in(qtbot, NumberEdit(), a_state("1.205"))
    told.leave()
    assert told.answers == []


@pytest.mark.parametrize(
    ("modifiers", "step"),
    [(Qt.KeyboardModifier.NoModifier, 1), (SHIFT, -1)],
    ids=["Enter", "Shift+Enter"],
)
def test_enter_tells_and_walks(qtbot: QtBot, modifiers: Qt.KeyboardModifier, step: int):
    field, told = shown_in(qtbot, NumberEdit(), a_state())
    type_text(field, "5")
    press(field, Qt.Key.Key_Return, modifiers)
    assert (told.answers, told.steps) == (["5"], [step])


def test_the_arrows_walk_too(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state())
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Up)
    assert told.steps == [1, -1]


def test_escape_gives_back_what_stood_there(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state("42"))
    type_text(field, "9")
    press(field, Qt.Key.Key_Escape)
    told.leave()
    assert (field.text(), told.answers) == ("42", [])


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("-", AnswerStatus.NOT_APPLICABLE),
        ("...", AnswerStatus.NOT_COLLECTED),
        ("…", AnswerStatus.NOT_COLLECTED),
    ],
)
def test_a_sign_says_why_there_is_no_figure(qtbot: QtBot, typed: str, status: AnswerStatus):
    field, told = shown_in(qtbot, NumberEdit(), a_state())
    type_text(field, typed)
    told.leave()
    assert (told.statuses, told.answers) == ([status], [])


def test_delete_in_a_cell_without_a_figure_takes_the_reason_away(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state(status=AnswerStatus.NOT_COLLECTED))
    assert field.placeholderText() == "Chưa có số liệu"
    press(field, Qt.Key.Key_Delete)
    assert told.answers == [""]


def test_enter_confirms_a_figure_of_last_month(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state("15", is_carried=True))
    press(field, Qt.Key.Key_Return)
    assert (told.confirmed, told.answers) == (1, [])


def test_a_changed_figure_of_last_month_is_an_answer_and_no_confirmation(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state("15", is_carried=True))
    type_text(field, "16")
    press(field, Qt.Key.Key_Return)
    assert (told.confirmed, told.answers) == (0, ["16"])


def test_leaving_by_tab_does_not_confirm(qtbot: QtBot):
    _, told = shown_in(qtbot, NumberEdit(), a_state("15", is_carried=True))
    told.leave()
    assert told.confirmed == 0


def test_a_locked_field_takes_no_letter(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state("83,33", is_locked=True))
    type_text(field, "1")
    told.leave()
    assert (field.text(), told.answers) == ("83,33", [])


@pytest.mark.parametrize(
    ("decimals", "typed", "hint"),
    [
        pytest.param(0, "1205780", "Hiểu là 1.205.780", id="grouped"),
        pytest.param(0, "1.205", "", id="as it will be shown"),
        pytest.param(0, "12 050", "Hiểu là 12.050", id="spaces"),
        pytest.param(2, "99.29", "Hiểu là 99,29", id="English point"),
        pytest.param(3, "1.234", "Chưa rõ: 1.234 hay 1,234?", id="ambiguous"),
        pytest.param(0, "12a", "Chưa đọc được thành số", id="no number"),
        pytest.param(0, "-", "Không phát sinh ở đơn vị", id="not applicable"),
    ],
)
def test_the_field_says_what_it_understood_while_typing(
    qtbot: QtBot, decimals: int, typed: str, hint: str
):
    field, told = shown_in(qtbot, NumberEdit(), a_state(decimals=decimals))
    type_text(field, typed)
    assert field.hint == hint
    told.leave()
    assert field.hint == ""


def test_what_is_being_typed_survives_a_refresh(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state("1"))
    type_text(field, "25")
    field.show_state(a_state("1"))
    assert field.text() == "25"
    told.leave()
    assert told.answers == ["25"]


@pytest.mark.parametrize(
    "letter", ["\u202e", "\u200b", "\x07", "\ufeff"], ids=["bidi", "zero width", "bell", "BOM"]
)
def test_a_forbidden_letter_is_taken_away_at_once(qtbot: QtBot, letter: str):
    field, told = shown_in(qtbot, TextEdit(), a_state(kind=QuestionType.TEXT))
    field.insert(f"ab{letter}c")
    field.textEdited.emit(field.text())
    told.leave()
    assert told.answers == ["abc"]


def test_text_is_told_composed(qtbot: QtBot):
    field, told = shown_in(qtbot, TextEdit(), a_state(kind=QuestionType.TEXT))
    commit_text(field, "Xã Mỹ Hòa")
    told.leave()
    assert told.answers == ["Xã Mỹ Hòa"]


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("viee<<ê<ệt", "việt"),
        ("dd<<đoo<<ồng", "đồng"),
        ("tha<áp", "tháp"),
        ("muwo<<<ươ<<ười", "mười"),
        ("VAW<<ĂN", "VĂN"),
    ],
)
def test_unikey_typing_arrives_letter_for_letter(qtbot: QtBot, keys: str, word: str):
    field, told = shown_in(qtbot, TextEdit(), a_state(kind=QuestionType.TEXT))
    replay_unikey(field, keys)
    told.leave()
    assert told.answers == [word]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("5/9/2023", "Ngày 5/9/2023"),
        ("31/02/2023", "Chưa đọc được thành ngày; xin gõ như 5/9/2023"),
    ],
)
def test_a_day_is_read_while_it_is_typed(qtbot: QtBot, typed: str, hint: str):
    field, told = shown_in(qtbot, DateEdit(), a_state(kind=QuestionType.DATE))
    type_text(field, typed)
    assert field.hint == hint
    told.leave()
    assert told.answers == [typed]


def test_a_number_stands_at_the_right(qtbot: QtBot):
    field, told = shown_in(qtbot, NumberEdit(), a_state())
    assert field.alignment() & Qt.AlignmentFlag.AlignRight
    assert told.answers == []
