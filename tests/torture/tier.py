"""What every tier shares: its arguments, how it is run, what it reports.

A tier is a module that runs on its own: `python -m tests.torture.<tier> --seed 1 --runs 200`. It
prints one line of JSON and ends with 1 when it found a fault. Run from another folder it tests the
package that lies there: so the mutants are tried.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_MEMORY = Path("/dev/shm")
_MOST_FAULTS = 20


@dataclass(slots=True)
class Report:
    """What a tier did and found; `counts` are its figures by name."""

    tier: str
    seed: int
    runs: int = 0
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict[str, int])
    faults: list[str] = field(default_factory=list[str])

    def count(self, name: str, by: int = 1) -> None:
        """Add to a figure."""
        self.counts[name] = self.counts.get(name, 0) + by

    def fault(self, text: str) -> None:
        """Note what must never happen."""
        self.count("faults")
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(text)

    @property
    def is_clean(self) -> bool:
        """Say whether nothing was found."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Options:
    """How long a tier runs; `part` and `stop_early` are for those that have parts, for mutants."""

    seed: int
    runs: int
    part: str
    stop_early: bool


def main(name: str, work: Callable[[Options, Path, Report], None]) -> int:
    """Run a tier in a folder of its own and print its report."""
    options = _options()
    report = Report(name, options.seed)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(dir=memory_folder(), prefix="cds-torture-") as folder:
        work(options, Path(folder), report)
    report.seconds = round(time.monotonic() - start, 1)
    print(json.dumps(asdict(report)))
    return 0 if report.is_clean else 1


def run(
    name: str,
    *,
    seed: int,
    runs: int,
    part: str = "",
    folder: Path = ROOT,
    seconds: float = 600,
    stop_early: bool = False,
    environment: dict[str, str] | None = None,
) -> Report:
    """Run a tier as a process of its own on the package in `folder`; a crash of it is a fault."""
    command = [sys.executable, "-P", "-m", f"tests.torture.{name}", f"--seed={seed}"]
    command += [f"--runs={runs}", f"--part={part}", *(["--stop-early"] if stop_early else [])]
    paths = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | paths | (environment or {}),
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    return _read(name, seed, done)


def memory_folder() -> Path | None:
    """Return a folder in memory where there is one: states are made by the thousand."""
    return _MEMORY if _MEMORY.is_dir() else None


def _read(name: str, seed: int, done: "subprocess.CompletedProcess[str]") -> Report:
    lines: Sequence[str] = done.stdout.splitlines()
    if not lines or not lines[-1].startswith("{"):
        report = Report(name, seed)
        report.fault(f"the tier itself ended with {done.returncode}: {done.stderr[-2000:]}")
        return report
    fields: dict[str, Any] = json.loads(lines[-1])
    return Report(**fields)


def _options() -> Options:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--part", default="")
    parser.add_argument("--stop-early", action="store_true")
    given = parser.parse_args()
    return Options(given.seed, given.runs, given.part, given.stop_early)
