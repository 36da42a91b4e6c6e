"""Make a report again and keep what people changed by hand in the former one (O19).

Three documents: generated then, edited, generated now. An edit is kept where the program says the
same as then; where both changed, the words are merged if they do not touch. Whatever cannot be kept
is listed as a conflict: the new document then says what the program says now.
"""

from collections.abc import Sequence

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.office.document_blocks import (
    DOCUMENT,
    Block,
    BlockDocument,
    cell_text,
    read_blocks,
)
from cds_desktop.office.hand_edit import HandEdit, Merged
from cds_desktop.office.package import read_package, write_package
from cds_desktop.office.text_merge import align, merge_texts
from cds_desktop.office.word_grafts import Grafts
from cds_desktop.office.xml_tree import BrokenXml, Element, W, serialise

_QUOTED = 60


def merge(base: bytes, edited: bytes, now: bytes, *, file: str) -> Merged:
    """Return the document generated now with the edits of the former one.

    Raises DocumentError `document_unreadable` when the edited one is no Word document.
    """
    documents = [_parts(data, file) for data in (base, edited, now)]
    try:
        then, by_hand, new = (read_blocks(parts) for parts in documents)
    except (BrokenXml, KeyError, ValueError) as error:
        raise DocumentError("document_unreadable", file=file) from error
    merger = _Merger(then, by_hand, new)
    edits = merger.run()
    if not any(edit.is_kept for edit in edits):
        return Merged(now, edits)
    return Merged(write_package({**documents[2], DOCUMENT: serialise(new.root)}), edits)


def _parts(data: bytes, file: str) -> dict[str, bytes]:
    try:
        return read_package(data, file=file, max_bytes=limits.DOCUMENT_BYTES).parts
    except DocumentError as error:
        raise DocumentError("document_unreadable", file=file) from error


class _Merger:
    """Walks the blocks that were generated then, and carries the edits over."""

    def __init__(self, then: BlockDocument, by_hand: BlockDocument, new: BlockDocument) -> None:
        self._then, self._by_hand, self._new = then, by_hand, new
        self._edits: list[HandEdit] = []
        self._grafts = Grafts(by_hand.styles, new.styles)
        old = [block.text for block in then.blocks]
        self._hand = align(old, [block.text for block in by_hand.blocks])
        self._now = align(old, [block.text for block in new.blocks])

    def run(self) -> tuple[HandEdit, ...]:
        """Carry every edit over or list it."""
        for number, block in enumerate(self._then.blocks):
            hand, now = self._hand.mates[number], self._now.mates[number]
            new = None if now is None else self._new.blocks[now]
            if hand is None:
                self._deleted(block, new)
            else:
                self._compared(block, self._by_hand.blocks[hand], new)
        for number, added in self._hand.added.items():
            self._added(number, [self._by_hand.blocks[j] for j in added])
        self._around()
        return tuple(self._edits)

    # --- one block ------------------------------------------------------------------------------

    def _deleted(self, then: Block, new: Block | None) -> None:
        if new is None:
            return  # gone on both sides
        is_kept = new.text == then.text and _remove(new.element)
        self._note(then, "", new.text, is_kept=is_kept)

    def _compared(self, then: Block, hand: Block, new: Block | None) -> None:
        if hand.text == then.text:
            if hand.looks != then.looks:
                self._relooked(then, hand, new)
        elif new is None:
            self._note(then, hand.text, "", is_kept=False)
        elif new.text != hand.text:
            self._edited(then, hand, new)

    def _relooked(self, then: Block, hand: Block, new: Block | None) -> None:
        """Only the letters look otherwise: keep that while the text is the same."""
        if new is not None:
            is_kept = new.text == then.text and self._grafts.replace(new.element, hand.element)
            self._note(then, f"{hand.text} (kiểu chữ)", new.text, is_kept=is_kept)

    def _edited(self, then: Block, hand: Block, new: Block) -> None:
        if then.is_row and hand.is_row and new.is_row:
            self._edited_row(then, hand, new)
        elif new.text == then.text:
            is_kept = self._grafts.replace(new.element, hand.element)
            self._note(then, hand.text, new.text, is_kept=is_kept)
        else:
            self._note(then, hand.text, new.text, is_kept=self._merged(then, hand, new))

    def _merged(self, then: Block, hand: Block, new: Block) -> bool:
        text = merge_texts(then.text, hand.text, new.text)
        return text is not None and self._grafts.set_text(new.element, text)

    def _edited_row(self, then: Block, hand: Block, new: Block) -> None:
        if not len(then.cells) == len(hand.cells) == len(new.cells):
            self._note(then, hand.text, new.text, is_kept=False)
            return
        cells = zip(_cells(hand), _cells(new), then.cells, strict=True)
        for hand_cell, new_cell, before in cells:
            edited, now = cell_text(hand_cell), cell_text(new_cell)
            if edited in (before, now):
                continue
            is_kept = now == before and self._grafts.replace_content(new_cell, hand_cell)
            if now != before:
                text = merge_texts(before, edited, now)
                is_kept = text is not None and self._grafts.set_text(new_cell, text)
            place = _quoted(f"{then.cells[0]} {then.cells[min(1, len(then.cells) - 1)]}")
            self._edits.append(HandEdit(place, before, edited, now, is_kept))

    # --- what was put in --------------------------------------------------------------------------

    def _added(self, number: int, blocks: Sequence[Block]) -> None:
        known = [block.text for block in self._new.blocks]
        anchor = self._anchor(number)
        for block in blocks:
            if block.text in known and block.text not in {b.text for b in self._then.blocks}:
                continue  # the program says it too by now
            placed = self._grafts.put_after(anchor, block.element) if anchor is not None else None
            place = _quoted(anchor_text(anchor)) if anchor is not None else "đầu văn bản"
            is_kept = placed is not None
            self._edits.append(HandEdit(place, "", block.text, "", is_kept))
            anchor = placed if placed is not None else anchor

    def _anchor(self, number: int) -> Element | None:
        """Return the element of the new document that an addition comes after."""
        for earlier in range(number, -1, -1):
            now = self._now.mates[earlier]
            if now is not None and self._new.blocks[now].element.getparent() is not None:
                return self._new.blocks[now].element
        return None

    def _around(self) -> None:
        """List what was changed outside the text: it is not carried over."""
        then, hand = set(self._then.margins), set(self._by_hand.margins)
        if added := sorted(hand - then):
            said = "; ".join(added)
            self._edits.append(HandEdit("đầu trang, chân trang, chú thích", "", said, "", False))
        if gone := sorted(then - hand):
            said = "; ".join(gone)
            self._edits.append(HandEdit("đầu trang, chân trang, chú thích", said, "", said, False))
        if set(self._then.pages) != set(self._by_hand.pages):
            self._edits.append(HandEdit("khổ giấy, lề trang", "", "đã đổi", "", False))

    def _note(self, then: Block, edited: str, now: str, *, is_kept: bool) -> None:
        self._edits.append(HandEdit(_quoted(then.text), then.text, edited, now, is_kept))


def anchor_text(element: Element) -> str:
    """Return the words of a block, for naming a place."""
    return " ".join(text for text in element.itertext(W + "t"))


def _cells(row: Block) -> list[Element]:
    return row.element.findall(W + "tc")


def _remove(element: Element) -> bool:
    """Take a block out; False when the document needs it: the end of a section, a table's row."""
    owner = element.getparent()
    if owner is None or any(True for _ in element.iter(W + "sectPr")):
        return False
    if element.tag == W + "tr" and len(owner.findall(W + "tr")) == 1:
        return False
    if owner.tag == W + "tc" and len(owner.findall(W + "p")) == 1:
        return False
    owner.remove(element)
    return True


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= _QUOTED else words[:_QUOTED].rstrip() + '…'}”"
