"""Reporting periods (kỳ báo cáo), their data windows and their names.

Keys follow DHIS2: `202309`, `2023Q3`, `2023S1`, `2023`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class PeriodType(StrEnum):
    """How often a form is reported."""

    MONTHLY = "Monthly"
    QUARTERLY = "Quarterly"
    SIX_MONTHLY = "SixMonthly"
    YEARLY = "Yearly"


class DataWindow(StrEnum):
    """Which days a period's figures cover: calendar (NĐ 60/2018) or day 15 to 14 (NĐ 09/2019)."""

    CALENDAR = "calendar"
    FROM_15_TO_14 = "15-14"


_MONTHS = {
    PeriodType.MONTHLY: 1,
    PeriodType.QUARTERLY: 3,
    PeriodType.SIX_MONTHLY: 6,
    PeriodType.YEARLY: 12,
}
_SHAPES = {
    PeriodType.MONTHLY: re.compile(r"(\d{4})(0[1-9]|1[0-2])"),
    PeriodType.QUARTERLY: re.compile(r"(\d{4})Q([1-4])"),
    PeriodType.SIX_MONTHLY: re.compile(r"(\d{4})S([12])"),
    PeriodType.YEARLY: re.compile(r"(\d{4})()"),
}
_ROMAN = ("", "I", "II", "III", "IV")
_HALVES = ("", "đầu", "cuối")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period; ordered by its key within one type."""

    iso: str

    def __post_init__(self) -> None:
        if not any(shape.fullmatch(self.iso) for shape in _SHAPES.values()):
            raise ValueError(f"not a period: {self.iso!r}")

    @property
    def period_type(self) -> PeriodType:
        """Monthly, quarterly, six-monthly or yearly, read off the key's shape."""
        return next(kind for kind, shape in _SHAPES.items() if shape.fullmatch(self.iso))

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self.iso[:4])

    @property
    def number(self) -> int:
        """The month, quarter or half within the year, from 1; 1 for a year."""
        found = _SHAPES[self.period_type].fullmatch(self.iso)
        return int(found.group(2) or 1) if found else 1

    @property
    def start_date(self) -> date:
        """The first calendar day."""
        return date(self.year, (self.number - 1) * _MONTHS[self.period_type] + 1, 1)

    @property
    def end_date(self) -> date:
        """The last calendar day."""
        return self.next().start_date - timedelta(days=1)

    @property
    def label(self) -> str:
        """The period's name in a title: "tháng 9 năm 2023"."""
        return {
            PeriodType.MONTHLY: f"tháng {self.number} năm {self.year}",
            PeriodType.QUARTERLY: f"quý {_ROMAN[self.number % 5]} năm {self.year}",
            PeriodType.SIX_MONTHLY: f"6 tháng {_HALVES[self.number % 3]} năm {self.year}",
            PeriodType.YEARLY: f"năm {self.year}",
        }[self.period_type]

    @property
    def short_label(self) -> str:
        """The period's name where room is scarce: "09/2023", "quý III/2023"."""
        if self.period_type is PeriodType.MONTHLY:
            return f"{self.number:02d}/{self.year}"
        return self.label.replace(" năm ", "/")

    def next(self) -> "Period":
        """The period after this one."""
        return self._shifted(1)

    def previous(self) -> "Period":
        """The period before this one."""
        return self._shifted(-1)

    def same_last_year(self) -> "Period":
        """The same period of the year before."""
        return Period(f"{self.year - 1}{self.iso[4:]}")

    def window(self, data_window: DataWindow) -> tuple[date, date]:
        """The first and the last day whose figures count."""
        if data_window is DataWindow.CALENDAR:
            return self.start_date, self.end_date
        before = (self.start_date - timedelta(days=1)).replace(day=15)
        return before, self.end_date.replace(day=14)

    def _shifted(self, steps: int) -> "Period":
        kind = self.period_type
        in_year = 12 // _MONTHS[kind]
        year, index = divmod(self.year * in_year + self.number - 1 + steps, in_year)
        suffix = {
            PeriodType.MONTHLY: f"{index + 1:02d}",
            PeriodType.QUARTERLY: f"Q{index + 1}",
            PeriodType.SIX_MONTHLY: f"S{index + 1}",
            PeriodType.YEARLY: "",
        }[kind]
        return Period(f"{year:04d}{suffix}")
