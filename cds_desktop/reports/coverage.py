"""Of how many units a total is made, and whose figures it lacks: the sentence beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.reports.wording import unit_kind

_KINDS = ("huyện", "thành phố", "thị xã", "xã", "phường", "thị trấn", "sở")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which units should have reported and which did; `late` and `amended` are among the latter."""

    expected: tuple[OrgUnit, ...]
    present: tuple[OrgUnit, ...]
    late: tuple[OrgUnit, ...] = ()
    amended: tuple[OrgUnit, ...] = ()
    held: tuple[OrgUnit, ...] = ()
    in_conflict: tuple[OrgUnit, ...] = ()

    @property
    def missing(self) -> tuple[OrgUnit, ...]:
        """The units without a report that counts, in administrative order."""
        there = {unit.code for unit in self.present}
        return tuple(unit for unit in self.expected if unit.code not in there)

    @property
    def is_complete(self) -> bool:
        """Say whether every unit is there."""
        return not self.missing

    @property
    def sentence(self) -> str:
        """Return "Tổng hợp từ 11/12 huyện, thành phố; chưa có: ...; 3 đơn vị nộp sau hạn; ..."."""
        parts = [
            f"Tổng hợp từ {len(self.present)}/{len(self.expected)} {kinds(self.expected)}",
            f"chưa có: {names(self.missing)}" if self.missing else "",
            f"{len(self.late)} đơn vị nộp sau hạn" if self.late else "",
            f"{len(self.amended)} đơn vị điều chỉnh" if self.amended else "",
            f"đang giữ lại: {names(self.held)}" if self.held else "",
            f"có hai bản mâu thuẫn: {names(self.in_conflict)}" if self.in_conflict else "",
        ]
        return "; ".join(part for part in parts if part) + "."


def kinds(units: Sequence[OrgUnit]) -> str:
    """Return what the units are: "huyện, thành phố"."""
    found = {unit_kind(unit.name) for unit in units}
    return ", ".join(kind for kind in _KINDS if kind in found) or "đơn vị"


def names(units: Sequence[OrgUnit]) -> str:
    """Return the names of some units for a sentence."""
    return ", ".join(unit.name for unit in units)
