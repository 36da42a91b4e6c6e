"""Figures and texts as files: a strict grammar, exact totals."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.bundle.reader import read
from cds_desktop.bundle.tables import (
    FigureRow,
    TextRow,
    count_totals,
    read_figures,
    read_texts,
    write_figures,
    write_texts,
)
from tests.unit.bundle.bundle_making import FIGURES, TABLE_KEY, TEXTS, code_of, with_files

HEADER = "form,form_version,period,unit,area,question,row,value,status\r\n"
START = "huyen_cds,1,202309,866,"


def _table(*rows: str) -> bytes:
    return (HEADER + "".join(f"{START}{row}\r\n" for row in rows)).encode()


def _read(data: bytes) -> tuple[FigureRow, ...]:
    return read_figures(data, TABLE_KEY, place="v001.csv")


def test_the_table_is_plain_ascii_with_crlf():
    assert write_figures(FIGURES, TABLE_KEY) == _table(
        "866,co_tong_dai,,co,A",
        "866,hs_tiep_nhan,,1205,A",
        "866,hs_truc_tuyen,,,L",
        "866,van_ban_ngay,r0001,2023-09-12,A",
    )


def test_figures_are_sorted_when_written():
    assert _read(write_figures(FIGURES[::-1], TABLE_KEY)) == FIGURES


def test_rows_are_ordered_by_area_question_and_row_not_by_the_line():
    rows = ("29863,b,,1,A", "29863,b.x,,1,A", "29863,b1,,1,A", "866,a,,1,A")
    assert [row.question for row in _read(_table(*rows))] == ["b", "b.x", "b1", "a"]


def test_a_table_without_rows_is_a_table():
    assert _read(HEADER.encode()) == ()


NUMBERS = st.decimals(
    min_value=Decimal(-(10**18) + 1), max_value=Decimal(10**18 - 1), places=6, allow_nan=False
).map(lambda number: f"{number:f}".removeprefix("-") if number == 0 else f"{number:f}")
CODES = st.from_regex(r"[a-z0-9_]{1,32}", fullmatch=True)
ROWS = st.builds(
    FigureRow,
    area=st.from_regex(r"[A-Za-z0-9_.-]{1,32}", fullmatch=True),
    question=st.from_regex(r"[a-z0-9_.-]{1,64}", fullmatch=True),
    row=st.from_regex(r"[A-Za-z0-9_.-]{0,64}", fullmatch=True),
    value=NUMBERS | CODES | st.dates().map(str),
    status=st.sampled_from("APE"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, max_size=8, unique_by=lambda row: row[:3]))
def test_any_figures_are_read_as_they_were_written(figures: list[FigureRow]):
    assert _read(write_figures(figures, TABLE_KEY)) == tuple(sorted(figures))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "G320", id="empty"),
        pytest.param(HEADER.encode().replace(b"\r\n", b"\n"), "G320", id="LF"),
        pytest.param(b"\xef\xbb\xbf" + HEADER.encode(), "G320", id="BOM"),
        pytest.param(HEADER.encode()[:-2], "G320", id="no line end"),
        pytest.param(HEADER.encode() + b"\r\n", "G320", id="empty line"),
        pytest.param(HEADER.upper().encode(), "G320", id="capital header"),
        pytest.param(HEADER.replace("area,", "").encode(), "G320", id="column missing"),
        pytest.param(_table("866,a,,1,A")[:-2], "G320", id="last line not ended"),
        pytest.param(_table("866,a,,1,A") + b"\x1a", "G320", id="end mark of DOS"),
        pytest.param(_table("866,a,,1,A,"), "G320", id="column too many"),
        pytest.param(_table("866,a,1,A"), "G320", id="column too few"),
        pytest.param(_table('866,a,,"1",A'), "G320", id="quotes"),
        pytest.param(_table("866,a,, 1,A"), "G320", id="space"),
        pytest.param(_table("866,a,,1,A\n"), "G320", id="LF inside"),
        pytest.param(_table("866,a,,1\0,A"), "G320", id="NUL"),
        pytest.param(_table("866,a,,một,A"), "G320", id="not ASCII"),
        pytest.param(_table("866,a,,=1+1,A"), "G320", id="formula"),
        pytest.param(_table("866,a,,+1,A"), "G320", id="plus"),
        pytest.param(_table("866,a,,@sum,A"), "G320", id="at sign"),
        pytest.param(_table("866,a,,-0,A"), "G320", id="minus zero"),
        pytest.param(_table("866,a,,-0.00,A"), "G320", id="minus zero with decimals"),
        pytest.param(_table("866,a,,1.,A"), "G320", id="point without decimals"),
        pytest.param(_table("866,a,,.5,A"), "G320", id="decimals without zero"),
        pytest.param(_table("866,a,,1.1234567,A"), "G320", id="seven decimals"),
        pytest.param(_table("866,a,,-1234567890123456789,A"), "G320", id="19 digits"),
        pytest.param(_table("866,a,,1e3.0,A"), "G320", id="exponent"),
        pytest.param(_table("866,a,,NaN,A"), "G320", id="NaN"),
        pytest.param(_table("866,a,,1.234.567,A"), "G320", id="Vietnamese groups"),
        pytest.param(_table("866,a,,2023-13-01,A"), "G320", id="month 13"),
        pytest.param(_table("866,a,,2023-1-1,A"), "G320", id="short date"),
        pytest.param(_table("866,a,," + "c" * 33 + ",A"), "G320", id="code of 33"),
        pytest.param(_table("866,A,,1,A"), "G320", id="capital question"),
        pytest.param(_table("866,,,1,A"), "G320", id="no question"),
        pytest.param(_table(",a,,1,A"), "G320", id="no area"),
        pytest.param(_table("866,a," + "r" * 65 + ",1,A"), "G320", id="row of 65"),
        pytest.param(_table("866,a,,1,a"), "G320", id="small status"),
        pytest.param(_table("866,a,,1,"), "G320", id="no status"),
        pytest.param(_table("866,a,,1,AA"), "G320", id="two statuses"),
        pytest.param(_table("866,a,,1,A").replace(b",1,202309", b",01,202309"), "G320", id="01"),
        pytest.param(_table("866,a,,1,A").replace(b"202309", b"202313"), "G320", id="period 13"),
        pytest.param(_table("866,b,,1,A", "866,a,,1,A"), "G321", id="not sorted"),
        pytest.param(_table("866,a,,1,A", "866,a,,1,A"), "G321", id="row twice"),
        pytest.param(_table("866,a,,1,A", "866,a,,2,A"), "G321", id="two values"),
        pytest.param(_table("867,a,,1,A", "866,a,,1,A"), "G321", id="areas not sorted"),
        pytest.param(_table("866,a,,1,A").replace(b"202309", b"202310"), "G322", id="period"),
        pytest.param(_table("866,a,,1,A").replace(b",866,866", b",867,866"), "G322", id="unit"),
        pytest.param(_table("866,a,,1,A").replace(b"huyen", b"tinh"), "G322", id="form"),
        pytest.param(_table("866,a,,1,A").replace(b",1,20", b",2,20"), "G322", id="version"),
        pytest.param(_table("866,a,,,A"), "G323", id="reported without a value"),
        pytest.param(_table("866,a,,,P"), "G323", id="provisional without a value"),
        pytest.param(_table("866,a,,,E"), "G323", id="estimated without a value"),
        pytest.param(_table("866,a,,0,M"), "G323", id="absent with a zero"),
        pytest.param(_table("866,a,,0,L"), "G323", id="not collected with a zero"),
        pytest.param(_table("866,a,,5,C"), "G323", id="confidential with a value"),
        pytest.param(_table("866,a,,1,X"), "G323", id="unknown status"),
    ],
)
def test_a_signed_table_that_breaks_the_grammar_has_its_code(data: bytes, code: str):
    assert code_of(lambda: _read(data)) == code
    assert code_of(lambda: read(with_files(v001_csv=data))) == code


@pytest.mark.parametrize(
    "value",
    ["0", "0.0", "1.50", "-1", "-0.5", "999999999999999999.999999", "2023-02-28", "co", "007"],
)
def test_values_are_kept_as_they_are_spelt(value: str):
    (figure,) = _read(_table(f"866,a,,{value},A"))
    assert figure.value == value


def test_the_longest_possible_line_is_read():
    longest = FigureRow("a" * 32, "q" * 64, "r" * 64, "-" + "9" * 18 + "." + "9" * 6, "A")
    data = write_figures([longest], TABLE_KEY)
    assert _read(data) == (longest,)
    assert max(map(len, data.splitlines())) <= 400


def test_the_line_of_a_fault_is_named():
    data = _table("866,a,,1,A", "866,b,,?,A")
    with pytest.raises(Exception, match=r"v001\.csv, dòng 3"):
        _read(data)


def test_20000_rows_are_allowed_and_no_more():
    rows = [f"866,q{number:05d},,1,A" for number in range(20_001)]
    assert len(_read(_table(*rows[:-1]))) == 20_000
    assert code_of(lambda: _read(_table(*rows))) == "G201"


# --- totals -------------------------------------------------------------------------------------


def _figures(*values: str) -> list[FigureRow]:
    return [FigureRow("866", f"q{n}", "", value, "A") for n, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "control_sum"),
    [
        pytest.param((), "0", id="nothing"),
        pytest.param(("", ""), "0", id="only empty ones"),
        pytest.param(("1287", "0.5"), "1287.5", id="fraction"),
        pytest.param(("0.1",) * 10, "1", id="ten tenths are exactly one"),
        pytest.param(("0.1", "0.2"), "0.3", id="as on paper, not as in floats"),
        pytest.param(("1", "-1"), "0", id="to zero"),
        pytest.param(("0.5", "-0.5"), "0", id="fractions to zero"),
        pytest.param(("100", "200"), "300", id="zeros of a whole number stay"),
        pytest.param(("-5", "1.250"), "-3.75", id="negative"),
        pytest.param(("co", "2023-09-12", "7"), "7", id="codes and dates do not count"),
        pytest.param(("007", "1"), "1", id="a code of digits does not count"),
        pytest.param(("999999999999999999.999999",) * 3, "2999999999999999999.999997", id="large"),
        pytest.param(("0.000001",), "0.000001", id="small, without exponent"),
    ],
)
def test_the_control_sum_is_exact(values: tuple[str, ...], control_sum: str):
    assert count_totals(_figures(*values)).control_sum == control_sum


def test_100000_of_the_largest_figures_are_summed_exactly():
    totals = count_totals(_figures("999999999999999999.999999") * 100_000)
    assert totals.control_sum == "99999999999999999999999.9"


def test_rows_and_filled_rows_are_counted():
    totals = count_totals(FIGURES)
    assert (totals.rows, totals.filled) == (4, 3)


# --- texts --------------------------------------------------------------------------------------


def test_texts_are_canonical_json():
    text = TextRow("866", "nhan_xet", "", "Dòng 1\nDòng 2")
    row = '{"area":"866","question":"nhan_xet","row":"","text":"Dòng 1\\nDòng 2"}'
    assert write_texts([text]) == f'{{"texts":[{row}]}}'.encode()
    assert read_texts(write_texts([text]), place="t001.json") == (text,)


def test_a_note_beside_a_text_has_a_key_of_its_own():
    texts = (TextRow("866", "so_xa", "", "a"), TextRow("866", "so_xa.note", "", "b"))
    assert read_texts(write_texts(texts), place="t001.json") == texts


def _texts(*rows: str) -> bytes:
    return ('{"texts":[' + ",".join(rows) + "]}").encode()


def _text(text: str = "x", question: str = "a", area: str = "866") -> str:
    return f'{{"area":"{area}","question":"{question}","row":"","text":"{text}"}}'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"[]", "G307", id="not an object"),
        pytest.param(b"{}", "G307", id="no texts"),
        pytest.param(b'{"texts":{}}', "G307", id="not a list"),
        pytest.param(b'{"texts":[],"x":1}', "G307", id="more than texts"),
        pytest.param(_texts('{"area":"866"}'), "G307", id="fields missing"),
        pytest.param(_texts(_text()[:-1] + ',"x":1}'), "G307", id="field too many"),
        pytest.param(_texts(_text("")), "G307", id="empty text"),
        pytest.param(_texts(_text("x" * 4001)), "G307", id="4,001 characters"),
        pytest.param(_texts(_text(question="Ô")), "G307", id="question not a code"),
        pytest.param(_texts(_text(area="")), "G307", id="no area"),
        pytest.param(_texts(_text("a\\u0000b")), "G308", id="NUL"),
        pytest.param(_texts(_text("a\\tb")), "G308", id="tab"),
        pytest.param(_texts(_text("a\\rb")), "G308", id="CR"),
        pytest.param(_texts(_text("a\u2066b")), "G308", id="bidi isolate"),
        pytest.param(_texts(_text("e\u0302\u0323")), "G308", id="decomposed letter"),
        pytest.param(_texts(_text("\\ud800")), "G303", id="half a surrogate pair"),
        pytest.param(_texts(_text(question="b"), _text(question="a")), "G321", id="not sorted"),
        pytest.param(_texts(_text(), _text("y")), "G321", id="two texts for one cell"),
    ],
)
def test_signed_texts_that_break_the_grammar_have_their_code(data: bytes, code: str):
    assert code_of(lambda: read_texts(data, place="t001.json")) == code
    assert code_of(lambda: read(with_files(t001_json=data))) == code


def test_4000_characters_are_allowed():
    text = TextRow("866", "nhan_xet", "", "ệ" * 4000)
    assert read_texts(write_texts([text]), place="t001.json") == (text,)


def test_the_helper_for_forged_tables_makes_genuine_ones_too():
    opened = read(with_files(v001_csv=_table("866,a,,1,A")))
    assert opened.submissions[0].figures == (FigureRow("866", "a", "", "1", "A"),)
    assert opened.submissions[0].texts == TEXTS
