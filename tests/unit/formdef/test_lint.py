"""Faults of meaning, each with the line it stands on; the form's own examples."""

from pathlib import Path

import pytest

from cds_desktop.formdef.lint import lint_file
from tests.unit.formdef.forms import FIXTURES, form_text

TWO = """\
[[sections.questions]]
name = "a"
type = "integer"
[[sections.questions]]
name = "b"
type = "integer"
"""
TABLE = """\
[[sections.questions]]
name = "xa"
type = "roster"
[[sections.questions.questions]]
name = "ap"
type = "integer"
[[sections.questions.questions]]
name = "ap2"
type = "integer"
"""
LIST = """\
[[sections.questions]]
name = "ds"
type = "repeat"
[[sections.questions.questions]]
name = "so"
type = "integer"
"""
OTHERS = """\
[[sections.questions]]
name = "chon"
type = "select_one"
choices = "co_khong"
[[sections.questions]]
name = "ngay"
type = "date"
[[sections.questions]]
name = "chu"
type = "text"
"""
TARGETS = """\
[[sections.questions]]
name = "ct"
type = "targets"
[[sections.questions.questions]]
name = "ct_ket_qua"
type = "integer"
"""

FAULTY = [
    pytest.param(TWO + 'relevant = "c > 1"', "lint_name_unknown", id="unknown name"),
    pytest.param(TWO + 'relevant = "a >"', "expression_unfinished", id="syntax"),
    pytest.param(TWO + 'relevant = "a + 1"', "lint_kind", id="a figure as a condition"),
    pytest.param(TWO + 'calculation = "a > 1"', "lint_kind", id="a condition as a figure"),
    pytest.param(TWO + "relevant = \"a = 'co'\"", "lint_kind", id="a figure against a text"),
    pytest.param(TWO + 'relevant = "a and b > 1"', "lint_kind", id="a figure in and"),
    pytest.param(TWO + "relevant = \"if(a > 1, 1, 'x') = 1\"", "lint_kind", id="two kinds in if"),
    pytest.param(OTHERS + "relevant = \"chon > 'co'\"", "lint_kind", id="texts have no order"),
    pytest.param(OTHERS + 'relevant = "ngay > 5"', "lint_kind", id="a date against a figure"),
    pytest.param(OTHERS + 'relevant = "ytd(chon) > 5"', "lint_kind", id="the sum of choices"),
    pytest.param(OTHERS + "relevant = \"chon = 'cos'\"", "lint_choice_unknown", id="choice"),
    pytest.param(OTHERS + "relevant = \"'cos' != chon\"", "lint_choice_unknown", id="choice, left"),
    pytest.param(
        OTHERS + "relevant = \"prev(chon) = 'cos'\"", "lint_choice_unknown", id="choice, past"
    ),
    pytest.param(TABLE + TWO + 'relevant = "ap > 1"', "lint_column_outside", id="column outside"),
    pytest.param(TABLE + TWO + 'relevant = "sum(a) > 1"', "lint_not_a_column", id="sum of one"),
    pytest.param(TABLE + TWO + 'relevant = "rows(ap) > 1"', "lint_not_a_table", id="rows of one"),
    pytest.param(TABLE + TWO + 'relevant = "xa > 1"', "lint_not_a_table", id="table as a figure"),
    pytest.param(LIST + TABLE + 'relevant = "so > 1"', "lint_column_outside", id="other table"),
    pytest.param(LIST + 'relevant = "so > prev(so)"', "lint_history_in_list", id="past of a list"),
    pytest.param(TWO + 'calculation = "b + 1"', "lint_circle", id="computed from itself"),
    pytest.param(TWO + 'relevant = "b > 1"', "lint_circle", id="shown because of itself"),
    pytest.param(TWO + 'calculation = "ytd(b)"', "lint_circle", id="this month is part of ytd"),
    pytest.param(
        TWO.replace('"a"\ntype = "integer"', '"a"\ntype = "integer"\ncalculation = "b"')
        + 'calculation = "a"',
        "lint_circle",
        id="two computed from each other",
    ),
    pytest.param(TABLE + 'calculation = "sum(ap2)"', "lint_circle", id="through a sum"),
    pytest.param(
        TABLE.replace('"roster"', '"roster"\nrelevant = "sum(ap) > 1"'), "lint_circle", id="a table"
    ),
    pytest.param(TWO + 'sentence = "Có {c}."', "lint_name_unknown", id="sentence, unknown"),
    pytest.param(TWO + 'sentence = "Có {b."', "lint_sentence", id="sentence, not closed"),
    pytest.param(TABLE + TWO + 'sentence = "{ap}"', "lint_column_outside", id="sentence, column"),
    pytest.param(
        TWO + 'warning = "b > 1"\nwarning_message = "{c}"', "lint_name_unknown", id="message"
    ),
    pytest.param(
        TWO + 'warning = "b > 1"\nwarning_message = "{b"', "lint_message_braces", id="braces"
    ),
    pytest.param(
        TWO + 'warning = "b > 1"\nwarning_message = "{}"', "expression_unfinished", id="no field"
    ),
    pytest.param(OTHERS + 'pattern = "["', "lint_pattern_broken", id="pattern"),
    pytest.param(OTHERS.replace("co_khong", "khac"), "lint_choices_unknown", id="list of choices"),
    pytest.param(
        TWO + '[[sections.questions]]\nname = "t"\ntype = "ratio"\nnumerator = "a"\n'
        'denominator = "c"',
        "lint_part_not_figure",
        id="ratio with an unknown part",
    ),
    pytest.param(
        TABLE
        + TWO.replace('"b"\ntype = "integer"', '"b"\ntype = "ratio"')
        + 'numerator = "ap"\ndenominator = "a"',
        "lint_part_not_figure",
        id="ratio over a column of elsewhere",
    ),
    pytest.param(TARGETS, "lint_targets_columns", id="target table"),
    pytest.param(
        TARGETS + '[[sections.questions.questions]]\nname = "ct_trang_thai"\ntype = "select_one"\n'
        'choices = "co_khong"',
        "lint_target_statuses",
        id="statuses of targets",
    ),
    pytest.param(TWO + '[renamed]\nx = "y"', "lint_renamed_unknown", id="renamed to nothing"),
    pytest.param(TWO + '[renamed]\na = "b"', "lint_renamed_still_used", id="renamed and kept"),
]
SOUND = [
    pytest.param(TWO + 'constraint = ". >= prev(b)"\nconstraint_message = "{.}"', id="itself"),
    pytest.param(TWO + 'calculation = "prev(b) + a"', id="computed from its own past"),
    pytest.param(TABLE + 'calculation = "100 * ap / sum(ap)"', id="share of the total"),
    pytest.param(TABLE + TWO + 'relevant = "sum(ap) + rows(xa) > count(ap2)"', id="totals"),
    pytest.param(OTHERS + "relevant = \"chon = 'co' and ngay <= window_end()\"", id="kinds"),
    pytest.param(OTHERS + "relevant = \"level() = 'district' and month() != 12\"", id="context"),
    pytest.param(TABLE.replace('"roster"', '"roster"\nsentence = "{ap}"'), id="sentence of rows"),
    pytest.param(TWO + '[renamed]\nx = "y"\ny = "b"', id="renamed twice"),
]


def codes_of(folder: Path, text: str) -> list[str]:
    path = folder / "thu_v1.toml"
    path.write_text(form_text(text), encoding="utf-8")
    return [fault.code for fault in lint_file(path)]


@pytest.mark.parametrize(("text", "code"), FAULTY)
def test_a_fault_of_meaning_is_found(tmp_path: Path, text: str, code: str):
    assert set(codes_of(tmp_path, text)) >= {code}


@pytest.mark.parametrize("text", SOUND)
def test_what_is_right_is_not_a_fault(tmp_path: Path, text: str):
    assert codes_of(tmp_path, text) == []


def test_a_circle_is_named_in_full(tmp_path: Path):
    path = tmp_path / "thu_v1.toml"
    path.write_text(form_text(TWO + 'calculation = "b"'), encoding="utf-8")
    (fault,) = lint_file(path)
    assert fault.message.text.endswith("các chỉ tiêu tính vòng quanh: b → b.")
    assert path.read_text(encoding="utf-8").splitlines()[fault.line - 1].startswith("calculation")


def test_every_circle_is_named(tmp_path: Path):
    both = TWO.replace('"a"\ntype = "integer"', '"a"\ntype = "integer"\ncalculation = "a"')
    assert codes_of(tmp_path, both + 'calculation = "b"') == ["lint_circle", "lint_circle"]


FIXTURE = (FIXTURES / "mau_thu_v1.toml").read_text(encoding="utf-8")
BROKEN_EXAMPLES = [
    pytest.param(
        'hs_truc_tuyen = "error"', 'hs_truc_tuyen = "warning"', "example_failed", id="severity"
    ),
    pytest.param('"=120"', '"=119"', "example_failed", id="value"),
    pytest.param('"=120"', '"="', "example_failed", id="no value"),
    pytest.param('y_kien = "hidden"', 'y_kien = "ok"', "example_failed", id="relevance"),
    pytest.param('"=12"', '"=13"', "example_failed", id="total"),
    pytest.param('so_ke_hoach = "=1"', 'so_ke_hoach = "=0"', "example_failed", id="list"),
    pytest.param('"ap@1" = 5', '"ap" = 5', "example_cell_unknown", id="column without a row"),
    pytest.param('"ap@1" = 5', '"tong_ap@1" = 5', "example_cell_unknown", id="row of no table"),
    pytest.param('"ap@1" = 5', '"khac@1" = 5', "example_cell_unknown", id="unknown cell"),
    pytest.param('"=120"', '"maybe"', "example_unreadable", id="unknown word"),
    pytest.param("hs_tiep_nhan = 10,", "hs_tiep_nhan = true,", "example_unreadable", id="value"),
    pytest.param('name = "Một xã nhập nhầm"', 'ten = "Một xã"', "form_key_unknown", id="key"),
]


@pytest.mark.parametrize(("right", "wrong", "code"), BROKEN_EXAMPLES)
def test_an_example_that_does_not_hold_is_a_fault(
    tmp_path: Path, right: str, wrong: str, code: str
):
    assert right in FIXTURE
    path = tmp_path / "mau_thu_v1.toml"
    path.write_text(FIXTURE.replace(right, wrong, 1), encoding="utf-8")
    assert code in {fault.code for fault in lint_file(path)}


RULES_THAT_EXAMPLES_HOLD = [
    ('constraint = ". <= hs_tiep_nhan"', 'constraint = ". >= hs_tiep_nhan"'),
    ('calculation = "sum(ap)"', 'calculation = "sum(ap) + 1"'),
    ("ap_cap_quang <= ap", "ap_cap_quang <= ap + 1"),
    ('coalesce(prev(hs_luy_ke), 0) + hs_tiep_nhan",', 'prev(hs_luy_ke) - hs_tiep_nhan",'),
    ("vb_ngay <= window_end()", "vb_ngay >= window_end()"),
    ("'ke_hoach')", "'quyet_dinh')"),
    ("ct_trang_thai = 'pt'", "ct_trang_thai = 'kho'"),
    ("co_tong_dai = 'co'", "co_tong_dai != 'co' or is_missing(co_tong_dai)"),
]


@pytest.mark.parametrize(("rule", "changed"), RULES_THAT_EXAMPLES_HOLD)
def test_a_changed_rule_is_caught_by_the_examples(tmp_path: Path, rule: str, changed: str):
    assert rule in FIXTURE
    path = tmp_path / "mau_thu_v1.toml"
    path.write_text(FIXTURE.replace(rule, changed, 1), encoding="utf-8")
    assert {fault.code for fault in lint_file(path)} == {"example_failed"}
