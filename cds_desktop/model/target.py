"""Targets of a year's plan (chỉ tiêu kế hoạch) and where they stand (domain/conventions.md 4)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cds_desktop.model.org_unit import Level


class TargetStatus(StrEnum):
    """Where a target stands at the end of a period."""

    DONE = "ht"
    LIKELY = "kn"
    DEPENDENT = "pt"
    UNLIKELY = "kho"
    DROPPED = "kdg"


TARGET_STATUS_NAMES = {
    TargetStatus.DONE: "hoàn thành",
    TargetStatus.LIKELY: "có khả năng hoàn thành",
    TargetStatus.DEPENDENT: "phụ thuộc",
    TargetStatus.UNLIKELY: "khó hoàn thành",
    TargetStatus.DROPPED: "không tiếp tục đánh giá",
}


@dataclass(frozen=True, slots=True)
class Target:
    """One target of a plan; `value` is None for a deed that is done or not done.

    `is_named` is False for a target that is known to be in the plan but not in which words.
    """

    id: str
    plan: str
    group: str
    wording: str
    comparator: str
    value: Decimal | None
    unit_of_measure: str
    levels: tuple[Level, ...]
    source: str
    is_named: bool = True
