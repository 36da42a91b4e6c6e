"""What was decided for a sender's tables, kept in the workspace and proposed again next month."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from cds_desktop.atomic_file import write_atomically
from cds_desktop.formdef.label_words import label_key
from cds_desktop.formdef.table_plan import Line

_FILE = "senders.json"
_VERSION = 1
_MOST_LINES = 2_000

Remembered = dict[str, dict[str, str]]
"""Headings and labels with what they mean: {"columns": {...}, "rows": {...}, "choices": {...}}."""


def recall(root: Path, sender: str, form_id: str) -> Remembered:
    """Return what was decided for a sender's tables of a form; nothing when the file is damaged."""
    own = _read(root).get(_place(sender, form_id), {})
    return {part: _texts(own.get(part)) for part in ("columns", "rows", "choices")}


def remember(
    root: Path,
    sender: str,
    form_id: str,
    *,
    columns: Mapping[str, str],
    rows: Mapping[str, str],
    choices: Mapping[str, str],
) -> None:
    """Keep decisions by the words that they were made for; newer ones win."""
    known = _read(root)
    own = recall(root, sender, form_id)
    parts = {"columns": columns, "rows": rows, "choices": choices}
    merged = {
        part: dict(list((own[part] | dict(new)).items())[-_MOST_LINES:])
        for part, new in parts.items()
    }
    known[_place(sender, form_id)] = merged
    document = {"version": _VERSION, "senders": known}
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    write_atomically(root / _FILE, text.encode("utf-8"))


def decided(lines: Iterable[Line], remembered: Mapping[str, str]) -> dict[int, str]:
    """Return what was remembered for the lines that are asked about."""
    asked = (line for line in lines if line.role == "asked")
    return {
        line.number: remembered[label_key(line.text)]
        for line in asked
        if label_key(line.text) in remembered
    }


def by_words(lines: Iterable[Line], decisions: Mapping[int, str]) -> dict[str, str]:
    """Return decisions by the words of their lines."""
    return {
        label_key(line.text): decisions[line.number]
        for line in lines
        if line.number in decisions and label_key(line.text)
    }


def _place(sender: str, form_id: str) -> str:
    return f"{form_id}/{label_key(sender)}"


def _read(root: Path) -> dict[str, Any]:
    try:
        document = json.loads((root / _FILE).read_text("utf-8"))
        known = document["senders"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return cast(dict[str, Any], known) if isinstance(known, dict) else {}


def _texts(part: object) -> dict[str, str]:
    if not isinstance(part, dict):
        return {}
    pairs = cast(dict[object, object], part).items()
    return {key: value for key, value in pairs if isinstance(key, str) and isinstance(value, str)}
