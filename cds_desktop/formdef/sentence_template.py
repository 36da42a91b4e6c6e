"""The small language of `sentence` templates: text, `{question}` fields, `[...]` optional pieces.

`Tiếp nhận {hs} hồ sơ[, trong đó trực tuyến {tt} hồ sơ][ ({hs.change})].`

A field prints the answer of a question, or one of WORDS. After a dot it may name how (STYLES). An
optional piece is left out when a field in it has nothing to print; a sentence is left out when one
of its other fields has not. Pieces may hold pieces, four deep. Braces and brackets are never text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = ("org_unit", "area_kinds", "period", "year", "end_date")
"""What a field may name besides questions.

huyện Tháp Mười; the kinds of its areas: xã, thị trấn; tháng 9 năm 2023; 2023; 30/9/2023.
"""

STYLES = (
    "change",  # tăng 12 hồ sơ so với tháng trước
    "change_rate",  # tăng 3,4% so với tháng trước
    "last_year",  # tăng 17,45% so với cùng kỳ năm 2022
    "previous",  # the figure of the period before
    "plain",  # 7, where a count would print as 07
    "nonzero",  # the figure; nothing to print when it is 0
    "apart",  # the figure beside the year's sum; nothing to print when 0 or in the first period
    "some",  # no text at all; nothing to print when it is 0
    "zero",  # no text at all; nothing to print unless it is 0
    "inline",  # a text within a sentence: first letter small, no full stop
    "long",  # ngày 18 tháng 9 năm 2023
)

_MAX_DEPTH = 4
_FIELD = re.compile(r"([a-z][a-z0-9_]*)(?:\.([a-z_]+))?")
_SIGNS = re.compile(r"[{}\[\]]")


class SentenceTemplateError(Exception):
    """A template that cannot be read; `code`, `params` name the fault, `position` is from 1."""

    def __init__(self, code: str, position: int, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.position = position
        self.params = {"position": position, **params}


@dataclass(frozen=True, slots=True)
class Field:
    """A place for an answer; `style` is one of STYLES, or "" for the plain way."""

    name: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class OptionalPiece:
    """What is printed only when every field in it can be."""

    parts: tuple["Part", ...]


Part = str | Field | OptionalPiece


def parse_template(template: str) -> tuple[Part, ...]:
    """Return the parts of a template in printing order; raises SentenceTemplateError."""
    parts, end = _read_parts(template, 0, depth=0)
    if end < len(template):
        raise SentenceTemplateError("sentence_not_opened", end + 1, sign=template[end])
    return parts


def template_fields(template: str) -> tuple[str, ...]:
    """Return the questions that a template prints, each once, WORDS left out.

    Raises SentenceTemplateError.
    """
    names = (field.name for field in fields(parse_template(template)))
    return tuple(dict.fromkeys(name for name in names if name not in WORDS))


def fields(parts: tuple[Part, ...]) -> Iterator[Field]:
    """Yield every field, those in optional pieces too."""
    for part in parts:
        if isinstance(part, Field):
            yield part
        elif isinstance(part, OptionalPiece):
            yield from fields(part.parts)


def _read_parts(template: str, start: int, *, depth: int) -> tuple[tuple[Part, ...], int]:
    """Read up to the end, or up to the sign that closes what was opened before."""
    parts: list[Part] = []
    position = start
    while found := _SIGNS.search(template, position):
        parts.append(template[position : found.start()])
        match found.group():
            case "{":
                part, position = _read_field(template, found.start())
            case "[":
                part, position = _read_piece(template, found.start(), depth=depth + 1)
            case _:
                return _without_empty(parts), found.start()
        parts.append(part)
    if depth:
        raise SentenceTemplateError("sentence_not_closed", start, sign="[")
    return _without_empty([*parts, template[position:]]), len(template)


def _read_field(template: str, start: int) -> tuple[Field, int]:
    end = template.find("}", start)
    if end < 0:
        raise SentenceTemplateError("sentence_not_closed", start + 1, sign="{")
    text = template[start + 1 : end]
    found = _FIELD.fullmatch(text)
    if found is None:
        raise SentenceTemplateError("sentence_field_unreadable", start + 1, field=text)
    name, style = found.group(1), found.group(2) or ""
    if style and style not in STYLES:
        raise SentenceTemplateError("sentence_style_unknown", start + 1, field=name, style=style)
    return Field(name, style), end + 1


def _read_piece(template: str, start: int, *, depth: int) -> tuple[OptionalPiece, int]:
    if depth > _MAX_DEPTH:
        raise SentenceTemplateError("sentence_too_deep", start + 1, limit=_MAX_DEPTH)
    parts, end = _read_parts(template, start + 1, depth=depth)
    if template[end] != "]":
        raise SentenceTemplateError("sentence_not_opened", end + 1, sign=template[end])
    if not any(fields(parts)):
        raise SentenceTemplateError("sentence_piece_fixed", start + 1)
    return OptionalPiece(parts), end + 1


def _without_empty(parts: list[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part != "")
