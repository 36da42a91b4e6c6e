"""What changed between two versions of a form is named with its effect."""

from dataclasses import replace

from cds_desktop import paths
from cds_desktop.formdef.form_diff import ChangeKind, form_differences
from cds_desktop.formdef.loader import load_form
from tests.unit.formdef.forms import a_form

OLD = a_form("""
[[sections.questions]]
name = "a"
type = "integer"
unit_of_measure = "hồ sơ"
[[sections.questions]]
name = "bo_di"
type = "integer"
[[sections.questions]]
name = "ten_cu"
type = "integer"
[[sections.questions]]
name = "xa"
type = "roster"
[[sections.questions.questions]]
name = "cot"
type = "integer"
[[sections.questions]]
name = "tong"
type = "integer"
calculation = "sum(cot)"
""")
NEW = replace(
    a_form("""
[[sections.questions]]
name = "a"
type = "decimal"
unit_of_measure = "nghìn hồ sơ"
nature = "flow"
required = true
[[sections.questions]]
name = "ten_moi"
type = "integer"
[[sections.questions]]
name = "tong"
type = "integer"
[[sections.questions]]
name = "them"
type = "integer"
required = true
"""),
    version=2,
    renamed={"ten_cu": "ten_moi"},
)


def test_every_change_is_named_with_its_effect():
    found = [(d.kind, d.name, d.effect) for d in form_differences(OLD, NEW)]
    assert [(kind, name) for kind, name, _ in found if kind is not ChangeKind.CHANGED] == [
        (ChangeKind.REMOVED, "bo_di"),
        (ChangeKind.REMOVED, "xa"),
        (ChangeKind.REMOVED, "cot"),
        (ChangeKind.ADDED, "them"),
        (ChangeKind.RENAMED, "ten_moi"),
    ]
    effects = {(name, effect) for kind, name, effect in found if kind is ChangeKind.CHANGED}
    assert effects >= {
        ("a", "loại integer thành decimal: số cũ và mới không so sánh được"),
        ("a", "đơn vị tính “hồ sơ” thành “nghìn hồ sơ”: xem lại số cũ"),
        ("a", "số tại thời điểm chốt thành trong kỳ"),
        ("a", "nay bắt buộc nhập"),
        ("tong", "trước tự tính nay nhập tay"),
    }


def test_a_form_does_not_differ_from_itself():
    assert form_differences(OLD, OLD) == ()


def test_the_commune_form_of_2025_keeps_the_names_of_its_figures():
    """History compares: nothing is new, what is gone belongs to districts only."""
    old, new = (load_form(paths.FORMS / f"huyen_cds_v{number}.toml") for number in (1, 2))
    found = form_differences(old, new)
    assert [d.name for d in found if d.kind is ChangeKind.ADDED] == []
    rosters = {"ha_tang_xa", "mot_cua_xa", "kinh_te_xa", "xa_hoi_xa", "nhan_luc_xa"}
    columns = {column.name for name in rosters for column in old.question(name).questions}
    removed = {d.name for d in found if d.kind is ChangeKind.REMOVED}
    assert removed == rosters | columns | {"hs_tiep_nhan_xa", "to_tn_huyen"}
