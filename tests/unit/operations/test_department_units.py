"""A department is made from its name and its official code."""

from datetime import date

import pytest

from cds_desktop.errors import InputError
from cds_desktop.model.org_unit import Level
from cds_desktop.operations.department_units import department, read_code

TODAY, BEFORE = date(2025, 7, 1), date(2023, 1, 1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("H20.15", "H20.15", id="as it is"),
        pytest.param(" h20.15 ", "H20.15", id="small letters"),
        pytest.param("000.00.15.H20", "H20.15", id="the former order"),
        pytest.param("000.02.15.H20", "H20.15.02", id="a part of a department, former order"),
        pytest.param("H20.15.02", "H20.15.02", id="a part of a department"),
    ],
)
def test_an_official_code_is_read_in_both_forms(typed: str, code: str):
    assert read_code(typed) == code


@pytest.mark.parametrize(
    "typed",
    ["", "872", "H20", "H20.", "Z20.15", "H20.15/2", "000.00.00.H20", "H20." + "1." * 20 + "1"],
)
def test_what_is_no_official_code_is_refused(typed: str):
    with pytest.raises(InputError) as caught:
        read_code(typed)
    assert caught.value.code == "department_code_wrong"
    assert caught.value.message.way_out


@pytest.mark.parametrize(("since", "province"), [(TODAY, "82"), (BEFORE, "87")])
def test_a_department_lies_in_the_province_of_its_time(since: date, province: str):
    unit = department("Sở  Y tế ", "H20.15", since=since)
    assert (unit.name, unit.level, unit.parent) == ("Sở Y tế", Level.DEPARTMENT, province)
    assert unit.is_open_on(since)


@pytest.mark.parametrize("name", ["", "Sở", "x" * 200])
def test_a_name_that_cannot_be_one_is_refused(name: str):
    with pytest.raises(InputError, match="quá ngắn hoặc quá dài"):
        department(name, "H20.15", since=TODAY)


def test_there_was_no_catalogue_before_2004():
    with pytest.raises(InputError, match="chưa có Tỉnh vào ngày"):
        department("Sở Y tế", "H20.15", since=date(1999, 1, 1))
