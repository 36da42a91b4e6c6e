"""What people changed by hand in a produced document, as values; imports nothing slow."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HandEdit:
    """One thing that people changed: where (first words), then, by hand, and now.

    `is_kept` says that it stands in the new document; else it is a conflict to settle by hand.
    """

    place: str
    before: str
    edited: str
    now: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """The new document with the edits that could be kept, and all edits that were found."""

    data: bytes
    edits: tuple[HandEdit, ...]
