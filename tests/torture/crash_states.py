"""C3 to C5, C7: cut the power at any moment of a traced session and try the disks that may be left.

The session runs the real code under strace. At random points of its calls a possible disk is made
from what was synced and what may have been lost, opened the way the program opens it, and compared
with what had been acknowledged by then. `part`: edits, life (backup, close, restore, recovery),
export, lying (no sync means anything).
"""

import json
import os
import random
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cds_desktop.errors import StoreError
from cds_desktop.store import backups, recovery
from cds_desktop.store.home import Home
from tests.torture import model, scribe, tier
from tests.torture.disk_calls import Call, read_calls, trace
from tests.torture.disk_model import Disk

_LIFE = (
    *("edits", "backup", "edits", "reopen", "edits", "backup", "edits", "restore"),
    *("edits", "recover", "edits"),
)
_SESSIONS = {
    "edits": (30, ["edits", "reopen", "edits"]),
    "life": (6, _LIFE),
    "export": (25, ["export"]),
    "lying": (30, ["edits", "reopen", "edits"]),
}
_STATES_PER_CUT = 8
_LYING_CORRUPT = 0.02


@dataclass(slots=True)
class _Told:
    """What had been acknowledged up to a moment."""

    edit: int = 0
    export: int = 0
    allowed: set[int] = field(default_factory=lambda: {0, 1})
    may_need_recovery: bool = False

    def hear(self, kind: str, number: int) -> None:
        """Take in one line."""
        if kind == "export":
            self.export = number
        elif kind == "restore":
            self.allowed, self.may_need_recovery = {self.edit, self.edit + 1, number}, True
        elif kind == "damage":
            self.may_need_recovery = True
        elif kind in ("edit", "restored", "recovered"):
            self.edit = number
            self.allowed, self.may_need_recovery = {number, number + 1}, False


def work(options: tier.Options, folder: Path, report: tier.Report) -> None:
    """Trace one session and try `runs` states of it."""
    rng = random.Random(options.seed)
    part = options.part or "edits"
    home = Home(folder / "disk")
    model.create(home)
    image = folder / "image"
    shutil.copytree(home.root, image)
    calls = read_calls(_traced(home, folder, part))
    half = max(1, options.runs // 2)
    for is_strict in (False, True):
        disk = Disk(str(home.root), is_strict=is_strict, is_lying=part == "lying")
        shutil.rmtree(home.root)
        shutil.copytree(image, home.root)
        disk.load()
        _try_cuts(calls, disk, folder, _Run(part, rng, report, half, options.stop_early))
    report.count("calls", len(calls))
    _judge_lying(part, report)


@dataclass(slots=True)
class _Run:
    part: str
    rng: random.Random
    report: tier.Report
    states: int
    stop_early: bool


def _traced(home: Home, folder: Path, part: str) -> Path:
    log = folder / "strace.txt"
    count, phases = _SESSIONS[part]
    command = [sys.executable, "-P", "-m", "tests.torture.scribe", str(home.root), "0", str(count)]
    trace([*command, *phases], log, folder=Path.cwd(), environment=dict(os.environ))
    return log


def _try_cuts(calls: list[Call], disk: Disk, folder: Path, run: _Run) -> None:
    changing = _changing(calls, disk.root)
    count = min(max(1, run.states // _STATES_PER_CUT), len(changing))
    chosen = set(run.rng.sample(changing, count))
    per_cut = -(-run.states // count)
    told = _Told()
    for index, call in enumerate(calls):
        if call.name == "write" and call.descriptor == 1:
            for kind, number in _heard(call):
                told.hear(kind, number)
        else:
            disk.take(call)
        if index not in chosen:
            continue
        for _ in range(per_cut):
            run.report.runs += 1
            fault = _state_fault(disk, folder / "state", told, run)
            if fault:
                run.report.fault(f"cut {index} strict={disk.is_strict}: {fault}")
                if run.stop_early:
                    return


def _changing(calls: list[Call], root: str) -> list[int]:
    """Return the moments worth a cut: calls that name our folder, and acknowledgements."""
    marks = [
        index
        for index, call in enumerate(calls)
        if call.name not in ("close", "lseek")
        and (root.encode().hex() in call.arguments.replace("\\x", "") or root in call.arguments)
    ]
    told = [
        index for index, call in enumerate(calls) if call.name == "write" and call.descriptor == 1
    ]
    return sorted({*marks, *told})


def _heard(call: Call) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for line in b"".join(call.strings).splitlines():
        with suppress(ValueError):
            kind, number = json.loads(line)
            found.append((kind, number))
    return found


def _state_fault(disk: Disk, target: Path, told: _Told, run: _Run) -> str:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    disk.materialize(target, run.rng)
    home = Home(target)
    if run.part == "export":
        return _export_fault(home, told)
    if run.part == "lying":
        return _lying_fault(home, run.report)
    if run.rng.random() < 0.1 and (fault := _backup_fault(home, run.report)):
        return fault
    fault = model.reopened_fault(home, told.allowed)
    if fault.startswith("does not open") and told.may_need_recovery:
        run.report.count("recoveries")
        fault = _recovery_fault(home, told.allowed)
    return fault


def _recovery_fault(home: Home, allowed: set[int]) -> str:
    try:
        recovery.recover(home)
    except StoreError as error:
        return f"cannot be recovered: {error.code}"
    return model.reopened_fault(home, allowed)


def _backup_fault(home: Home, report: tier.Report) -> str:
    """A backup that says it is verified must be so, whenever the power went."""
    for one in backups.list_backups(home.backups):
        if one.is_verified:
            report.count("backups verified")
            try:
                backups.verify(one)
            except StoreError:
                return f"backup {one.number} is not what it says"
    return ""


def _export_fault(home: Home, told: _Told) -> str:
    """The file is the acknowledged version or the next one, whole; before the first: or nothing."""
    path = home.root / "export.bin"
    data = path.read_bytes() if path.exists() else b""
    allowed = [scribe.exported(number) for number in (told.export, told.export + 1) if number]
    if data in allowed or (not data and not told.export and not path.exists()):
        return ""
    return f"export {told.export}: the file is torn, lost or an older one ({len(data)} bytes)"


def _lying_fault(home: Home, report: tier.Report) -> str:
    """A disk that lies may lose work, but what opens must be sound or say that it is not."""
    try:
        store = model.guard.open_guarded(home)
    except StoreError:
        report.count("detected")
        return ""
    try:
        if not model.integrity.check(store).is_sound:
            report.count("corrupt")
        elif model.last_edit(store) < 0:
            return "silently torn"
    finally:
        store.close()
    return ""


def _judge_lying(part: str, report: tier.Report) -> None:
    if part == "lying" and report.counts.get("corrupt", 0) > _LYING_CORRUPT * report.runs:
        report.count("more corrupt than expected")


if __name__ == "__main__":
    sys.exit(tier.main("crash_states", work))
