"""One foreign cell: understood, asked about with every reading, or refused; never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from cds_desktop.formdef.block import BlockCell, block_from_text, place_name
from cds_desktop.formdef.figure_cells import read_cell
from cds_desktop.model.form import Choice, Question, QuestionType
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey

KEY = CellKey("872", "q")
WHOLE = Question("q", "1.01", QuestionType.INTEGER, "Hộ", unit_of_measure="hộ")
SHARE = Question("q", "1.01", QuestionType.PERCENTAGE, "Tỷ lệ", unit_of_measure="%", decimals=2)
MONEY = Question("q", "1.01", QuestionType.MONEY, "Vốn", unit_of_measure="triệu đồng", decimals=3)
DAY = Question("q", "1.01", QuestionType.DATE, "Ngày")
TEXT = Question("q", "1.01", QuestionType.TEXT, "Tên", max_length=20)
CHOICE = Question("q", "1.01", QuestionType.CHOICE, "Có", choices="co_khong")
CHOICES = (Choice("co", "Có"), Choice("khong", "Không"))


def text(value: str) -> BlockCell:
    return BlockCell("text", value)


def number(value: str, *, is_percent: bool = False) -> BlockCell:
    return BlockCell("number", value, is_percent)


@pytest.mark.parametrize(
    ("question", "cell", "value"),
    [
        pytest.param(WHOLE, text("1.205.780"), Decimal(1205780), id="dots"),
        pytest.param(WHOLE, text("1 205"), Decimal(1205), id="a space"),
        pytest.param(WHOLE, text("'12"), Decimal(12), id="an apostrophe"),
        pytest.param(WHOLE, text("12 hộ"), Decimal(12), id="its own unit"),
        pytest.param(WHOLE, number("12.000000000001"), Decimal(12), id="float dust"),
        pytest.param(WHOLE, number("1.2E+3"), Decimal(1200), id="an exponent"),
        pytest.param(SHARE, text("12,5%"), Decimal("12.5"), id="a sign %"),
        pytest.param(SHARE, number("0.125", is_percent=True), Decimal("12.5"), id="a format %"),
        pytest.param(SHARE, number("47.54"), Decimal("47.54"), id="per cent as written"),
        pytest.param(SHARE, number("0"), Decimal(0), id="nothing"),
        pytest.param(MONEY, number("165202.5"), Decimal("165202.5"), id="money"),
        pytest.param(DAY, BlockCell("date", "2023-09-18"), date(2023, 9, 18), id="a day"),
        pytest.param(DAY, text("18/9/2023"), date(2023, 9, 18), id="a written day"),
        pytest.param(TEXT, text(" Mỹ  Đông "), "Mỹ Đông", id="a text"),
        pytest.param(TEXT, number("52"), "52", id="a number as text"),
        pytest.param(CHOICE, text("KHÔNG"), "khong", id="a label"),
    ],
)
def test_a_clear_cell_is_understood(question: Question, cell: BlockCell, value: object) -> None:
    reading = read_cell(cell, question, KEY, choices=CHOICES if question is CHOICE else ())
    assert reading.answer == Answer(KEY, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "cell", "code", "values"),
    [
        pytest.param(WHOLE, text("1,205"), "cell_ambiguous", [1205], id="an English thousand"),
        pytest.param(MONEY, text("1.205"), "cell_ambiguous", ["1205", "1.205"], id="two readings"),
        pytest.param(WHOLE, number("1.205"), "cell_too_precise", [1, 1205], id="typed in English"),
        pytest.param(
            SHARE, number("0.4754"), "cell_percent_unclear", ["0.48", "47.54"], id="ratio"
        ),
        pytest.param(SHARE, number("1"), "cell_percent_unclear", [1, 100], id="one or a hundred"),
        pytest.param(WHOLE, text("12,5%"), "cell_percent_sign", [13], id="a share in a count"),
        pytest.param(WHOLE, text("khoảng 120"), "cell_qualified", [120], id="about"),
        pytest.param(WHOLE, text("120 (1)"), "", None, id="a footnote mark has two numbers"),
        pytest.param(SHARE, number("33.3333"), "cell_too_precise", ["33.33"], id="a quotient"),
    ],
)
def test_a_doubtful_cell_is_asked_about_with_its_readings(
    question: Question, cell: BlockCell, code: str, values: list[object] | None
) -> None:
    reading = read_cell(cell, question, KEY)
    assert reading.answer is None
    if values is None:
        assert (reading.code, reading.readings) == ("cell_not_understood", ())
        return
    assert reading.code == code
    assert [one.value for one in reading.readings] == [Decimal(str(value)) for value in values]


@pytest.mark.parametrize("sign", ["-", "–", "x", "X", "...", "…", "/"])
def test_a_sign_for_nothing_may_be_zero_or_two_kinds_of_absence(sign: str) -> None:
    reading = read_cell(text(sign), WHOLE, KEY)
    assert (reading.code, reading.answer) == ("cell_dash", None)
    assert [(one.value, one.status) for one in reading.readings] == [
        (Decimal(0), AnswerStatus.REPORTED),
        (None, AnswerStatus.NOT_APPLICABLE),
        (None, AnswerStatus.NOT_COLLECTED),
    ]


def test_as_above_offers_what_stands_above() -> None:
    above = Answer(CellKey("1", "q"), Decimal(7))
    assert read_cell(text("như trên"), WHOLE, KEY, above=above).readings == (
        Answer(KEY, Decimal(7)),
    )
    assert read_cell(text("như trên"), WHOLE, KEY).readings == ()


@pytest.mark.parametrize(
    ("question", "cell", "code"),
    [
        pytest.param(WHOLE, BlockCell("error", "#REF!"), "cell_error_value", id="an error"),
        pytest.param(WHOLE, BlockCell("uncached", ""), "cell_uncached", id="no result"),
        pytest.param(WHOLE, BlockCell("date", "2023-04-03"), "cell_is_date", id="3/4 became a day"),
        pytest.param(WHOLE, BlockCell("date", ""), "cell_is_date", id="29 February 1900"),
        pytest.param(WHOLE, BlockCell("boolean", "1"), "cell_is_boolean", id="true"),
        pytest.param(WHOLE, text("chưa có"), "cell_not_understood", id="words"),
        pytest.param(WHOLE, text("12/15"), "cell_not_understood", id="two figures"),
        pytest.param(WHOLE, number("1E+30"), "cell_not_understood", id="too large"),
        pytest.param(WHOLE, number("NaN"), "cell_not_understood", id="no number"),
        pytest.param(DAY, number("45000"), "cell_is_no_date", id="a bare serial"),
        pytest.param(DAY, BlockCell("date", "1899-01-01"), "cell_is_no_date", id="long ago"),
        pytest.param(DAY, text("31/2/2023"), "cell_is_no_date", id="no day"),
        pytest.param(TEXT, text("x y" * 30), "cell_text_too_long", id="too long"),
        pytest.param(CHOICE, text("có lẽ"), "cell_choice_unknown", id="no choice"),
    ],
)
def test_what_is_no_answer_is_refused(question: Question, cell: BlockCell, code: str) -> None:
    reading = read_cell(cell, question, KEY, choices=CHOICES if question is CHOICE else ())
    assert (reading.answer, reading.code, reading.readings) == (None, code, ())


def test_the_clipboard_keeps_line_breaks_in_quotes_and_leaves_empty_cells_out() -> None:
    block = block_from_text('Tên\tSố\r\n"hai\ndòng"\t\r\n\t5\r\n')
    assert {place_name(*place): cell.text for place, cell in block.cells.items()} == {
        "A1": "Tên",
        "B1": "Số",
        "A2": "hai\ndòng",
        "B3": "5",
    }
