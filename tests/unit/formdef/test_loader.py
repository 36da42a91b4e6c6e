"""Form files: what is right is read, what is wrong is named with file and line, all at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.errors import FormDefinitionError
from cds_desktop.formdef.faults import FormFault
from cds_desktop.formdef.loader import faults, load_form, load_plan
from cds_desktop.limits import FORM_BYTES
from cds_desktop.model.form import (
    Aggregation,
    Choice,
    Help,
    MissingValues,
    Nature,
    QuestionType,
    Rule,
)
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import DataWindow, PeriodType
from tests.unit.formdef.forms import FIXTURES, form_text

FIXTURE = FIXTURES / "mau_thu_v1.toml"


def write(folder: Path, text: str, name: str = "thu_v1.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_form_is_read_with_all_its_parts():
    form = load_form(FIXTURE)
    assert (form.form_id, form.version, form.title) == ("mau_thu", 1, "Báo cáo thử")
    assert (form.period_type, form.data_window) == (PeriodType.MONTHLY, DataWindow.CALENDAR)
    assert (form.levels, form.valid_from) == ((Level.DISTRICT,), date(2023, 1, 1))
    assert (form.valid_to, form.has_plan_targets) == (None, True)
    assert (form.deadline_day, form.deadline_months_after) == (5, 1)
    assert form.choices["co_khong"] == (Choice("co", "Có"), Choice("khong", "Không"))
    assert form.renamed == {"ho_so": "hs_tiep_nhan"}
    assert [section.heading for section in form.sections][:2] == [
        "Xây dựng chính quyền số",
        "Hạ tầng số",
    ]


def test_a_question_is_read_with_all_its_parts():
    question = load_form(FIXTURE).question("hs_tiep_nhan")
    assert (question.code, question.type) == ("1.01", QuestionType.INTEGER)
    assert (question.unit_of_measure, question.nature) == ("hồ sơ", Nature.FLOW)
    assert (question.is_required, question.is_key_figure) == (True, True)
    assert question.help == Help("Số hồ sơ tiếp nhận trong kỳ.", "Hệ thống một cửa", "1.205")


def test_rules_are_read_one_by_one_and_as_lists():
    form = load_form(FIXTURE)
    online = form.question("hs_truc_tuyen")
    assert [rule.condition for rule in online.constraints] == [". <= hs_tiep_nhan"]
    assert online.notices == (Rule(". >= hs_tiep_nhan / 2", "Hồ sơ trực tuyến chưa đến một nửa."),)
    assert len(form.question("hs_luy_ke").constraints) == 2


@pytest.mark.parametrize(
    ("line", "decimals", "unit"),
    [
        ('type = "integer"', 0, ""),
        ('type = "decimal"', 2, ""),
        ('type = "money"', 3, ""),
        ('type = "percentage"', 2, "%"),
        ('type = "money"\ndecimals = 0\nunit_of_measure = "đồng"', 0, "đồng"),
    ],
)
def test_decimals_and_unit_follow_the_type(tmp_path: Path, line: str, decimals: int, unit: str):
    text = form_text(f'[[sections.questions]]\nname = "q"\n{line}')
    question = load_form(write(tmp_path, text)).question("q")
    assert (question.decimals, question.unit_of_measure) == (decimals, unit)
    assert (question.nature, question.aggregation) == (Nature.STOCK, Aggregation.SUM)


@pytest.mark.parametrize(
    ("lines", "is_carried_over"),
    [
        pytest.param('type = "integer"', True, id="stock"),
        pytest.param('type = "integer"\nnature = "flow"', False, id="flow"),
        pytest.param('type = "integer"\nnature = "cumulative"', False, id="cumulative"),
        pytest.param(
            'type = "integer"\nnature = "flow"\ncarried_over = true', True, id="flow, said"
        ),
        pytest.param('type = "integer"\ncarried_over = false', False, id="stock, said"),
        pytest.param('type = "integer"\ncalculation = "1 + 1"', False, id="computed"),
        pytest.param('type = "text"', True, id="text"),
        pytest.param('type = "long_text"', False, id="long text"),
    ],
)
def test_what_lasts_is_carried_over(tmp_path: Path, lines: str, is_carried_over: bool):
    text = form_text(f'[[sections.questions]]\nname = "q"\n{lines}')
    assert load_form(write(tmp_path, text)).question("q").is_carried_over is is_carried_over


def test_a_rule_says_what_missing_values_mean(tmp_path: Path):
    text = form_text(
        """
        [[sections.questions]]
        name = "q"
        type = "integer"
        warnings = [{ condition = "q > 0", message = "0", missing_values = "never_skip" }]
        """
    )
    (rule,) = load_form(write(tmp_path, text)).question("q").warnings
    assert rule.missing_values is MissingValues.NEVER_SKIP


def test_every_fault_is_named_at_once_with_its_line(tmp_path: Path):
    text = """\
form_id = "thu"
version = "1"
title = "Thử"
report_title = "Thử {period}"
levels = ["district", "village"]
valid_from = 2023-01-01
colour = "xanh"

[choices]
rong = []

[[sections]]
name = "phan"
code = "1"
title = "Phần"

[[sections.questions]]
name = "Hồ sơ"
code = "1.01"
type = "integer"
label = "Hồ sơ"
decimals = 2

[[sections.questions]]
name = "b"
code = "1.01"
type = "integer"
label = "B"

[[sections.questions]]
name = "b"
code = "1.02"
type = "integer"
label = "B"
required = "có"
constraint = "b > c"
help = { definition = "x", colour = "y" }

[[sections.questions]]
name = "sum"
code = "1.03"
type = "ratio"
label = "Tỷ lệ"
pattern = "x"

[[sections.questions]]
name = "d"
code = "1.04"
type = "number"
label = "D"
"""
    found = [(fault.line, fault.code) for fault in faults(write(tmp_path, text))]
    assert found == [
        (2, "form_key_type"),
        (5, "form_value_unknown"),
        (7, "form_key_unknown"),
        (10, "form_choices_empty"),
        (18, "form_name_invalid"),
        (22, "form_number_range"),
        (26, "form_code_twice"),
        (30, "form_key_missing"),
        (31, "form_name_twice"),
        (35, "form_key_type"),
        (36, "lint_name_unknown"),
        (37, "form_key_unknown"),
        (39, "form_key_missing"),
        (39, "form_key_missing"),
        (40, "form_name_reserved"),
        (44, "form_key_not_for_type"),
        (49, "form_value_unknown"),
    ]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        pytest.param(b'form_id = "a"\nversion = \n', "form_not_toml", 2, id="no value"),
        pytest.param(b"a = 1\n\na = 2\n", "form_not_toml", 3, id="a key twice"),
        pytest.param(b'a = "x"\nb = "\xff"\n', "form_not_utf8", 2, id="not UTF-8"),
        pytest.param(b"a = 2023-13-45\n", "form_not_toml", 1, id="no such day"),
        pytest.param(b"a = " + b"9" * 5000, "form_not_toml", 1, id="5.000 digits"),
        pytest.param(b"a = " + b"[" * 20_000, "form_too_deep", 1, id="20.000 brackets"),
        pytest.param(b"#" * (FORM_BYTES + 1), "form_too_large", 1, id="2 MiB and a byte"),
        pytest.param(b"SQLite format 3\x00", "form_not_toml", 1, id="a database"),
    ],
)
def test_a_file_that_is_no_form_is_refused(tmp_path: Path, data: bytes, code: str, line: int):
    path = tmp_path / "thu_v1.toml"
    path.write_bytes(data)
    with pytest.raises(FormDefinitionError) as caught:
        load_form(path)
    assert (caught.value.code, caught.value.params["line"]) == (code, line)
    assert [(fault.code, fault.line) for fault in faults(path)] == [(code, line)]
    assert "thu_v1.toml" in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(FormDefinitionError) as caught:
        load_form(tmp_path / "khong_co_v1.toml")
    assert caught.value.code == "form_unreadable"


def test_a_form_under_another_name_is_named(tmp_path: Path):
    path = write(tmp_path, FIXTURE.read_text(encoding="utf-8"), "khac_v1.toml")
    assert [(fault.code, fault.line) for fault in faults(path)] == [("form_file_misnamed", 2)]


def test_loading_raises_the_first_fault_with_its_way_out(tmp_path: Path):
    text = form_text('[[sections.questions]]\nname = "q"\ntype = "integer"\nrelevant = "p > 1"')
    with pytest.raises(FormDefinitionError) as caught:
        load_form(write(tmp_path, text))
    assert caught.value.code == "lint_name_unknown"
    assert str(caught.value) == (
        "Tệp thu_v1.toml, dòng 17, chỉ tiêu “q”: “relevant” dùng “p” mà biểu mẫu không có chỉ tiêu "
        "này. Xin ghi tên một chỉ tiêu có thật."
    )


def test_loading_says_how_many_more_faults_there_are(tmp_path: Path):
    text = form_text(
        '[[sections.questions]]\nname = "q"\ntype = "integer"\nrelevant = "p > 1"\nmau = 1'
    )
    with pytest.raises(FormDefinitionError) as caught:
        load_form(write(tmp_path, text))
    assert caught.value.code == "form_has_faults"
    assert caught.value.params["count"] == 2
    assert "dòng 17" in str(caught.value)


def test_windows_line_ends_do_not_shift_the_lines(tmp_path: Path):
    path = tmp_path / "thu_v1.toml"
    text = form_text('[[sections.questions]]\nname = "q"\ntype = "integer"\nrelevant = "p > 1"')
    path.write_bytes(text.replace("\n", "\r\n").encode())
    assert [fault.line for fault in faults(path)] == [17]


def test_a_figure_of_a_plan_is_exact(tmp_path: Path):
    path = tmp_path / "2023.toml"
    path.write_text(
        """
        plan = "kh_99_2023"
        number = "99/KH-UBND"
        date = 2023-03-16
        year = 2023
        [[targets]]
        id = "T04"
        group = "Kinh tế số"
        wording = "Đóng góp kinh tế số vào GRDP"
        comparator = ">"
        value = 6.42
        unit_of_measure = "%"
        levels = ["province"]
        source = "báo cáo 09/2023"
        [[targets]]
        id = "T02"
        group = "Dữ liệu số"
        wording = "Công bố nền tảng"
        comparator = "deed"
        levels = ["province", "district"]
        source = "báo cáo 09/2023"
        """,
        encoding="utf-8",
    )
    plan = load_plan(path)
    assert (plan.number, plan.date, plan.year) == ("99/KH-UBND", date(2023, 3, 16), 2023)
    assert [target.value for target in plan.targets] == [Decimal("6.42"), None]
    assert plan.targets[1].levels == (Level.PROVINCE, Level.DISTRICT)


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        pytest.param('comparator = "~"', 'comparator = ">="', "form_value_unknown", id="sign"),
        pytest.param('value = "80"', "value = 80", "form_key_type", id="a text as value"),
        pytest.param('id = "T 1"', 'id = "T1"', "form_target_id_invalid", id="space in the id"),
        pytest.param("levels = []", 'levels = ["district"]', "form_key_missing", id="no level"),
        pytest.param('source = ""', 'source = "x"', "form_key_missing", id="no source"),
    ],
)
def test_a_faulty_plan_is_refused(tmp_path: Path, wrong: str, right: str, code: str):
    lines = [
        'comparator = ">="',
        "value = 80",
        'id = "T1"',
        'levels = ["district"]',
        'source = "x"',
    ]
    body = [wrong if line == right else line for line in lines]
    head = 'plan = "p"\nnumber = "1"\nyear = 2023\n[[targets]]\ngroup = "g"\nwording = "w"\n'
    path = write(tmp_path, head + "\n".join(body), "2023.toml")
    with pytest.raises(FormDefinitionError) as caught:
        load_plan(path)
    assert caught.value.code == code


_TEXT = FIXTURE.read_text(encoding="utf-8")
_LINES = _TEXT.splitlines(keepends=True)
_VALUES = [
    "1", "-1", "0x" + "f" * 400, "nan", "1e400", "true", "[]", "{}", '""', "'x'", "2023-01-01",
    "2023-01-01T00:00:00", "07:00:00", '"{"', '"sum("', '"\\u0000"', "[[1]]", '[{ name = 1 }]',
    '"not "', '"(?P<x"', '"[{a}]"',
]  # fmt: skip


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """Return the fixture with some lines gone, doubled, moved, or holding another value."""
    lines = list(_LINES)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "move", "value", "letter"])):
            case "drop":
                lines[place] = ""
            case "double":
                lines[place] *= 2
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines[place])
            case "value":
                value = draw(st.sampled_from(_VALUES))
                lines[place] = lines[place].partition("=")[0] + f"= {value}\n"
            case _:
                cut = draw(st.integers(0, len(lines[place])))
                letter = draw(st.characters(codec="utf-8"))
                lines[place] = lines[place][:cut] + letter + lines[place][cut:]
    return "".join(lines)


@settings(max_examples=150, deadline=None)
@given(text=_damaged())
def test_a_damaged_form_gives_faults_and_never_another_exception(
    tmp_path_factory: pytest.TempPathFactory, text: str
):
    path = write(tmp_path_factory.mktemp("form"), text, "mau_thu_v1.toml")
    count = text.count("\n") + 1
    for fault in faults(path):
        assert isinstance(fault, FormFault)
        assert 1 <= fault.line <= count
        assert fault.message.text.startswith("Tệp mau_thu_v1.toml")
        assert fault.message.way_out
