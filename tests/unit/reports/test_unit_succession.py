"""Old figures in new units and back: not one is lost, rates are computed anew."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.reports.unit_succession import (
    heirs,
    in_new_units,
    rates,
    shares_in_old_units,
)

UNITS = load_org_units()
OLD = tuple(u for u in UNITS if u.level is Level.COMMUNE and u.closed_date is not None)
BY_CODE = {unit.code: unit for unit in OLD}
NO_SUCCESSOR = {"29863", "29866"}
DIVIDED = {"29902": "29905", "29908": "29905", "29995": "29992", "30079": "30088", "30157": "30157"}

figures = st.dictionaries(
    st.sampled_from(OLD), st.decimals(0, 10**12, places=3), min_size=1, max_size=143
)


def test_every_commune_but_two_has_one_heir():
    found = heirs(UNITS)
    assert len(OLD) == 143
    assert {unit.code for unit in OLD if unit not in found} == NO_SUCCESSOR
    assert len(set(found.values())) == 45


def test_a_divided_commune_goes_to_its_default_and_is_named():
    found = in_new_units(dict.fromkeys(OLD, Decimal(1)), UNITS)
    where = {part.code: row.unit.code for row in found.rows for part, _ in row.parts}
    assert {code: where[code] for code in DIVIDED} == DIVIDED
    named = {unit.code for row in found.rows for unit in row.divided}
    assert named == set(DIVIDED)


def test_what_has_no_known_successor_stands_apart():
    found = in_new_units(dict.fromkeys(OLD, Decimal(1)), UNITS)
    assert {unit.code for unit, _ in found.unplaced} == NO_SUCCESSOR
    assert found.total == 143


@given(figures)
def test_the_sum_is_the_same_before_and_after_and_the_way_back_is_exact(
    old: dict[OrgUnit, Decimal],
):
    found = in_new_units(old, UNITS)
    assert found.total == sum(old.values())
    assert found.in_old_units() == old


def test_units_without_a_figure_are_named():
    sa_dec = BY_CODE["29905"]
    (row,) = in_new_units({sa_dec: Decimal(5)}, UNITS).rows
    assert row.value == 5
    assert BY_CODE["29911"] in row.missing


@given(figures, st.decimals(0, 10**9, places=3), st.integers(0, 3))
def test_shares_in_old_units_add_up_exactly(
    weights: dict[OrgUnit, Decimal], value: Decimal, decimals: int
):
    shares = shares_in_old_units(value, weights, decimals=decimals)
    if sum(weights.values()) == 0:
        assert shares == {}
    else:
        assert sum(shares.values()) == value
        assert shares.keys() == weights.keys()


def test_shares_follow_the_weights():
    one, other = BY_CODE["30037"], BY_CODE["30043"]
    assert shares_in_old_units(Decimal(10), {one: Decimal(2), other: Decimal(1)}) == {
        one: 7,
        other: 3,
    }


def test_a_rate_is_computed_anew_from_its_parts():
    one, other = BY_CODE["29869"], BY_CODE["29872"]
    above = in_new_units({one: Decimal(10), other: Decimal(80)}, UNITS)
    below = in_new_units({one: Decimal(100), other: Decimal(100)}, UNITS)
    (value,) = rates(above, below, decimals=2).values()
    assert value == 45


def test_a_rate_of_other_units_is_not_computed():
    one, other = BY_CODE["29869"], BY_CODE["29872"]
    above = in_new_units({one: Decimal(10), other: Decimal(80)}, UNITS)
    below = in_new_units({one: Decimal(100)}, UNITS)
    assert list(rates(above, below, decimals=2).values()) == [None]
