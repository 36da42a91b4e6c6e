"""Deadlines know the holidays, which are data."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cds_desktop import paths
from cds_desktop.errors import InputError
from cds_desktop.formdef.loader import load_form
from cds_desktop.model.period import DataWindow, Period
from cds_desktop.operations.deadlines import deadline, is_working_day, working_days_left
from cds_desktop.operations.holidays import holidays_of, read_holidays, shipped_holidays
from cds_desktop.operations.months import form_for, list_months
from cds_desktop.operations.workspace import Workspace, update_settings
from cds_desktop.settings import FormSettings, load_settings

FORM = load_form(paths.FORMS / "huyen_cds_v1.toml")


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2024, 1, 1), id="new year"),
        pytest.param(date(2025, 4, 30), id="30/4"),
        pytest.param(date(2029, 5, 1), id="1/5"),
        pytest.param(date(2026, 9, 2), id="2/9"),
        pytest.param(date(2023, 1, 22), id="Tết 2023"),
        pytest.param(date(2025, 1, 29), id="Tết 2025"),
        pytest.param(date(2030, 2, 2), id="Tết 2030"),
        pytest.param(date(2024, 4, 18), id="Giỗ Tổ 2024"),
        pytest.param(date(2026, 4, 26), id="Giỗ Tổ 2026"),
    ],
)
def test_the_holidays_by_law_ship(day: date):
    assert shipped_holidays().has(day)


@pytest.mark.parametrize(
    ("form_day", "period", "due"),
    [
        pytest.param(5, "202309", date(2023, 10, 5), id="a plain day"),
        pytest.param(7, "202309", date(2023, 10, 6), id="a Saturday"),
        pytest.param(2, "202408", date(2024, 8, 30), id="2/9, then a weekend"),
        pytest.param(30, "202501", date(2025, 2, 28), id="February is short"),
        pytest.param(1, "202304", date(2023, 4, 28), id="1/5, 30/4, Giỗ Tổ on Saturday"),
    ],
)
def test_a_deadline_moves_to_the_working_day_before(form_day: int, period: str, due: date):
    assert deadline(replace(FORM, deadline_day=form_day), Period(period)) == due


def test_working_days_skip_holidays():
    assert working_days_left(date(2025, 4, 29), date(2025, 5, 2)) == 1


def test_a_workspace_s_own_holidays_take_the_place_of_the_shipped_ones(tmp_path: Path):
    (tmp_path / "holidays.csv").write_text(
        "day,name,basis\n2025-05-02,Nghỉ hoán đổi,Thông báo\n", "utf-8-sig"
    )
    own = holidays_of(tmp_path)
    assert not is_working_day(date(2025, 5, 2), holidays=own)
    assert is_working_day(date(2025, 5, 1), holidays=own)
    assert holidays_of(tmp_path / "none") == shipped_holidays()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("ngày,tên\n", 1, id="other columns"),
        pytest.param("day,name,basis\n2025-02-30,x,y\n", 2, id="no such day"),
        pytest.param("day,name,basis\n01-01,Tết,luật\n13-01,x,y\n", 3, id="no such month"),
        pytest.param("day,name,basis\n2025-05-02\n", 2, id="too few columns"),
    ],
)
def test_a_broken_list_names_its_line(tmp_path: Path, text: str, line: int):
    path = tmp_path / "holidays.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_holidays(path)
    assert (caught.value.code, caught.value.params["line"]) == ("holidays_broken", line)


# --- deadlines and windows of the settings --------------------------------------------------------


def test_a_unit_may_change_deadline_and_data_window(workspace: Workspace):
    change = FormSettings(
        "huyen_cds", deadline_day=20, deadline_months_after=0, data_window="15-14"
    )
    changed = update_settings(workspace, replace(workspace.settings, forms=(change,)))

    form = form_for(changed, Period("202309"))
    assert (form.deadline_day, form.deadline_months_after) == (20, 0)
    assert form.data_window is DataWindow.FROM_15_TO_14
    (september,) = [m for m in list_months(changed) if m.period.iso == "202309"]
    assert september.deadline == date(2023, 9, 20)
    assert load_settings(workspace.root / "settings.toml").forms == (change,)


def test_without_a_change_the_form_s_own_deadline_holds(workspace: Workspace):
    form = form_for(workspace, Period("202309"))
    assert (form.deadline_day, form.data_window) == (5, DataWindow.CALENDAR)
