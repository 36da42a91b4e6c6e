"""F1 gives the definition, the formula with its numbers, the rules, the source, an example."""

import pytest

from cds_desktop.errors import InputError
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.field_help import field_help, help_lines

UNIT = "872"


def test_a_rate_shows_its_formula_with_the_numbers(draft: EntrySession):
    draft.enter_many(
        {
            CellKey(UNIT, "hs_tiep_nhan"): "2.945",
            CellKey(UNIT, "hs_toan_trinh"): "1.120",
            CellKey(UNIT, "hs_mot_phan"): "568",
        }
    )
    shown = field_help(draft, CellKey(UNIT, "ty_le_truc_tuyen"))
    assert shown.formula.endswith(
        "= “Hồ sơ nộp trực tuyến trong kỳ” × 100 ÷ “Hồ sơ thủ tục hành chính tiếp nhận trong kỳ”"
    )
    assert shown.numbers == "1.688 × 100 ÷ 2.945 = 57,32%"
    assert shown.kind == "Số liệu trong kỳ; đơn vị tính %; phần mềm tự tính, không nhập"
    assert "25" in shown.rules[0]


def test_an_entered_figure_has_no_formula_but_its_rules(draft: EntrySession):
    shown = field_help(draft, CellKey(UNIT, "hs_tiep_nhan_lk"))
    assert (shown.formula, shown.numbers) == ("", "")
    assert shown.rules[0].endswith("(lỗi nếu không đúng).")
    assert shown.source
    assert shown.example


def test_a_missing_part_is_said(draft: EntrySession):
    draft.enter(CellKey(UNIT, "hs_tiep_nhan"), "")
    shown = field_help(draft, CellKey(UNIT, "ty_le_truc_tuyen"))
    assert "(chưa có)" in shown.numbers
    assert shown.numbers.endswith("chưa tính được")


def test_every_cell_of_the_form_can_be_explained(draft: EntrySession):
    for section in draft.form.sections:
        for key, question in draft.cells(section):
            lines = list(help_lines(field_help(draft, key)))
            assert question.code in lines[0]


def test_an_unknown_question_is_named(draft: EntrySession):
    with pytest.raises(InputError, match="không có chỉ tiêu"):
        field_help(draft, CellKey(UNIT, "khong_co"))
