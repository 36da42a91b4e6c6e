"""What can still be read from a damaged database, each row proved by its own hash (STORE.md 6).

Never merged by itself: SQLite says of recovered content that values may be altered and deleted rows
may come back. What comes from here is shown as a list of differences, or exported for people.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.store import answers as answer_table
from cds_desktop.store import submissions
from cds_desktop.store.chain import chain_hash, row_hash
from cds_desktop.store.connection import Store
from cds_desktop.store.encoding import answer_from_json, decode_answer
from cds_desktop.store.pages import Record, records

_ANSWER_COLUMNS, _SUBMISSION_COLUMNS, _HISTORY_COLUMNS = 12, 11, 17


@dataclass(slots=True)
class Salvage:
    """The genuine rows found: reports by number (identity, period), cells by report."""

    reports: dict[int, tuple[str, str]] = field(default_factory=dict[int, tuple[str, str]])
    cells: dict[tuple[int, CellKey], Answer] = field(
        default_factory=dict[tuple[int, CellKey], Answer]
    )
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that the damaged file holds otherwise than the recovered database."""

    instance_id: str
    period: str
    key: CellKey
    recovered: Answer
    salvaged: Answer


def salvage(database: Path) -> Salvage:
    """Read every page of a closed file; a cell's newest state is what the history says last."""
    found = Salvage()
    newest: dict[tuple[int, CellKey], int] = {}
    for record in records(database):
        if len(record) == _HISTORY_COLUMNS + 1:
            _take_history(record, found, newest)
        elif len(record) == _ANSWER_COLUMNS + 1 and row_hash(_columns(record)) == record[-1]:
            _take_answer(record[1:], found, newest)
        elif len(record) == _SUBMISSION_COLUMNS + 1:
            _take_submission((record[0], *record[2:]), found)
    return found


def differences(store: Store, found: Salvage) -> tuple[Difference, ...]:
    """Return the cells that were salvaged with another content than the store has."""
    reports = found.reports | {
        row[0]: (row[1], row[2])
        for row in store.select("SELECT id, instance_id, period FROM submissions")
    }
    present = {number: _present(store, instance_id) for number, (instance_id, _) in reports.items()}
    result: list[Difference] = []
    for (number, key), answer in found.cells.items():
        recovered = present.get(number, {}).get(key, Answer(key))
        if recovered != answer:
            result.append(Difference(*reports.get(number, ("", "")), key, recovered, answer))
    return tuple(sorted(result, key=lambda one: (one.period, one.key)))


def accept(store: Store, accepted: Iterable[Difference], *, actor: str, reason: str) -> None:
    """Take salvaged content into the open database, cell by cell as the user chose, recorded."""
    for one in accepted:
        answer_table.save_answers(
            store, one.instance_id, [one.salvaged], actor=actor, action="import", reason=reason
        )


def _present(store: Store, instance_id: str) -> dict[CellKey, Answer]:
    if submissions.submission_by_id(store, instance_id) is None:
        return {}
    return answer_table.answers(store, instance_id)


def _take_history(record: Record, found: Salvage, newest: dict[tuple[int, CellKey], int]) -> None:
    """A history row proves itself with the hash of the row before it, which it carries."""
    seq, columns = record[0], record[2:]
    *named, digest, previous, stored = columns
    if not isinstance(digest, bytes) or not isinstance(previous, bytes):
        return
    if chain_hash(previous, (seq, *named, digest.hex())) != stored:
        return
    assert isinstance(seq, int)
    found.seq = max(found.seq, seq)
    subject, number, area, question, row, _, new = named[5:12]
    if subject != "answer" or not isinstance(number, int):
        return
    place = (number, CellKey(str(area), str(question), str(row)))
    if seq > newest.get(place, 0):
        newest[place] = seq
        found.cells[place] = answer_from_json(place[1], str(new))


def _take_answer(columns: Record, found: Salvage, newest: dict[tuple[int, CellKey], int]) -> None:
    number, *rest = columns
    assert isinstance(number, int)
    answer = decode_answer(rest)
    if (number, answer.key) not in newest:
        found.cells[number, answer.key] = answer


def _take_submission(columns: Record, found: Salvage) -> None:
    *named, stored = columns
    if row_hash(named) == stored and isinstance(named[0], int):
        found.reports[named[0]] = (str(named[1]), str(named[5]))


def _columns(record: Record) -> Record:
    return record[1:-1]
