"""The eight characters in the footer of a report, and which revision a printed paper belongs to."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from cds_desktop.errors import InputError
from cds_desktop.formdef.reading import value_text
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, Explanation, Submission
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import revisions, submissions
from cds_desktop.store.revisions import RevisionHead

CODE_LENGTH = 8
_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_MISREAD = str.maketrans("018", "OIB", " -.\u00a0")  # signs that no code holds


@dataclass(frozen=True, slots=True)
class PrintedRevision:
    """The revision that a paper was printed from; `is_newest` says that it still holds.

    `completed_at` is local time.
    """

    period: Period
    revision: int
    completed_at: datetime
    reason: str
    is_newest: bool


def content_code(
    submission: tuple[str, Period, int],
    answers: Mapping[CellKey, Answer],
    explanations: Mapping[CellKey, Explanation],
) -> str:
    """Return the code of a revision (unit, period, number) with this content.

    It changes with any figure, text or explanation, and no two revisions of a unit share one.
    """
    unit, period, revision = submission
    lines = [f"{unit}\t{period.iso}\t{revision}"]
    lines += [
        "\t".join((*key, value_text(answer.value), answer.status, answer.qualifier, answer.note))
        for key, answer in sorted(answers.items())
    ]
    lines += ["\t".join((*key, given.text)) for key, given in sorted(explanations.items())]
    digest = hashlib.sha256("\n".join(lines).encode()).digest()
    return base64.b32encode(digest).decode()[:CODE_LENGTH]


def which_revision(workspace: Workspace, typed: str) -> PrintedRevision | None:
    """Return the revision that a printed code belongs to; None when it is none of this workspace.

    Spaces, small letters and what is easily misread (0 for O, 1 for I, 8 for B) are allowed for.
    Raises InputError `printed_code_malformed`.
    """
    return next(filter(None, search_revisions(workspace, typed)), None)


def search_revisions(workspace: Workspace, typed: str) -> Iterator[PrintedRevision | None]:
    """Do the same in steps of one revision each: None for those with another code, then the found.

    Raises InputError `printed_code_malformed` at once.
    """
    code = _read_code(typed)
    return (found if its == code else None for found, its in _revisions(workspace))


def _read_code(typed: str) -> str:
    code = typed.upper().translate(_MISREAD)
    if len(code) != CODE_LENGTH or not set(code) <= _ALPHABET:
        raise InputError("printed_code_malformed", typed=typed.strip()[:40])
    return code


def _revisions(workspace: Workspace) -> Iterator[tuple[PrintedRevision, str]]:
    """Yield every frozen revision with its code, newest period first."""
    rows = submissions.list_submissions(workspace.store)
    for submission in sorted(rows, key=lambda row: row.period, reverse=True):
        for head in reversed(revisions.list_revisions(workspace.store, submission.instance_id)):
            yield _printed(submission, head), _code_of(workspace, submission, head)


def _printed(submission: Submission, head: RevisionHead) -> PrintedRevision:
    return PrintedRevision(
        period=submission.period,
        revision=head.revision,
        completed_at=datetime.fromisoformat(head.completed_at).astimezone(),
        reason=head.reason,
        is_newest=head.revision == submission.revision,
    )


def _code_of(workspace: Workspace, submission: Submission, head: RevisionHead) -> str:
    frozen = revisions.frozen(workspace.store, submission.instance_id, head.revision)
    named = (submission.org_unit, submission.period, head.revision)
    return content_code(named, frozen.answers, frozen.explanations)
