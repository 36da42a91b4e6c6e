"""The smoke tier of every test run, and the long one: `python3 dev.py torture` (CDS_TORTURE=full).

Each tier is a process of its own that prints what it did; seeds stand in the output. A tool that a
tier needs and that is missing (strace, the right to mount a tmpfs) fails the tier.
"""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
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


_CHOSEN = mutants.MUTANTS if IS_FULL else mutants.MUTANTS[: mutants.FIRST]
_TIER_NAMES = ["-".join(filter(None, one[:2])) for one in TIERS]


def run_tier(name: str) -> tier.Report:
    """Run one line of TIERS."""
    module, part, smoke, full = TIERS[_TIER_NAMES.index(name)]
    runs, seconds = (full, 3600) if IS_FULL else (smoke, 600)
    return tier.run(module, seed=SEED, runs=runs, part=part, seconds=seconds)


def run_mutant(name: str) -> mutants.Verdict:
    """Try one mutant."""
    return mutants.run(next(one for one in _CHOSEN if one.name == name), SEED)


@pytest.fixture(scope="session")
def started(request: pytest.FixtureRequest) -> Iterator[dict[str, "Future[object]"]]:
    """Start everything that was chosen, as many at a time as there are cores."""
    names = [getattr(item, "callspec", None) for item in request.session.items]
    chosen = [spec.params["name"] for spec in names if spec and "name" in spec.params]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        futures: dict[str, Future[object]] = {}
        for name in chosen:
            if name in _TIER_NAMES:
                futures[name] = pool.submit(run_tier, name)
            elif any(one.name == name for one in _CHOSEN):
                futures[name] = pool.submit(run_mutant, name)
        yield futures
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("name", _TIER_NAMES)
def test_nothing_acknowledged_is_lost_and_nothing_changes_unseen(
    name: str, started: dict[str, "Future[object]"]
) -> None:
    report = started[name].result()
    assert isinstance(report, tier.Report)
    show(f"{name} seed={report.seed} runs={report.runs} {report.seconds} s {report.counts}")
    for fault in report.faults:
        show(f"FAULT {fault}")
    assert report.is_clean, "\n".join(report.faults)
    assert report.runs


@pytest.mark.parametrize("name", [one.name for one in _CHOSEN])
def test_a_fault_put_in_on_purpose_is_found(
    name: str, started: dict[str, "Future[object]"]
) -> None:
    verdict = started[name].result()
    assert isinstance(verdict, mutants.Verdict)
    show(f"mutant {verdict.state} {verdict.seconds} s {name}: {verdict.detail[:120]}")
    assert verdict.state == "killed", verdict.detail


def test_there_are_at_least_thirty_mutants() -> None:
    assert len(mutants.MUTANTS) >= 30
    assert len({one.name for one in mutants.MUTANTS}) == len(mutants.MUTANTS)


def show(text: str) -> None:
    """Print a line of figures (seen with -s), and keep it where CDS_TORTURE_RESULTS says."""
    print(text)
    if _RESULTS:
        with Path(_RESULTS).open("a", encoding="utf-8") as file:
            file.write(text + "\n")
