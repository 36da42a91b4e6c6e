"""Vietnamese text, numbers, dates and order (domain/conventions.md 1, 2, 6).

Numbers read and print as `1.205.780` and `47,54`; what could mean two things is never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_INTEGER_DIGITS, _DECIMALS = 18, 6
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {tone: rank for rank, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}

_PLAIN = re.compile(r"\d+")
_COMMA_DECIMAL = re.compile(r"\d+,\d+")
_DOT_GROUPS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_SPACE_GROUPS = re.compile(r"\d{1,3}( \d{3})+(,\d+)?")
_DOT_DECIMAL = re.compile(r"\d+\.\d+")
_ENGLISH_GROUPS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


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

    "1.234" is a thousand in a field of whole numbers, and ambiguous in a field with decimals.
    A sign "%" at the end is accepted where decimals are. Never raises.
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
        return NumberReading(fitting[0][0] + 0, fitting[0][1])
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
    if decimals and _DOT_DECIMAL.fullmatch(digits):
        readings.append((digits, False))
    if not readings and _ENGLISH_GROUPS.fullmatch(digits):
        readings.append((digits.replace(",", ""), False))
    return readings


def _fits(value: Decimal, decimals: int) -> bool:
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    has_room = places <= min(decimals, _DECIMALS) or value == value.quantize(Decimal(1).scaleb(-decimals))
    return has_room and value.adjusted() < _INTEGER_DIGITS


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as the published reports do (every pair of the two sources fits)."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def format_number(value: Decimal, decimals: int | None = None, *, is_padded: bool = False) -> str:
    """Print a figure as `1.205.780` or `47,54`.

    `decimals` rounds half up; zeros at the end are dropped (100 %, 45,8 %) unless `is_padded`.
    """
    rounded = value if decimals is None else round_half_up(value, decimals)
    sign = "-" if rounded < 0 else ""
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
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
    """Print "ngày 05 tháng 02 năm 2026": day below 10 and months 1, 2 padded (NĐ 30/2020 PL I, II.4.b)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def parse_date(text: str) -> date | None:
    """Read d/m/yyyy, dd-mm-yyyy, dd.mm.yyyy or yyyy-mm-dd; None when it is not a date of 1900-2100."""
    plain = text.strip()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain):
        year, month, day = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", plain):
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
    """Return a key for Vietnamese order (CLDR vi): letters first, tones break ties, digits by value."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for part in re.findall(r"\d+|\D", unicodedata.normalize("NFC", text).casefold()):
        if part.isdigit():
            letters.append((0, int(part)))
            continue
        letter, tone = _split_tone(part)
        letters.append((1, _LETTERS[letter]) if letter in _LETTERS else (0, ord(letter[0])))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _split_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _TONES), "")
    bare = marks.replace(tone, "") if tone else marks
    return unicodedata.normalize("NFC", bare) or letter, _TONES.get(tone, 0)
