"""Short makers for the store's tests; every field has a default."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import (
    Answer,
    AnswerStatus,
    CellKey,
    Explanation,
    Submission,
    SubmissionState,
    Value,
)
from cds_desktop.store import answers, ledger, org_units, revisions, submissions
from cds_desktop.store.connection import Store
from cds_desktop.store.database import open_store

ACTOR = "Người nhập mẫu"
REPORT = "8b6f0c1e-0000-4000-8000-000000000001"
KEY = CellKey("866", "hs_tiep_nhan")
BUNDLE_ID = "ab" * 32


def a_submission(**changes: object) -> Submission:
    """Return a fresh report of district 866 for September 2023."""
    submission = Submission(
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
    return replace(submission, **changes)


def an_answer(value: Value = None, key: CellKey = KEY, **fields: object) -> Answer:
    """Return an answer; a whole number may be given as an int."""
    return replace(Answer(key, value), **fields)


def a_unit(code: str = "866", **changes: object) -> OrgUnit:
    """Return a district that was opened in 1976 and is open still."""
    unit = OrgUnit(code, "Huyện Tháp Mười", Level.DISTRICT, "87", date(1976, 2, 1))
    return replace(unit, **changes)


def new_store(folder: Path) -> Store:
    """Create a database in `folder` with one empty report."""
    store = open_store(folder / "cds.db", create=True)
    submissions.create_submission(store, a_submission())
    return store


def save(store: Store, *saved: Answer, action: str = "enter") -> None:
    """Save answers of the one report."""
    answers.save_answers(store, REPORT, saved, actor=ACTOR, action=action)


def saved(store: Store, key: CellKey = KEY) -> Answer | None:
    """Return one cell of the one report."""
    return answers.answers(store, REPORT).get(key)


EVERY_KIND_OF_ANSWER = (
    an_answer(Decimal("1205780"), CellKey("866", "figure")),
    an_answer(Decimal(0), CellKey("866", "zero")),
    an_answer(None, CellKey("866", "not_applicable"), status=AnswerStatus.NOT_APPLICABLE),
    an_answer(None, CellKey("866", "not_collected"), status=AnswerStatus.NOT_COLLECTED),
    an_answer(Decimal("47.54"), CellKey("866", "estimated"), status=AnswerStatus.ESTIMATED),
    an_answer(Decimal("-3.5"), CellKey("866", "provisional"), status=AnswerStatus.PROVISIONAL),
    an_answer(date(2023, 9, 30), CellKey("866", "day")),
    an_answer("Kế hoạch số 99/KH-UBND\nvề chuyển đổi số", CellKey("866", "text")),
    an_answer("ke_hoach", CellKey("866", "choice", "r0001")),
    an_answer(None, CellKey("866", "raw"), raw="1.2.3"),
    an_answer(Decimal(12), CellKey("29953", "roster"), is_carried_over=True),
    an_answer(Decimal(50), CellKey("866", "target", "T03"), qualifier="hơn", note="Số liệu sơ bộ"),
)


def a_full_store(folder: Path) -> Store:
    """Create a database with something in every table."""
    store = new_store(folder)
    commune = a_unit("29953", name="Xã Mỹ Đông", level=Level.COMMUNE, parent="866")
    org_units.save_org_units(store, [a_unit(), commune])
    save(store, *EVERY_KIND_OF_ANSWER)
    save(store, an_answer(Decimal(1205781), CellKey("866", "figure")))
    explanation = Explanation(CellKey("866", "figure"), "1205781", "Tăng do sáp nhập số liệu")
    answers.save_explanations(store, REPORT, [explanation], actor=ACTOR)
    revisions.freeze(
        store,
        a_submission(),
        answers=EVERY_KIND_OF_ANSWER,
        explanations=[explanation],
        reason="",
        actor=ACTOR,
        calculated=[CellKey("866", "estimated")],
    )
    send(store)
    return store


def send(store: Store, data: bytes = b"signed bytes", bundle_id: str = BUNDLE_ID) -> None:
    """Put a bundle of the first revision into the outbox."""
    ledger.record_sent(
        store,
        bundle_id=bundle_id,
        sequence=ledger.next_sequence(store),
        instance_id=REPORT,
        revision=1,
        file_name="866-202309-b1.zip",
        data=data,
        actor=ACTOR,
    )


def edit_behind_the_back(
    path: Path, sql: str, parameters: Sequence[object] = (), *, without_checks: bool = False
) -> int:
    """Change a closed database as a stranger would who takes the triggers off; count the rows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"PRAGMA ignore_check_constraints = {int(without_checks)}")
        changed = connection.execute(sql, parameters).rowcount
        for _, text in triggers:
            with suppress(sqlite3.OperationalError):  # its table is what was dropped
                connection.execute(text)
    return changed
