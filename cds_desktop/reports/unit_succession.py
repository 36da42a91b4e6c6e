"""Figures of old units shown in the units of today, and back: sums stay exactly the same.

Only what adds up over units is carried; a rate is computed anew from its carried parts. A unit that
was divided hands its whole figure to its default successor, the first one it names, and the result
says so: nobody knows how the figure was spread. What has no known successor is kept apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from cds_desktop.formdef.scope import DECIMALS
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.reports.indicators import rate

_ZERO = Decimal(0)

Figures = Mapping[OrgUnit, Decimal]


@dataclass(frozen=True, slots=True)
class Inheritance:
    """A unit of today with the old ones it took over; `divided` are those it shares with others.

    `parts` are the figures known of the old units, `missing` the old units without a figure.
    `value` is None when there is none at all.
    """

    unit: OrgUnit
    value: Decimal | None
    parts: tuple[tuple[OrgUnit, Decimal], ...]
    missing: tuple[OrgUnit, ...]
    divided: tuple[OrgUnit, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """Old figures in new units; `unplaced` are those of units whose successor is not known."""

    rows: tuple[Inheritance, ...]
    unplaced: tuple[tuple[OrgUnit, Decimal], ...]

    @property
    def total(self) -> Decimal:
        """The sum of everything, which is that of the old figures."""
        placed = (row.value for row in self.rows if row.value is not None)
        return _sum([*placed, *(value for _, value in self.unplaced)])

    def in_old_units(self) -> dict[OrgUnit, Decimal]:
        """Return the figures as they were before: the way back loses nothing."""
        parts = [part for row in self.rows for part in row.parts]
        return dict([*parts, *self.unplaced])


def heirs(units: Iterable[OrgUnit]) -> dict[OrgUnit, OrgUnit]:
    """Return the default successor of every closed commune that has one among `units`."""
    known = list(units)
    found: dict[OrgUnit, OrgUnit] = {}
    for old in known:
        if old.closed_date is None or not old.successors or old.level is not Level.COMMUNE:
            continue
        for new in known:
            if new.code == old.successors[0] and new.opening_date == old.closed_date:
                found[old] = new
    return found


def in_new_units(figures: Figures, units: Sequence[OrgUnit]) -> Succession:
    """Show the figures of old communes in those that took them over, in the order of `units`."""
    successors = heirs(units)
    rows = [
        _inheritance(new, [old for old, heir in successors.items() if heir == new], figures)
        for new in units
        if new in successors.values()
    ]
    placed = tuple(row for row in rows if row.value is not None)
    unplaced = tuple((unit, value) for unit, value in figures.items() if unit not in successors)
    return Succession(placed, unplaced)


def shares_in_old_units(
    value: Decimal, weights: Figures, *, decimals: int = 0
) -> dict[OrgUnit, Decimal]:
    """Divide a new unit's figure over its old ones by what they had last (largest remainder).

    The shares add up to `value` exactly; they are estimates and must be shown as such. Without any
    weight there is nothing to divide by, and nothing is returned.
    """
    whole = _sum(weights.values())
    if whole <= 0 or not weights:
        return {}
    step = Decimal(1).scaleb(-decimals)
    steps = int(value / step)
    exact = {unit: steps * weight / whole for unit, weight in weights.items()}
    shares = {unit: int(share) for unit, share in exact.items()}
    by_remainder = sorted(exact, key=lambda unit: (shares[unit] - exact[unit], unit.code))
    for unit in by_remainder[: steps - sum(shares.values())]:
        shares[unit] += 1
    divided = {unit: share * step for unit, share in shares.items()}
    largest = max(divided, key=lambda unit: weights[unit])
    divided[largest] += value - _sum(divided.values())  # what is finer than a step
    return divided


def rates(
    numerators: Succession, denominators: Succession, *, decimals: int
) -> dict[OrgUnit, Decimal | None]:
    """Return the rate of each new unit, computed anew; None where the two speak of other units."""
    below = {row.unit: row for row in denominators.rows}
    return {row.unit: _rate(row, below.get(row.unit), decimals) for row in numerators.rows}


def _inheritance(new: OrgUnit, old_units: list[OrgUnit], figures: Figures) -> Inheritance:
    parts = tuple((old, figures[old]) for old in old_units if old in figures)
    return Inheritance(
        unit=new,
        value=_sum([value for _, value in parts]) if parts else None,
        parts=parts,
        missing=tuple(old for old in old_units if old not in figures),
        divided=tuple(old for old in old_units if len(old.successors) > 1),
    )


def _rate(above: Inheritance, below: Inheritance | None, decimals: int) -> Decimal | None:
    if below is None or [unit for unit, _ in above.parts] != [unit for unit, _ in below.parts]:
        return None
    return rate(above.value, below.value, decimals=decimals)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return reduce(DECIMALS.add, values, _ZERO)
