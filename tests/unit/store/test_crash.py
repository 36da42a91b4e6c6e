"""A process killed at any moment loses no acknowledged edit and leaves no half of one.

A smoke test; tests/torture kills a thousand times.
"""

import random
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

from cds_desktop.store import answers, history, integrity
from cds_desktop.store.database import open_store
from tests.unit.store.making import REPORT, new_store
from tests.unit.store.writer_process import CELLS

ROOT = Path(__file__).resolve().parents[3]
KILLS = 20
SEED = 20231002


def acknowledged_until_killed(path: Path, first: int, seconds: float) -> int:
    """Let the writer work for a moment, kill it, and return the last number it acknowledged."""
    command = [sys.executable, "-m", "tests.unit.store.writer_process", str(path), str(first)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        time.sleep(seconds)
        writer.kill()
        lines = writer.stdout.read().split("\n")
    whole = [line for line in lines[:-1] if line]
    return int(whole[-1]) if whole else first - 1


def test_no_acknowledged_edit_is_lost(tmp_path: Path) -> None:
    new_store(tmp_path).close()
    path, dice, number = tmp_path / "cds.db", random.Random(SEED), 1
    for _ in range(KILLS):
        acknowledged = acknowledged_until_killed(path, number, dice.uniform(0, 0.03))
        store = open_store(path)
        found = {answer.value for answer in answers.answers(store, REPORT).values()} or {0}
        assert len(found) == 1, f"half an edit, seed {SEED}"
        [stored] = (Decimal(str(value)) for value in found)
        assert acknowledged <= stored <= acknowledged + 1, f"seed {SEED}"
        assert history.head(store).seq == 1 + stored * len(CELLS)
        assert integrity.check(store).is_sound
        store.close()
        number = int(stored) + 1
    assert number > KILLS  # the writer did get some work done


def test_a_process_killed_while_it_makes_a_database_leaves_none_at_its_place(
    tmp_path: Path,
) -> None:
    program = (
        "import os, pathlib, sys; from cds_desktop.store import database\n"
        "database.upgrade = lambda store, version: os.kill(os.getpid(), 9)\n"
        "database.open_store(pathlib.Path(sys.argv[1]), create=True)"
    )
    path = tmp_path / "cds.db"
    done = subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, check=False)
    assert done.returncode != 0 and not path.exists()
    new_store(tmp_path).close()
    assert path.exists()
