"""C8: the k-th call of a kind fails, once or from then on, and the program goes on.

Strace puts the error in place of the call, only for files in the run's own folder. What was
acknowledged must be there afterwards; what was refused may be.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from cds_desktop.store.home import Home
from tests.torture import model, tier
from tests.torture.disk_calls import TracerMissing

_CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "openat", "unlink", "rename", "write")
_ERRORS = ("EIO", "ENOSPC")
_CLEAN_ENDS = (0, 3)
_MANY = 200
_FEW = (2, 5, 1, 8, 13, 3, 21, 34)


def work(options: tier.Options, folder: Path, report: tier.Report) -> None:
    """Try `runs` injections: for each kind k = 1, 2, 3 ... until nothing is hit any more."""
    if shutil.which("strace") is None:
        raise TracerMissing("strace is not installed: apt-get install strace")
    rng = random.Random(options.seed)
    home = Home(folder / "disk")
    model.create(home)
    image = folder / "image"
    shutil.copytree(home.root, image)
    open_kinds = [(call, error, how) for call in _CALLS for error in _ERRORS for how in ("", "+")]
    rng.shuffle(open_kinds)
    steps = _FEW if options.runs < _MANY else range(1, _MANY)
    for k in steps:
        for kind in list(open_kinds):
            if report.runs >= options.runs:
                return
            shutil.rmtree(home.root)
            shutil.copytree(image, home.root)
            if not _one(home, kind, k, folder / "strace.txt", report):
                open_kinds.remove(kind)
            if options.stop_early and not report.is_clean:
                return


def _one(home: Home, kind: tuple[str, str, str], k: int, log: Path, report: tier.Report) -> bool:
    """Run one session with one error; say whether the error came."""
    call, error, how = kind
    report.runs += 1
    what = f"{call} {error} when={k}{how}"
    done = _session(home, call, f"{error}:when={k}{how}", log)
    is_hit = "INJECTED" in log.read_text("utf-8", "replace")
    report.count("errors met", int(is_hit))
    acknowledged, refused = 0, 0
    for line in done.stdout.splitlines():
        told, number = json.loads(line)
        acknowledged = number if told == "edit" else acknowledged
        refused += told == "refused"
    report.count("edits", acknowledged)
    report.count("refused", refused)
    if done.returncode not in _CLEAN_ENDS:
        report.fault(f"{what}: ended with {done.returncode}: {done.stderr[-800:]}")
    fault = model.reopened_fault(home, {acknowledged, acknowledged + 1})
    if fault:
        report.fault(f"{what}, edit {acknowledged}: {fault}")
    return is_hit


def _session(home: Home, call: str, inject: str, log: Path) -> "subprocess.CompletedProcess[str]":
    paths = [home.database, *(Path(f"{home.database}{end}") for end in ("-wal", "-journal"))]
    paths += [home.root, home.root / "export.bin", home.edits, home.install_file.parent]
    paths += list(home.edits.glob("*.log"))
    only = [part for path in paths for part in ("-P", str(path))]
    options = ["-f", "-qq", "-e", f"trace={call}", "-e", f"inject={call}:error={inject}"]
    scribe = [sys.executable, "-P", "-m", "tests.torture.scribe", str(home.root), "0", "12"]
    phases = ["edits", "export", "backup", "reopen", "edits"]
    return subprocess.run(
        ["strace", *options, *only, "-o", str(log), *scribe, *phases],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=60,
    )


if __name__ == "__main__":
    sys.exit(tier.main("io_errors", work))
