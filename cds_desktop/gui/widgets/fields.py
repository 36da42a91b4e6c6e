"""Which widget asks which type of question."""

from PySide6.QtWidgets import QWidget

from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.gui.widgets.choice_box import ChoiceBox
from cds_desktop.gui.widgets.line_fields import DateEdit, LineField, NumberEdit, TextEdit
from cds_desktop.gui.widgets.long_text import LongTextEdit
from cds_desktop.model.form import Question, QuestionType

Field = LineField | LongTextEdit | ChoiceBox

_LINE_FIELDS: dict[QuestionType, type[LineField]] = {
    QuestionType.INTEGER: NumberEdit,
    QuestionType.DECIMAL: NumberEdit,
    QuestionType.MONEY: NumberEdit,
    QuestionType.PERCENTAGE: NumberEdit,
    QuestionType.RATIO: NumberEdit,
    QuestionType.TEXT: TextEdit,
    QuestionType.DATE: DateEdit,
}


def make_field(question: Question, book: CellBook, parent: QWidget | None = None) -> Field:
    """Return the field for a question; in a table long texts are typed in one line."""
    if question.type is QuestionType.CHOICE:
        return ChoiceBox(book.choices(question), parent)
    if question.type is QuestionType.LONG_TEXT:
        return LongTextEdit(parent)
    return _LINE_FIELDS[question.type](parent)


def make_cell_editor(question: Question, book: CellBook, parent: QWidget) -> LineField | ChoiceBox:
    """Return the editor for a cell of a table."""
    if question.type is QuestionType.CHOICE:
        return ChoiceBox(book.choices(question), parent)
    return _LINE_FIELDS.get(question.type, TextEdit)(parent)
