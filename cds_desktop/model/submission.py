"""A unit's report for a period (báo cáo) and its answers (số liệu)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from cds_desktop.model.period import Period

Value = Decimal | date | str | None
"""A figure, a day, a text or choice code; None when the cell holds no value."""


class AnswerStatus(StrEnum):
    """Why a cell holds what it holds; the letters are those of the bundle (BUNDLE.md 8)."""

    REPORTED = "A"
    PROVISIONAL = "P"
    ESTIMATED = "E"
    NOT_APPLICABLE = "M"
    NOT_COLLECTED = "L"


STATUS_NAMES = {
    AnswerStatus.REPORTED: "chính thức",
    AnswerStatus.PROVISIONAL: "sơ bộ",
    AnswerStatus.ESTIMATED: "ước tính",
    AnswerStatus.NOT_APPLICABLE: "không phát sinh ở đơn vị",
    AnswerStatus.NOT_COLLECTED: "chưa có số liệu",
}
STATUSES_WITH_VALUE = (AnswerStatus.REPORTED, AnswerStatus.PROVISIONAL, AnswerStatus.ESTIMATED)


class SubmissionState(StrEnum):
    """Where a report stands between the unit and the province."""

    DRAFT = "draft"
    COMPLETE = "complete"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


STATE_NAMES = {
    SubmissionState.DRAFT: "đang nhập",
    SubmissionState.COMPLETE: "đã chốt",
    SubmissionState.SENT: "đã gửi",
    SubmissionState.RETURNED: "bị trả lại",
    SubmissionState.ACCEPTED: "đã duyệt",
}


class CellKey(NamedTuple):
    """The place of one answer: the unit it speaks of, the question, and the row of a list or table.

    `area` is the reporting unit's own code, or a commune's in a roster; `row` is "" outside lists
    and target tables.
    """

    area: str
    question: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one cell holds.

    `raw` is text as typed that could not be understood: kept and marked, `value` is then None.
    `is_carried_over` says that the value came from last period and nobody confirmed it yet.
    No answer at all, a value of 0, NOT_APPLICABLE and NOT_COLLECTED are four different things.
    """

    key: CellKey
    value: Value = None
    status: AnswerStatus = AnswerStatus.REPORTED
    qualifier: str = ""
    note: str = ""
    raw: str = ""
    is_carried_over: bool = False

    @property
    def is_empty(self) -> bool:
        """Say whether the cell holds no value, no typed text and no reason for having none."""
        return self.value is None and not self.raw and self.status in STATUSES_WITH_VALUE


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a figure that drew a warning is right; holds only for the value it was given for."""

    key: CellKey
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One form of one unit for one period; `revision` counts completed versions, from 0.

    `created` and `last_updated` are UTC texts for information only: nothing is ordered by a clock.
    """

    instance_id: str
    form_id: str
    form_version: int
    org_unit: str
    period: Period
    state: SubmissionState
    revision: int
    created: str
    last_updated: str
    stored_by: str
