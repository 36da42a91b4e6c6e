"""The schema, version by version. A step once released is frozen; it imports nothing of ours.

Step N brings a database from version N-1 to N and sets `user_version`. The runner (`upgrade`) gives
each step one BEGIN IMMEDIATE. Plain SQL on purpose: sqlite-utils' `Migrations` begins deferred and
keeps a second record of versions, with a clock in it; its `transform` loses WITHOUT ROWID and every
trigger of the table; and it costs 0.2 s of import at the first start.
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


# Version 2: the exchange. Bundles taken in with the province's judgement of them, documents sent,
# receipts taken in. All of it append-only but `effective`, which can be computed anew.
_VERSION_2 = (
    """CREATE TABLE inbox_files (
        file_sha256 TEXT NOT NULL PRIMARY KEY
            CHECK (length(file_sha256) = 64 AND file_sha256 NOT GLOB '*[^0-9a-f]*'),
        size INTEGER NOT NULL CHECK (size >= 0),
        first_seen TEXT NOT NULL CHECK (length(first_seen) <= 40),
        name_seen TEXT NOT NULL CHECK (length(name_seen) <= 1000),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    """CREATE TABLE received_bundles (
        bundle_id TEXT NOT NULL PRIMARY KEY
            CHECK (length(bundle_id) = 64 AND bundle_id NOT GLOB '*[^0-9a-f]*'),
        file_sha256 TEXT NOT NULL REFERENCES inbox_files ON DELETE RESTRICT,
        type TEXT NOT NULL CHECK (type IN ('submission', 'enrol')),
        fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 50),
        unit TEXT NOT NULL CHECK (length(unit) BETWEEN 1 AND 32),
        epoch TEXT NOT NULL CHECK (length(epoch) = 16 AND epoch NOT GLOB '*[^0-9a-f]*'),
        seq INTEGER NOT NULL CHECK (seq >= 1),
        prev TEXT NOT NULL CHECK (length(prev) = 64 AND prev NOT GLOB '*[^0-9a-f]*'),
        created TEXT NOT NULL CHECK (length(created) <= 40),
        pack_version INTEGER NOT NULL CHECK (pack_version >= 0),
        verified_at TEXT NOT NULL CHECK (length(verified_at) <= 40),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    "CREATE INDEX received_bundles_by_sender ON received_bundles (fingerprint, epoch, seq)",
    "CREATE INDEX received_bundles_by_unit ON received_bundles (unit)",
    """CREATE TABLE received_contents (
        number INTEGER PRIMARY KEY CHECK (number >= 1),
        content TEXT NOT NULL UNIQUE
            CHECK (length(content) = 64 AND content NOT GLOB '*[^0-9a-f]*'),
        attachments TEXT NOT NULL CHECK (length(attachments) <= 100000),
        rows_hash TEXT NOT NULL
            CHECK (length(rows_hash) = 64 AND rows_hash NOT GLOB '*[^0-9a-f]*'),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    """CREATE TABLE received_submissions (
        sid TEXT NOT NULL PRIMARY KEY CHECK (length(sid) = 64 AND sid NOT GLOB '*[^0-9a-f]*'),
        number INTEGER NOT NULL REFERENCES received_contents ON DELETE RESTRICT,
        form TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 64),
        form_version INTEGER NOT NULL CHECK (form_version >= 1),
        period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9][01][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'
            OR period GLOB '[0-9][0-9][0-9][0-9]S[12]'),
        unit TEXT NOT NULL CHECK (length(unit) BETWEEN 1 AND 32),
        revision INTEGER NOT NULL CHECK (revision >= 1),
        state TEXT NOT NULL CHECK (state IN ('final', 'retracted')),
        supersedes TEXT CHECK (length(supersedes) = 64 AND supersedes NOT GLOB '*[^0-9a-f]*'),
        rows INTEGER NOT NULL CHECK (rows >= 0),
        filled INTEGER NOT NULL CHECK (filled >= 0),
        control_sum TEXT NOT NULL CHECK (length(control_sum) BETWEEN 1 AND 60),
        reason TEXT NOT NULL CHECK (length(reason) <= 500),
        prepared_by TEXT NOT NULL CHECK (length(prepared_by) <= 80),
        approved_by TEXT NOT NULL CHECK (length(approved_by) <= 80),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    """CREATE INDEX received_submissions_by_table
        ON received_submissions (form, period, unit)""",
    """CREATE TABLE bundle_submissions (
        bundle_id TEXT NOT NULL REFERENCES received_bundles ON DELETE RESTRICT,
        sid TEXT NOT NULL REFERENCES received_submissions ON DELETE RESTRICT,
        hash BLOB NOT NULL CHECK (length(hash) = 16),
        PRIMARY KEY (bundle_id, sid)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX bundle_submissions_by_sid ON bundle_submissions (sid)",
    """CREATE TABLE received_answers (
        number INTEGER NOT NULL REFERENCES received_contents ON DELETE RESTRICT,
        area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 32),
        question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
        row TEXT NOT NULL CHECK (length(row) <= 64),
        value TEXT NOT NULL CHECK (length(value) <= 40),
        status TEXT NOT NULL CHECK (status IN ('A', 'P', 'E', 'M', 'L', 'C')),
        PRIMARY KEY (number, area, question, row)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE received_texts (
        number INTEGER NOT NULL REFERENCES received_contents ON DELETE RESTRICT,
        area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 32),
        question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
        row TEXT NOT NULL CHECK (length(row) <= 64),
        text TEXT NOT NULL CHECK (length(text) <= 4000),
        PRIMARY KEY (number, area, question, row)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE events (
        n INTEGER PRIMARY KEY CHECK (n >= 1),
        ts TEXT NOT NULL CHECK (length(ts) <= 40),
        actor TEXT NOT NULL CHECK (length(actor) <= 1000),
        kind TEXT NOT NULL CHECK (kind IN ('FILE', 'ACCEPT', 'HOLD', 'RELEASE', 'REJECT',
            'DUPLICATE', 'REVIEW', 'DECIDE', 'LOCK', 'UNLOCK', 'TRUST', 'ENROL', 'RECEIPT')),
        subject TEXT NOT NULL CHECK (length(subject) <= 200),
        detail TEXT NOT NULL CHECK (length(detail) <= 1000000),
        digest TEXT NOT NULL CHECK (length(digest) = 32),
        prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT""",
    """CREATE TABLE admissions (
        n INTEGER PRIMARY KEY REFERENCES events ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
        bundle_id TEXT NOT NULL REFERENCES received_bundles ON DELETE RESTRICT,
        decision TEXT NOT NULL CHECK (decision IN ('ACCEPTED', 'HELD', 'REJECTED')),
        code TEXT NOT NULL CHECK (length(code) <= 8),
        reason TEXT NOT NULL CHECK (length(reason) <= 1000),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    "CREATE INDEX admissions_by_bundle ON admissions (bundle_id, n)",
    """CREATE TABLE rejections (
        n INTEGER PRIMARY KEY REFERENCES events ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
        file_sha256 TEXT NOT NULL REFERENCES inbox_files ON DELETE RESTRICT,
        code TEXT NOT NULL CHECK (length(code) <= 8),
        fingerprint TEXT NOT NULL CHECK (length(fingerprint) IN (0, 50)),
        unit TEXT NOT NULL CHECK (length(unit) <= 32),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    "CREATE INDEX rejections_by_file ON rejections (file_sha256, n)",
    """CREATE TABLE reviews (
        n INTEGER PRIMARY KEY REFERENCES events ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
        sid TEXT NOT NULL REFERENCES received_submissions ON DELETE RESTRICT,
        review TEXT NOT NULL CHECK (review IN ('PENDING', 'APPROVED', 'RETURNED')),
        remarks TEXT NOT NULL CHECK (length(remarks) <= 1000000),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    "CREATE INDEX reviews_by_submission ON reviews (sid, n)",
    """CREATE TABLE decisions (
        n INTEGER PRIMARY KEY REFERENCES events ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
        form TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 64),
        period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9][01][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'
            OR period GLOB '[0-9][0-9][0-9][0-9]S[12]'),
        unit TEXT NOT NULL CHECK (length(unit) BETWEEN 1 AND 32),
        sid TEXT NOT NULL REFERENCES received_submissions ON DELETE RESTRICT,
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    "CREATE INDEX decisions_by_table ON decisions (form, period, unit, n)",
    """CREATE TABLE period_locks (
        n INTEGER PRIMARY KEY REFERENCES events ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
        form TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 64),
        period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9][01][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'
            OR period GLOB '[0-9][0-9][0-9][0-9]S[12]'),
        is_locked INTEGER NOT NULL CHECK (is_locked IN (0, 1)),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    """CREATE TABLE trusted_keys (
        n INTEGER PRIMARY KEY REFERENCES events ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
        fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 50),
        public_key TEXT NOT NULL
            CHECK (length(public_key) = 64 AND public_key NOT GLOB '*[^0-9a-f]*'),
        unit TEXT NOT NULL CHECK (length(unit) BETWEEN 1 AND 32),
        role TEXT NOT NULL CHECK (role IN ('unit', 'province')),
        status TEXT NOT NULL CHECK (status IN ('active', 'pending', 'retired', 'revoked')),
        last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
        letter_no TEXT NOT NULL CHECK (length(letter_no) <= 200),
        reason TEXT NOT NULL CHECK (length(reason) <= 1000),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    "CREATE INDEX trusted_keys_by_fingerprint ON trusted_keys (fingerprint, n)",
    """CREATE TABLE sent_documents (
        bundle_id TEXT NOT NULL PRIMARY KEY
            CHECK (length(bundle_id) = 64 AND bundle_id NOT GLOB '*[^0-9a-f]*'),
        type TEXT NOT NULL CHECK (type IN ('receipt', 'enrol')),
        to_unit TEXT NOT NULL CHECK (length(to_unit) BETWEEN 1 AND 32),
        receipt_no INTEGER NOT NULL CHECK (receipt_no >= 0),
        epoch TEXT NOT NULL CHECK (length(epoch) = 16 AND epoch NOT GLOB '*[^0-9a-f]*'),
        seq INTEGER NOT NULL CHECK (seq >= 1),
        prev TEXT NOT NULL CHECK (length(prev) = 64 AND prev NOT GLOB '*[^0-9a-f]*'),
        file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
        document TEXT NOT NULL CHECK (length(document) = 64 AND document NOT GLOB '*[^0-9a-f]*'),
        ledger_n INTEGER NOT NULL CHECK (ledger_n >= 0),
        bytes BLOB NOT NULL,
        created TEXT NOT NULL CHECK (length(created) <= 40),
        hash BLOB NOT NULL CHECK (length(hash) = 16),
        UNIQUE (epoch, seq)
    ) STRICT""",
    """CREATE TABLE received_receipts (
        bundle_id TEXT NOT NULL PRIMARY KEY
            CHECK (length(bundle_id) = 64 AND bundle_id NOT GLOB '*[^0-9a-f]*'),
        fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 50),
        receipt_no INTEGER NOT NULL CHECK (receipt_no >= 1),
        generated TEXT NOT NULL CHECK (length(generated) <= 40),
        ledger_n INTEGER NOT NULL CHECK (ledger_n >= 0),
        ledger_head TEXT NOT NULL
            CHECK (length(ledger_head) = 64 AND ledger_head NOT GLOB '*[^0-9a-f]*'),
        document TEXT NOT NULL CHECK (length(document) <= 1048576),
        taken_in TEXT NOT NULL CHECK (length(taken_in) <= 40),
        hash BLOB NOT NULL CHECK (length(hash) = 16)
    ) STRICT""",
    """CREATE TABLE effective (
        form TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 64),
        period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9][01][0-9]'
            OR period GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'
            OR period GLOB '[0-9][0-9][0-9][0-9]S[12]'),
        unit TEXT NOT NULL CHECK (length(unit) BETWEEN 1 AND 32),
        sid TEXT REFERENCES received_submissions ON DELETE RESTRICT,
        status TEXT NOT NULL CHECK (status IN ('OK', 'CONFLICT', 'RETRACTED')),
        PRIMARY KEY (form, period, unit)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX effective_by_period ON effective (period)",
    "PRAGMA user_version = 2",
)


def _to_version_1(connection: sqlite3.Connection) -> None:
    for statement in _VERSION_1:
        connection.execute(statement)


_APPEND_ONLY_2 = (
    *("inbox_files", "received_bundles", "received_contents", "received_submissions"),
    *("bundle_submissions", "received_answers", "received_texts", "events", "admissions"),
    *("rejections", "reviews", "decisions", "period_locks", "trusted_keys", "sent_documents"),
    "received_receipts",
)
_KEPT_2 = (
    "CREATE TRIGGER {0}_are_never_updated BEFORE UPDATE ON {0}"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER {0}_are_never_deleted BEFORE DELETE ON {0}"
    " BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
)


def _to_version_2(connection: sqlite3.Connection) -> None:
    for statement in _VERSION_2:
        connection.execute(statement)
    for table in _APPEND_ONLY_2:
        for statement in _KEPT_2:
            connection.execute(statement.format(table))


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_to_version_1, _to_version_2)
SCHEMA_VERSION = len(MIGRATIONS)
