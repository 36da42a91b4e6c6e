"""C1, C12: kill the working process at a random moment, over and over, on one database.

The scribe is forked off a process that has everything imported and no database open, so that a
thousand kills take a minute.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from cds_desktop.store import backups
from tests.torture import model, tier
from tests.torture.scribe import Scribe

_MOST_SECONDS = 0.03
_REOPEN_SECONDS = 2.0
_BACKUPS_EVERY = 10
_PHASES = ("edits", "edits", "edits", "backup", "reopen")


def work(options: tier.Options, folder: Path, report: tier.Report) -> None:
    """Kill and reopen `runs` times."""
    rng = random.Random(options.seed)
    home = model.folder_of(folder)
    model.create(home)
    number = 0
    for _ in range(options.runs):
        report.runs += 1
        acknowledged = _killed_round(home.root, number, rng)
        report.count("edits", acknowledged - number)
        start = time.process_time()
        fault, number = model.reopened(home, {acknowledged, acknowledged + 1})
        if not fault and time.process_time() - start > _REOPEN_SECONDS:
            fault = "reopening took more than 2 seconds of processor time"
        if fault:
            report.fault(f"kill {report.runs}, edit {acknowledged}: {fault}")
            return
        if report.runs % _BACKUPS_EVERY:
            continue
        for one in backups.list_backups(home.backups)[:1]:
            report.count("backups verified")
            if one.is_verified:
                backups.verify(one)


def _killed_round(root: Path, number: int, rng: random.Random) -> int:
    """Let a scribe work from edit `number` on and kill it; return the last acknowledged edit."""
    phases = rng.sample(_PHASES, len(_PHASES))
    pause = rng.uniform(0, _MOST_SECONDS)
    how = signal.SIGKILL if rng.random() < 0.9 else signal.SIGTERM
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _be_scribe(root, number, writing, phases)
    os.close(writing)
    os.read(reading, 1)  # it is open and begins
    time.sleep(pause)
    os.kill(child, how)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as lines:
        text = lines.read().decode()
    whole = text[: text.rfind("\n") + 1].splitlines()
    acknowledged = [int(line.split(",")[1].rstrip("]")) for line in whole if '"edit"' in line]
    return max([number, *acknowledged])


def _be_scribe(root: Path, number: int, writing: int, phases: Sequence[str]) -> None:
    os.dup2(writing, 1)
    status = 1
    try:
        scribe = Scribe(model.Home(root), number)
        os.write(1, b"\n")
        while True:
            for phase in phases:
                scribe.work(phase, 7)
    finally:
        os._exit(status)


if __name__ == "__main__":
    sys.exit(tier.main("kill_loop", work))
