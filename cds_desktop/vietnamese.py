"""Vietnamese text, numbers, dates and order (domain/conventions.md 1, 2, 6).

Numbers read and print as `1.205.780` and `47,54`; what could mean two things is never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

_INTEGER_DIGITS, _DECIMALS = 18, 6
_EXACT = Context(prec=200, rounding=ROUND_HALF_UP)  # the default of 28 digits is too few for totals
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_SIGNS, _DIGITS, _VIETNAMESE, _FOREIGN = range(4)
_SORTED_DIGITS = 30
_TONES = {tone: rank for rank, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}

_PLAIN = re.compile(r"\d+")
_COMMA_DECIMAL = re.compile(r"\d+,\d+")
_DOT_GROUPS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
_SPACE_GROUPS = re.compile(r"[1-9]\d{0,2}( \d{3})+(,\d+)?")
_DOT_DECIMAL = re.compile(r"\d+\.\d+")
_ENGLISH_GROUPS = re.compile(r"[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?|[1-9]\d{0,2},\d{3}\.\d+")
_ENGLISH_THOUSAND = re.compile(r"[1-9]\d{0,2},\d{3}")

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a typed figure was understood as.

    `value` is None when it was not understood; `readings` then holds what it could mean (none, or
    several to choose from). `is_certain` is False when the form was unusual and the reading should
    be shown ("99.29" taken as 99,29).
    """

    value: Decimal | None
    is_certain: bool = True
    readings: tuple[Decimal, ...] = ()


def parse_number(text: str, *, decimals: int = 0) -> NumberReading:
    """Read a figure as typed or pasted; `decimals` is what its field allows.

    "1.234" is a thousand in a field of whole numbers, and ambiguous in a field with three decimals.
    "1,234" in a field of whole numbers is asked about: people who write it mean 1.234 or 1,2. A
    sign "%" at the end is accepted where decimals are. Never raises.
    """
    plain = re.sub(r"[\s\u00a0\u202f]+", " ", unicodedata.normalize("NFC", text)).strip()
    sign, digits = ("-", plain[1:].strip()) if plain[:1] in ("-", "−") else ("", plain)
    if decimals and digits.endswith("%"):
        digits = digits[:-1].rstrip()
    readings = [
        (Decimal(sign + number), is_certain) for number, is_certain in _readings(digits, decimals)
    ]
    fitting = [(value, certain) for value, certain in readings if _fits(value, decimals)]
    if len(fitting) == 1:
        return NumberReading(_EXACT.plus(fitting[0][0]), fitting[0][1])
    if not decimals and _ENGLISH_THOUSAND.fullmatch(digits):
        return NumberReading(None, False, (Decimal(sign + digits.replace(",", "")),))
    return NumberReading(None, False, tuple(value for value, _ in fitting))


def _readings(digits: str, decimals: int) -> list[tuple[str, bool]]:
    """Return each way to read unsigned `digits` as (plain decimal text, is it the usual form)."""
    if not digits.isascii():
        return []
    if _PLAIN.fullmatch(digits):
        return [(digits, True)]
    readings: list[tuple[str, bool]] = []
    if _DOT_GROUPS.fullmatch(digits):
        readings.append((digits.replace(".", "").replace(",", "."), True))
    elif _SPACE_GROUPS.fullmatch(digits):
        readings.append((digits.replace(" ", "").replace(",", "."), True))
    elif _COMMA_DECIMAL.fullmatch(digits):
        readings.append((digits.replace(",", "."), True))
    # In a field of two decimals "1.250" is a thousand: nobody writes a third decimal there.
    if _DOT_DECIMAL.fullmatch(digits) and len(digits.partition(".")[2]) <= decimals:
        readings.append((digits, False))
    if not readings and _ENGLISH_GROUPS.fullmatch(digits):
        readings.append((digits.replace(",", ""), False))
    return readings


def _fits(value: Decimal, decimals: int) -> bool:
    if value.adjusted() >= _INTEGER_DIGITS:
        return False
    return value == round_half_up(value, min(decimals, _DECIMALS))


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as the published reports do (every pair of the two sources fits)."""
    return _EXACT.quantize(value, Decimal(1).scaleb(-decimals))


def format_number(value: Decimal, decimals: int | None = None, *, is_padded: bool = False) -> str:
    """Print a figure as `1.205.780` or `47,54`.

    `decimals` rounds half up; zeros at the end are dropped (100 %, 45,8 %) unless `is_padded`.
    """
    rounded = value if decimals is None else round_half_up(value, decimals)
    sign = "-" if rounded < 0 else ""
    whole, _, fraction = f"{rounded.copy_abs():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    shown = fraction if is_padded else fraction.rstrip("0")
    if not (int(whole) or shown.strip("0")):
        sign = ""
    return f"{sign}{grouped},{shown}" if shown else f"{sign}{grouped}"


def format_count(value: Decimal) -> str:
    """Print a count in running text: 1 to 9 with a leading zero ("01 chỉ tiêu"), not in tables."""
    is_small = value == value.to_integral_value() and 1 <= value <= 9
    return f"0{int(value)}" if is_small else format_number(value)


def format_date(day: date) -> str:
    """Print a date as prose cites it: 8/9/2023."""
    return f"{day.day}/{day.month}/{day.year}"


def format_signing_date(day: date) -> str:
    """Print "ngày 05 tháng 02 năm 2026".

    Days below 10 and months 1, 2 are padded (NĐ 30/2020 PL I, II.4.b).
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def parse_date(text: str) -> date | None:
    """Read d/m/yyyy, dd-mm-yyyy, dd.mm.yyyy or yyyy-mm-dd; None when it is no date of 1900-2100."""
    plain = text.strip()
    if found := _ISO_DATE.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DATE.fullmatch(plain):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def search_key(text: str) -> str:
    """Return `text` without tone marks, case or doubled spaces: "Đồng  Tháp" -> "dong thap"."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Return a key for Vietnamese order (CLDR vi): letters, then tones; digits by their value."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for part in re.findall(r"\d+|\D", unicodedata.normalize("NFC", text).casefold()):
        if part.isdecimal():
            letters.append((_DIGITS, int(part[:_SORTED_DIGITS])))
            continue
        letter, tone = _split_tone(part)
        letters.append(_letter_rank(letter))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _letter_rank(letter: str) -> tuple[int, int]:
    if letter in _LETTERS:
        return _VIETNAMESE, _LETTERS[letter]
    return (_FOREIGN if letter.isalpha() else _SIGNS), ord(letter[0])


def _split_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _TONES), "")
    bare = marks.replace(tone, "") if tone else marks
    return unicodedata.normalize("NFC", bare) or letter, _TONES.get(tone, 0)
