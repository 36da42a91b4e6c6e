"""The words of table headings: what a heading is about apart from its question.

"Trong kỳ", "Lũy kế", "Tháng trước", "Tháng 3/2023", "(nghìn hộ)", "Tổng cộng".
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from cds_desktop.model.period import Period
from cds_desktop.vietnamese import search_key

_SHORT_WORDS = {
    "cds": "chuyen doi so",
    "cntt": "cong nghe thong tin",
    "cnscd": "cong nghe so cong dong",
    "tmdt": "thuong mai dien tu",
    "tthc": "thu tuc hanh chinh",
    "hs": "ho so",
    "dvc": "dich vu cong",
    "dvctt": "dich vu cong truc tuyen",
    "hgd": "ho gia dinh",
    "sp": "san pham",
    "atttm": "an toan thong tin mang",
    "attt": "an toan thong tin",
    "csdl": "co so du lieu",
    "httt": "he thong thong tin",
    "bcd": "ban chi dao",
    "tv": "thanh vien",
    "dttm": "dien thoai thong minh",
    "sl": "so luong",
}
_NUMBERING = re.compile(
    r"^\s*(?:\(?(?:\d{1,3}|[ivxIVX]{1,5}|[a-zđA-ZĐ])[.)/]\s*|[-+*•–]\s*)+(?=\D)"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NO_WORD = re.compile(r"[^0-9a-z]+")
_NUMBERED = re.compile(r"\(?\s*(?:\d{1,3}|[A-Za-z])\s*\)?|\(?\d{1,3}\)?\s*=\s*[\d()+/*x%: -]+")

_PERIOD = re.compile(
    r"(?:thang|thg|t)\s*\.?\s*(0?[1-9]|1[0-2])(?:\s*(?:[/.-]|nam)\s*((?:19|20)\d\d))?"
)
_BARE_PERIOD = re.compile(r"(0?[1-9]|1[0-2])\s*/\s*((?:19|20)\d\d)")
_NAMED_PERIOD = re.compile(r"\bthang\s*(0?[1-9]|1[0-2])\s*(?:[/.-]|nam)\s*((?:19|20)\d\d)")

_YEAR = re.compile(r"\bnam\s*((?:19|20)\d\d)\b")
_OTHER_SPAN = re.compile(
    r"\bquy\s*(?:iv|i{1,3}|[1-4])\b|\b(?:3|6|9|11|12)\s*thang(?:\s*dau)?(?:\s*nam)?\b"
)

_FLOW = ("trong ky", "trong thang", "thang nay", "ky nay", "phat sinh trong", "ky bao cao")
_CUMULATIVE = ("luy ke", "cong don", "tu dau nam", "den nay")
_OTHER = (
    *("thang truoc", "ky truoc", "cung ky", "nam truoc", "so sanh", "tang giam", "tang/giam"),
    *("ke hoach", "chi tieu giao", "muc tieu", "chenh lech", "so voi", "ghi chu", "uoc"),
)
_VALUE = frozenset(
    [
        "so lieu", "gia tri", "ket qua", "thuc hien", "so luong", "ket qua thuc hien",
        "so lieu bao cao", "ket qua dat duoc", "so lieu ky nay", "so lieu thang nay",
        "thuc hien trong ky", "so",
    ]
)  # fmt: skip
_TOTALS = frozenset(
    [
        "tong", "cong", "tong cong", "tong so", "cong tong", "toan huyen", "toan thanh pho",
        "toan thi xa", "toan tinh", "toan xa", "tong toan huyen", "tong huyen",
        "tong cong toan huyen", "tong hop", "tc",
    ]
)  # fmt: skip
_SCALES = (
    *(("nghìn tỷ", "nghìn tỷ"), ("trăm triệu", "trăm triệu"), ("chục triệu", "chục triệu")),
    *(("nghìn", "nghìn"), ("ngàn", "nghìn"), ("triệu", "triệu"), ("tỷ đồng", "tỷ")),
    *(("tỉ đồng", "tỷ"), ("1000", "nghìn"), ("1.000", "nghìn"), ("%", "%")),
    *(("phần trăm", "%"), ("chục", "chục"), ("trăm", "trăm")),
)
_UNIT_LINE = re.compile(r"(?:đơn vị tính|đvt|don vi tinh|dvt)\s*:\s*([^;,.]{1,30})")


class Nature(StrEnum):
    """Which figure of a pair a heading speaks of."""

    ANY = ""
    FLOW = "flow"
    CUMULATIVE = "cumulative"


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """Return what two headings have in common when they mean the same.

    No tone marks, no numbering before, no unit in brackets behind, usual abbreviations spelt out,
    "số" before dropped.
    """
    bare = _IN_BRACKETS.sub(" ", _NUMBERING.sub("", text))
    words = _NO_WORD.sub(" ", search_key(bare)).split()
    if len(words) > 1 and words[0] == "so":
        words = words[1:]
    return " ".join(_SHORT_WORDS.get(word, word) for word in words)


@lru_cache(maxsize=8192)
def nature_of(text: str) -> Nature:
    """Say whether a heading names the figure of the month or the running sum."""
    key = _plain(text)
    if any(words in key for words in _CUMULATIVE):
        return Nature.CUMULATIVE
    return Nature.FLOW if any(words in key for words in _FLOW) else Nature.ANY


@lru_cache(maxsize=8192)
def is_value_heading(text: str) -> bool:
    """Say whether a heading names nothing but "the figure"."""
    key = " ".join(_NO_WORD.sub(" ", search_key(_IN_BRACKETS.sub(" ", text))).split())
    if key in _VALUE:
        return True
    rest = _without(key, (*_FLOW, *_CUMULATIVE))
    return nature_of(text) is not Nature.ANY and (not rest or rest in _VALUE)


@lru_cache(maxsize=8192)
def is_other_heading(text: str) -> bool:
    """Say whether a heading names figures of another time, plans, comparisons or remarks."""
    key = _plain(text)
    return any(key.startswith(words) or f" {words}" in f" {key}" for words in _OTHER)


@lru_cache(maxsize=8192)
def is_total_label(text: str) -> bool:
    """Say whether the label of a row is that of a total."""
    return _NO_WORD.sub(" ", search_key(_NUMBERING.sub("", text))).strip() in _TOTALS


def is_numbering(texts: list[str]) -> bool:
    """Say whether a row only numbers the columns: 1 2 3, (1) (2) (3), A B 1 2 3=2/1."""
    if len(texts) < 3 or not all(_NUMBERED.fullmatch(text.strip()) for text in texts):
        return False
    numbers = [
        int(found[0]) for text in texts if (found := re.match(r"\D?\d{1,3}", text.strip(" (")))
    ]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def period_of(text: str, year: int) -> Period | None:
    """Return the month that a heading names: "Tháng 3", "T3/2023", "03/2023"; else None."""
    key = " ".join(search_key(text).split())
    if found := _PERIOD.fullmatch(key):
        return Period(f"{found[2] or year}{int(found[1]):02d}")
    found = _BARE_PERIOD.fullmatch(key)
    return Period(f"{found[2]}{int(found[1]):02d}") if found else None


def periods_in(text: str) -> set[Period]:
    """Return the months that a title names with their year."""
    return {
        Period(f"{year}{int(month):02d}") for month, year in _NAMED_PERIOD.findall(search_key(text))
    }


def other_span(text: str, period: Period) -> str:
    """Return the time that a heading or title names when it cannot be that of a month.

    Another year, a quarter, six months; "" when it names none.
    """
    key = search_key(text)
    if period in periods_in(text):
        return ""
    years = set(_YEAR.findall(key))
    if years and str(period.year) not in years:
        return f"năm {', '.join(sorted(years))}"
    found = _OTHER_SPAN.search(key)
    return found[0].replace("quy", "quý").replace("thang", "tháng") if found else ""


def scale_of(text: str) -> str:
    """Return the scale of a unit: "nghìn", "triệu", "tỷ", "%"; "" for single things.

    Marks count, unless the text has none: "trạm" and "ngân" are no scales.
    """
    plain = unicodedata.normalize("NFC", text).casefold()
    spoken = search_key if plain.isascii() else str
    return next((name for words, name in _SCALES if _has_words(plain, spoken(words))), "")


def unit_in_heading(text: str) -> str:
    """Return the unit that a heading gives in brackets: "Hộ (nghìn hộ)" -> "nghìn hộ"."""
    found = _IN_BRACKETS.findall(text)
    return found[-1].strip("()[] ").removeprefix("ĐVT:").strip() if found else ""


def unit_in_title(text: str) -> str:
    """Return the unit that a line above the table gives for all of it: "Đơn vị tính: nghìn hộ"."""
    found = _UNIT_LINE.search(unicodedata.normalize("NFC", text).casefold())
    return found[1].strip() if found else ""


def _has_words(key: str, words: str) -> bool:
    if not words[0].isalpha():
        return words in key
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", key) is not None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^0-9a-z/]+", " ", search_key(text)).split())


def _without(key: str, phrases: tuple[str, ...]) -> str:
    for phrase in sorted(phrases, key=len, reverse=True):
        key = key.replace(phrase, " ")
    return " ".join(key.split())
