"""What a check of the database found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it was written; codes and keys only, never figures.

    `kind`: structure, schema, row, digest, content, chain.
    """

    kind: str
    table: str
    place: str = ""
