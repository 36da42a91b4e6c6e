"""How figures move over the months: stocks that grow slowly, flows with a season, running sums."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from cds_desktop.model.period import Period
from tests.synthetic.apportion import apportion, noise
from tests.synthetic.published import ANCHOR

STEADY = (96, 84, 104, 100, 101, 103, 99, 104, 109, 112, 105, 96)
"""Office work: little at Tết, more in autumn."""

CAMPAIGN = (62, 58, 92, 96, 98, 101, 94, 112, 135, 152, 104, 80)
"""Campaign work: most of it around Ngày Chuyển đổi số, 10 October."""


def months_since_anchor(period: Period) -> int:
    """Return the months from 09/2023 to `period`, negative before it."""
    return (period.year - ANCHOR.year) * 12 + period.number - ANCHOR.number


def months_of_year(period: Period) -> tuple[Period, ...]:
    """Return the periods from January to `period`."""
    return tuple(Period(f"{period.year}{month:02d}") for month in range(1, period.number + 1))


def rounded(value: Decimal) -> int:
    """Round half up to a whole number."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def grown(anchor: int, period: Period, *, permille: int) -> int:
    """Return a stock that stood at `anchor` in 09/2023 and changes by `permille` of it each month.

    Never below 0; exactly `anchor` in 09/2023; never falls while `permille` is not negative.
    """
    share = Decimal(1000 + permille * months_since_anchor(period)) / 1000
    return rounded(anchor * max(share, Decimal(0)))


def share_of(whole: int, percent: int, period: Period, *, tenths: int, most: int = 100) -> int:
    """Return `percent` of a figure in 09/2023, moving by `tenths` of a point each month."""
    now = Decimal(percent) + Decimal(tenths * months_since_anchor(period)) / 10
    return rounded(whole * min(max(now, Decimal(2)), Decimal(most)) / 100)


def month_of(
    to_september: int,
    period: Period,
    *,
    seed: str,
    percent_a_year: int = 10,
    season: Sequence[int] = STEADY,
) -> int:
    """Return the month's part of a yearly flow whose nine months of 2023 add up to `to_september`.

    Other years are larger or smaller by `percent_a_year`; October to December follow the same pace.
    """
    nine = nine_months(to_september, period, percent_a_year=percent_a_year)
    weights = _weights(season, f"{seed}|{period.year}")
    if period.number <= 9:
        return apportion(nine, weights[:9])[period.number - 1]
    return apportion(nine // 3, weights[9:])[period.number - 10]


def nine_months(to_september: int, period: Period, *, percent_a_year: int) -> int:
    """Return what January to September of the period's year add up to."""
    years = period.year - ANCHOR.year
    return max(rounded(to_september * Decimal(100 + percent_a_year * years) / 100), 0)


def _weights(season: Sequence[int], seed: str) -> list[int]:
    return [share * noise(85, 115, seed, str(month)) for month, share in enumerate(season, start=1)]
