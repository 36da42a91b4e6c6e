"""Find the unit that a typed name means; what could be two units is asked, never guessed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from itertools import chain
from typing import NamedTuple

from cds_desktop.formdef.name_reading import (
    Agreement,
    Reading,
    Spelling,
    UnitName,
    agreement,
    is_one_edit,
    official_name,
    read_name,
)
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.vietnamese import sort_key

_MOST_CANDIDATES = 8
_SHORTEST_GUESS = 4  # letters; below that every name resembles every other


class Doubt(StrEnum):
    """Why a name has to be asked about."""

    NONE = ""
    NOT_FOUND = "not_found"
    SEVERAL = "several"
    PLACE = "place"
    MARKS = "marks"
    KIND = "kind"
    FORMER = "former"
    SPELLING = "spelling"
    WORDS = "words"


DOUBT_SENTENCES = {
    Doubt.NONE: "",
    Doubt.NOT_FOUND: "Không có đơn vị nào mang tên này.",
    Doubt.SEVERAL: "Có nhiều đơn vị mang tên này.",
    Doubt.PLACE: "Đơn vị mang tên này không thuộc địa bàn được nêu.",
    Doubt.MARKS: "Tên này khác dấu với tên đơn vị.",
    Doubt.KIND: "Tên này không nêu đúng loại đơn vị (xã, phường, thị trấn).",
    Doubt.FORMER: "Đây là tên của đơn vị trước khi sắp xếp.",
    Doubt.SPELLING: "Tên này gần giống tên đơn vị, có thể đã gõ sai.",
    Doubt.WORDS: "Ô này có thêm hoặc thiếu chữ so với tên đơn vị.",
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a typed name may mean, best first; `best` is None when several are equally good."""

    best: OrgUnit | None
    candidates: tuple[OrgUnit, ...]
    doubt: Doubt

    @property
    def is_certain(self) -> bool:
        """Say whether `best` may be taken without asking."""
        return self.doubt is Doubt.NONE


def resolve(
    text: str, units: Sequence[OrgUnit], *, parent: str = "", day: date | None = None
) -> Resolution:
    """Find which of `units` a typed name means.

    `units` should hold districts and the province too, so that ", huyện Cao Lãnh" is understood.
    `parent` is the code of the unit that it must lie in. With `day`, units of another time are no
    candidates: a former name is asked about and offers its successors.
    """
    scope = _Scope(units, parent, day)
    readings = read_name(text)
    matches = [match for reading in readings for match in _same_letters(reading, scope)]
    if not any(match.rank.is_near for match in matches):
        matches += chain.from_iterable(_resembling(reading, scope) for reading in readings)
    return _resolution(sorted(matches, key=_order), scope)


class _Fit(IntEnum):
    """How well a name fits, best first."""

    SAME = 0
    MARKS_MISSING = 1
    MARKS_DIFFER = 2
    ONE_EDIT = 3
    PART = 4


class _Rank(NamedTuple):
    """What decides between matches, in this order; all zero is the best."""

    is_misplaced: bool
    fit: _Fit
    is_other_kind: bool
    has_more: bool
    is_former: bool

    @property
    def is_near(self) -> bool:
        return not self.is_misplaced and self.fit < _Fit.MARKS_DIFFER


class _Match(NamedTuple):
    unit: OrgUnit
    rank: _Rank


_FIT_DOUBTS = {
    _Fit.MARKS_DIFFER: Doubt.MARKS,
    _Fit.ONE_EDIT: Doubt.SPELLING,
    _Fit.PART: Doubt.WORDS,
}


class _Scope:
    """The units in question, where they lie and which of them exist on the day."""

    def __init__(self, units: Sequence[OrgUnit], parent: str, day: date | None) -> None:
        self.units = [unit for unit in units if day is None or unit.opening_date <= day]
        self._parents = {
            unit.code: unit.parent for unit in units if unit.level is not Level.COMMUNE
        }
        self._parent = parent
        self._day = day

    def is_former(self, unit: OrgUnit) -> bool:
        """Say whether a unit had ended before the day."""
        return self._day is not None and not unit.is_open_on(self._day)

    def meant_by(self, unit: OrgUnit) -> list[OrgUnit]:
        """Return the unit itself, or those that a former one became."""
        if not self.is_former(unit):
            return [unit]
        open_units = (other for other in self.units if not self.is_former(other))
        return [other for other in open_units if other.code in unit.successors]

    def codes_of(self, place: UnitName) -> frozenset[str]:
        """Return the codes of the districts and provinces that a place may be."""
        higher = (unit for unit in self.units if unit.level is not Level.COMMUNE)
        return frozenset(unit.code for unit in higher if _is_named(unit, place))

    def lies_in(self, unit: OrgUnit, places: Iterable[frozenset[str]]) -> bool:
        """Say whether a unit lies in the parent that was given and in one unit of each place."""
        above = self._above(unit)
        return (not self._parent or self._parent in above) and all(
            above & place for place in places
        )

    def _above(self, unit: OrgUnit) -> set[str]:
        above = {unit.parent}
        return above | {self._parents.get(code, "") for code in above}


def _is_named(unit: OrgUnit, place: UnitName) -> bool:
    own = official_name(unit.name)
    fit = agreement(place.name, own.name)
    return fit in (Agreement.SAME, Agreement.MISSING) and place.kind in ("", own.kind)


def _same_letters(reading: Reading, scope: _Scope) -> Iterator[_Match]:
    typed = reading.unit.name
    for unit in scope.units:
        fit = agreement(typed, official_name(unit.name).name)
        if fit is None:
            continue
        is_as_good = fit is Agreement.MISSING and typed.is_bare
        yield _match(unit, reading, scope, fit=_Fit.SAME if is_as_good else _Fit(fit))


def _resembling(reading: Reading, scope: _Scope) -> Iterator[_Match]:
    typed = reading.unit.name
    if len(typed.letters) < _SHORTEST_GUESS:
        return
    for unit in scope.units:
        name = official_name(unit.name).name
        if len(name.letters) < _SHORTEST_GUESS:
            continue
        if is_one_edit(typed.letters, name.letters):
            yield _match(unit, reading, scope, fit=_Fit.ONE_EDIT)
        elif _holds(typed, name) or _holds(name, typed):
            yield _match(unit, reading, scope, fit=_Fit.PART)


def _holds(whole: Spelling, part: Spelling) -> bool:
    size = len(part.words)
    starts = range(len(whole.words) - size + 1)
    return any(whole.words[start : start + size] == part.words for start in starts)


def _match(unit: OrgUnit, reading: Reading, scope: _Scope, *, fit: _Fit) -> _Match:
    kind, typed = official_name(unit.name).kind, reading.unit
    is_bare_number = typed.name.letters.isdigit() and not typed.kind  # may be the number of the row
    return _Match(
        unit,
        _Rank(
            is_misplaced=not scope.lies_in(unit, map(scope.codes_of, reading.places)),
            fit=fit,
            is_other_kind=typed.kind not in ("", kind) or is_bare_number,
            has_more=reading.has_more,
            is_former=scope.is_former(unit),
        ),
    )


def _order(match: _Match) -> tuple[object, ...]:
    unit = match.unit
    return match.rank, sort_key(unit.name), unit.code, unit.opening_date


def _resolution(matches: Sequence[_Match], scope: _Scope) -> Resolution:
    """Weigh the matches, best first."""
    if not matches:
        return Resolution(None, (), Doubt.NOT_FOUND)
    rank = matches[0].rank
    firsts = dict.fromkeys(match.unit for match in matches if match.rank == rank)
    rivals = [match.unit for match in matches if match.rank[:-1] == rank[:-1]]
    meant = _meant_by(firsts, scope)
    best = meant[0] if len(firsts) == len(meant) == 1 else None
    has_rivals = set(_meant_by(rivals, scope)) != set(meant)
    candidates = _meant_by((match.unit for match in matches), scope)[:_MOST_CANDIDATES]
    doubt = _doubt(rank, len(firsts), has_rivals=has_rivals)
    return Resolution(best, tuple(candidates), doubt)


def _meant_by(units: Iterable[OrgUnit], scope: _Scope) -> list[OrgUnit]:
    return list(dict.fromkeys(meant for unit in units for meant in scope.meant_by(unit)))


def _doubt(rank: _Rank, count: int, *, has_rivals: bool) -> Doubt:
    """Return the gravest reason to ask."""
    if rank.is_former:
        return Doubt.FORMER
    if rank.is_misplaced:
        return Doubt.PLACE
    if count > 1:
        return Doubt.SEVERAL
    if rank.fit in _FIT_DOUBTS:
        return _FIT_DOUBTS[rank.fit]
    if rank.is_other_kind:
        return Doubt.KIND
    if rank.has_more:
        return Doubt.WORDS
    return Doubt.FORMER if has_rivals else Doubt.NONE
