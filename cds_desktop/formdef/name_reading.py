"""How the name of a unit is read as people type it: "UBND xã My Hoà, H. Tháp Mười".

A text can often be read in two ways ("Phuong Thinh" is a ward or the commune Phương Thịnh), so
reading gives all of them; `unit_names` compares them with the units that exist.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

_LONGEST = 200  # of a cell; what follows is no name
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_COMMUNE_KINDS = frozenset({"xã", "phường", "thị trấn"})

_KIND_WORDS: tuple[tuple[str, ...], ...] = (
    *(("thị", "trấn"), ("thị", "xã"), ("thành", "phố"), ("đặc", "khu")),
    *(("phường",), ("xã",), ("huyện",), ("quận",), ("tỉnh",)),
)
_LONG_KINDS = (("phường",), ("huyện",))  # long enough to be known when misspelt
_SHORT_KINDS: dict[tuple[str, ...], str] = {
    **{
        ("t.", "t"): "thị trấn",
        ("t.", "t."): "thị trấn",
        ("tt",): "thị trấn",
        ("ttr",): "thị trấn",
    },
    **{("t.", "p"): "thành phố", ("t.", "p."): "thành phố", ("tp",): "thành phố"},
    **{("t.", "x"): "thị xã", ("t.", "x."): "thị xã", ("tx",): "thị xã"},
    **{("p",): "phường", ("f",): "phường", ("x",): "xã", ("h",): "huyện", ("q",): "quận"},
}
# Words before a name that do not change whom it means.
_FOREWORDS = ("ubnd", "uy ban nhan dan", "don vi", "bao cao", "bc", "cua", "stt")

_SEPARATOR = re.compile(r"[,;:()\[\]/|–—\n\t]+|\s-+\s|^\s*[-+*•]+")
_WORD = re.compile(r"\d+(?:\.(?!\d))?|[^\W\d_]+\.?")
_ITEM_NUMBER = re.compile(r"(?:\d+|[ivx]+|[a-z])\.?")
_LIST_NUMBER = re.compile(r"\d+\.?|[ivx]+\.|[a-z]\.")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The letters of a name without case, spaces and marks (y as i), and its marks beside them.

    `tones` names the group of vowels that bears each tone, so that "hoà" and "hòa" are one.
    """

    letters: str
    marks: tuple[str, ...]
    tones: tuple[tuple[int, str], ...]
    words: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Say whether it has no marks at all."""
        return not self.tones and not any(self.marks)


class Agreement(IntEnum):
    """How well the marks of a typed name fit those of a name with the same letters."""

    SAME = 0
    MISSING = 1
    DIFFERENT = 2


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name and the kind of unit before it ("phường"); "" when none is written."""

    kind: str
    name: Spelling


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a typed text: the unit, the places it is said to lie in.

    `has_more` is True when words were left over that may mean something.
    """

    unit: UnitName
    places: tuple[UnitName, ...] = ()
    has_more: bool = False


def read_name(text: str) -> list[Reading]:
    """Return every sensible way to read `text`, none when it holds no name."""
    plain = _apart(unicodedata.normalize("NFC", text[:_LONGEST])).lower().replace("ð", "đ")
    segments = _SEPARATOR.split(plain)
    split = [part for segment in segments for part in _parts(segment)]
    whole = [part for segment in segments for part in _parts(segment, is_whole=True)]
    return list(dict.fromkeys((*_readings_of(split), *_readings_of(whole))))


@lru_cache(maxsize=2048)
def official_name(name: str) -> UnitName:
    """Return the kind and the name of a unit as the catalogue writes it."""
    lower = unicodedata.normalize("NFC", name).lower()
    for words in _KIND_WORDS:
        kind = " ".join(words)
        if lower.startswith(f"{kind} "):
            return UnitName(kind, spell(lower.removeprefix(kind)))
    return UnitName("", spell(lower))


@lru_cache(maxsize=4096)
def spell(text: str) -> Spelling:
    """Return the spelling of a name without its kind."""
    words = re.findall(r"\d+|[^\W\d_]+", unicodedata.normalize("NFC", text).lower())
    letters, marks, tones, group, was_vowel = "", list[str](), list[tuple[int, str]](), 0, False
    for sign in unicodedata.normalize("NFD", "".join(_plain_number(word) for word in words)):
        if sign in _TONES:
            tones.append((group, sign))
        elif unicodedata.combining(sign):
            marks[-1] += sign
        else:
            letter = _BARE_LETTERS.get(sign, sign)
            is_vowel = letter in "aeiou"
            group += is_vowel and not was_vowel
            letters, was_vowel = letters + letter, is_vowel
            marks.append("-" if sign == "đ" else "")
    return Spelling(letters, tuple(marks), tuple(tones), tuple(map(_bare, words)))


def agreement(typed: Spelling, name: Spelling) -> Agreement | None:
    """Compare the marks of two spellings; None when their letters are not the same."""
    if typed.letters != name.letters:
        return None
    if typed.marks == name.marks and typed.tones == name.tones:
        return Agreement.SAME
    has_only_its_marks = all(
        mark in ("", own) for mark, own in zip(typed.marks, name.marks, strict=True)
    )
    has_only_its_tones = set(typed.tones) <= set(name.tones)
    return Agreement.MISSING if has_only_its_marks and has_only_its_tones else Agreement.DIFFERENT


def is_one_edit(one: str, other: str) -> bool:
    """Say whether one letter added, dropped, changed or swapped with the next makes `other`."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return abs(len(one) - len(other)) == 1
    left, right = one[start:], other[start:]
    is_swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return is_swapped or left[1:] in (right, right[1:]) or left == right[1:]


_BARE_LETTERS = {"y": "i", "đ": "d"}


def _plain_number(word: str) -> str:
    return word.lstrip("0") or "0" if word.isdigit() else word


def _bare(word: str) -> str:
    signs = unicodedata.normalize("NFD", _plain_number(word))
    return "".join(
        _BARE_LETTERS.get(sign, sign) for sign in signs if not unicodedata.combining(sign)
    )


def _apart(text: str) -> str:
    """Part words that were written together: "XãMỹHòa", "TTMỹ An"."""
    letters = [""]
    for before, letter, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        is_start = letter.isupper() and (before.islower() or (before.isupper() and after.islower()))
        letters.append(f" {letter}" if is_start else letter)
    return "".join(letters)


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of words between separators or kinds; `kind_words` is how its kind was written."""

    kind: str
    words: tuple[str, ...]
    kind_words: tuple[str, ...] = ()
    is_certain_kind: bool = True
    has_more: bool = False

    @property
    def unit_name(self) -> UnitName:
        return UnitName(self.kind, spell(" ".join(self.words)))


def _parts(segment: str, *, is_whole: bool = False) -> Iterator[_Part]:
    """Split the words between two separators before every kind of unit that has words after it.

    `is_whole` looks for a kind at the beginning only ("xa My Tinh An" lies in no "tỉnh An").
    """
    words = _WORD.findall(segment)
    part, index = _Part("", ()), 0
    while index < len(words):
        is_place_for_kind = not is_whole or not _without_forewords(part).words
        can_follow = (part.words or not part.kind) and is_place_for_kind
        found = _kind_at(words, index) if can_follow else None
        if found:
            yield part
            before = _without_forewords(part)
            has_words = bool(before.words) and not part.kind and not _is_item_number(before)
            part = replace(found, has_more=found.has_more or has_words)
            index += len(found.kind_words)
        else:
            part = replace(part, words=(*part.words, words[index]))
            index += 1
    yield part


def _kind_at(words: Sequence[str], index: int) -> _Part | None:
    """Return the kind of unit written at `index`, if words follow it."""
    for kind_words in _KIND_WORDS:
        written = tuple(words[index : index + len(kind_words)])
        fits = list(map(agreement, map(spell, written), map(spell, kind_words)))
        is_known = not {None, Agreement.DIFFERENT} & set(fits)
        is_misspelt = index == 0 and kind_words in _LONG_KINDS and _is_nearly(*written, *kind_words)
        if len(words) > index + len(kind_words) and (is_known or is_misspelt):
            is_certain = all(fit is Agreement.SAME for fit in fits)
            kind = " ".join(kind_words)
            return _Part(kind, (), written, is_certain_kind=is_certain, has_more=not is_known)
    return _short_kind_at(words, index)


def _is_nearly(written: str, kind: str) -> bool:
    return is_one_edit(spell(written).letters, spell(kind).letters)


def _short_kind_at(words: Sequence[str], index: int) -> _Part | None:
    for length in (2, 1):
        written = tuple(words[index : index + length])
        has_sign = index == 0 or len(written[0]) > 1 or written[0].endswith(".")
        plain = written if length == 2 else (written[0].rstrip("."),)
        if has_sign and plain in _SHORT_KINDS and len(words) > index + length:
            return _Part(_SHORT_KINDS[plain], (), written)
    return None


def _without_forewords(part: _Part) -> _Part:
    """Take "UBND", "Ủy ban nhân dân" and the number of a list from the front of a part."""
    words = part.words
    while not part.kind and words:
        phrase = next((phrase for phrase in _FOREWORDS if _begins(words, phrase)), "")
        if not phrase and not (len(words) > 1 and _LIST_NUMBER.fullmatch(words[0])):
            break
        words = words[len(phrase.split()) or 1 :]
    return replace(part, words=words)


def _begins(words: Sequence[str], phrase: str) -> bool:
    wanted = phrase.replace("y", "i").split()
    return [_bare(word.rstrip(".")) for word in words[: len(wanted)]] == wanted


def _is_item_number(part: _Part) -> bool:
    is_alone = not part.kind and len(part.words) == 1
    return is_alone and bool(_ITEM_NUMBER.fullmatch(part.words[0]))


def _without_numbering(parts: list[_Part]) -> list[_Part]:
    """Drop "1" and "a" before a name; join them to the name they follow ("Long Hưng - A")."""
    kept: list[_Part] = []
    for part in parts:
        if not _is_item_number(part) or len(parts) == 1:
            kept.append(part)
        elif kept:
            kept[-1] = replace(kept[-1], words=(*kept[-1].words, *part.words))
    return kept


def _readings_of(split: Sequence[_Part]) -> Iterator[Reading]:
    """Read parts: the commune is the one that says so, else the first or one without a kind."""
    named = [part for part in map(_without_forewords, split) if part.words]
    parts = _without_numbering(named)
    communes = [part for part in parts if part.kind in _COMMUNE_KINDS]
    for unit in communes[:1] or [*parts[:1], *(part for part in parts[1:] if not part.kind)]:
        yield from _readings(unit, [part for part in parts if part is not unit])
    number = next((part.words[0] for part in split if part.words), "")
    if number.isdigit() and not communes and parts != named[:1]:
        # "1 - TP Cao Lãnh" is the first row, or ward 1.
        yield Reading(UnitName("phường", spell(number)), tuple(part.unit_name for part in parts))


def _readings(unit: _Part, others: Sequence[_Part]) -> Iterator[Reading]:
    places = tuple(part.unit_name for part in others if part.kind or not unit.has_more)
    yield Reading(unit.unit_name, places, unit.has_more)
    if unit.words[0].rstrip(".").isdigit() and len(unit.words) > 1:
        number = replace(unit, words=unit.words[:1]).unit_name
        rest = replace(unit, kind="", words=unit.words[1:]).unit_name
        yield Reading(number, (rest, *places), unit.has_more)
    if not unit.is_certain_kind:
        whole = replace(unit, kind="", words=(*unit.kind_words, *unit.words))
        yield Reading(whole.unit_name, places)
