"""Find the line on which a table or key of a TOML text stands: tomllib reads values, not places.

Only headers and keys at the start of a line are found, which is how forms are written; whatever
else a file does, its nearest table above is named instead.
"""

import re
from collections.abc import Mapping

Place = tuple[str | int, ...]
"""The way to a value: ("sections", 0, "questions", 3, "label")."""

_HEADER = re.compile(r"[ \t]*(\[\[?)\s*([\w.\-\"']+)\s*\]\]?")
_KEY = re.compile(r"[ \t]*([\w\-]+|\"[^\"\n]*\"|'[^'\n]*')\s*[.=]")
# What may stand inside a value and change whether the next line begins a key: strings, brackets.
_SIGN = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[\[\]{}]|\n",
    re.DOTALL,
)


def find_lines(text: str) -> Mapping[Place, int]:
    """Return the line of every table and key in a well-formed TOML `text`."""
    lines: dict[Place, int] = {(): 1}
    counts: dict[Place, int] = {}
    table: Place = ()
    for line, start in _statements(text):
        if header := _HEADER.match(text, start):
            table = _enter(header.group(2).split("."), header.group(1) == "[[", counts)
            lines.setdefault(table, line)
        elif key := _KEY.match(text, start):
            lines.setdefault((*table, key.group(1).strip("\"'")), line)
    return lines


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of `place`, or of the nearest thing that holds it."""
    while place not in lines:
        place = place[:-1]
    return lines[place]


def _statements(text: str) -> list[tuple[int, int]]:
    """Return (line, offset) of each line that begins outside every string and bracket."""
    found = [(1, 0)]
    line, depth, position = 1, 0, 0
    while sign := _SIGN.search(text, position):
        matched, position = sign.group(), sign.end()
        line += matched.count("\n")
        depth += (matched in "[{") - (matched in "]}")
        if matched == "\n" and depth <= 0:
            depth = 0
            found.append((line, position))
    return found


def _enter(names: list[str], is_array: bool, counts: dict[Place, int]) -> Place:
    """Return the place of the table that a header opens; counts the tables of an array."""
    place: Place = ()
    for name in names[:-1]:
        place = (*place, name.strip("\"'"))
        if place in counts:
            place = (*place, counts[place])
    place = (*place, names[-1].strip("\"'"))
    if not is_array:
        return place
    counts[place] = counts.get(place, -1) + 1
    return (*place, counts[place])
