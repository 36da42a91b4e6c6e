"""Administrative units with the dates of their life (đơn vị)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """The tier of government that a unit belongs to."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


LEVEL_NAMES = {
    Level.PROVINCE: "cấp tỉnh",
    Level.DEPARTMENT: "sở, ngành",
    Level.DISTRICT: "cấp huyện",
    Level.COMMUNE: "cấp xã",
}


@dataclass(frozen=True, slots=True)
class OrgUnit:
    """A unit as it was from `opening_date` to the day before `closed_date`.

    `code` is the GSO code; a code lives on in another unit after a reform (29869 was Phường 2 and
    is now Phường Cao Lãnh), so a unit is identified by code and opening date together.
    """

    code: str
    name: str
    level: Level
    parent: str
    opening_date: date
    closed_date: date | None = None
    successors: tuple[str, ...] = ()

    def is_open_on(self, day: date) -> bool:
        """Say whether the unit existed on `day`."""
        return self.opening_date <= day and (self.closed_date is None or day < self.closed_date)
