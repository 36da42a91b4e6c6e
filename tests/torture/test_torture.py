"""The smoke tier of every test run, and the long one: `python3 dev.py torture` (CDS_TORTURE=full).

Each tier is a process of its own that prints what it did; seeds stand in the output. A tool that a
tier needs and that is missing (strace, the right to mount a tmpfs) fails the tier.
"""

import os
import sys
from pathlib import Path

import pytest

from tests.torture import mutants, tier

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(sys.platform != "linux", reason="strace, fork and tmpfs are Linux's"),
]

IS_FULL = os.environ.get("CDS_TORTURE") == "full"
SEED = int(os.environ.get("CDS_TORTURE_SEED", "20231001"))
_RESULTS = os.environ.get("CDS_TORTURE_RESULTS", "")

# Tier, part, runs in every test run, runs of the long tier.
TIERS = (
    ("kill_loop", "", 200, 1_000),
    ("crash_states", "edits", 2_000, 30_000),
    ("crash_states", "life", 1_000, 20_000),
    ("crash_states", "export", 1_000, 10_000),
    ("crash_states", "lying", 400, 5_000),
    ("io_errors", "", 48, 1_500),
    ("disk_full", "", 25, 100),
    ("damage", "flips", 1_000, 10_000),
    ("damage", "figures", 200, 2_000),
    ("damage", "pages", 400, 4_000),
    ("damage", "cuts", 250, 1_000),
    ("damage", "logs", 250, 2_000),
    ("damage", "recover", 110, 1_100),
    ("openers", "together", 20, 200),
    ("openers", "clocks", 12, 60),
    ("openers", "places", 1, 5),
    ("merging", "", 500, 5_040),
)


def show(text: str) -> None:
    """Print a line of figures, and keep it where CDS_TORTURE_RESULTS says."""
    print(text, file=sys.__stdout__, flush=True)
    if _RESULTS:
        with Path(_RESULTS).open("a", encoding="utf-8") as file:
            file.write(text + "\n")


@pytest.mark.parametrize(
    ("name", "part", "smoke", "full"), TIERS, ids=["-".join(filter(None, one[:2])) for one in TIERS]
)
def test_nothing_acknowledged_is_lost_and_nothing_changes_unseen(
    name: str, part: str, smoke: int, full: int
) -> None:
    report = tier.run(
        name,
        seed=SEED,
        runs=full if IS_FULL else smoke,
        part=part,
        seconds=3600 if IS_FULL else 300,
    )
    show(
        f"\n{name} {part} seed={report.seed} runs={report.runs} {report.seconds} s {report.counts}"
    )
    assert report.is_clean, "\n".join(report.faults)
    assert report.runs


_CHOSEN = mutants.MUTANTS if IS_FULL else mutants.MUTANTS[: mutants.FIRST]


@pytest.mark.parametrize("mutant", _CHOSEN, ids=[one.name for one in _CHOSEN])
def test_a_fault_put_in_on_purpose_is_found(mutant: mutants.Mutant) -> None:
    verdict = mutants.run(mutant, SEED)
    show(f"\nmutant {verdict.state} {verdict.seconds} s {verdict.name}: {verdict.detail[:120]}")
    assert verdict.state == "killed", verdict.detail


def test_there_are_at_least_thirty_mutants() -> None:
    assert len(mutants.MUTANTS) >= 30
    assert len({one.name for one in mutants.MUTANTS}) == len(mutants.MUTANTS)
