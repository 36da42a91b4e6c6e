"""The schema, version by version. A step once released is frozen; it imports nothing of ours.

Step N brings a database from version N-1 to N and sets `user_version`. The runner (`upgrade`) gives
each step one BEGIN IMMEDIATE. Plain SQL on purpose: sqlite-utils' `Migrations` begins deferred and
keeps a second record of versions, with a clock in it; its `create` and `transform` know neither
CHECK nor WITHOUT ROWID; and it costs 0.2 s of import at the first start.
"""

import sqlite3
from collections.abc import Callable

MIN_READER = 1
"""The oldest schema number whose program may still read this file."""
MIN_WRITER = 1
"""The oldest schema number whose program may still write it."""

_VERSION_1 = (
    """CREATE TABLE meta (
        key TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 64),
        value TEXT NOT NULL CHECK (length(value) <= 100000),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE org_units (
        code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 32),
        opening_date TEXT NOT NULL
            CHECK (opening_date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        level TEXT NOT NULL CHECK (level IN ('province', 'department', 'district', 'commune')),
        parent TEXT NOT NULL CHECK (length(parent) <= 32),
        closed_date TEXT CHECK (closed_date > opening_date
            AND closed_date GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
        successors TEXT NOT NULL CHECK (length(successors) <= 1000),
        hash BLOB NOT NULL CHECK (length(hash) = 16),
        PRIMARY KEY (code, opening_date)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX org_units_by_parent ON org_units (parent)",
    """CREATE TABLE submissions (
        id INTEGER PRIMARY KEY,
        instance_id TEXT NOT NULL UNIQUE CHECK (length(instance_id) BETWEEN 1 AND 64),
        form_id TEXT NOT NULL CHECK (length(form_id) BETWEEN 1 AND 64),
        form_version INTEGER NOT NULL CHECK (form_version >= 1),
        org_unit TEXT NOT NULL CHECK (length(org_unit) BETWEEN 1 AND 32),
        period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9][01][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'
            OR period GLOB '[0-9][0-9][0-9][0-9]S[12]'),
        state TEXT NOT NULL
            CHECK (state IN ('draft', 'complete', 'sent', 'returned', 'accepted')),
        revision INTEGER NOT NULL CHECK (revision >= 0),
        created TEXT NOT NULL CHECK (length(created) <= 40),
        stored_by TEXT NOT NULL CHECK (length(stored_by) <= 1000),
        hash BLOB NOT NULL CHECK (length(hash) = 16),
        UNIQUE (form_id, org_unit, period)
    ) STRICT""",
    """CREATE TABLE answers (
        submission INTEGER NOT NULL REFERENCES submissions (id) ON DELETE RESTRICT,
        area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 32),
        question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
        row TEXT NOT NULL CHECK (length(row) <= 64),
        kind TEXT NOT NULL CHECK (kind IN ('', 'figure', 'date', 'text')),
        value TEXT CHECK (length(value) <= 100000),
        status TEXT NOT NULL CHECK (status IN ('A', 'P', 'E', 'M', 'L')),
        qualifier TEXT NOT NULL CHECK (length(qualifier) <= 100000),
        note TEXT NOT NULL CHECK (length(note) <= 100000),
        raw TEXT NOT NULL CHECK (length(raw) <= 100000),
        is_carried_over INTEGER NOT NULL CHECK (is_carried_over IN (0, 1)),
        hash BLOB NOT NULL CHECK (length(hash) = 16),
        PRIMARY KEY (submission, area, question, row),
        CHECK ((kind = '') = (value IS NULL)),
        CHECK (status NOT IN ('M', 'L') OR value IS NULL),
        CHECK (kind <> 'figure' OR (value GLOB '*[0-9]' AND value NOT GLOB '*[^0-9.-]*')),
        CHECK (kind <> 'date' OR value GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE explanations (
        submission INTEGER NOT NULL REFERENCES submissions (id) ON DELETE RESTRICT,
        area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 32),
        question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
        row TEXT NOT NULL CHECK (length(row) <= 64),
        value TEXT NOT NULL CHECK (length(value) <= 100000),
        text TEXT NOT NULL CHECK (length(text) <= 100000),
        hash BLOB NOT NULL CHECK (length(hash) = 16),
        PRIMARY KEY (submission, area, question, row)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE history (
        seq INTEGER PRIMARY KEY CHECK (seq >= 1),
        step INTEGER NOT NULL CHECK (step BETWEEN 1 AND seq),
        ts TEXT NOT NULL CHECK (length(ts) <= 40),
        utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
        actor TEXT NOT NULL CHECK (length(actor) <= 1000),
        action TEXT NOT NULL CHECK (length(action) BETWEEN 1 AND 32),
        subject TEXT NOT NULL CHECK (subject IN
            ('answer', 'explanation', 'submission', 'revision', 'bundle', 'org_units')),
        submission INTEGER REFERENCES submissions (id) ON DELETE RESTRICT,
        area TEXT NOT NULL,
        question TEXT NOT NULL,
        row TEXT NOT NULL,
        old TEXT NOT NULL,
        new TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) <= 100000),
        digest BLOB NOT NULL CHECK (length(digest) = 16),
        prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        CHECK ((submission IS NULL) = (subject = 'org_units'))
    ) STRICT""",
    "CREATE INDEX history_by_submission ON history (submission)",
    """CREATE TABLE revisions (
        submission INTEGER NOT NULL REFERENCES submissions (id) ON DELETE RESTRICT,
        revision INTEGER NOT NULL CHECK (revision >= 1),
        reason TEXT NOT NULL CHECK (length(reason) <= 100000),
        completed_at TEXT NOT NULL CHECK (length(completed_at) <= 40),
        completed_by TEXT NOT NULL CHECK (length(completed_by) <= 1000),
        content BLOB NOT NULL CHECK (length(content) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 16),
        PRIMARY KEY (submission, revision)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE revision_answers (
        submission INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 32),
        question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
        row TEXT NOT NULL CHECK (length(row) <= 64),
        kind TEXT NOT NULL CHECK (kind IN ('', 'figure', 'date', 'text')),
        value TEXT CHECK (length(value) <= 100000),
        status TEXT NOT NULL CHECK (status IN ('A', 'P', 'E', 'M', 'L')),
        qualifier TEXT NOT NULL CHECK (length(qualifier) <= 100000),
        note TEXT NOT NULL CHECK (length(note) <= 100000),
        raw TEXT NOT NULL CHECK (length(raw) <= 100000),
        is_carried_over INTEGER NOT NULL CHECK (is_carried_over IN (0, 1)),
        is_calculated INTEGER NOT NULL CHECK (is_calculated IN (0, 1)),
        PRIMARY KEY (submission, revision, area, question, row),
        FOREIGN KEY (submission, revision) REFERENCES revisions ON DELETE RESTRICT,
        CHECK ((kind = '') = (value IS NULL)),
        CHECK (status NOT IN ('M', 'L') OR value IS NULL),
        CHECK (kind <> 'figure' OR (value GLOB '*[0-9]' AND value NOT GLOB '*[^0-9.-]*')),
        CHECK (kind <> 'date' OR value GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE revision_explanations (
        submission INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 32),
        question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
        row TEXT NOT NULL CHECK (length(row) <= 64),
        value TEXT NOT NULL CHECK (length(value) <= 100000),
        text TEXT NOT NULL CHECK (length(text) <= 100000),
        PRIMARY KEY (submission, revision, area, question, row),
        FOREIGN KEY (submission, revision) REFERENCES revisions ON DELETE RESTRICT
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE outbox (
        bundle_id TEXT NOT NULL PRIMARY KEY
            CHECK (length(bundle_id) = 64 AND bundle_id NOT GLOB '*[^0-9a-f]*'),
        epoch TEXT NOT NULL CHECK (length(epoch) = 16 AND epoch NOT GLOB '*[^0-9a-f]*'),
        seq INTEGER NOT NULL CHECK (seq >= 1),
        prev TEXT NOT NULL CHECK (length(prev) = 64 AND prev NOT GLOB '*[^0-9a-f]*'),
        submission INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
        bytes BLOB NOT NULL,
        created TEXT NOT NULL CHECK (length(created) <= 40),
        hash BLOB NOT NULL CHECK (length(hash) = 16),
        UNIQUE (epoch, seq),
        FOREIGN KEY (submission, revision) REFERENCES revisions ON DELETE RESTRICT
    ) STRICT""",
    "CREATE INDEX outbox_by_revision ON outbox (submission, revision)",
    """CREATE TRIGGER answers_are_never_deleted BEFORE DELETE ON answers
        BEGIN SELECT RAISE(ABORT, 'answers are superseded, never deleted'); END""",
    """CREATE TRIGGER explanations_are_never_deleted BEFORE DELETE ON explanations
        BEGIN SELECT RAISE(ABORT, 'explanations are superseded, never deleted'); END""",
    """CREATE TRIGGER submissions_are_never_deleted BEFORE DELETE ON submissions
        BEGIN SELECT RAISE(ABORT, 'submissions are never deleted'); END""",
    """CREATE TRIGGER org_units_are_never_deleted BEFORE DELETE ON org_units
        BEGIN SELECT RAISE(ABORT, 'units are closed, never deleted'); END""",
    """CREATE TRIGGER history_is_never_updated BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history
        BEGIN SELECT RAISE(ABORT, 'history is append-only'); END""",
    """CREATE TRIGGER revisions_are_never_updated BEFORE UPDATE ON revisions
        BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END""",
    """CREATE TRIGGER revisions_are_never_deleted BEFORE DELETE ON revisions
        BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END""",
    """CREATE TRIGGER revision_answers_are_never_updated BEFORE UPDATE ON revision_answers
        BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END""",
    """CREATE TRIGGER revision_answers_are_never_deleted BEFORE DELETE ON revision_answers
        BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END""",
    """CREATE TRIGGER revision_explanations_are_never_updated
        BEFORE UPDATE ON revision_explanations
        BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END""",
    """CREATE TRIGGER revision_explanations_are_never_deleted
        BEFORE DELETE ON revision_explanations
        BEGIN SELECT RAISE(ABORT, 'revisions are append-only'); END""",
    """CREATE TRIGGER outbox_is_never_updated BEFORE UPDATE ON outbox
        BEGIN SELECT RAISE(ABORT, 'the outbox is append-only'); END""",
    """CREATE TRIGGER outbox_is_never_deleted BEFORE DELETE ON outbox
        BEGIN SELECT RAISE(ABORT, 'the outbox is append-only'); END""",
    "PRAGMA application_id = 0x43445331",  # "CDS1"
    "PRAGMA user_version = 1",
)


def _to_version_1(connection: sqlite3.Connection) -> None:
    for statement in _VERSION_1:
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_to_version_1,)
SCHEMA_VERSION = len(MIGRATIONS)
