"""Twelve districts, a province, and a bad mail: the true totals come out (TORTURE.md M2)."""

from pathlib import Path

import pytest

from cds_desktop.model.period import Period
from cds_desktop.operations import consolidating, rebuilding
from cds_desktop.store import admissions, integrity, received
from tests.simulator import Simulation


def check(simulation: Simulation, months: int) -> None:
    """Hold what came out against what is true."""
    store = simulation.province.store
    assert simulation.mail.lost > 5 and simulation.mail.forged > 2, "the mail was too kind"
    assert simulation.found_totals() == simulation.true_totals()
    signed = sum(len(one.sent) for one in simulation.districts.values())
    assert len(received.bundles(store)) == signed >= 12 * months
    assert {one.decision for one in admissions.admissions(store).values()} == {"ACCEPTED"}
    assert integrity.check(store).is_sound
    assert rebuilding.rebuild(simulation.province).differing == ()


def test_two_months_of_a_bad_mail_end_in_the_true_totals(tmp_path: Path):
    simulation = Simulation(tmp_path, seed=7)
    simulation.run(2)
    check(simulation, 2)
    period = Period("202302")
    totals = consolidating.consolidate(simulation.province, period).totals
    true = simulation.true_totals()
    assert {name: totals[name] for name in ("bcd_hop", "tin_bai", "pano")} == {
        name: true[period.iso, name] for name in ("bcd_hop", "tin_bai", "pano")
    }
    simulation.province.store.close()


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(5))
def test_a_year_of_a_bad_mail_ends_in_the_true_totals(tmp_path: Path, seed: int):
    simulation = Simulation(tmp_path, seed=seed)
    simulation.run(12)
    check(simulation, 12)
    simulation.province.store.close()
