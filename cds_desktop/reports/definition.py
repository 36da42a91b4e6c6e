"""What a report is made of: its chapters, its blocks of text, the words of the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cds_desktop.model.form import ReportPart
from cds_desktop.model.period import Period, PeriodType


class IssuerWords(Protocol):
    """What the letterhead needs of the settings."""

    @property
    def parent_body(self) -> str: ...
    @property
    def issuing_body(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def symbol(self) -> str: ...


class SignerWords(Protocol):
    """What the signature block needs of the settings."""

    @property
    def lines(self) -> Sequence[str]: ...
    @property
    def name(self) -> str: ...


class OfficeWords(Protocol):
    """What a report needs of the settings; `settings.Settings` is one."""

    @property
    def issuer(self) -> IssuerWords: ...
    @property
    def signer(self) -> SignerWords: ...
    @property
    def addressees(self) -> Sequence[str]: ...
    @property
    def recipients(self) -> Sequence[str]: ...


class BlockKind(StrEnum):
    """How a block of text is set: a numbered heading, running text, a line of a list."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the report, complete with its number, dash and punctuation."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report in print: "II. TÌNH HÌNH ..." and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


PARTS = tuple(ReportPart)
"""The order of the chapters (domain/report_regime.md 4)."""

NOTHING_HAPPENED = {
    ReportPart.RESULTS: "Trong kỳ không phát sinh.",
    ReportPart.TARGETS: "Trong kỳ đơn vị không có chỉ tiêu phải thực hiện.",
    ReportPart.DIFFICULTIES: "Trong kỳ không phát sinh khó khăn, vướng mắc.",
    ReportPart.NEXT: "Không có nhiệm vụ trọng tâm riêng.",
    ReportPart.PROPOSALS: "Trong kỳ không có kiến nghị, đề xuất.",
}
"""Printed only when every answer of a section says "không phát sinh"."""

NOT_KNOWN = {
    ReportPart.RESULTS: "Chưa có số liệu.",
    ReportPart.TARGETS: "Chưa có số liệu.",
    ReportPart.DIFFICULTIES: "Chưa có nội dung báo cáo.",
    ReportPart.NEXT: "Chưa có nội dung báo cáo.",
    ReportPart.PROPOSALS: "Chưa có nội dung báo cáo.",
}
"""Printed when a section has nothing to say and no answer says why."""

LAST_PERIOD = {
    PeriodType.MONTHLY: "tháng trước",
    PeriodType.QUARTERLY: "quý trước",
    PeriodType.SIX_MONTHLY: "kỳ trước",
    PeriodType.YEARLY: "năm trước",
}

HOW_OFTEN = {
    PeriodType.MONTHLY: "hằng tháng",
    PeriodType.QUARTERLY: "hằng quý",
    PeriodType.SIX_MONTHLY: "6 tháng",
    PeriodType.YEARLY: "hằng năm",
}

_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")


def roman(number: int) -> str:
    """Return 1..99 as a Roman numeral."""
    tens, ones = divmod(number, 10)
    return _ROMAN_TENS[tens] + _ROMAN_ONES[ones]


def part_title(part: ReportPart, period: Period) -> str:
    """Return a chapter's title: "NHIỆM VỤ TRỌNG TÂM THÁNG 10"."""
    return {
        ReportPart.RESULTS: "KẾT QUẢ THỰC HIỆN",
        ReportPart.TARGETS: "TÌNH HÌNH THỰC HIỆN CHỈ TIÊU",
        ReportPart.DIFFICULTIES: "KHÓ KHĂN, VƯỚNG MẮC",
        ReportPart.NEXT: f"NHIỆM VỤ TRỌNG TÂM {_next_period(period)}",
        ReportPart.PROPOSALS: "KIẾN NGHỊ, ĐỀ XUẤT",
    }[part]


def _next_period(period: Period) -> str:
    """Name the next period; its year only where it changes, months 1 and 2 padded as NĐ 30 does."""
    following = period.next()
    if period.period_type is not PeriodType.MONTHLY:
        return following.label.upper()
    month = f"THÁNG {following.number:02d}" if following.number < 3 else f"THÁNG {following.number}"
    return month if following.year == period.year else f"{month} NĂM {following.year}"
