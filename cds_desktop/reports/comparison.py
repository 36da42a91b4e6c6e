"""What changed since another period, in words (domain/conventions.md 3).

Counts change by units or by per cent, rates by "điểm phần trăm". Without a base nothing is said.
"""

from decimal import Decimal

from cds_desktop.model.form import Nature, Question
from cds_desktop.model.period import Period
from cds_desktop.reports.definition import LAST_PERIOD
from cds_desktop.reports.indicators import rate
from cds_desktop.reports.printing import is_rate, prose_figure
from cds_desktop.vietnamese import format_number

RATE_DECIMALS = 2


def change(question: Question, now: Decimal, before: Decimal | None, *, period: Period) -> str:
    """Return "tăng 12 hồ sơ so với tháng trước"; "" without a base."""
    if before is None or not _is_comparable(question, period):
        return ""
    return _phrase(_difference(question, now, before), f"so với {LAST_PERIOD[period.period_type]}")


def change_rate(question: Question, now: Decimal, before: Decimal | None, *, period: Period) -> str:
    """Return "tăng 3,4% so với tháng trước", points for a rate.

    "" without a base, when the base is 0, or when the change is too small to say.
    """
    if before is None or not _is_comparable(question, period):
        return ""
    return _phrase(_relative(question, now, before), f"so với {LAST_PERIOD[period.period_type]}")


def change_in_year(
    question: Question, now: Decimal, before: Decimal | None, *, period: Period
) -> str:
    """Return "tăng 17,45% so với cùng kỳ năm 2022"; "" without a base or when it is 0."""
    if before is None:
        return ""
    return _phrase(_relative(question, now, before), f"so với cùng kỳ năm {period.year - 1}")


def signed_change(
    question: Question, now: Decimal, before: Decimal | None, *, period: Period
) -> str:
    """Return a table's "+12 (3,41%)" or "-0,1 điểm %"; "" without a base."""
    if before is None or not _is_comparable(question, period):
        return ""
    size = format_number(abs(now - before), question.decimals)
    sign = "+" if now > before else "-" if now < before else ""
    if is_rate(question):
        return f"{sign}{size} điểm %" if sign else "0"
    percent = rate(abs(now - before), before, decimals=RATE_DECIMALS)
    share = f" ({format_number(percent)}%)" if sign and percent is not None else ""
    return f"{sign}{size}{share}"


def _is_comparable(question: Question, period: Period) -> bool:
    """A figure cumulated from January cannot be compared with last year's whole."""
    return question.nature is not Nature.CUMULATIVE or period.previous().year == period.year


def _difference(question: Question, now: Decimal, before: Decimal) -> tuple[int, str]:
    size = abs(now - before)
    if is_rate(question):
        return _direction(now, before), _points(question, size)
    return _direction(
        now, before
    ), f"{prose_figure(question, size)} {question.unit_of_measure}".strip()


def _relative(question: Question, now: Decimal, before: Decimal) -> tuple[int, str] | None:
    if is_rate(question):
        return _direction(now, before), _points(question, abs(now - before))
    percent = rate(abs(now - before), before, decimals=RATE_DECIMALS)
    if percent is None or (percent == 0 and now != before):
        return None
    return _direction(now, before), f"{format_number(percent)}%"


def _points(question: Question, size: Decimal) -> str:
    return f"{format_number(size, question.decimals)} điểm phần trăm"


def _direction(now: Decimal, before: Decimal) -> int:
    return (now > before) - (now < before)


def _phrase(moved: tuple[int, str] | None, base: str) -> str:
    if moved is None:
        return ""
    direction, size = moved
    if not direction:
        return f"không thay đổi {base}"
    return f"{'tăng' if direction > 0 else 'giảm'} {size} {base}"
