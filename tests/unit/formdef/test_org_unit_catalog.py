"""The units that ship: both eras, and finding one by a part of its name."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cds_desktop.errors import FormDefinitionError
from cds_desktop.formdef.org_unit_catalog import load_org_units, search, short_name
from cds_desktop.model.org_unit import Level, OrgUnit

UNITS = load_org_units()
REFORM = date(2025, 7, 1)


def open_on(day: date) -> list[OrgUnit]:
    return [unit for unit in UNITS if unit.is_open_on(day)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(
            date(2023, 9, 30),
            {Level.PROVINCE: 1, Level.DISTRICT: 12, Level.COMMUNE: 143},
            id="2023",
        ),
        pytest.param(
            date(2025, 6, 30),
            {Level.PROVINCE: 1, Level.DISTRICT: 12, Level.COMMUNE: 143},
            id="last day of the districts",
        ),
        pytest.param(REFORM, {Level.PROVINCE: 1, Level.COMMUNE: 102}, id="first day after"),
    ],
)
def test_each_era_has_its_units(day: date, expected: dict[Level, int]):
    assert Counter(unit.level for unit in open_on(day)) == expected


def test_a_code_names_one_unit_at_a_time():
    for day in (date(2023, 9, 30), REFORM):
        codes = [unit.code for unit in open_on(day)]
        assert len(codes) == len(set(codes))
    assert {unit.name for unit in UNITS if unit.code == "29869"} == {"Phường 2", "Phường Cao Lãnh"}


def test_every_unit_stands_under_one_of_its_own_era():
    for day in (date(2023, 9, 30), REFORM):
        codes = {unit.code for unit in open_on(day)}
        tops = [unit.code for unit in open_on(day) if unit.parent not in codes]
        assert tops == (["87"] if day < REFORM else ["82"])


def test_successors_are_units_of_today():
    today = {unit.code for unit in open_on(REFORM)}
    communes = [unit for unit in open_on(date(2025, 6, 30)) if unit.level is Level.COMMUNE]
    without = [unit.code for unit in communes if not unit.successors]
    assert {code for unit in communes for code in unit.successors} <= today
    assert len({code for unit in communes for code in unit.successors}) == 45
    assert without == ["29863", "29866"]  # merged before 2025, into what is not confirmed


def test_districts_stand_in_administrative_order():
    districts = [unit.code for unit in UNITS if unit.level is Level.DISTRICT]
    assert districts == [str(code) for code in range(866, 878)]


def found(text: str) -> list[str]:
    units = [unit for unit in UNITS if unit.level in (Level.PROVINCE, Level.DISTRICT)]
    return [unit.name for unit in search(units, text)]


SEARCHES = [
    pytest.param("thap muoi", ["Huyện Tháp Mười"], id="no tone marks"),
    pytest.param("Tháp Mười", ["Huyện Tháp Mười"], id="tone marks"),
    pytest.param("  THAP   m", ["Huyện Tháp Mười"], id="capitals and spaces"),
    pytest.param("cao lanh", ["Huyện Cao Lãnh", "Thành phố Cao Lãnh"], id="two of a name"),
    pytest.param("sa dec", ["Thành phố Sa Đéc"], id="đ"),
    pytest.param("872", ["Huyện Tháp Mười"], id="code"),
    pytest.param("huyen tan", ["Huyện Tân Hồng"], id="with the kind of unit"),
    pytest.param(
        "hong",
        ["Huyện Hồng Ngự", "Thành phố Hồng Ngự", "Huyện Tân Hồng"],
        id="names that begin with it first",
    ),
    pytest.param(
        "thanh", ["Huyện Thanh Bình", "Thành phố Cao Lãnh", "Thành phố Hồng Ngự",
                  "Thành phố Sa Đéc", "Huyện Châu Thành"],
        id="name, then kind, then a later word",
    ),
    pytest.param("ngu", ["Huyện Hồng Ngự", "Thành phố Hồng Ngự"], id="a later word"),
    pytest.param("atlantis", [], id="nowhere"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), SEARCHES)
def test_a_unit_is_found_by_a_part_of_its_name(text: str, names: list[str]):
    assert found(text) == names


def test_nothing_typed_finds_every_unit_in_vietnamese_order():
    names = [unit.name for unit in search(UNITS, "")]
    assert len(names) == len(UNITS)
    assert names.index("Huyện Tam Nông") < names.index("Huyện Tân Hồng")


def test_the_short_name_has_no_kind():
    assert {short_name(unit) for unit in UNITS if unit.code in ("866", "873")} == {"Cao Lãnh"}


HEADER = "code,name,level,parent,opening_date,closed_date,successors\n"
BROKEN = [
    pytest.param("", 1, id="empty"),
    pytest.param("code,name\n", 1, id="other columns"),
    pytest.param(HEADER + "87,Tỉnh,province,,2004-01-01,\n", 2, id="a column too few"),
    pytest.param(HEADER + "87,Tỉnh,region,,2004-01-01,,\n", 2, id="unknown level"),
    pytest.param(HEADER + "\n87,Tỉnh,province,,1/1/2004,,\n", 3, id="another kind of date"),
]


@pytest.mark.parametrize(("text", "line"), BROKEN)
def test_a_broken_catalogue_is_named_with_its_line(tmp_path: Path, text: str, line: int):
    path = tmp_path / "org_units.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormDefinitionError) as caught:
        load_org_units(path)
    assert (caught.value.code, caught.value.params["line"]) == ("org_units_broken", line)


def test_a_missing_catalogue_is_named(tmp_path: Path):
    with pytest.raises(FormDefinitionError) as caught:
        load_org_units(tmp_path / "khong_co.csv")
    assert caught.value.code == "org_units_broken"
