"""Make the styles of a sheet from those of the template's cells: another format, a quote."""

from copy import copy
from typing import Any, NamedTuple

from cds_desktop.office.xlsx_template import SheetTemplate

# A cell that begins like a formula says so to Excel, so that editing it keeps it a text.
_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")


class _Key(NamedTuple):
    """What a style is made of."""

    place: tuple[int, int]
    number_format: str
    is_quoted: bool
    is_centred: bool


class StyleBook:
    """Hands out the numbers of styles; each is made once."""

    def __init__(self, template: SheetTemplate) -> None:
        from openpyxl.cell import Cell

        self._sheet = template.sheet
        self._scratch: Any = Cell(template.sheet, row=1, column=1)
        self._known: dict[_Key, int] = {}

    def style(
        self,
        place: tuple[int, int],
        *,
        number_format: str = "",
        text: str = "",
        is_centred: bool = False,
    ) -> int:
        """Return the number of the style of the template's cell at `place`, fitted to its use."""
        key = _Key(place, number_format, text.startswith(_TRIGGERS), is_centred)
        if key not in self._known:
            self._known[key] = self._make(key)
        return self._known[key]

    def font_of(self, place: tuple[int, int]) -> tuple[int, bool]:
        """Return the size in half-points of the template's cell, and whether it is bold."""
        font = self._sheet.cell(*place).font
        return round(float(font.size or 11) * 2), bool(font.bold)

    def _make(self, key: _Key) -> int:
        scratch = self._scratch
        source = self._sheet.cell(*key.place)
        scratch._style = copy(source._style)
        if key.number_format:
            scratch.number_format = key.number_format
        if key.is_centred:
            alignment = copy(source.alignment)
            alignment.horizontal, alignment.indent = "center", 0
            scratch.alignment = alignment
        if key.is_quoted:
            scratch._style.quotePrefix = 1
        return int(scratch.style_id)
