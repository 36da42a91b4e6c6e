"""Carry paragraphs and rows from one Word document into another that has the same styles.

What points at other parts of its file (pictures, links, numbering, comments) cannot be carried:
every function then changes nothing and says so.
"""

from collections.abc import Iterable

from cds_desktop.office.word_styles import Styles
from cds_desktop.office.word_xml import child, drop_property
from cds_desktop.office.xml_tree import XML_SPACE, Element, W, copy_of, make

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NOT_CARRIED = (
    *("drawing", "pict", "object", "commentReference", "footnoteReference", "endnoteReference"),
    *("numPr", "sdt", "sectPr"),
)
_NOT_REWRITTEN = (*_NOT_CARRIED, "ins", "del", "hyperlink", "fldChar", "fldSimple")
_DROPPED = ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd")


class Grafts:
    """Carries blocks between two documents; styles are matched by the names that Word shows."""

    def __init__(self, source: Styles, target: Styles) -> None:
        self._source = source
        self._target = target

    def replace(self, element: Element, by: Element) -> bool:
        """Put a copy of `by` in the place of `element`; False when it cannot be carried."""
        copied = self._copied(by)
        owner = element.getparent()
        if copied is None or owner is None or element.tag != by.tag:
            return False
        if any(True for _ in element.iter(W + "sectPr", W + "drawing")):
            return False
        element.addnext(copied)
        owner.remove(element)
        return True

    def replace_content(self, cell: Element, by: Element) -> bool:
        """Put the paragraphs of another cell in the place of this one's."""
        copies = [self._copied(paragraph) for paragraph in by.findall(W + "p")]
        carried = [copied for copied in copies if copied is not None]
        if len(carried) != len(copies) or not carried or by.find(W + "tbl") is not None:
            return False
        for paragraph in cell.findall(W + "p"):
            cell.remove(paragraph)
        for copied in carried:
            cell.append(copied)
        return True

    def set_text(self, element: Element, text: str) -> bool:
        """Write a text into a paragraph or a cell of one paragraph that looks alike throughout."""
        paragraphs = [element] if element.tag == W + "p" else element.findall(W + "p")
        runs = [run for paragraph in paragraphs for run in paragraph.findall(W + "r")]
        if len(paragraphs) != 1 or not runs or "\n" in text:
            return False
        if any(True for _ in element.iter(*(W + name for name in _NOT_REWRITTEN))):
            return False
        first, *others = runs
        for other in others:
            paragraphs[0].remove(other)
        for piece in list(first):
            if piece.tag != W + "rPr":
                first.remove(piece)
        holder = make("t")
        holder.text = text
        holder.set(XML_SPACE, "preserve")
        first.append(holder)
        return True

    def put_after(self, anchor: Element, element: Element) -> Element | None:
        """Put a copy of a block behind `anchor`; None when it cannot be carried or stand there."""
        is_fitting = anchor.tag == element.tag
        if not is_fitting and anchor.tag == W + "tr" and element.tag == W + "p":
            table = anchor.getparent()
            anchor = anchor if table is None else table
            is_fitting = anchor.tag == W + "tbl"
        copied = self._copied(element) if is_fitting else None
        if copied is None or any(True for _ in anchor.iter(W + "sectPr")):
            return None
        anchor.addnext(copied)
        return copied

    def _copied(self, element: Element) -> Element | None:
        if any(True for _ in element.iter(*(W + name for name in _NOT_CARRIED))):
            return None
        if any(name.startswith(_RELATION) for e in element.iter() for name in e.attrib):
            return None
        copied = copy_of(element)
        paragraphs = [copied] if copied.tag == W + "p" else list(copied.iter(W + "p"))
        originals = [element] if element.tag == W + "p" else list(element.iter(W + "p"))
        for paragraph, original in zip(paragraphs, originals, strict=True):
            self._match_style(paragraph, self._source.name(original))
            _drop(paragraph, (W + name for name in _DROPPED))
        return copied

    def _match_style(self, paragraph: Element, name: str) -> None:
        """Name the paragraph's style as the target document does: programs renumber the ids."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None:
            return
        if known := self._target.id_of(name):
            style.set(W + "val", known)
        else:
            drop_property(child(paragraph, "pPr"), W + "pStyle")


def _drop(paragraph: Element, tags: Iterable[str]) -> None:
    for element in list(paragraph.iter(*tags)):
        owner = element.getparent()
        if owner is not None:
            owner.remove(element)
