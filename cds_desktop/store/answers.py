"""The working answers and explanations of a report; every change goes into the history with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from cds_desktop.errors import StoreError
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, Explanation
from cds_desktop.store.chain import Column, row_hash
from cds_desktop.store.connection import Row, Store
from cds_desktop.store.encoding import (
    NOTHING,
    TEXT_CHARS,
    answer_json,
    decode_answer,
    decode_explanation,
    encode_answer,
    encode_explanation,
    is_blank,
    is_too_long,
    plain_json,
)
from cds_desktop.store.history import CELL_ACTIONS, Change, Deed, record
from cds_desktop.store.submissions import submission_number

_ALWAYS_RECORDED = ("undo", "redo")  # undoing counts steps, also one that changes nothing any more

UPSERT_ANSWER = (
    "INSERT INTO answers (submission, area, question, row, kind, value, status,"
    " qualifier, note, raw, is_carried_over, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (submission, area, question, row) DO UPDATE SET kind = excluded.kind,"
    " value = excluded.value, status = excluded.status, qualifier = excluded.qualifier,"
    " note = excluded.note, raw = excluded.raw,"
    " is_carried_over = excluded.is_carried_over, hash = excluded.hash"
)
UPSERT_EXPLANATION = (
    "INSERT INTO explanations (submission, area, question, row, value, text, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (submission, area, question, row)"
    " DO UPDATE SET value = excluded.value, text = excluded.text, hash = excluded.hash"
)

_ANSWERS = (
    "SELECT area, question, row, kind, value, status, qualifier, note, raw, is_carried_over, hash"
    " FROM answers WHERE submission = ?"
)
_ANSWER = _ANSWERS + " AND area = ? AND question = ? AND row = ?"
_EXPLANATIONS = (
    "SELECT area, question, row, value, text, hash FROM explanations WHERE submission = ?"
)
_EXPLANATION = _EXPLANATIONS + " AND area = ? AND question = ? AND row = ?"


class PastAnswers(Mapping[CellKey, Answer]):
    """The answers of another period, each decoded when it is first asked for.

    Rules look at few of the thousands that lie behind a month; decoding them all takes twice as
    long as reading them.
    """

    def __init__(self, store: Store, rows: Iterable[Row]) -> None:
        self._store = store
        self._rows: dict[tuple[str, ...], Row] = {row[:3]: row for row in rows if not is_blank(row)}
        self._decoded: dict[CellKey, Answer] = {}

    def __getitem__(self, key: CellKey) -> Answer:
        if key not in self._decoded:
            [self._decoded[key]] = self._store.decoded(decode_answer, [self._rows[key]])
        return self._decoded[key]

    def __iter__(self) -> Iterator[CellKey]:
        return (CellKey(*place) for place in self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def answers(store: Store, instance_id: str) -> dict[CellKey, Answer]:
    """Return what every cell of a report holds; a cell that holds nothing at all is left out.

    Every row is checked against its hash: a damaged figure is refused, not shown.
    """
    number = submission_number(store, instance_id)
    rows = store.select(_ANSWERS, (number,))
    _check_hashes(store, number, rows)
    return _by_key(store, rows)


def explanations(store: Store, instance_id: str) -> dict[CellKey, Explanation]:
    """Return the explanations of a report; a withdrawn one is left out."""
    number = submission_number(store, instance_id)
    rows = store.select(_EXPLANATIONS, (number,))
    _check_hashes(store, number, rows)
    found = store.decoded(decode_explanation, rows)
    return {explanation.key: explanation for explanation in found if explanation.text}


def answers_of_periods(
    store: Store, *, form_id: str, org_unit: str, periods: Collection[Period]
) -> dict[Period, Mapping[CellKey, Answer]]:
    """Return the answers of other periods, for rules that look back.

    A period without a report is left out.
    A period that was ever completed gives its newest frozen revision, calculated figures included;
    another one its working answers. Hashes are not checked here: this is read at every opening.
    """
    found: dict[Period, Mapping[CellKey, Answer]] = {}
    for period in periods:
        row = store.select_one(
            "SELECT id, revision FROM submissions"
            " WHERE form_id = ? AND org_unit = ? AND period = ?",
            (form_id, org_unit, period.iso),
        )
        if row is not None:
            found[period] = PastAnswers(store, _rows_of_period(store, *row))
    return found


def used_rows(store: Store, instance_id: str, questions: Collection[str]) -> tuple[str, ...]:
    """Return every row id that these questions ever had, deleted rows too: none is used again."""
    rows = store.select(
        "SELECT DISTINCT row, question FROM answers WHERE submission = ? AND row <> ''",
        (submission_number(store, instance_id),),
    )
    return tuple(sorted({row for row, question in rows if question in questions}))


def save_answers(
    store: Store,
    instance_id: str,
    answers: Iterable[Answer],
    *,
    actor: str,
    action: str = "enter",
    reason: str = "",
) -> None:
    """Store answers and what they replace, in one transaction; what is as before is left alone.

    An `Answer(key)` without anything clears the cell. Raises StoreError; then nothing was stored.
    """
    deed = _cell_deed(actor, action, reason)
    with store.atomic():
        number = submission_number(store, instance_id)
        changes = [_save_answer(store, number, answer) for answer in answers]
        if action not in _ALWAYS_RECORDED:
            changes = [change for change in changes if change.old_hash != change.new_hash]
        record(store, number, changes, deed)


def save_explanations(
    store: Store,
    instance_id: str,
    explanations: Iterable[Explanation],
    *,
    actor: str,
    action: str = "explain",
    reason: str = "",
) -> None:
    """Store explanations and what they replace, in one transaction; an empty text withdraws one."""
    deed = _cell_deed(actor, action, reason)
    with store.atomic():
        number = submission_number(store, instance_id)
        changes = [_save_explanation(store, number, one) for one in explanations]
        record(store, number, [one for one in changes if one.old_hash != one.new_hash], deed)


def _rows_of_period(store: Store, number: int, revision: int) -> list[Row]:
    if not revision:
        return store.select(_ANSWERS, (number,))
    return store.select(
        "SELECT area, question, row, kind, value, status, qualifier, note, raw, is_carried_over"
        " FROM revision_answers WHERE submission = ? AND revision = ?",
        (number, revision),
    )


def _by_key(store: Store, rows: list[Row]) -> dict[CellKey, Answer]:
    found = store.decoded(decode_answer, (row for row in rows if not is_blank(row)))
    return {answer.key: answer for answer in found}


def _check_hashes(store: Store, number: int, rows: Iterable[Row]) -> None:
    for *columns, stored in rows:
        if stored != row_hash((number, *columns)):
            raise StoreError("store_damaged", path=str(store.path))


def _cell_deed(actor: str, action: str, reason: str) -> Deed:
    if action not in CELL_ACTIONS:
        raise ValueError(f"not an action on cells: {action}")
    return Deed(actor, action, reason)


def _save_answer(store: Store, number: int, answer: Answer) -> Change:
    columns = encode_answer(answer)
    _check_length(answer.key, columns)
    rows = store.select(_ANSWER, (number, *answer.key))
    _check_hashes(store, number, rows)
    if not rows and is_blank(columns):
        return Change("answer", NOTHING, NOTHING, old_hash=b"", new_hash=b"", key=answer.key)
    old_hash = rows[0][-1] if rows else b""
    new_hash = row_hash((number, *columns))
    if old_hash != new_hash:
        store.execute(UPSERT_ANSWER, (number, *columns, new_hash))
    return Change(
        "answer",
        answer_json(rows[0]) if rows else NOTHING,
        answer_json(columns),
        old_hash=old_hash,
        new_hash=new_hash,
        key=answer.key,
        stored=(("answers", (number, *columns, new_hash)),),
    )


def _save_explanation(store: Store, number: int, explanation: Explanation) -> Change:
    columns = encode_explanation(explanation)
    _check_length(explanation.key, columns)
    rows = store.select(_EXPLANATION, (number, *explanation.key))
    _check_hashes(store, number, rows)
    new_hash = row_hash((number, *columns))
    store.execute(UPSERT_EXPLANATION, (number, *columns, new_hash))
    return Change(
        "explanation",
        plain_json(value=rows[0][3], text=rows[0][4]) if rows else NOTHING,
        plain_json(value=columns[3], text=columns[4]),
        old_hash=rows[0][-1] if rows else b"",
        new_hash=new_hash,
        key=explanation.key,
        stored=(("explanations", (number, *columns, new_hash)),),
    )


def _check_length(key: CellKey, columns: Iterable[Column]) -> None:
    if is_too_long(columns):
        raise StoreError("store_text_too_long", question=key.question, limit=TEXT_CHARS)
