"""A Word document as a row of blocks: paragraphs, and rows of tables, each with its text and looks.

Empty paragraphs are left out: they say nothing, and programs add and drop them at will.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cds_desktop.office.word_styles import Styles
from cds_desktop.office.xml_tree import Element, W, parse

DOCUMENT = "word/document.xml"
_PICTURES = (W + "drawing", W + "pict", W + "object")
_PICTURE_SIGN = "[hình]"
_SIGNS = {W + "br": "\n", W + "tab": "\t", **dict.fromkeys(_PICTURES, _PICTURE_SIGN)}
_MARGIN = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a row; `cells` are the texts of a row, `looks` how its letters look."""

    element: Element = field(repr=False, compare=False)
    text: str
    cells: tuple[str, ...] = ()
    looks: tuple[tuple[str, int, bool, bool], ...] = ()

    @property
    def is_row(self) -> bool:
        """Say whether it is a row of a table."""
        return self.element.tag == W + "tr"


@dataclass(frozen=True, slots=True)
class BlockDocument:
    """A document taken apart; `margins` are the texts outside the body, `pages` its sections."""

    root: Element = field(repr=False)
    styles: Styles = field(repr=False)
    blocks: tuple[Block, ...]
    margins: tuple[str, ...]
    pages: tuple[str, ...]


def read_blocks(parts: dict[str, bytes]) -> BlockDocument:
    """Take a document apart; a KeyError or BrokenXml when it is none."""
    root = parse(parts[DOCUMENT])
    body = root.find(W + "body")
    if body is None:
        raise KeyError("body")
    style_part = parts.get("word/styles.xml")
    styles = Styles(parse(style_part) if style_part else None)
    blocks = tuple(block for block in _blocks(body, styles) if block.text.strip())
    return BlockDocument(root, styles, blocks, tuple(_margins(parts)), tuple(_pages(root)))


def text_of(paragraph: Element) -> str:
    """Return a paragraph's text, pictures as a sign; what a tracked change deleted is not there."""
    pieces: list[str] = []
    for element in paragraph.iter(W + "t", W + "br", W + "tab", *_PICTURES):
        is_text = element.tag == W + "t"
        pieces.append(element.text or "" if is_text else _SIGNS[element.tag])
    return "".join(pieces).replace("\u00a0", " ")


def cell_text(cell: Element) -> str:
    """Return a cell's text, its paragraphs as lines."""
    return "\n".join(text_of(paragraph) for paragraph in cell.findall(W + "p"))


def _blocks(parent: Element, styles: Styles) -> Iterator[Block]:
    for element in parent:
        if element.tag == W + "p":
            yield Block(element, text_of(element), looks=tuple(_looks(element, styles)))
        elif element.tag == W + "tbl":
            for row in element.findall(W + "tr"):
                yield _row(row, styles)
        elif element.tag in (W + "sdt", W + "sdtContent"):
            yield from _blocks(element, styles)


def _row(row: Element, styles: Styles) -> Block:
    cells = tuple(cell_text(cell) for cell in row.findall(W + "tc"))
    looks = tuple(look for paragraph in row.iter(W + "p") for look in _looks(paragraph, styles))
    return Block(row, "\t".join(cells), cells, looks)


def _looks(paragraph: Element, styles: Styles) -> Iterator[tuple[str, int, bool, bool]]:
    """Yield the runs as they look, neighbours that look alike as one."""
    text, form = "", (0, False, False)
    for run in paragraph.iter(W + "r"):
        said = "".join(t.text or "" for t in run.iter(W + "t"))
        if not said.strip():
            text += said if text else ""
            continue
        own = styles.run(run, paragraph)
        looks = (own.size, own.is_bold, own.is_italic)
        if text and looks != form:
            yield (text.strip(), *form)
            text = ""
        text, form = text + said, looks
    if text.strip():
        yield (text.strip(), *form)


def _margins(parts: dict[str, bytes]) -> Iterator[str]:
    """Return what headers, footers, notes and comments say, whatever their parts are called."""
    said: set[str] = set()
    for name in parts:
        if _MARGIN.fullmatch(name):
            said |= {text_of(p).strip() for p in parse(parts[name]).iter(W + "p")}
    yield from sorted(text for text in said if text.replace(_PICTURE_SIGN, "").strip(" 0123456789"))


def _pages(root: Element) -> Iterator[str]:
    for section in root.iter(W + "sectPr"):
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        if size is None or margins is None:
            continue
        sides = [margins.get(W + side) or "" for side in ("top", "right", "bottom", "left")]
        numbers = [size.get(W + "w") or "", size.get(W + "h") or "", *sides]
        yield " ".join(str(round(int(number or 0), -2)) for number in numbers)
