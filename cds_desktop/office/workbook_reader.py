"""Read the cells of an .xlsx package as they are written: values, formats, formulas' results.

A reader of our own over the parts: openpyxl needs two passes to tell a formula without a result
from an empty cell and turns numbers into floats, python-calamine knows neither formulas, formats,
fonts nor hidden rows (measured in tests/benchmarks/bench_import_sheet.py). Nothing is evaluated.
"""

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from typing import Any
from xml.parsers import expat

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.office.number_formats import BUILT_IN_FORMATS, is_date_format, serial_text
from cds_desktop.office.sheet_cells import (
    Book,
    CellKind,
    CellLook,
    MergedRange,
    Sheet,
    SheetCell,
)
from cds_desktop.office.sheet_events import SheetEvents
from cds_desktop.office.workbook_package import Parts

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_HEX_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DEFAULT_PLACE = "xl/workbook.xml"

Attributes = dict[str, str]


def read_package(data: bytes, file: str) -> Book:
    """Return every worksheet; raises DocumentError `sheet_*`."""
    parts = Parts(data, file)
    workbook_place = _workbook_place(parts)
    workbook = _Workbook()
    parse(parts, workbook_place, start=workbook.start)
    if len(workbook.sheets) > limits.SHEETS:
        raise DocumentError("sheet_too_many_sheets", file=file, most=limits.SHEETS)
    targets = _relations(parts, workbook_place)
    strings = _shared_strings(parts, targets)
    looks = _looks(parts, targets)
    sheets: list[Sheet] = []
    left = limits.SHEET_CELLS
    for name, relation, is_hidden in workbook.sheets:
        kind, place = targets.get(relation, ("", ""))
        if not kind.endswith("/worksheet") or place not in parts:
            continue  # a chart sheet, or a dialogue of Excel 5
        reader = _SheetReader(strings, looks, is_1904=workbook.is_1904, most=left)
        sheets.append(reader.read(parts, place, name=name, is_hidden=is_hidden))
        left -= len(sheets[-1].cells)
    if not sheets:
        raise DocumentError("sheet_broken", file=file)
    return Book(file, tuple(sheets), looks)


def parse(
    parts: Parts,
    place: str,
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run a part through expat; element names come without prefix, entities are refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise DocumentError("sheet_has_entities", file=parts.file)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        ended = end
        parser.EndElementHandler = lambda name: ended(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(parts.read(place), True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise DocumentError("sheet_broken", file=parts.file) from error


def cell_place(reference: str) -> tuple[int, int]:
    """Return row and column of "B7"; ValueError when it is no reference."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _workbook_place(parts: Parts) -> str:
    if "_rels/.rels" in parts:
        for kind, place in _relations(parts, "").values():
            if kind.endswith("/officeDocument") and place in parts:
                return place
    if _DEFAULT_PLACE in parts:
        return _DEFAULT_PLACE
    raise DocumentError("sheet_not_a_workbook", file=parts.file)


def _relations(parts: Parts, place: str) -> dict[str, tuple[str, str]]:
    """Return (kind, place) of every internal relation of a part; links outside are not followed."""
    folder = dirname(place)
    name = place.rpartition("/")[2]
    relations_place = join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Attributes) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), full)

    if relations_place in parts:
        parse(parts, relations_place, start=start)
    return found


class _Workbook:
    """The sheets that the workbook lists, and its first day."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_1904 = False

    def start(self, element: str, attributes: Attributes) -> None:
        if element == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, is_hidden))
        elif element == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")


def _place_of(targets: dict[str, tuple[str, str]], ending: str) -> str:
    return next((place for kind, place in targets.values() if kind.endswith(ending)), "")


def _shared_strings(parts: Parts, targets: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (text, font of its first letters) of every shared string."""
    place = _place_of(targets, "/sharedStrings")
    if not place or place not in parts:
        return []
    reader = _StringReader()
    parse(parts, place, start=reader.start, end=reader.end, text=reader.text)
    return reader.strings


class _StringReader:
    """Shared strings, rich ones joined; phonetic hints are left out."""

    def __init__(self) -> None:
        self.strings: list[tuple[str, str]] = []
        self._texts: list[str] = []
        self._font = ""
        self._is_text = False
        self._is_phonetic = False

    def start(self, element: str, attributes: Attributes) -> None:
        if element == "si":
            self._texts, self._font = [], ""
        elif element == "rPh":
            self._is_phonetic = True
        elif element == "t":
            self._is_text = not self._is_phonetic
        elif element == "rFont" and not self._font:
            self._font = attributes.get("val", "")

    def end(self, element: str) -> None:
        if element == "si":
            self.strings.append((unescaped("".join(self._texts)), self._font))
        elif element == "rPh":
            self._is_phonetic = False
        elif element == "t":
            self._is_text = False

    def text(self, data: str) -> None:
        if self._is_text:
            self._texts.append(data)


def unescaped(text: str) -> str:
    """Return a text with Excel's own escapes (_x000A_) read."""
    if "_x" not in text:
        return text
    return _HEX_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _looks(parts: Parts, targets: dict[str, tuple[str, str]]) -> tuple[CellLook, ...]:
    place = _place_of(targets, "/styles")
    if not place or place not in parts:
        return (CellLook("General", ""),)
    reader = _StyleReader()
    parse(parts, place, start=reader.start, end=reader.end)
    return tuple(reader.looks()) or (CellLook("General", ""),)


class _StyleReader:
    """The number format and the font of each cell style."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._fonts: list[str] = []
        self._styles: list[tuple[str, str]] = []
        self._inside = ""

    def start(self, element: str, attributes: Attributes) -> None:
        if element in ("fonts", "cellXfs", "dxfs", "cellStyleXfs"):
            self._inside = element
        elif element == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif element == "font" and self._inside == "fonts":
            self._fonts.append("")
        elif element == "name" and self._inside == "fonts" and self._fonts:
            self._fonts[-1] = attributes.get("val", "")
        elif element == "xf" and self._inside == "cellXfs":
            self._styles.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "")))

    def end(self, element: str) -> None:
        if element == self._inside:
            self._inside = ""

    def looks(self) -> Iterator[CellLook]:
        for number, font in self._styles:
            named = self._formats.get(number) or BUILT_IN_FORMATS.get(number, "General")
            is_known = font.isdigit() and int(font) < len(self._fonts)
            yield CellLook(named, self._fonts[int(font)] if is_known else "")


class _SheetReader:
    """Turn what a sheet writes into cells."""

    def __init__(
        self,
        strings: list[tuple[str, str]],
        looks: tuple[CellLook, ...],
        *,
        is_1904: bool,
        most: int,
    ) -> None:
        self._strings = strings
        self._dates = [is_date_format(look.number_format) for look in looks]
        self._is_1904 = is_1904
        self._most = most
        self._cells: list[SheetCell] = []
        self._is_cut = False
        self._file = ""

    def read(self, parts: Parts, place: str, *, name: str, is_hidden: bool) -> Sheet:
        self._file = parts.file
        events = SheetEvents(self._take)
        parse(parts, place, start=events.start, end=events.end, text=events.text)
        return Sheet(
            name=name,
            cells=tuple(self._cells),
            merges=tuple(_merges(events.merges)),
            hidden_rows=frozenset(events.hidden_rows),
            hidden_columns=frozenset(events.hidden_columns),
            is_hidden=is_hidden,
            is_cut=self._is_cut,
        )

    def _take(
        self, row: int, column: int, *, kind: str, style: int, value: str | None, has_formula: bool
    ) -> None:
        if value is None and not has_formula:
            return
        if row > limits.SHEET_ROWS or column > limits.SHEET_COLUMNS:
            self._is_cut = True
            return
        if len(self._cells) >= self._most:
            raise DocumentError("sheet_too_many_cells", file=self._file, most=limits.SHEET_CELLS)
        read_kind, text, font = self._value(kind, style, value)
        if len(text) > limits.EXCEL_TEXT_CHARS:
            raise DocumentError("sheet_broken", file=self._file)
        if text or read_kind != "text":
            look = style if style < len(self._dates) else 0
            self._cells.append(SheetCell(row, column, read_kind, text, look, has_formula, font))

    def _value(self, kind: str, style: int, value: str | None) -> tuple[CellKind, str, str]:
        if kind == "s":
            text, font = self._strings[int(value or "")]
            return "text", text, font
        if kind in ("inlineStr", "str"):
            return "text", unescaped(value or ""), ""
        if not value:
            return "uncached", "", ""
        if kind == "b":
            return "boolean", "1" if value in ("1", "true") else "0", ""
        if kind == "e":
            return "error", value, ""
        if kind == "d":
            return "date", value.removesuffix("Z").removesuffix("T00:00:00"), ""
        if style < len(self._dates) and self._dates[style]:
            return "date", serial_text(value, is_1904=self._is_1904), ""
        return "number", value.strip(), ""


def _merges(references: list[str]) -> Iterator[MergedRange]:
    for reference in references:
        first, _, last = reference.partition(":")
        start = cell_place(first)
        end = cell_place(last or first)
        if start[0] <= limits.SHEET_ROWS and start != end:
            yield MergedRange(*start, *end)
