"""How wide text is in Times New Roman, and how a page's width is shared out."""

import pytest

from cds_desktop.office.column_widths import fit_widths, needed_widths
from cds_desktop.office.text_width import width_of, wrapped


@pytest.mark.parametrize(
    ("text", "size", "is_bold", "millimetres"),
    [
        pytest.param("Độc lập - Tự do - Hạnh phúc", 26, True, 56.1, id="the motto"),
        pytest.param("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 24, True, 88.3, id="the national title"),
        pytest.param("ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI", 24, False, 80.2, id="light capitals"),
        pytest.param("1.205.780", 24, False, 17.0, id="a figure"),
        pytest.param("", 24, False, 0, id="nothing"),
    ],
)
def test_widths_are_those_of_the_font(text: str, size: int, is_bold: bool, millimetres: float):
    measured = width_of(text, size=size, is_bold=is_bold) / 1440 * 25.4

    assert measured == pytest.approx(millimetres, abs=0.2)


def test_marks_do_not_change_a_width():
    assert width_of("ẤẠÂA", size=24) == width_of("AAAA", size=24)


def test_text_breaks_where_the_line_is_full():
    word = width_of("chuyển", size=28)
    space = width_of(" ", size=28)

    lines = wrapped("chuyển chuyển chuyển", size=28, is_bold=False, available=2 * word + space)

    assert lines == [2 * word + space, word]


def test_a_word_longer_than_the_line_has_a_line_of_its_own():
    assert len(wrapped("a " + "x" * 100 + " b", size=28, is_bold=False, available=1000)) == 3


@pytest.mark.parametrize(
    ("wanted", "needed", "widths"),
    [
        pytest.param([1, 1], [0, 0], [500, 500], id="room for all"),
        pytest.param([1, 3], [0, 0], [250, 750], id="as wanted"),
        pytest.param([1, 9], [300, 100], [300, 700], id="one gets what it needs"),
        pytest.param([0, 0], [600, 100], [600, 400], id="nothing wanted"),
        pytest.param([1, 1], [1500, 500], [750, 250], id="too little for all"),
    ],
)
def test_the_page_is_shared_out(wanted: list[float], needed: list[int], widths: list[int]):
    assert fit_widths(wanted, needed, room=1000) == widths


def test_a_column_needs_its_widest_word_and_its_margins():
    needed = needed_widths(["Hồ sơ"], [["1.205.780"], ["9"]], size=24, margins=170, room=9999)

    assert needed == [width_of("1.205.780", size=24, is_bold=True) + 170 + 30]


def test_a_word_without_end_does_not_take_the_page():
    needed = needed_widths(["A"], [["x" * 5000]], size=24, margins=170, room=10_000)

    assert needed == [4000]
