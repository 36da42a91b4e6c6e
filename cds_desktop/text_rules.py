"""Which characters free text may hold (INPUT.md 7): one rule for keyboard, files and bundles."""

import re
import unicodedata
from typing import NamedTuple

# Controls, bidi controls, invisible letters, noncharacters, surrogates, tags: nothing that an
# official types.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f\U000e0100-\U000e01ef"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)

_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


class CleanText(NamedTuple):
    """Text as it may be stored, and how many characters had to go."""

    text: str
    removed: int


def clean(text: str) -> CleanText:
    """Return `text` in NFC, line ends as \\n, tabs as spaces, forbidden characters removed."""
    plain = _LINE_END.sub("\n", text).replace("\t", " ")
    kept, removed = _FORBIDDEN.subn("", plain)
    return CleanText(unicodedata.normalize("NFC", kept), removed)


def is_clean(text: str) -> bool:
    """Say whether `text` is what `clean` would return: NFC, no forbidden character, no tab."""
    is_plain = not _FORBIDDEN.search(text) and not _LINE_END.search(text.replace("\n", " "))
    return is_plain and "\t" not in text and unicodedata.is_normalized("NFC", text)
