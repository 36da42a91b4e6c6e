"""The letters of a foreign sheet: recognised by font and by syllables, converted for the preview.

Nothing is converted for good here: the preview shows before and after, and the user confirms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cds_desktop.legacy_text import (
    LOSS_SENTENCES,
    Encoding,
    Loss,
    convert,
    detect,
    font_encoding,
    has_only_capitals,
)
from cds_desktop.office.sheet_cells import Book, Sheet, SheetCell
from cds_desktop.operations.sheet_preview import LegacyLetters

_SAMPLE = 400
_SHOWN = 8
_LEGACY = (Encoding.TCVN3, Encoding.VNI)


def read_letters(
    book: Book, sheet: Sheet, chosen: Encoding | None = None
) -> tuple[Sheet, LegacyLetters | None]:
    """Return the sheet with its texts in Unicode, and what to show of it; None for plain Unicode.

    `chosen` is the encoding that the user confirmed: all texts are then read in it, but those whose
    font says otherwise; Encoding.UNICODE leaves them as they are.
    """
    texts = [cell for cell in sheet.cells if cell.kind == "text" and not cell.text.isascii()]
    if not texts:
        return sheet, None
    by_column, whole, is_certain = _detected(book, texts)
    encodings = {
        cell: chosen or _encoding_of(cell, book, by_column, whole=whole) for cell in set(texts)
    }
    converted: dict[SheetCell, SheetCell] = {}
    losses: dict[Loss, None] = {}
    for cell, encoding in encodings.items():
        done = convert(cell.text, encoding, is_capital_font=has_only_capitals(_font(cell, book)))
        converted[cell] = cell._replace(text=done.text)
        losses.update(dict.fromkeys(done.lost if encoding in _LEGACY else ()))
    read = replace(sheet, cells=tuple(converted.get(cell, cell) for cell in sheet.cells))
    found = [encoding for encoding in encodings.values() if encoding in _LEGACY]
    if not found and is_certain:
        return read, None
    main = max(set(found), key=found.count) if found else whole
    sentences = tuple(LOSS_SENTENCES[loss] for loss in losses)
    return read, LegacyLetters(main, is_certain, tuple(_samples(converted)), sentences)


def _detected(
    book: Book, texts: Sequence[SheetCell]
) -> tuple[Mapping[int, Encoding], Encoding, bool]:
    """Return the encoding of each column that is sure of its own, and that of the whole sheet."""
    columns: dict[int, list[SheetCell]] = {}
    for cell in texts:
        columns.setdefault(cell.column, []).append(cell)
    sure: dict[int, Encoding] = {}
    for column, cells in columns.items():
        found = detect(_words(cells), font=_main_font(cells, book))
        if found.is_certain and found.votes:
            sure[column] = found.encoding
    whole = detect(_words(texts))
    return sure, whole.encoding, whole.is_certain or len(sure) == len(columns)


def _words(cells: Sequence[SheetCell]) -> list[str]:
    return list(dict.fromkeys(cell.text for cell in cells))[:_SAMPLE]


def _main_font(cells: Sequence[SheetCell], book: Book) -> str:
    fonts = [_font(cell, book) for cell in cells]
    legacy = [font for font in fonts if font_encoding(font)]
    return legacy[0] if 2 * len(legacy) > len(fonts) else ""


def _font(cell: SheetCell, book: Book) -> str:
    return cell.font or book.looks[cell.look].font


def _encoding_of(
    cell: SheetCell, book: Book, by_column: Mapping[int, Encoding], *, whole: Encoding
) -> Encoding:
    return font_encoding(_font(cell, book)) or by_column.get(cell.column) or whole


def _samples(converted: Mapping[SheetCell, SheetCell]) -> Iterator[tuple[str, str]]:
    changed = [(old.text, new.text) for old, new in converted.items() if old.text != new.text]
    yield from sorted(set(changed), key=lambda pair: -len(pair[0]))[:_SHOWN]
