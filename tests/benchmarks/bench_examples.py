"""How many broken rules the shipped forms' own examples notice: each rule spoilt in turn (O22)."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cds_desktop.formdef.loader import faults
from cds_desktop.paths import FORMS
from tests.benchmarks.measuring import head, show

MOST = 100
"""Rules spoilt in each form, evenly spread."""

_SPOILT = {"<=": ">", ">=": "<", "!=": "=", "=": "!=", "<": ">=", ">": "<="}
_CONDITION = re.compile(
    r'(?P<head>(?:constraint|condition|relevant|calculation|cumulates|numerator) = ")'
    r'(?P<rule>[^"]+)"'
)
_COMPARED = re.compile("<=|>=|!=|=|<|>")


def main() -> None:
    """Print for each form how many spoilt rules its examples catch."""
    head("Spoilt rules that the shipped examples catch")
    for path in sorted(FORMS.glob("*_v*.toml")):
        spoilt, caught = count(path)
        show(f"{path.stem}: of {spoilt} spoilt rules", caught, unit="", target=">= 90 %")


def count(path: Path) -> tuple[int, int]:
    """Return how many rules were spoilt, and how many of them were noticed."""
    text = path.read_text("utf-8")
    variants = list(_variants(text))
    chosen = variants[:: max(1, len(variants) // MOST)][:MOST]
    return len(chosen), sum(_is_noticed(path, variant) for variant in chosen)


def _variants(text: str) -> Iterator[str]:
    """Yield the form with one rule spoilt, for each rule in turn."""
    body = text.partition("[[examples]]")[0]
    for found in _CONDITION.finditer(body):
        if spoilt := _spoilt(found.group("head"), found.group("rule")):
            yield text[: found.start("rule")] + spoilt + text[found.end("rule") :]


def _spoilt(head_text: str, rule: str) -> str:
    if head_text.startswith(("cumulates", "numerator")):
        return f"{rule}_lk" if not rule.endswith("_lk") else rule.removesuffix("_lk")
    if head_text.startswith("calculation"):
        if "sum(" in rule:
            return rule.replace("sum(", "count(")
        return rule.replace("+", "-") if "+" in rule else ""
    found = _COMPARED.search(rule)
    return rule[: found.start()] + _SPOILT[found.group()] + rule[found.end() :] if found else ""


def _is_noticed(path: Path, text: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        for other in path.parent.glob("*_v*.toml"):
            (Path(folder) / other.name).write_bytes(other.read_bytes())
        changed = Path(folder) / path.name
        changed.write_text(text, "utf-8")
        return bool(faults(changed))
