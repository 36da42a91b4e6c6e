"""The frame of a report: numerals and the titles of its chapters."""

import pytest

from cds_desktop.model.form import ReportPart
from cds_desktop.model.period import Period
from cds_desktop.reports.definition import NOT_KNOWN, NOTHING_HAPPENED, PARTS, part_title, roman


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (10, "X"), (14, "XIV"), (40, "XL"), (99, "XCIX")],
)
def test_annexes_and_chapters_have_roman_numerals(number: int, numeral: str):
    assert roman(number) == numeral


@pytest.mark.parametrize(
    ("iso", "title"),
    [
        pytest.param("202309", "NHIỆM VỤ TRỌNG TÂM THÁNG 10", id="the month after"),
        pytest.param("202401", "NHIỆM VỤ TRỌNG TÂM THÁNG 02", id="months 1 and 2 are padded"),
        pytest.param("202312", "NHIỆM VỤ TRỌNG TÂM THÁNG 01 NĂM 2024", id="the next year is named"),
        pytest.param("2023Q3", "NHIỆM VỤ TRỌNG TÂM QUÝ IV NĂM 2023", id="a quarter"),
        pytest.param("2023", "NHIỆM VỤ TRỌNG TÂM NĂM 2024", id="a year"),
    ],
)
def test_the_chapter_of_tasks_names_the_period_to_come(iso: str, title: str):
    assert part_title(ReportPart.NEXT, Period(iso)) == title


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_a_title_and_honest_words_for_nothing(part: ReportPart):
    assert part_title(part, Period("202309")).isupper()
    assert NOT_KNOWN[part].startswith("Chưa có")
    assert NOTHING_HAPPENED[part] != NOT_KNOWN[part]
