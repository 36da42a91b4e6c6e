"""Find the elements of an administrative document by what they say and where they stand.

The names E1-E28 are those of NĐ 30/2020, Phụ lục I, mục II and V (domain/document_format.md 2).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cds_desktop.office.document_reader import Document, Line

_NATIONAL = "cong hoa xa hoi chu nghia viet nam"
_MOTTO = "doc lap"
_HEAD_LINES = 25
# Kinds of documents with a name of their own (Phụ lục III, mục I).
_KINDS = {
    "nghi quyet", "quyet dinh", "chi thi", "quy che", "quy dinh", "thong cao", "thong bao",
    "huong dan", "chuong trinh", "ke hoach", "phuong an", "de an", "du an", "bao cao", "bien ban",
    "to trinh", "hop dong", "cong dien",
}  # fmt: skip
_POSITION = re.compile(r"^(TM|KT|TL|TUQ|Q)\.|CHỦ TỊCH|TRƯỞNG|PHÓ|GIÁM ĐỐC|CHÁNH|[ỦU][YỶ] BAN")
_ANNEX = re.compile(r"phu luc( [ivxlc]+| \d+)?")


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """The lines at the head of an annex; `is_first` says that its section begins with it."""

    number: Line
    titles: tuple[Line, ...]
    note: Line | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements that were found; None and empty where there are none."""

    national_title: Line | None
    motto: Line | None
    bodies: tuple[Line, ...]
    number: Line | None
    date: Line | None
    kind: Line | None
    subject: tuple[Line, ...]
    addressees: tuple[Line, ...]
    content: tuple[Line, ...]
    recipients_word: Line | None
    recipients: tuple[Line, ...]
    signers: tuple[Line, ...]
    signer_name: Line | None
    annexes: tuple[AnnexHead, ...]


def find_elements(document: Document) -> Elements:
    """Find the elements from the top of the document to its end."""
    written = [line for line in document.lines if not line.is_blank]
    head = written[:_HEAD_LINES]
    national = _first(head, lambda text: text.startswith(_NATIONAL))
    motto = _first(head, lambda text: text.startswith(_MOTTO))
    number = _first(head, lambda text: re.match(r"so\s*:", text) is not None)
    date = _first(head, lambda text: re.search(r"\bngay\b.*\bthang\b.*\bnam\b", text) is not None)
    kind = _first(head, lambda text: text in _KINDS)
    word = _first(written, lambda text: text.startswith("noi nhan"))
    start = written.index(kind) + 1 if kind else 0
    end = written.index(word) if word else len(written)
    letter = [line for line in written[start:end] if not line.place.table]
    subject = _subject(letter)
    addressees = _addressees(letter[len(subject) :])
    signers = _signers(written, word)
    has_name = bool(signers) and not _POSITION.search(signers[-1].text)
    return Elements(
        national_title=national,
        motto=motto,
        bodies=_bodies(head, national, number),
        number=number,
        date=date,
        kind=kind,
        subject=subject,
        addressees=addressees,
        content=tuple(letter[len(subject) + len(addressees) :]),
        recipients_word=word,
        recipients=_recipients(written, word),
        signers=signers[: len(signers) - has_name],
        signer_name=signers[-1] if has_name else None,
        annexes=tuple(_annexes(written[end:])),
    )


def folded(text: str) -> str:
    """Return the text without marks, case and doubled spaces, for comparing."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    marks = unicodedata.normalize("NFD", plain)
    return " ".join("".join(c for c in marks if not unicodedata.combining(c)).casefold().split())


def following(document: Document, line: Line) -> list[Line]:
    """Return the lines after this one in the same cell, or on the same page level."""
    index = next(n for n, other in enumerate(document.lines) if other is line)
    after: list[Line] = []
    for other in document.lines[index + 1 :]:
        if other.place != line.place:
            break
        after.append(other)
    return after


def _first(lines: Sequence[Line], is_it: Callable[[str], bool]) -> Line | None:
    return next((line for line in lines if is_it(folded(line.text))), None)


def _bodies(head: Sequence[Line], national: Line | None, number: Line | None) -> tuple[Line, ...]:
    """Return the names of the bodies: what stands left of the national title, above the number."""
    if national is None:
        return ()
    end = head.index(number) if number in head else len(head)
    place = national.place
    return tuple(
        line
        for line in head[:end]
        if line.place.table == place.table and line.place.column < place.column
    )


def _subject(letter: Sequence[Line]) -> tuple[Line, ...]:
    subject: list[Line] = []
    for line in letter:
        is_next = folded(line.text).startswith("kinh gui") or line.form.alignment != "center"
        if is_next:
            break
        subject.append(line)
    return tuple(subject)


def _addressees(letter: Sequence[Line]) -> tuple[Line, ...]:
    if not letter or not folded(letter[0].text).startswith("kinh gui"):
        return ()
    listed = [letter[0]]
    for line in letter[1:]:
        if not letter[0].text.rstrip().endswith(":") or not line.text.lstrip().startswith("-"):
            break
        listed.append(line)
    return tuple(listed)


def _recipients(written: Sequence[Line], word: Line | None) -> tuple[Line, ...]:
    if word is None:
        return ()
    start = written.index(word) + 1
    return tuple(line for line in written[start:] if line.place == word.place and word.place.table)


def _signers(written: Sequence[Line], word: Line | None) -> tuple[Line, ...]:
    if word is None or not word.place.table:
        return ()
    return tuple(
        line
        for line in written
        if line.place.table == word.place.table and line.place.column > word.place.column
    )


def _annexes(lines: Sequence[Line]) -> Iterator[AnnexHead]:
    section = lines[0].place.section if lines else 0
    for index, line in enumerate(lines):
        is_first = line.place.section != section
        section = line.place.section
        if line.place.table or not _ANNEX.fullmatch(folded(line.text)):
            continue
        titles: list[Line] = []
        note: Line | None = None
        for after in lines[index + 1 :]:
            if after.place.table or after.place.section != section or note is not None:
                break
            if after.text.lstrip().startswith("("):
                note = after
            else:
                titles.append(after)
        yield AnnexHead(line, tuple(titles), note, is_first)
