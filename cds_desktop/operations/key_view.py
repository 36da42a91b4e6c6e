"""The list of believed keys as people read it: whose, since when, how it stands."""

from dataclasses import dataclass
from functools import cache

from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.operations import key_list
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import received


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key; `last_number` is the highest bundle number taken in under it, 0 for none."""

    fingerprint: str
    unit: str
    unit_name: str
    status: str
    letter_no: str
    reason: str
    last_number: int

    @property
    def status_name(self) -> str:
        """How the key stands, in words."""
        return key_list.STATUS_NAMES[self.status]


def key_lines(workspace: Workspace) -> tuple[KeyLine, ...]:
    """Return every known key, those that wait for their paper first."""
    highest: dict[str, int] = {}
    for bundle in received.bundles(workspace.store):
        highest[bundle.fingerprint] = max(highest.get(bundle.fingerprint, 0), bundle.seq)
    lines = [
        KeyLine(
            fingerprint=key.fingerprint,
            unit=key.unit,
            unit_name=unit_name(workspace, key.unit),
            status=key.status,
            letter_no=key.letter_no,
            reason=key.reason,
            last_number=highest.get(key.fingerprint, 0),
        )
        for key in key_list.list_keys(workspace)
    ]
    return tuple(sorted(lines, key=lambda line: (line.status != "pending", line.unit)))


def unit_name(workspace: Workspace, code: str) -> str:
    """Return a unit's name; its code when it is not known here."""
    if code == workspace.org_unit.code:
        return workspace.org_unit.name
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return {unit.code: unit.name for unit in load_org_units()}
