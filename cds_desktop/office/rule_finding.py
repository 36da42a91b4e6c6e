"""What a rule of NĐ 30/2020 has found in a document, and the words for places and measures."""

from dataclasses import dataclass

from cds_desktop.office.document_reader import Line

TWIPS_PER_MM = 1440 / 25.4
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One breach: the rule's code (a sentence in `messages`), where, what is found, required."""

    rule: str
    place: str
    found: str
    required: str


def quoted(line: Line) -> str:
    """Name a line by its first words."""
    text = " ".join(line.text.split())
    return f"“{text if len(text) <= _QUOTED else text[:_QUOTED].rstrip() + '…'}”"


def millimetres(twips: float) -> str:
    """Print a length as a ruler reads it."""
    return f"{twips / TWIPS_PER_MM:.1f} mm".replace(".", ",").replace(",0 ", " ")


def points(half_points: int) -> str:
    """Print a size of letters."""
    return f"{half_points / 2:g}".replace(".", ",")
