"""Read a finished workbook again, strictly, and compare it cell by cell with what went in."""

import posixpath
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from cds_desktop.errors import DocumentError
from cds_desktop.office.package import read_package
from cds_desktop.office.sheet_xml import SheetCell, cell_values, column_letters
from cds_desktop.office.xlsx_sheet import SheetLayout
from cds_desktop.office.xml_tree import BrokenXml, Element, S, parse

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def compare(data: bytes, layouts: Sequence[SheetLayout], *, file: str) -> None:
    """Raise DocumentError `document_differs` with the first cell that is not what went in."""
    parts = read_package(data, file=file, max_bytes=len(data)).parts
    try:
        sheets = list(_sheets(parts))
        for layout, (name, part) in zip(layouts, sheets[: len(layouts)], strict=True):
            place = f"trang “{layout.name}”"
            different = "" if name == layout.name else place
            different = different or _first_difference(parse(parts[part]), layout, place)
            if different:
                raise DocumentError("document_differs", file=file, place=different)
    except (BrokenXml, KeyError, ValueError) as error:
        raise DocumentError("document_differs", file=file, place="XML") from error


def _sheets(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each sheet, as a reader finds them."""
    relations = parse(parts["xl/_rels/workbook.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
    for sheet in parse(parts["xl/workbook.xml"]).iter(S + "sheet"):
        target = targets[sheet.get(_RELATION)]
        yield sheet.get("name") or "", posixpath.normpath(posixpath.join("/xl", target))[1:]


def _first_difference(sheet: Element, layout: SheetLayout, place: str) -> str:
    wanted = {
        f"{column_letters(column)}{row}": cell
        for (row, column), cell in cell_values(layout.rows).items()
    }
    for cell in sheet.iter(S + "c"):
        coordinate = cell.get("r") or ""
        if len(cell) and not _is_same(cell, wanted.pop(coordinate, None)):
            return f"{place}, ô {coordinate}"
    return f"{place}, ô {next(iter(wanted))}" if wanted else ""


def _is_same(cell: Element, wanted: SheetCell | None) -> bool:
    if wanted is None or (_child_text(cell, "f") or "") != wanted.formula:
        return False
    kind = cell.get("t") or "n"
    if isinstance(wanted.value, Decimal):
        return kind == "n" and _number(_child_text(cell, "v")) == wanted.value
    if wanted.formula:
        return kind == "str" and (_child_text(cell, "v") or "") == (wanted.value or "")
    text = cell.find(f"{S}is/{S}t")
    found = "" if text is None else text.text or ""
    return kind == "inlineStr" and found.replace("_x005F_", "_") == wanted.value


def _child_text(cell: Element, name: str) -> str | None:
    child = cell.find(S + name)
    return None if child is None else child.text or ""


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text or "")
    except InvalidOperation:
        return None
