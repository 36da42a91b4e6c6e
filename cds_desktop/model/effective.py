"""Which of several received submissions of one report counts (BUNDLE.md 9).

Pure, and blind to the order in which they came and to every clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass

OK, CONFLICT, RETRACTED = "OK", "CONFLICT", "RETRACTED"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One admitted submission of a report."""

    sid: str
    revision: int
    content: str
    is_retracted: bool


@dataclass(frozen=True, slots=True)
class Effective:
    """What counts: a sid, or "" when nothing does; the status says why."""

    sid: str
    status: str


def effective_submission(candidates: Iterable[Candidate], *, decided: str = "") -> Effective | None:
    """Return what counts; None without any candidate.

    The highest revision counts. Has it several contents, then the one that was `decided` for;
    else the highest lower revision with a single content, and the status is CONFLICT.
    """
    by_revision: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_revision.setdefault(candidate.revision, []).append(candidate)
    if not by_revision:
        return None
    highest, *lower = sorted(by_revision, reverse=True)
    if found := _single(by_revision[highest]) or _named(by_revision[highest], decided):
        return _counting(found, OK)
    for revision in lower:
        if found := _single(by_revision[revision]):
            return _counting(found, CONFLICT)
    return Effective("", CONFLICT)


def _single(candidates: list[Candidate]) -> Candidate | None:
    """Return the one content's submission: of several sids with one content the smallest."""
    contents = {(one.content, one.is_retracted) for one in candidates}
    return min(candidates, key=lambda one: one.sid) if len(contents) == 1 else None


def _named(candidates: list[Candidate], sid: str) -> Candidate | None:
    return next((one for one in candidates if one.sid == sid), None)


def _counting(candidate: Candidate, status: str) -> Effective:
    if candidate.is_retracted:
        return Effective("", RETRACTED if status == OK else status)
    return Effective(candidate.sid, status)
