"""Paragraphs: plain text only, counted, never cut without a word."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cds_desktop import limits
from cds_desktop.gui.widgets.cells import CellState
from cds_desktop.gui.widgets.long_text import LongTextEdit
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.submission import Answer, CellKey
from tests.gui.typing_keys import CONTROL, commit_text, press, replay_unikey, type_text

KEY = CellKey("872", "noi_dung")


class Written:
    """A field for paragraphs on a page, and what it told."""

    def __init__(self, qtbot: QtBot, *, max_length: int = 0) -> None:
        self.page = QWidget()
        self.field, self.neighbour = LongTextEdit(), QLineEdit()
        layout = QVBoxLayout(self.page)
        layout.addWidget(self.field)
        layout.addWidget(self.neighbour)
        qtbot.addWidget(self.page)
        with qtbot.waitActive(self.page):
            self.page.show()
        self.answers: list[str] = []
        self.steps: list[int] = []
        self.field.answer_typed.connect(self._on_answer)
        self.field.advanced.connect(self.steps.append)
        question = Question(
            "noi_dung", "1.01", QuestionType.LONG_TEXT, "Nội dung", max_length=max_length
        )
        self.field.show_state(
            CellState(KEY, question, Answer(KEY), "", "", "", (), False, is_relevant=True)
        )
        self.field.setFocus()

    def leave(self) -> None:
        """Go to the neighbour."""
        self.neighbour.setFocus()

    def _on_answer(self, key: CellKey, text: str) -> None:
        self.answers.append(text)


@pytest.fixture
def written(qtbot: QtBot) -> Written:
    """The field, the cursor in it."""
    return Written(qtbot)


def paste(field: LongTextEdit, text: str, *, html: str = "") -> None:
    """Paste from a clipboard that holds text, and perhaps rich text."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    field.insertFromMimeData(data)


def test_enter_starts_a_new_paragraph_and_ctrl_enter_goes_on(written: Written):
    type_text(written.field, "một")
    press(written.field, Qt.Key.Key_Return, text="\r")
    type_text(written.field, "hai")
    press(written.field, Qt.Key.Key_Return, CONTROL)
    assert (written.answers, written.steps) == (["một\nhai"], [1])


def test_rich_text_is_pasted_as_plain_text(written: Written):
    paste(written.field, "Kế hoạch <b>52</b>", html="<b>Kế hoạch</b>")
    written.leave()
    assert written.answers == ["Kế hoạch <b>52</b>"]


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        pytest.param("a\x00b", "ab", id="NUL"),
        pytest.param("a\u202eb", "ab", id="right-to-left mark"),
        pytest.param("a\tb", "a b", id="tab"),
        pytest.param("Ho\u0301a", "Hóa", id="decomposed"),
        pytest.param("a\r\nb", "a\nb", id="line ends of Windows"),
    ],
)
def test_junk_is_cleaned_when_it_is_pasted(written: Written, pasted: str, kept: str):
    paste(written.field, pasted)
    written.leave()
    assert written.answers == [kept]


def test_more_than_5_mb_is_not_pasted(written: Written):
    paste(written.field, "a" * (limits.PASTE_BYTES + 1))
    assert written.field.toPlainText() == ""


def test_the_words_are_counted_and_what_is_too_long_is_told_not_cut(qtbot: QtBot):
    written = Written(qtbot, max_length=10)
    commit_text(written.field, "mười hai ký tự đó")
    assert written.field.count_text() == "5 từ · dài quá 7 ký tự"
    written.leave()
    assert written.answers == ["mười hai ký tự đó"]


def test_unikey_typing_arrives_letter_for_letter(written: Written):
    replay_unikey(written.field, "Ddoo<<<<Đoo<<ồng tha<áp")
    written.leave()
    assert written.answers == ["Đồng tháp"]


def test_leaving_without_a_change_tells_nothing(written: Written):
    written.leave()
    assert written.answers == []
