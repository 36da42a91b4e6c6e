"""When a month's report is due: the form's day, moved back to a working day."""

from datetime import date, timedelta

from cds_desktop.model.form import Form
from cds_desktop.model.period import Period
from cds_desktop.operations.holidays import Holidays, shipped_holidays


def deadline(form: Form, period: Period, *, holidays: Holidays | None = None) -> date:
    """Return the last day to send `period`; a day off moves it to the working day before."""
    month = period.end_date.replace(day=1)
    for _ in range(form.deadline_months_after):
        month = (month + timedelta(days=31)).replace(day=1)
    due = _day_of(month, form.deadline_day)
    while not is_working_day(due, holidays=holidays):
        due -= timedelta(days=1)
    return due


def working_days_left(today: date, due: date, *, holidays: Holidays | None = None) -> int:
    """Count working days from tomorrow to `due`; negative working days when it has passed."""
    first, last, sign = (today, due, 1) if due >= today else (due, today, -1)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sign * sum(is_working_day(day, holidays=holidays) for day in days)


def is_working_day(day: date, *, holidays: Holidays | None = None) -> bool:
    """Say whether offices work on `day`: Monday to Friday, no holiday (None: shipped ones)."""
    known = shipped_holidays() if holidays is None else holidays
    return day.weekday() < 5 and not known.has(day)


def _day_of(month: date, number: int) -> date:
    """Return a day of a month, its last one when the month is shorter."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(month + timedelta(days=number - 1), last)
