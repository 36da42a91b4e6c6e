"""Time functions and whole processes; print one row a figure."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProcessFigures:
    """Medians over runs of a process: ms to its first output line, ms in all, peak memory."""

    first_line: float
    wall: float
    peak_mib: float


def milliseconds(work: Callable[[], object], *, runs: int = 7, warm: int = 1) -> float:
    """Return the median time of one call."""
    for _ in range(warm):
        work()
    return 1000 * statistics.median(_timed(work) for _ in range(runs))


def process(command: Sequence[str], *, runs: int = 7, warm: int = 1) -> ProcessFigures:
    """Run a command that prints a line at the moment that counts; return the medians."""
    results = [_run(command) for _ in range(warm + runs)][warm:]
    return ProcessFigures(*(statistics.median(column) for column in zip(*results, strict=True)))


def show(
    name: str, value: float, *, unit: str = "ms", floor: float | None = None, target: str = ""
) -> None:
    """Print a figure, and its ratio to the floor of the same run."""
    ratio = f"= {value / floor:5.2f} x floor {floor:9.2f} {unit}" if floor else ""
    print(f"{name:58}{value:10.2f} {unit:4}{ratio}  {target}".rstrip(), flush=True)


def head(title: str) -> None:
    """Print what is measured, and on what."""
    machine = f"{platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    print(f"\n### {title}  [{machine}]", flush=True)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _run(command: Sequence[str]) -> tuple[float, float, float]:
    start = time.perf_counter()
    environment = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert child.stdout is not None
    child.stdout.readline()
    first = time.perf_counter() - start
    child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"failed ({child.returncode}): {' '.join(command)}")
    return 1000 * first, 1000 * (time.perf_counter() - start), usage.ru_maxrss / 1024
