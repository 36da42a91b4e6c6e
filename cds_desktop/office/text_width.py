"""Estimate how wide text is in Times New Roman, for rules under lines and columns of tables.

Widths are thousandths of the font's size, measured in Liberation Serif, whose letters are as wide.
"""

import unicodedata
from functools import lru_cache

_REGULAR = {
    180: "'", 200: "|", 250: " ,.", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 350: "•", 389: "Js",
    400: "°", 408: '"', 444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–§",
    529: "ơ", 541: "~ư", 549: "≥≤", 556: "FPS", 564: "+<=>×", 611: "ELTZ", 667: "BCR",
    722: "ADGHKNOQUVXYwĐƠ", 776: "&Ưm", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.", 278: "'/\\il", 333: "!()-:;[]`fjt‘’", 350: "•", 389: "Is", 394: "{}",
    400: "°", 444: "cerz", 500: "#$*0123456789?J_agovxy–“”§", 520: "~", 549: "≥≤", 555: 'ơ"',
    556: "Sbdhknpquđ", 570: "+<=>^×", 600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ",
    778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M", 1000: "%W—…",
}  # fmt: skip
_WIDEST = 1000  # for letters of other scripts: better a column too wide than too narrow


def _table(groups: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups.items() for letter in letters}


_WIDTHS = {False: _table(_REGULAR), True: _table(_BOLD)}


@lru_cache(maxsize=8192)
def width_of(text: str, *, size: int, is_bold: bool = False) -> int:
    """Return the width in twentieths of a point of `text` at `size` half-points."""
    widths = _WIDTHS[is_bold]
    thousandths = sum(widths.get(letter, _WIDEST) for letter in _base_letters(text))
    return round(thousandths * size * 10 / 1000)


def wrapped(text: str, *, size: int, is_bold: bool, available: int) -> list[int]:
    """Return the widths of the lines that `text` breaks into; `available` is a line's room."""
    space = width_of(" ", size=size, is_bold=is_bold)
    lines: list[int] = []
    current = -space
    for word in text.split():
        width = width_of(word, size=size, is_bold=is_bold)
        if current > 0 and current + space + width > available:
            lines.append(current)
            current = -space
        current += space + width
    return [*lines, max(current, 0)]


def _base_letters(text: str) -> str:
    """Take the marks off: they do not change a letter's width, except the horn of ơ and ư."""
    return "".join(
        letter if letter in "ơưƠƯđĐ" else unicodedata.normalize("NFD", letter)[0]
        for letter in _without_tones(text)
    )


def _without_tones(text: str) -> str:
    """Return NFC text whose ờ is ơ and whose ế is ê: the five tones gone, the letters kept."""
    tones = "\u0300\u0309\u0303\u0301\u0323"
    bare = "".join(part for part in unicodedata.normalize("NFD", text) if part not in tones)
    return unicodedata.normalize("NFC", bare)
