"""Periods: their keys, their days, their names, the steps between them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.model.period import DataWindow, Period, PeriodType

EVERY_TYPE = [
    pytest.param("202309", PeriodType.MONTHLY, 9, "2023-09-01", "2023-09-30", id="month"),
    pytest.param("202402", PeriodType.MONTHLY, 2, "2024-02-01", "2024-02-29", id="leap month"),
    pytest.param("2023Q3", PeriodType.QUARTERLY, 3, "2023-07-01", "2023-09-30", id="quarter"),
    pytest.param("2023S2", PeriodType.SIX_MONTHLY, 2, "2023-07-01", "2023-12-31", id="half"),
    pytest.param("2023", PeriodType.YEARLY, 1, "2023-01-01", "2023-12-31", id="year"),
]
NOT_A_PERIOD = ["", "202313", "202300", "2023Q5", "2023S3", "20239", "23", "2023-09", " 202309"]


@pytest.mark.parametrize(("iso", "kind", "number", "first", "last"), EVERY_TYPE)
def test_a_period_knows_its_type_and_its_days(
    iso: str, kind: PeriodType, number: int, first: str, last: str
):
    period = Period(iso)
    assert (period.period_type, period.year, period.number) == (kind, int(iso[:4]), number)
    assert (period.start_date.isoformat(), period.end_date.isoformat()) == (first, last)


@pytest.mark.parametrize("iso", NOT_A_PERIOD)
def test_what_is_no_period_is_refused(iso: str):
    with pytest.raises(ValueError, match="not a period"):
        Period(iso)


@pytest.mark.parametrize(
    ("iso", "after"),
    [("202312", "202401"), ("2023Q4", "2024Q1"), ("2023S2", "2024S1"), ("2023", "2024")],
)
def test_the_last_period_of_a_year_leads_into_the_next(iso: str, after: str):
    assert Period(iso).next() == Period(after)
    assert Period(after).previous() == Period(iso)


@pytest.mark.parametrize(
    ("iso", "label", "short"),
    [
        ("202309", "tháng 9 năm 2023", "09/2023"),
        ("2023Q3", "quý III năm 2023", "quý III/2023"),
        ("2023S1", "6 tháng đầu năm 2023", "6 tháng đầu/2023"),
        ("2023S2", "6 tháng cuối năm 2023", "6 tháng cuối/2023"),
    ],
)
def test_a_period_has_a_name_in_titles_and_where_room_is_scarce(iso: str, label: str, short: str):
    assert (Period(iso).label, Period(iso).short_label) == (label, short)


def test_a_year_is_named_once():
    assert Period("2023").label == "năm 2023"
    assert Period("2023").short_label == "năm 2023"


@pytest.mark.parametrize("iso", ["202309", "2023Q3", "2023S1", "2023"])
def test_the_same_period_of_last_year_keeps_its_shape(iso: str):
    assert Period(iso).same_last_year() == Period("2022" + iso[4:])


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        pytest.param("202309", "2023-08-15", "2023-09-14", id="within a year"),
        pytest.param("202301", "2022-12-15", "2023-01-14", id="over the turn of the year"),
        pytest.param("202403", "2024-02-15", "2024-03-14", id="after a leap day"),
        pytest.param("2023Q3", "2023-06-15", "2023-09-14", id="quarter"),
        pytest.param("2023S1", "2022-12-15", "2023-06-14", id="half"),
        pytest.param("2023", "2022-12-15", "2023-12-14", id="year"),
    ],
)
def test_the_window_of_nd_09_runs_from_day_15_to_day_14(iso: str, first: str, last: str):
    window = Period(iso).window(DataWindow.FROM_15_TO_14)
    assert [day.isoformat() for day in window] == [first, last]


def test_the_calendar_window_is_the_period_itself():
    assert Period("202309").window(DataWindow.CALENDAR) == (date(2023, 9, 1), date(2023, 9, 30))


_PERIODS = st.one_of(
    st.builds("{:04d}{:02d}".format, st.integers(1990, 2100), st.integers(1, 12)),
    st.builds("{:04d}Q{}".format, st.integers(1990, 2100), st.integers(1, 4)),
    st.builds("{:04d}S{}".format, st.integers(1990, 2100), st.integers(1, 2)),
    st.builds("{:04d}".format, st.integers(1990, 2100)),
).map(Period)


@settings(deadline=None)
@given(_PERIODS)
def test_periods_follow_each_other_without_a_gap(period: Period):
    after = period.next()
    assert after.previous() == period
    assert period < after
    assert (after.start_date - period.end_date).days == 1


@pytest.mark.parametrize("shape", ["{:04d}{:02d}", "{:04d}Q{}", "{:04d}S{}"])
def test_windows_from_15_to_14_meet_without_gap_or_overlap_for_ten_years(shape: str):
    counts = {"{:04d}{:02d}": 12, "{:04d}Q{}": 4, "{:04d}S{}": 2}
    periods = [
        Period(shape.format(year, number))
        for year in range(2023, 2033)
        for number in range(1, counts[shape] + 1)
    ]
    windows = [period.window(DataWindow.FROM_15_TO_14) for period in periods]
    for (_, last), (first, _) in pairwise(windows):
        assert (last.day, first.day) == (14, 15)
        assert first - last == timedelta(days=1)
    for period, (_, last) in zip(periods, windows, strict=True):
        assert (last.year, last.month) == (period.end_date.year, period.end_date.month)
