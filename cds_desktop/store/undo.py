"""What can be undone and done again, read off the history: so it survives a crash.

A step is one save: a keystroke's answer or a pasted block. Completing or reopening a report ends
the steps before it. To undo a step, save its `before` with the action "undo"; to do it again, its
`after` with "redo".
"""

from dataclasses import dataclass
from itertools import groupby

from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.store.connection import Row, Store
from cds_desktop.store.encoding import answer_from_json
from cds_desktop.store.submissions import submission_number

_UNDOABLE = frozenset(
    {"enter", "paste", "import", "confirm", "clear", "status", "qualifier", "note"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One save that can be undone or done again: the cells before it and after it."""

    seq: int
    action: str
    before: tuple[Answer, ...]
    after: tuple[Answer, ...]


def step_to_undo(store: Store, instance_id: str) -> Step | None:
    """Return the newest step that is done."""
    done, _ = _steps(store, instance_id)
    return _decoded(store, done[-1]) if done else None


def step_to_redo(store: Store, instance_id: str) -> Step | None:
    """Return the step that was undone last, unless something was entered since."""
    _, undone = _steps(store, instance_id)
    return _decoded(store, undone[-1]) if undone else None


def _steps(store: Store, instance_id: str) -> tuple[list[list[Row]], list[list[Row]]]:
    """Play the history: the steps that are done and those that are undone, newest last."""
    rows = store.select(
        "SELECT step, action, subject, area, question, row, old, new FROM history"
        " WHERE submission = ? AND subject IN ('answer', 'submission') ORDER BY seq",
        (submission_number(store, instance_id),),
    )
    done: list[list[Row]] = []
    undone: list[list[Row]] = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        step = list(group)
        action, subject = step[0][1:3]
        if subject == "submission":
            done, undone = [], []
        elif action == "undo" and done:
            undone.append(done.pop())
        elif action == "redo" and undone:
            done.append(undone.pop())
        elif action in _UNDOABLE:
            done.append(step)
            undone = []
    return done, undone


def _decoded(store: Store, rows: list[Row]) -> Step:
    """A cell saved twice in one step had the first state before it and the last one after it."""
    before = store.decoded(lambda row: answer_from_json(CellKey(*row[3:6]), row[6]), rows[::-1])
    after = store.decoded(lambda row: answer_from_json(CellKey(*row[3:6]), row[7]), rows)
    seq, action = rows[0][:2]
    return Step(seq, action, _one_each(before), _one_each(after))


def _one_each(answers: list[Answer]) -> tuple[Answer, ...]:
    return tuple({answer.key: answer for answer in answers}.values())
