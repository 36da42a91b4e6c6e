"""What earlier periods held, under old names too: prev, same_month_last_year, ytd, max12."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import reduce

from cds_desktop.formdef.report_data import ReportData
from cds_desktop.formdef.scope import DECIMALS
from cds_desktop.model.period import Period
from cds_desktop.model.submission import STATUSES_WITH_VALUE, Answer, CellKey, Value

_MAX12 = 12

Held = Mapping[CellKey, Answer]


class Past:
    """The answers of the periods before a report; `old_names` are those of former versions."""

    def __init__(self, data: ReportData, old_names: Mapping[str, tuple[str, ...]]) -> None:
        period = data.period
        before = tuple(_before(period, _MAX12))
        self.previous_label = before[0].label
        self._old_names = old_names
        self._previous = _held(data, before[0])
        self._last_year = _held(data, period.same_last_year())
        self._year_periods = [past for past in before if past.year == period.year]
        self._this_year = [_held(data, past) for past in self._year_periods]
        self._max12 = [_held(data, past) for past in before]
        self.has_any = any(self._max12)
        self.has_previous_in_year = before[0].year == period.year

    def find(self, function: str, key: CellKey, present: Value) -> Value:
        """Return what a function of the language finds for a cell; `present` is its value now."""
        match function:
            case "prev":
                return self.previous(key)
            case "same_month_last_year":
                return self._value(self._last_year, key)
            case "ytd":
                return self._year_to_date(key, present)
            case _:
                return max(self._figures(self._max12, key), default=None)

    def previous(self, key: CellKey) -> Value:
        """Return the value of a cell in the period before; None when there was none."""
        return self._value(self._previous, key)

    def recent(self, key: CellKey) -> list[Decimal]:
        """Return the figures of a cell in the twelve periods before, the latest first."""
        return list(self._figures(self._max12, key)) if self.has_any else []

    def missing_this_year(self, key: CellKey) -> list[Period]:
        """Return the earlier periods of the year in which a cell had no figure, in order."""
        pairs = zip(self._year_periods, self._this_year, strict=True)
        found = [past for past, held in pairs if not isinstance(self._value(held, key), Decimal)]
        return found[::-1]

    def _year_to_date(self, key: CellKey, present: Value) -> Decimal | None:
        figures = list(self._figures(self._this_year, key))
        is_whole = len(figures) == len(self._this_year)
        if not is_whole or not isinstance(present, Decimal):
            return None
        return reduce(DECIMALS.add, figures, present)

    def _figures(self, periods: list[Held], key: CellKey) -> Iterator[Decimal]:
        for held in periods:
            value = self._value(held, key)
            if isinstance(value, Decimal):
                yield value

    def _value(self, held: Held, key: CellKey) -> Value:
        """Return the value under the question's name, or under the latest of its old names."""
        answer = held.get(key)
        if answer is None and key.question in self._old_names:
            old_keys = (key._replace(question=old) for old in self._old_names[key.question])
            answer = next((held[old] for old in old_keys if old in held), None)
        has_value = answer is not None and answer.status in STATUSES_WITH_VALUE
        return answer.value if has_value and answer else None


def _before(period: Period, count: int) -> Iterator[Period]:
    for _ in range(count):
        period = period.previous()
        yield period


def _held(data: ReportData, period: Period) -> Held:
    return data.history.get(period, {})
