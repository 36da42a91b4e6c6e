"""A unit is found by its code and a day: codes live on in other units after a reform."""

from datetime import date

from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.store import history, integrity, org_units
from cds_desktop.store.connection import Store
from tests.unit.store.making import a_unit

REFORM = date(2025, 7, 1)
OLD_WARD = OrgUnit(
    "29869", "Phường 2", Level.COMMUNE, "866", date(2004, 1, 1), REFORM, ("29869", "29870")
)
NEW_WARD = OrgUnit("29869", "Phường Cao Lãnh", Level.COMMUNE, "87", REFORM)


def test_a_unit_comes_back_as_it_was_saved(store: Store) -> None:
    org_units.save_org_units(store, [OLD_WARD])
    assert org_units.org_unit(store, "29869", date(2023, 9, 30)) == OLD_WARD


def test_one_code_is_two_units_on_two_days(store: Store) -> None:
    org_units.save_org_units(store, [OLD_WARD, NEW_WARD])
    assert org_units.org_unit(store, "29869", date(2025, 6, 30)) == OLD_WARD
    assert org_units.org_unit(store, "29869", REFORM) == NEW_WARD
    assert org_units.org_unit(store, "29869", date(2003, 12, 31)) is None


def test_children_are_those_of_the_day_by_code(store: Store) -> None:
    second = a_unit("29800", name="Phường 1", level=Level.COMMUNE, parent="866")
    org_units.save_org_units(store, [OLD_WARD, NEW_WARD, second, a_unit()])
    assert org_units.children(store, "866", date(2023, 9, 30)) == (second, OLD_WARD)
    assert org_units.children(store, "866", REFORM) == (second,)
    assert org_units.children(store, "nobody", REFORM) == ()


def test_saving_again_brings_a_unit_up_to_date(store: Store) -> None:
    org_units.save_org_units(store, [a_unit()])
    org_units.save_org_units(store, [a_unit(name="Huyện Tháp Mười (mới)")])
    found = org_units.org_unit(store, "866", date(2023, 1, 1))
    assert found is not None and found.name == "Huyện Tháp Mười (mới)"
    assert integrity.check(store).is_sound


def test_saving_the_same_units_again_adds_no_history(store: Store) -> None:
    org_units.save_org_units(store, [a_unit(), OLD_WARD])
    before = history.head(store)
    org_units.save_org_units(store, [a_unit(), OLD_WARD])
    assert history.head(store) == before
