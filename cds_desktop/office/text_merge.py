"""Three versions of a text into one: what was generated, what was edited, what is generated now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
_LIKENESS = 0.4


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each item of an old row stands in a new one (None: gone), and what was put between.

    `added[n]` are the new items that follow the old item n; n is -1 for the start.
    """

    mates: tuple[int | None, ...]
    added: dict[int, list[int]]


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Align two rows of texts: equal ones first, then those that are alike in what lies between."""
    mates: list[int | None] = [None] * len(old)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            mates[i1:i2] = range(j1, j2)
        elif tag == "replace":
            for i, j in _alike(old[i1:i2], new[j1:j2]):
                mates[i1 + i] = j1 + j
    return Alignment(tuple(mates), _added(mates, len(new)))


def merge_texts(base: str, edited: str, now: str) -> str | None:
    """Return the text with both changes; None when they touch the same words."""
    if edited in (base, now):
        return now
    if now == base:
        return edited
    words = [_WORDS.findall(text) for text in (base, edited, now)]
    changes = sorted(
        {
            (i1, i2, "".join(version[j1:j2]))
            for version in words[1:]
            for tag, i1, i2, j1, j2 in _opcodes(words[0], version)
            if tag != "equal"
        }
    )
    merged: list[str] = []
    reached = 0
    for number, (start, end, text) in enumerate(changes):
        if number and start <= reached:  # the two changes overlap or touch
            return None
        merged += [*words[0][reached:start], text]
        reached = end
    return "".join([*merged, *words[0][reached:]])


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pair what is alike, in order; a single item is the other one edited."""
    if len(old) == len(new) == 1:
        return [(0, 0)]
    pairs: list[tuple[int, int]] = []
    first = 0
    for i, text in enumerate(old):
        rest = [(_likeness(text, new[j]), -j) for j in range(first, len(new))]
        best, place = max(rest, default=(0.0, 0))
        if best >= _LIKENESS:
            pairs.append((i, -place))
            first = -place + 1
    return pairs


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _added(mates: Sequence[int | None], count: int) -> dict[int, list[int]]:
    owners = {mate: i for i, mate in enumerate(mates) if mate is not None}
    added: dict[int, list[int]] = {}
    last = -1
    for j in range(count):
        if j in owners:
            last = owners[j]
        else:
            added.setdefault(last, []).append(j)
    return added
