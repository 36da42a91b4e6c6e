"""Targets of a plan are taken from a sheet: the unnamed get words, nothing is invented."""

from pathlib import Path

import pytest

from cds_desktop import paths
from cds_desktop.errors import InputError
from cds_desktop.formdef.catalog import Catalog
from cds_desktop.formdef.loader import load_plan
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.operations.plan_import import import_plan, plan_text

SHEET = """Danh mục chỉ tiêu năm 2023;;;;;;
;;;;;;
Mã;Nhóm;Chỉ tiêu;So sánh;Giá trị;Đơn vị tính;Cấp
DL3;Dữ liệu số;Tỷ lệ hồ sơ được số hóa;>=;62,5;%;tỉnh, huyện
T06;Kinh tế số;100% sản phẩm OCOP có mặt trên các sàn thương mại điện tử;>=;100;%;tỉnh, huyện, xã
;Hạ tầng số;Phủ sóng 5G trung tâm huyện;việc;;;tỉnh
"""


def a_sheet(folder: Path, text: str = SHEET) -> Path:
    path = folder / "phu-luc.csv"
    path.write_text(text, "utf-8-sig")
    return path


def test_an_unnamed_target_gets_its_words_and_keeps_its_id(tmp_path: Path):
    done = import_plan(tmp_path, a_sheet(tmp_path), year=2023)

    assert (done.named, done.changed, done.added) == (1, 1, 1)
    plan = load_plan(done.path)
    targets = {target.id: target for target in plan.targets}
    assert targets["DL3"].wording == "Tỷ lệ hồ sơ được số hóa"
    assert str(targets["DL3"].value) == "62.5"
    assert targets["DL3"].levels == (Level.PROVINCE, Level.DISTRICT)
    assert targets["T12"].comparator == "deed"
    assert targets["T01"].source  # what was known stays


def test_the_group_still_has_as_many_targets_as_the_plan_says(tmp_path: Path):
    import_plan(tmp_path, a_sheet(tmp_path), year=2023)
    catalog = Catalog((tmp_path / "forms", paths.FORMS))
    form = catalog.form_for(Level.PROVINCE, Period("202309"))
    assert form is not None
    group = [target for target in form.targets if target.group == "Dữ liệu số"]
    assert len(group) == 7
    assert [target.id for target in group if target.is_named] == ["T01", "T02", "DL3"]


def test_the_last_unnamed_target_may_be_named_first(tmp_path: Path):
    import_plan(tmp_path, a_sheet(tmp_path, SHEET.replace("DL3", "DL6")), year=2023)
    plan = load_plan(tmp_path / "forms" / "plans" / "2023.toml")
    group = [target.id for target in plan.all_targets() if target.group == "Dữ liệu số"]
    assert group == ["T01", "T02", "DL6", "DL3", "DL4", "DL5", "DL7"]


def test_importing_twice_changes_nothing_more(tmp_path: Path):
    import_plan(tmp_path, a_sheet(tmp_path), year=2023)
    sheet = a_sheet(tmp_path, SHEET.replace("\n;Hạ tầng số", "\nT12;Hạ tầng số"))
    again = import_plan(tmp_path, sheet, year=2023)
    assert (again.named, again.changed, again.added) == (0, 0, 0)


def test_a_year_without_a_plan_gets_one(tmp_path: Path):
    done = import_plan(tmp_path, a_sheet(tmp_path), year=2026)
    assert (done.named, done.changed, done.added) == (0, 0, 3)
    assert load_plan(done.path).year == 2026


def test_a_plan_is_written_as_it_is_read(tmp_path: Path):
    plan = load_plan(paths.FORMS / "plans" / "2023.toml")
    path = tmp_path / "2023.toml"
    path.write_text(plan_text(plan), "utf-8")
    assert load_plan(path) == plan


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("a;b\n1;2\n", "plan_columns_missing", id="other columns"),
        pytest.param(SHEET.replace("62,5", "nhiều"), "plan_row_wrong", id="no figure"),
        pytest.param(SHEET.replace("việc", "khoảng"), "plan_row_wrong", id="no comparator"),
        pytest.param(SHEET.replace("tỉnh, huyện, xã", "khóm"), "plan_row_wrong", id="no level"),
        pytest.param(SHEET.replace("DL3", "mã có dấu"), "plan_refused", id="no id"),
        pytest.param(SHEET.replace("Hạ tầng số;", ";"), "plan_refused", id="no group"),
    ],
)
def test_a_wrong_sheet_is_refused_and_nothing_is_written(tmp_path: Path, text: str, code: str):
    with pytest.raises(InputError) as caught:
        import_plan(tmp_path, a_sheet(tmp_path, text), year=2023)
    assert caught.value.code == code
    assert caught.value.message.way_out
    assert not (tmp_path / "forms").exists()
