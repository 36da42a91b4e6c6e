"""When a month's report is due: the form's day, moved back to a working day."""

from datetime import date, timedelta

from cds_desktop.model.form import Form
from cds_desktop.model.period import Period


def deadline(form: Form, period: Period) -> date:
    """Return the last day to send `period`; a weekend moves it to the working day before."""
    month = period.end_date.replace(day=1)
    for _ in range(form.deadline_months_after):
        month = (month + timedelta(days=31)).replace(day=1)
    due = month + timedelta(days=form.deadline_day - 1)
    while not is_working_day(due):
        due -= timedelta(days=1)
    return due


def working_days_left(today: date, due: date) -> int:
    """Count working days from tomorrow to `due`; negative working days when it has passed."""
    first, last, sign = (today, due, 1) if due >= today else (due, today, -1)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sign * sum(is_working_day(day) for day in days)


def is_working_day(day: date) -> bool:
    """Say whether offices work on `day`: Monday to Friday."""
    return day.weekday() < 5
