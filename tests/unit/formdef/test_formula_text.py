"""A formula in the words of the form, and with its numbers."""

import pytest

from cds_desktop.formdef.board import RowScope
from cds_desktop.formdef.formula_text import in_words, with_numbers
from cds_desktop.formdef.parser import parse
from tests.unit.formdef.forms import a_form, a_report, applied

FORM = a_form("""
[[sections.questions]]
name = "a"
type = "integer"
[[sections.questions]]
name = "b"
type = "integer"
[[sections.questions]]
name = "chon"
type = "select_one"
choices = "co_khong"
[[sections.questions]]
name = "xa"
type = "roster"
[[sections.questions.questions]]
name = "ho"
type = "integer"
[[sections.questions]]
name = "ds"
type = "repeat"
[[sections.questions.questions]]
name = "ten"
type = "text"
""")
TYPED = {"a": "1688", "b": "2945", "chon": "co", "ho@1": "3412", "ho@2": "2905"}


@pytest.mark.parametrize(
    ("expression", "words", "numbers"),
    [
        ("100 * a / b", "“Nhãn a” × 100 ÷ “Nhãn b”", "1.688 × 100 ÷ 2.945"),
        ("(a + b) * 2", "(“Nhãn a” + “Nhãn b”) × 2", "(1.688 + 2.945) × 2"),
        ("a - (b - 1)", "“Nhãn a” − (“Nhãn b” − 1)", "1.688 − (2.945 − 1)"),
        ("sum(ho)", "tổng cột “Nhãn ho”", "3.412 + 2.905"),
        ("rows(xa)", "số dòng của bảng “Nhãn xa”", "3"),
        ("prev(a)", "“Nhãn a” kỳ trước", "(chưa có)"),
        ("a + prev(b)", "“Nhãn a” + “Nhãn b” kỳ trước", "1.688 + (chưa có)"),
        ("chon = 'co'", "“Nhãn chon” = “co”", "Có = “co”"),
        ("not (a > b)", "không (“Nhãn a” > “Nhãn b”)", "không (1.688 > 2.945)"),
        (
            "if(month() = 1, a, b)",
            "nếu tháng báo cáo = 1 thì “Nhãn a”, nếu không thì “Nhãn b”",
            "nếu tháng báo cáo = 1 thì 1.688, nếu không thì 2.945",
        ),
        (
            "max(a, b, 5)",
            "số lớn nhất trong (“Nhãn a”; “Nhãn b”; 5)",
            "số lớn nhất trong (1.688; 2.945; 5)",
        ),
        ("round(a / b, 2)", "(“Nhãn a” ÷ “Nhãn b”) làm tròn 2 chữ số",
         "(1.688 ÷ 2.945) làm tròn 2 chữ số"),
    ],
)  # fmt: skip
def test_a_formula_is_said_in_words_and_in_numbers(expression: str, words: str, numbers: str):
    board = applied(FORM, a_report(FORM, TYPED)).board
    scope = RowScope(board, board.rules.questions["a"], "")
    questions = board.rules.plain_questions
    assert in_words(parse(expression), questions) == words
    worked = with_numbers(parse(expression), scope, questions=questions, labels=board.rules.labels)
    assert worked == numbers
