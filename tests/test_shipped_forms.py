"""Every form and plan that ships: no fault, its examples hold, everything is explained."""

from collections import Counter
from pathlib import Path

import pytest

from cds_desktop import paths
from cds_desktop.formdef.catalog import Catalog
from cds_desktop.formdef.loader import faults, load_form, load_plan
from cds_desktop.model.form import FIGURE_TYPES, Form, Nature, Question, QuestionType, ReportPart
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.text_rules import is_clean

FORM_FILES = sorted(paths.FORMS.glob("*.toml"))
PLAN_FILES = sorted((paths.FORMS / "plans").glob("*.toml"))
DISTRICT_FORM = paths.FORMS / "huyen_cds_v1.toml"

LABEL_CHARS, COLUMN_LABEL_CHARS = 70, 26

each_form = pytest.mark.parametrize("path", FORM_FILES, ids=lambda path: path.stem)
each_plan = pytest.mark.parametrize("path", PLAN_FILES, ids=lambda path: path.stem)


def _columns(form: Form, kind: QuestionType) -> list[Question]:
    return [column for t in form.all_questions() if t.type is kind for column in t.questions]


def _figures(form: Form) -> list[Question]:
    return [question for question in form.all_questions() if question.type in FIGURE_TYPES]


# --- every form -----------------------------------------------------------------------------------


@each_form
def test_a_shipped_form_has_no_fault_and_its_examples_hold(path: Path):
    assert [fault.message.text for fault in faults(path)] == []


@each_form
def test_every_figure_has_a_unit_and_its_help(path: Path):
    bare = [
        figure.name
        for figure in _figures(load_form(path))
        if not (figure.unit_of_measure and all(_help(figure)))
    ]
    assert bare == []


def _help(question: Question) -> tuple[str, str, str]:
    return question.help.definition, question.help.source, question.help.example


@each_form
def test_every_name_and_every_code_stands_once(path: Path):
    questions = list(load_form(path).all_questions())
    for words in ([q.name for q in questions], [q.code for q in questions]):
        assert [word for word, count in Counter(words).items() if count > 1] == []


@each_form
def test_labels_fit_a_form_row_and_a_table_header(path: Path):
    form = load_form(path)
    columns = {column.name for column in _columns(form, QuestionType.ROSTER)}
    too_long = [
        question.label
        for question in form.all_questions()
        if len(question.label) > (COLUMN_LABEL_CHARS if question.name in columns else LABEL_CHARS)
    ]
    assert too_long == []


@each_form
def test_every_word_is_clean_unicode(path: Path):
    assert is_clean(path.read_text("utf-8"))


# --- the district form ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def district_form() -> Form:
    return load_form(DISTRICT_FORM)


def test_the_district_form_asks_for_at_least_90_figures(district_form: Form):
    assert len(_figures(district_form)) >= 90


def test_the_district_form_has_every_part_of_the_report(district_form: Form):
    results = [s.name for s in district_form.sections if s.part is ReportPart.RESULTS]
    assert results == [
        "the_che",
        "nhan_thuc_so",
        "du_lieu_so",
        "ha_tang_so",
        "an_toan_thong_tin",
        "chinh_quyen_so",
        "kinh_te_so",
        "xa_hoi_so",
        "nhan_luc_so",
    ]
    others = [s.part for s in district_form.sections if s.part is not ReportPart.RESULTS]
    assert others == list(ReportPart)[1:]


def test_the_district_form_has_five_commune_rosters(district_form: Form):
    rosters = [q for q in district_form.all_questions() if q.type is QuestionType.ROSTER]
    assert len(rosters) == 5
    assert 20 <= len(_columns(district_form, QuestionType.ROSTER)) <= 30


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        pytest.param("van_ban", "loai so_ky_hieu ngay co_quan trich_yeu", id="documents issued"),
        pytest.param("kho_khan", "noi_dung nguyen_nhan", id="difficulties"),
        pytest.param("nhiem_vu", "noi_dung chu_tri thoi_han", id="next month"),
        pytest.param("kien_nghi", "co_quan noi_dung", id="proposals with addressee"),
        pytest.param("chi_tieu", "ket_qua trang_thai nguyen_nhan phu_thuoc", id="targets"),
    ],
)
def test_the_lists_have_their_columns(district_form: Form, table: str, columns: str):
    names = [column.name for column in district_form.question(table).questions]
    assert [name.partition("_")[2].removeprefix("tieu_") for name in names] == columns.split()


def test_every_commune_column_that_can_be_added_up_reaches_the_totals(district_form: Form):
    used = " ".join(question.calculation for question in district_form.all_questions())
    used += " ".join(
        rule.condition
        for question in district_form.all_questions()
        for rule in question.constraints
    )
    columns = _columns(district_form, QuestionType.ROSTER)
    assert [c.name for c in columns if f"sum({c.name})" not in used] == []


def test_every_cumulative_figure_is_held_against_its_month(district_form: Form):
    """Two cumulative figures have no monthly one: they are only known as a total."""
    alone = [
        question.name
        for question in district_form.all_questions()
        if question.nature is Nature.CUMULATIVE
        and not any("prev(" in rule.condition for rule in question.warnings)
    ]
    assert alone == ["ocop_giao_dich_lk", "edongthap_lk"]


def test_eight_key_figures_summarise_the_report(district_form: Form):
    assert sum(question.is_key_figure for question in district_form.all_questions()) == 8


@pytest.mark.parametrize(
    ("rule", "weakened"),
    [
        pytest.param(
            "hs_dung_han + hs_qua_han = hs_giai_quyet",
            "hs_dung_han + hs_qua_han <= hs_giai_quyet",
            id="closing sums",
        ),
        pytest.param("prev(tin_bai_lk) + tin_bai)", "prev(tin_bai_lk))", id="running sums"),
        pytest.param('". <= ht_ho"', '". <= 2 * ht_ho"', id="parts of a whole"),
        pytest.param("hs_tiep_nhan_xa <= hs_tiep_nhan", "hs_tiep_nhan > 0", id="roster totals"),
        pytest.param("su_co > 0", "su_co >= 0", id="what is asked when"),
        pytest.param('numerator = "hs_truc_tuyen"', 'numerator = "hs_mot_phan"', id="rates"),
        pytest.param("sum(ht_ho_cap_quang)", "count(ht_ho_cap_quang)", id="totals"),
    ],
)
def test_the_examples_notice_a_changed_rule(tmp_path: Path, rule: str, weakened: str):
    text = DISTRICT_FORM.read_text("utf-8")
    assert rule in text
    changed = tmp_path / DISTRICT_FORM.name
    changed.write_text(text.replace(rule, weakened), "utf-8")
    assert "example_failed" in {fault.code for fault in faults(changed)}


# --- the other forms ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "period", "name"),
    [
        pytest.param(Level.DISTRICT, "202308", "huyen_cds_v1", id="a district from 08/2023"),
        pytest.param(Level.DEPARTMENT, "202308", "so_nganh_cds_v1", id="a department"),
        pytest.param(Level.PROVINCE, "202308", "tinh_cds_v1", id="the province"),
        pytest.param(Level.COMMUNE, "202506", "huyen_cds_v1", id="a commune before 07/2025"),
        pytest.param(Level.COMMUNE, "202507", "huyen_cds_v2", id="a commune of two tiers"),
        pytest.param(Level.PROVINCE, "202507", "tinh_cds_v1", id="the province of two tiers"),
    ],
)
def test_every_level_has_its_form_in_its_time(level: Level, period: str, name: str):
    form = Catalog((paths.FORMS,)).form_for(level, Period(period))
    assert form is not None
    assert f"{form.form_id}_v{form.version}" == name


@pytest.mark.parametrize(("name", "least"), [("huyen_cds_v2", 90), ("so_nganh_cds_v1", 60)])
def test_a_unit_s_form_has_enough_figures_and_no_roster(name: str, least: int):
    form = load_form(paths.FORMS / f"{name}.toml")
    assert len(_figures(form)) >= least
    assert _columns(form, QuestionType.ROSTER) == []
    assert [s.part for s in form.sections if s.part is not ReportPart.RESULTS] == list(ReportPart)[
        1:
    ]


def test_the_commune_form_speaks_of_its_own_time():
    text = (paths.FORMS / "huyen_cds_v2.toml").read_text("utf-8")
    former = ("Thông tin và Truyền thông", "Phòng Văn hóa và Thông tin", "cấp huyện tổ chức")
    assert [word for word in former if word in text.partition("form_id")[2]] == []
    assert "Sở Khoa học và Công nghệ" in text


def test_the_province_totals_the_same_names_of_districts_and_departments():
    form = load_form(paths.FORMS / "tinh_cds_v1.toml")
    totalled = [q for q in form.all_questions() if q.total_of]
    assert len(totalled) >= 45
    assert all(name.partition(".")[2] for q in totalled for name in q.total_of)
    own = [q for q in form.all_questions() if q.is_figure and not q.total_of]
    assert {"lgsp_ket_noi", "grdp", "dvc_toan_trinh", "lop_attt"} <= {q.name for q in own}


def test_the_province_s_status_sentences_stand_for_the_four_groups_of_the_plan():
    form = load_form(paths.FORMS / "tinh_cds_v1.toml")
    plan = load_plan(paths.FORMS / "plans" / "2023.toml")
    told = [section.target_group for section in form.sections if section.target_group]
    assert told == [group.name for group in plan.groups]
    assert {group.name: group.count for group in plan.groups} == {
        "Dữ liệu số": 7,
        "Chính quyền số": 12,
        "Kinh tế số": 6,
        "Xã hội số": 12,
    }
    assert len(plan.all_targets()) == 37


# --- plans ----------------------------------------------------------------------------------------


@each_plan
def test_a_shipped_plan_loads_and_names_the_source_of_each_target(path: Path):
    plan = load_plan(path)
    assert plan.year == int(path.stem)
    assert plan.targets
    assert all(target.source for target in plan.targets)


def test_the_plan_of_2023_has_the_known_targets_in_their_groups():
    plan = load_plan(paths.FORMS / "plans" / "2023.toml")
    assert [target.id for target in plan.targets] == [f"T{number:02d}" for number in range(1, 12)]
    groups = Counter(target.group for target in plan.targets)
    assert groups == {"Dữ liệu số": 2, "Chính quyền số": 1, "Kinh tế số": 4, "Xã hội số": 4}


def test_districts_follow_only_the_targets_that_can_be_counted_there():
    plan = load_plan(paths.FORMS / "plans" / "2023.toml")
    followed = [target.id for target in plan.targets if Level.DISTRICT in target.levels]
    assert followed == ["T03", "T05", "T06", "T09", "T10"]


def test_a_value_that_nobody_published_stays_unknown():
    plan = load_plan(paths.FORMS / "plans" / "2023.toml")
    unknown = [t.id for t in plan.targets if t.value is None and t.comparator != "deed"]
    assert unknown == ["T04"]
