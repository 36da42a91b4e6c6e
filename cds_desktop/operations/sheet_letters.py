"""The letters of a foreign sheet: recognised by font and by syllables, converted for the preview.

Nothing is converted for good here: the preview shows before and after, and the user confirms.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cds_desktop.legacy_text import (
    LOSS_SENTENCES,
    Converted,
    Encoding,
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

    `chosen` is the encoding that the user confirmed, for all texts whose font or column does not
    say clearly what they are; Encoding.UNICODE leaves every text as it is.
    """
    texts = [cell for cell in sheet.cells if cell.kind == "text" and not cell.text.isascii()]
    if not texts:
        return sheet, None
    by_column, whole, is_certain = _detected(book, texts)
    fonts = {look: font_encoding(one.font) for look, one in enumerate(book.looks)}
    cells: list[SheetCell] = []
    done: dict[tuple[str, Encoding, bool], Converted] = {}
    for cell in sheet.cells:
        if cell.kind != "text" or cell.text.isascii():
            cells.append(cell)
            continue
        by_font = font_encoding(cell.font) if cell.font else fonts[cell.look]
        own = by_font or by_column.get(cell.column)
        encoding = chosen if chosen is Encoding.UNICODE else own or chosen or whole
        is_capital = bool(by_font) and has_only_capitals(_font(cell, book))
        place = (cell.text, encoding, is_capital)
        if place not in done:
            done[place] = convert(cell.text, encoding, is_capital_font=is_capital)
        text = done[place].text
        cells.append(cell if text == cell.text else cell._replace(text=text))
    read = replace(sheet, cells=tuple(cells))
    found = [encoding for _, encoding, _ in done if encoding in _LEGACY]
    if not found and is_certain:
        return read, None
    main = max(set(found), key=found.count) if found else whole
    legacy = [one for (_, encoding, _), one in done.items() if encoding in _LEGACY]
    losses = dict.fromkeys(loss for one in legacy for loss in one.lost)
    sentences = tuple(LOSS_SENTENCES[loss] for loss in losses)
    return read, LegacyLetters(main, is_certain, tuple(_samples(done.values())), sentences)


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


def _samples(converted: Iterable[Converted]) -> Iterator[tuple[str, str]]:
    changed = {(one.before, one.text) for one in converted if one.is_changed}
    yield from sorted(changed, key=lambda pair: (-len(pair[0]), pair))[:_SHOWN]
