"""Faults put into a copy of the program on purpose: a suite that lets one live is broken.

`python -m tests.torture.mutants [--first 12] [name ...]` copies the package into a temporary
folder, applies one fault at a time and runs the tier or the tests that must fail there.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.torture import tier

_COPIED = ("cds_desktop", "tests")
_LINKED = ("forms", "resources", "report_templates", "pyproject.toml")
_NEVER_COPIED = shutil.ignore_patterns("__pycache__", "gui", ".pytest_cache")
_PYTEST_FAILED = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """One piece of source that stands exactly once in a file, and what takes its place."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault by name, and what must find it: a tier with its part and runs, or test files."""

    name: str
    edits: tuple[Edit, ...]
    tier: str = ""
    part: str = ""
    runs: int = 0
    tests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant: killed, alive, or broken (it does not apply or does not run)."""

    name: str
    state: str
    detail: str
    seconds: float


_DATABASE = "cds_desktop/store/database.py"
_CONNECTION = "cds_desktop/store/connection.py"
_FILES = "cds_desktop/atomic_file.py"
_SYNCHRONOUS = '("PRAGMA synchronous = EXTRA", "PRAGMA synchronous", 3)'
_FSYNC = "        file.flush()\n        os.fsync(file.fileno())\n"
_PUBLISHED = "        _replace(temporary, target)\n        sync_folder(target.parent)\n"
_WRITTEN_AND = "            verify(written)\n" + _PUBLISHED
_SHARED = Edit(
    _DATABASE,
    '"PRAGMA locking_mode = EXCLUSIVE", "exclusive"',
    '"PRAGMA locking_mode = NORMAL", "normal"',
)


def _synchronous(name: str, number: int) -> Edit:
    changed = f'("PRAGMA synchronous = {name}", "PRAGMA synchronous", {number})'
    return Edit(_DATABASE, _SYNCHRONOUS, changed)


MUTANTS: tuple[Mutant, ...] = (
    Mutant("synchronous=NORMAL", (_synchronous("NORMAL", 1),), "crash_states", "edits", 800),
    Mutant("synchronous=OFF", (_synchronous("OFF", 0),), "crash_states", "edits", 800),
    Mutant(
        "journal DELETE with FULL",
        (
            _synchronous("FULL", 2),
            Edit(
                _DATABASE,
                '_pragma(store, "PRAGMA journal_mode = WAL")',
                '_pragma(store, "PRAGMA journal_mode = DELETE")',
            ),
            _SHARED,
        ),
        "crash_states",
        "edits",
        3000,
    ),
    Mutant(
        "acknowledged before COMMIT",
        (
            Edit(_CONNECTION, 'self._run("COMMIT")', 'self._run("SELECT 1")'),
            Edit(
                _CONNECTION,
                '            self._run("ROLLBACK")\n',
                '            self._run("COMMIT")\n',
            ),
        ),
        "kill_loop",
        runs=100,
    ),
    Mutant("export without fsync", (Edit(_FILES, _FSYNC, ""),), "crash_states", "export", 800),
    Mutant(
        "export without directory fsync",
        (
            Edit(
                _FILES,
                _WRITTEN_AND,
                "            verify(written)\n        _replace(temporary, target)\n",
            ),
        ),
        "crash_states",
        "export",
        800,
    ),
    Mutant(
        "rename before fsync",
        (
            Edit(_FILES, _FSYNC, ""),
            Edit(
                _FILES,
                _WRITTEN_AND,
                "            verify(written)\n        _replace(temporary, target)\n"
                "        sync_file(target)\n        sync_folder(target.parent)\n",
            ),
        ),
        "crash_states",
        "export",
        2000,
    ),
    Mutant(
        "backup not verified",
        (
            Edit(
                "cds_desktop/store/backups.py",
                "    if not integrity.check(store).is_sound:\n",
                "    if False:\n",
            ),
        ),
        tests=("tests/unit/store/test_backups.py",),
    ),
    Mutant(
        "row hash not checked at start",
        (Edit("cds_desktop/store/integrity.py", "if row_hash(row[:-1]) == row[-1]:", "if True:"),),
        "damage",
        "figures",
        300,
    ),
    Mutant(
        "chain not checked",
        (
            Edit(
                "cds_desktop/store/integrity.py",
                "        return is_next and is_whole\n",
                "        return True\n",
            ),
        ),
        "damage",
        "figures",
        300,
    ),
    Mutant(
        "EXCLUSIVE removed",
        (_SHARED,),
        "openers",
        "together",
        10,
    ),
    Mutant(
        "CRC skipped",
        (
            Edit(
                "cds_desktop/bundle/container.py",
                "if len(content) != entry.size or zlib.crc32(content) != entry.checksum:",
                "if len(content) != entry.size:",
            ),
        ),
        tests=("tests/unit/bundle/test_container.py", "tests/unit/bundle/test_reader.py"),
    ),
    Mutant(
        "set of SHA256SUMS not compared",
        (Edit("cds_desktop/bundle/reader.py", "    check_set(listed, files)\n", ""),),
        tests=("tests/unit/bundle/test_reader.py",),
    ),
    Mutant(
        "hashes of SHA256SUMS not compared",
        (Edit("cds_desktop/bundle/reader.py", "    check_hashes(listed, files)\n", ""),),
        tests=("tests/unit/bundle/test_tampering.py",),
    ),
    Mutant(
        "signature not checked",
        (
            Edit(
                "cds_desktop/bundle/reader.py",
                "    signatures.verify(signature, files[SUMS])\n",
                "",
            ),
        ),
        tests=("tests/unit/bundle/test_reader.py", "tests/unit/bundle/test_tampering.py"),
    ),
    Mutant(
        "signature over re-serialised JSON",
        (
            Edit(
                "cds_desktop/bundle/reader.py",
                "signatures.verify(signature, files[SUMS])",
                "signatures.verify(signature, make_sums({n: files[n] for n in listed}))",
            ),
            Edit(
                "cds_desktop/bundle/reader.py",
                "    check_set(listed, files)\n",
                "    from cds_desktop.bundle.sums import make_sums\n    check_set(listed, files)\n",
            ),
        ),
        tests=("tests/unit/bundle/test_reader.py", "tests/unit/bundle/test_tampering.py"),
    ),
    Mutant(
        "namespace not checked",
        (
            Edit(
                "cds_desktop/bundle/trust.py",
                "    if opened.namespace not in key.namespaces:\n",
                "    if False:\n",
            ),
        ),
        tests=("tests/unit/bundle/test_trust.py",),
    ),
    Mutant(
        "unit of the key not checked",
        (
            Edit(
                "cds_desktop/bundle/trust.py",
                "if opened.manifest.from_unit != key.unit or not units <= speaks_for:",
                "if False:",
            ),
        ),
        tests=("tests/unit/bundle/test_trust.py",),
    ),
    Mutant(
        "addressee not checked",
        (
            Edit(
                "cds_desktop/bundle/trust.py",
                "    if own_unit and own_unit not in opened.manifest.to:\n",
                "    if False:\n",
            ),
        ),
        tests=("tests/unit/bundle/test_trust.py",),
    ),
    Mutant(
        "hold treated as accept",
        (
            Edit(
                "cds_desktop/bundle/trust.py",
                "Verdict(Disposition.HOLD, code, key)",
                "Verdict(Disposition.ACCEPT, code, key)",
            ),
        ),
        tests=("tests/unit/bundle/test_trust.py",),
    ),
    Mutant(
        "COMMIT split in two",
        (
            Edit(
                "cds_desktop/store/answers.py",
                "        changes = [_save_answer(store, number, answer) for answer in answers]\n",
                "        changes = [_save_answer(store, number, answer) for answer in answers]\n"
                '        store.select("COMMIT")\n        store.select("BEGIN IMMEDIATE")\n',
            ),
        ),
        "crash_states",
        "edits",
        3000,
    ),
    Mutant(
        "clock used for ordering",
        (
            Edit(
                "cds_desktop/store/backups.py",
                "sorted(found, key=lambda one: one.number, reverse=True)",
                "sorted(found, key=lambda one: one.made_at, reverse=True)",
            ),
        ),
        "openers",
        "clocks",
        20,
    ),
    Mutant(
        "float used for a figure",
        (
            Edit(
                "cds_desktop/store/encoding.py",
                "        return Decimal(text)\n",
                "        return Decimal(repr(float(text)))\n",
            ),
        ),
        tests=("tests/unit/store/test_answers.py",),
    ),
    Mutant(
        "errors passed over round COMMIT",
        (
            Edit(
                _CONNECTION,
                '        self._run("COMMIT")\n',
                '        with suppress(StoreError):\n            self._run("COMMIT")\n',
            ),
        ),
        "io_errors",
        runs=160,
    ),
    Mutant(
        "salvage merged by itself",
        (
            Edit(
                "cds_desktop/operations/maintenance.py",
                "    _back_up_present(root)\n    return result\n",
                "    opened = open_workspace(root)\n"
                "    accept_differences(opened, differences(opened, result))\n"
                "    close_workspace(opened)\n    return result\n",
            ),
        ),
        tests=("tests/unit/operations/test_maintenance.py",),
    ),
    Mutant(
        "recovery without the spill log",
        (
            Edit(
                "cds_desktop/store/recovery.py",
                "for log in (_log_of(home), []):",
                "for log in ([],):",
            ),
        ),
        "damage",
        "recover",
        66,
    ),
    Mutant(
        "old log left beside the restored file",
        (
            Edit(
                "cds_desktop/store/recovery.py",
                "        log.unlink(missing_ok=True)\n",
                "        pass\n",
            ),
        ),
        "damage",
        "recover",
        132,
    ),
    Mutant(
        "high-water mark not compared",
        (
            Edit(
                "cds_desktop/store/guard.py",
                "    for mark in known_heads(home):\n",
                "    for mark in ():\n",
            ),
        ),
        "damage",
        "pages",
        30,
    ),
    Mutant(
        "rotation keeps the newest by the clock only",
        (
            Edit(
                "cds_desktop/store/backups.py",
                "verified[: max(KEPT_NEWEST, ALWAYS_KEPT)]",
                "verified[:1]",
            ),
        ),
        tests=("tests/unit/store/test_backups.py",),
    ),
    Mutant(
        "last imported wins",
        (
            Edit(
                "cds_desktop/model/effective.py",
                "highest, *lower = sorted(by_revision, reverse=True)",
                "highest, *lower = reversed(list(by_revision))",
            ),
        ),
        tier="merging",
        runs=5040,
    ),
    Mutant(
        "conflict picks any",
        (
            Edit(
                "cds_desktop/model/effective.py",
                "if len(contents) == 1 else None",
                "if contents else None",
            ),
        ),
        tier="merging",
        runs=5040,
    ),
)
FIRST = 12
"""How many of them every test run kills; all are killed by the long tier."""


def run(mutant: Mutant, seed: int) -> Verdict:
    """Put one fault into a copy and see whether it is found."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(dir=tier.memory_folder(), prefix="cds-mutant-") as name:
        folder = Path(name)
        _copy(folder)
        if missing := [edit for edit in mutant.edits if not _apply(folder, edit)]:
            state, detail = "broken", f"{missing[0].file} has changed"
        elif mutant.tier:
            state, detail = _by_tier(mutant, folder, seed)
        else:
            state, detail = _by_tests(mutant, folder)
    return Verdict(mutant.name, state, detail, round(time.monotonic() - start, 1))


def _by_tier(mutant: Mutant, folder: Path, seed: int) -> tuple[str, str]:
    report = tier.run(
        mutant.tier,
        seed=seed,
        runs=mutant.runs,
        part=mutant.part,
        folder=folder,
        stop_early=True,
    )
    if report.is_clean:
        return "alive", f"{report.runs} runs"
    first = report.faults[0]
    return ("broken" if first.startswith("the tier itself") else "killed"), first


def _by_tests(mutant: Mutant, folder: Path) -> tuple[str, str]:
    command = [sys.executable, "-P", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *mutant.tests],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    last = (done.stdout.splitlines() or [""])[-1]
    if done.returncode == _PYTEST_FAILED and "error" not in last:
        return "killed", last
    return ("alive" if done.returncode == 0 else "broken"), f"{last} {done.stderr[-300:]}"


def _copy(folder: Path) -> None:
    for name in _COPIED:
        shutil.copytree(tier.ROOT / name, folder / name, ignore=_NEVER_COPIED)
    for name in _LINKED:
        (folder / name).symlink_to(tier.ROOT / name)


def _apply(folder: Path, edit: Edit) -> bool:
    path = folder / edit.file
    text = path.read_text("utf-8")
    if text.count(edit.old) != 1:
        return False
    path.write_text(text.replace(edit.old, edit.new), "utf-8")
    return True


def main(arguments: Sequence[str]) -> int:
    """Try the chosen mutants; end with 1 when one lives."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--first", type=int, default=len(MUTANTS))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    chosen = [one for one in MUTANTS[: given.first] if not given.names or one.name in given.names]
    verdicts: list[Verdict] = []
    for mutant in chosen:
        verdict = run(mutant, given.seed)
        verdicts.append(verdict)
        print(f"{verdict.state:7}{verdict.seconds:7.1f} s  {verdict.name}: {verdict.detail[:160]}")
    killed = sum(verdict.state == "killed" for verdict in verdicts)
    print(f"{killed} of {len(verdicts)} killed, seed {given.seed}", flush=True)
    return 0 if killed == len(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
