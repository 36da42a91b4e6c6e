"""What the number format of a cell says: a day, a percentage; and which day a serial number is."""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

BUILT_IN_FORMATS = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    **{str(number): "dd/mm/yyyy" for number in (14, 15, 16, 17, *range(27, 37), *range(50, 59))},
    **{str(number): "hh:mm:ss" for number in (18, 19, 20, 21, 45, 46, 47)},
    "22": "dd/mm/yyyy hh:mm",
    "37": "#,##0",
    "38": "#,##0",
    "39": "#,##0.00",
    "40": "#,##0.00",
    "49": "@",
}
"""The formats that a workbook names by number only (ECMA-376, 18.8.30)."""

_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s|hh|mm|ss\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_465  # 31 December 9999


@lru_cache(maxsize=1024)
def is_date_format(number_format: str) -> bool:
    """Say whether numbers of this format are shown as days or times."""
    if number_format.casefold() in ("general", "standard", "@", ""):
        return False
    first = _QUIET.sub("", number_format).split(";")[0]
    return bool(_DATE_LETTER.search(first.replace("General", "")))


def is_percent_format(number_format: str) -> bool:
    """Say whether numbers of this format are shown times 100 with a sign %."""
    return "%" in _QUIET.sub("", number_format).split(";")[0]


def serial_text(value: str, *, is_1904: bool) -> str:
    """Return the day of a serial number as 2023-09-18, with the time behind T; "" for no day.

    1900 was no leap year, but Excel counts its 29 February as 60: serials up to 60 are no days.
    """
    try:
        serial = Decimal(value)
    except InvalidOperation:
        return ""
    if not serial.is_finite() or serial > _LAST_SERIAL or serial < (0 if is_1904 else 61):
        return ""
    first = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY
    moment = first + timedelta(days=int(serial), seconds=round(float(serial % 1) * 86_400))
    day = moment.date().isoformat()
    return day if moment.time() == datetime.min.time() else f"{day}T{moment:%H:%M:%S}"
