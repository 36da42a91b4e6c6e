"""A report from the shipped template: every text faithfully, every table in its page."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.office.docx import render_report
from cds_desktop.office.xml_tree import Element, W, parse, value_of
from tests.unit.office.office_files import (
    DOCUMENT,
    WORD_TEMPLATE,
    edited,
    parts_of,
    saved,
    text_of,
    with_part,
    words_of,
)
from tests.unit.office.report_sample import report, small_annex, small_report

_ROOT = WORD_TEMPLATE.parent.parent


def _with_text(text: str) -> dict[str, Any]:
    """Return a small report with this text in a paragraph and in a table."""
    block = {"kind": "paragraph", "text": text}
    annex = small_annex(rows=[[text, "1"]], total_row=False)
    return small_report(parts=[{"heading": "I. A", "blocks": [block]}], annexes=[annex])


def _tables(data: bytes) -> list[list[list[str]]]:
    return [
        [
            ["".join(cell.itertext(W + "t")) for cell in row.findall(W + "tc")]
            for row in table.findall(W + "tr")
        ]
        for table in parse(parts_of(data)[DOCUMENT]).iter(W + "tbl")
    ]


def _sections(data: bytes) -> list[Element]:
    return list(parse(parts_of(data)[DOCUMENT]).iter(W + "sectPr"))


def test_every_text_of_a_full_report_stands_in_it_in_order():
    context = report()

    lines = words_of(text_of(render_report(WORD_TEMPLATE, context))).split("\n")

    texts = ["BÁO CÁO", context["subject"], context["lead"], context["data_window_line"]]
    for part in context["parts"]:
        texts += [part["heading"], *(block["text"] for block in part["blocks"])]
    texts = [text.replace("&", "&amp;").replace("<", "&lt;") for text in texts]
    assert [line for line in lines if line in set(texts)] == texts


def test_each_table_is_the_one_of_its_annex():
    context = report()

    tables = _tables(render_report(WORD_TEMPLATE, context))

    assert tables[2:] == [
        [[column["title"] for column in annex["columns"]], *annex["rows"]]
        for annex in context["annexes"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A & B <c> \"d\" 'e' &amp; <w:p>", id="signs of XML"),
        pytest.param("{{ subject }} {% for a in b %} {_{ }_} {_% %_}", id="signs of the template"),
        pytest.param("một  hai   ba ", id="several spaces"),
        pytest.param("“ngoặc” – gạch…", id="quotation marks"),
        pytest.param("😀 𝔸 字", id="letters beyond the first plane"),
        pytest.param("=1+1; +84; -5; @a", id="beginnings of formulas"),
        pytest.param("x" * 32_767, id="a very long word"),
    ],
)
def test_a_text_is_written_as_it_is(text: str):
    data = render_report(WORD_TEMPLATE, _with_text(text))

    root = parse(parts_of(data)[DOCUMENT])
    paragraphs = ["".join(p.itertext(W + "t")) for p in root.iter(W + "p")]
    assert paragraphs.count(text) == 2


def test_a_line_end_in_a_text_is_a_line_break():
    data = render_report(WORD_TEMPLATE, _with_text("một\nhai"))

    root = parse(parts_of(data)[DOCUMENT])
    broken = [p for p in root.iter(W + "p") if p.find(f".//{W}br") is not None]
    assert [list(p.itertext(W + "t")) for p in broken] == [["một", "hai"], ["một", "hai"]]


def test_text_is_cleaned_before_it_is_written():
    decomposed = "Huye\u0323\u0302n\u200b \x0bTháp\tMười"

    words = words_of(text_of(render_report(WORD_TEMPLATE, _with_text(decomposed))))

    assert "Huyện Tháp Mười" in words


def test_the_same_report_has_the_same_bytes_in_another_process():
    code = (
        "import hashlib, sys; sys.path.insert(0, '.');"
        "from cds_desktop.office.docx import render_report;"
        "from tests.unit.office import office_files, report_sample;"
        "data = render_report(office_files.WORD_TEMPLATE, report_sample.small_report());"
        "print(hashlib.sha256(data).hexdigest())"
    )

    def digest(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert digest("1") == digest("2") != ""


def test_one_changed_figure_changes_the_bytes():
    first = render_report(WORD_TEMPLATE, small_report())

    assert first == render_report(WORD_TEMPLATE, small_report())
    assert first != render_report(WORD_TEMPLATE, small_report(annexes=[small_annex(title="B")]))


def test_each_annex_is_a_landscape_section_that_counts_its_own_pages():
    sections = _sections(render_report(WORD_TEMPLATE, report()))

    orientations = [value_of(section, W + "pgSz", "orient") for section in sections]
    starts = [value_of(section, W + "pgNumType", "start") for section in sections]
    assert orientations == [None, *["landscape"] * 5]
    assert starts == ["1"] * 6


def test_a_report_without_annexes_has_one_upright_section():
    data = render_report(WORD_TEMPLATE, report(annexes=[]))

    sections = _sections(data)
    assert [value_of(section, W + "pgSz", "orient") for section in sections] == [None]
    assert sections[0].find(W + "headerReference") is not None
    assert "Phụ lục {{" not in text_of(data)


def test_header_rows_are_repeated_and_no_row_is_split():
    root = parse(parts_of(render_report(WORD_TEMPLATE, report()))[DOCUMENT])

    for table in list(root.iter(W + "tbl"))[2:]:
        rows = table.findall(W + "tr")
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert repeated == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_last_rows_of_a_table_stay_together():
    root = parse(parts_of(render_report(WORD_TEMPLATE, report()))[DOCUMENT])

    rows = list(root.iter(W + "tbl"))[3].findall(W + "tr")
    kept = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept[-4:] == [False, True, True, False]


def test_columns_are_wide_enough_for_their_numbers_and_fill_the_page():
    narrow = [
        {"title": "Đơn vị", "align": "left", "width_mm": 100},
        {"title": "Số", "align": "right", "width_mm": 1},
    ]
    annex = small_annex(columns=narrow, rows=[["Xã Mỹ Hòa", "1.205.780.000"]], total_row=False)

    root = parse(parts_of(render_report(WORD_TEMPLATE, small_report(annexes=[annex])))[DOCUMENT])

    grid = list(root.iter(W + "tblGrid"))[-1]
    widths = [int(column.get(W + "w") or 0) for column in grid]
    # 13 digits and dots of 12 points, bold, are 69 points wide; margins are 8,5 points.
    assert widths[1] >= 69 * 20 + 170
    assert sum(widths) == 16838 - 1701 - 851


def test_letters_get_smaller_when_many_columns_must_fit():
    count = 24
    columns = [{"title": f"Cột {n}", "align": "right", "width_mm": 10} for n in range(count)]
    annex = small_annex(columns=columns, rows=[["1.205.780"] * count], total_row=False)

    root = parse(parts_of(render_report(WORD_TEMPLATE, small_report(annexes=[annex])))[DOCUMENT])

    table = list(root.iter(W + "tbl"))[-1]
    sizes = {run_size for cell in table.iter(W + "rPr") if (run_size := value_of(cell, W + "sz"))}
    assert len(sizes) == 1
    assert 16 <= int(sizes.pop()) < 24


def test_figures_stand_right_and_titles_in_the_middle():
    root = parse(parts_of(render_report(WORD_TEMPLATE, small_report()))[DOCUMENT])

    header, row, total = list(root.iter(W + "tbl"))[-1].findall(W + "tr")
    aligned = [
        [value_of(cell, f"{W}p/{W}pPr/{W}jc") for cell in line.findall(W + "tc")]
        for line in (header, row, total)
    ]
    assert aligned == [["center", "center"], ["left", "right"], ["left", "right"]]
    assert value_of(total, f".//{W}pStyle") == "BangTong"


def test_the_draft_mark_lies_across_first_and_later_pages():
    data = render_report(WORD_TEMPLATE, small_report(draft_mark="DỰ THẢO"))

    for header in ("word/header1.xml", "word/header2.xml"):
        assert 'string="DỰ THẢO"' in text_of(data, header)


def test_a_longer_mark_is_flatter_and_not_wider_than_the_page():
    def shape(mark: str) -> tuple[float, float]:
        data = render_report(WORD_TEMPLATE, small_report(draft_mark=mark))
        found = re.search(r"width:([\d.]+)pt;height:([\d.]+)pt", text_of(data, "word/header1.xml"))
        assert found is not None
        return float(found[1]), float(found[2])

    short, long = shape("DỰ THẢO"), shape("TẬP NHẬP - KHÔNG GỬI")
    assert max(short[0], long[0]) <= 470
    assert long[1] < short[1]


def test_a_final_report_bears_no_mark():
    data = render_report(WORD_TEMPLATE, small_report(draft_mark=""))

    assert "textpath" not in text_of(data, "word/header2.xml")
    assert " PAGE " in text_of(data, "word/header1.xml")


def test_one_addressee_stands_beside_the_words_and_several_below_each_other():
    one = words_of(text_of(render_report(WORD_TEMPLATE, small_report())))
    two = words_of(text_of(render_report(WORD_TEMPLATE, small_report(addressees=["Sở A", "Sở B"]))))

    assert "Kính gửi: Sở Thông tin và Truyền thông.\n" in one
    assert "Kính gửi:\n- Sở A;\n- Sở B.\n" in two


def test_what_may_be_empty_leaves_no_blank_line():
    context = small_report(parent_body="", data_window_line="", annexes=[small_annex(note="")])

    root = parse(parts_of(render_report(WORD_TEMPLATE, context))[DOCUMENT])

    used = {value_of(p, f"{W}pPr/{W}pStyle") for p in root.iter(W + "p")}
    assert not used & {"CoQuanChuQuan", "PhuLucKem"}
    written = [p for p in root.iter(W + "p") if value_of(p, f"{W}pPr/{W}pStyle") == "NoiDung"]
    assert all("".join(p.itertext(W + "t")) for p in written)


def test_the_signature_stays_with_the_last_paragraph():
    root = parse(parts_of(render_report(WORD_TEMPLATE, report()))[DOCUMENT])

    last = next(p for p in root.iter(W + "p") if "cấp huyện./." in "".join(p.itertext(W + "t")))
    assert last.find(f"{W}pPr/{W}keepNext") is not None


def test_the_rule_under_the_title_follows_its_length():
    def side(subject: str) -> int:
        data = render_report(WORD_TEMPLATE, small_report(subject=subject))
        paragraphs = parse(parts_of(data)[DOCUMENT]).findall(f"{W}body/{W}p")
        rule = next(p for p in paragraphs if value_of(p, f"{W}pPr/{W}pStyle") == "KeNgan")
        return int(value_of(rule, f"{W}pPr/{W}ind", "left") or 0)

    assert (
        side("Kết quả") > side("Kết quả thực hiện công tác chuyển đổi số tháng 9 năm 2023") > 1500
    )


def test_a_name_of_two_lines_is_broken_into_even_lines():
    name = "ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI"
    root = parse(parts_of(render_report(WORD_TEMPLATE, small_report(issuing_body=name)))[DOCUMENT])

    body = next(p for p in root.iter(W + "p") if "".join(p.itertext(W + "t")) == name)
    room = 3990 - 2 * int(value_of(body, f"{W}pPr/{W}ind", "left") or 0)
    # "HUYỆN THÁP MƯỜI" is 41,5 mm wide, "ỦY BAN NHÂN DÂN HUYỆN" 56 mm.
    assert 41.5 < room / 1440 * 25.4 < 56


def test_the_properties_say_what_it_is_and_not_when():
    data = render_report(WORD_TEMPLATE, small_report())

    properties = text_of(data, "docProps/core.xml")
    assert "BÁO CÁO Kết quả thực hiện công tác chuyển đổi số tháng 9 năm 2023" in properties
    assert "PHÒNG VĂN HÓA VÀ THÔNG TIN" in properties
    assert "created" not in properties


def test_no_code_is_left_in_any_part():
    parts = parts_of(render_report(WORD_TEMPLATE, report()))

    assert not [name for name, part in parts.items() if b"{{" in part or b"{%" in part]


def test_a_template_of_words_own_kind_makes_a_document(tmp_path: Path):
    types = "[Content_Types].xml"
    template = edited(WORD_TEMPLATE.read_bytes(), types, "document.main", "template.main")

    data = render_report(saved(tmp_path, template, "mau.dotx"), small_report())

    assert "wordprocessingml.document.main" in text_of(data, types)


def test_a_table_outside_the_loop_is_a_fault_of_the_template(tmp_path: Path):
    loop = "{%p for annex in annexes %}"
    template = edited(WORD_TEMPLATE.read_bytes(), DOCUMENT, loop, "{%p for annex in annexes[0:] %}")

    with pytest.raises(DocumentError) as caught:
        render_report(saved(tmp_path, template), small_report())

    assert caught.value.code == "template_unsafe"


def test_an_unsafe_template_is_refused_before_anything_is_made(tmp_path: Path):
    template = with_part(WORD_TEMPLATE.read_bytes(), "word/vbaProject.bin", b"1")

    with pytest.raises(DocumentError, match="macro"):
        render_report(saved(tmp_path, template), small_report())


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"subject": None}, id="no text"),
        pytest.param({"subject": 5}, id="a number"),
        pytest.param({"recipients": [1]}, id="a number in a list"),
        pytest.param({"annexes": [small_annex(rows=[["một"]])]}, id="a row too short"),
    ],
)
def test_a_context_of_the_wrong_shape_is_our_own_mistake(changes: dict[str, Any]):
    with pytest.raises(TypeError):
        render_report(WORD_TEMPLATE, small_report(**changes))
