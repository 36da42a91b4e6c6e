"""The reference: which edits are made, and what the database must hold after each of them.

Edit `n` stores the figure n: in one of twelve cells, or, every seventh time, pasted into five cells
in one transaction. So the largest figure names the last edit, and the state follows from it.
"""

import json
import os
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

from cds_desktop.errors import StoreError
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, Submission, SubmissionState
from cds_desktop.store import answers, guard, integrity, revisions, submissions
from cds_desktop.store.connection import Store
from cds_desktop.store.home import Home

REPORT = "8b6f0c1e-0000-4000-8000-000000000001"
ACTOR = "Người nhập mẫu"
KEYS = tuple(CellKey("866", f"q{number}") for number in range(12))
_PASTED = 5


def create(home: Home) -> None:
    """Make a database with one empty report."""
    home.root.mkdir(parents=True, exist_ok=True)
    store = guard.open_guarded(home, create=True)
    submissions.create_submission(store, _submission())
    guard.close_guarded(store, home)


def edit(store: Store, number: int) -> None:
    """Make edit `number`; it is durable when this returns."""
    action = "paste" if number % 7 == 0 else "enter"
    saved = [Answer(key, Decimal(number)) for key in _cells_of(number)]
    answers.save_answers(store, REPORT, saved, actor=ACTOR, action=action)


def freeze(store: Store) -> None:
    """Complete the report and open it again: a revision with all its rows."""
    report = submissions.existing_submission(store, REPORT)
    present = list(answers.answers(store, REPORT).values())
    revisions.freeze(store, report, answers=present, explanations=[], reason="x", actor=ACTOR)
    submissions.set_state(store, report, SubmissionState.DRAFT, actor=ACTOR)


def state_after(number: int) -> dict[CellKey, Decimal]:
    """Return what the cells hold after edit `number`."""
    state: dict[CellKey, Decimal] = {}
    for past in range(max(1, number - 8 * len(KEYS)), number + 1):
        state.update((key, Decimal(past)) for key in _cells_of(past))
    return state


def last_edit(store: Store) -> int:
    """Return the edit whose state the database holds; -1 when it is no state of ours."""
    held = {key: answer.value for key, answer in answers.answers(store, REPORT).items()}
    number = max((int(str(value)) for value in held.values()), default=0)
    return number if held == state_after(number) else -1


def fault_of(store: Store, allowed: set[int]) -> str:
    """Return what is wrong with an open database; "" when nothing is."""
    health = integrity.check(store)
    if not health.is_sound:
        return f"not sound: {health.damages[:3]}"
    number = last_edit(store)
    if number in allowed:
        return _count_fault(store, number)
    return "a torn or foreign state" if number < 0 else f"holds edit {number}, allowed {allowed}"


def acknowledge(number: int, kind: str = "edit") -> None:
    """Say on standard output that something is durable: what the window's tick is to a clerk."""
    os.write(1, (json.dumps([kind, number]) + "\n").encode())


def reopened_fault(home: Home, allowed: set[int]) -> str:
    """Open a database that was left as it was, check it, close it; return what is wrong."""
    return reopened(home, allowed)[0]


def reopened(home: Home, allowed: set[int]) -> tuple[str, int]:
    """Open, check and close a database; return what is wrong, and the last edit in it."""
    try:
        store = guard.open_guarded(home)
    except StoreError as error:
        return f"does not open: {error.code}", -1
    try:
        return fault_of(store, allowed), last_edit(store)
    except StoreError as error:
        return f"cannot be read: {error.code}", -1
    finally:
        with suppress(StoreError):
            guard.close_guarded(store, home)


def folder_of(base: Path) -> Home:
    """Return the home of a torture run."""
    return Home(base / "data")


def _count_fault(store: Store, number: int) -> str:
    """Every edit must stand in the history once."""
    [[count]] = store.select("SELECT count(*) FROM history WHERE subject = 'answer'")
    expected = sum(len(_cells_of(past)) for past in range(1, number + 1))
    return "" if count == expected else f"{count} history rows for {number} edits, not {expected}"


def _cells_of(number: int) -> tuple[CellKey, ...]:
    return KEYS[:_PASTED] if number % 7 == 0 else (KEYS[number % len(KEYS)],)


def _submission() -> Submission:
    return Submission(
        instance_id=REPORT,
        form_id="huyen_cds",
        form_version=1,
        org_unit="866",
        period=Period("202309"),
        state=SubmissionState.DRAFT,
        revision=0,
        created="2023-10-01T01:00:00Z",
        last_updated="2023-10-01T01:00:00Z",
        stored_by=ACTOR,
    )
