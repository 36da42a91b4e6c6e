"""The rules that many elements share: size, weight, slope, case, place on the line, drawn rules."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cds_desktop.office.document_reader import Line
from cds_desktop.office.rule_finding import RuleFinding, points, quoted
from cds_desktop.office.text_width import wrapped

_TOLERANCE = 0.06  # of a rule's length: letters are measured, not drawn


@dataclass(frozen=True, slots=True)
class Looks:
    """How an element has to look; sizes in half-points, None where the decree says nothing."""

    least: int
    most: int
    is_bold: bool | None = None
    is_italic: bool | None = None
    is_upper: bool | None = None
    alignment: str = ""


def looks_findings(rule: str, lines: Iterable[Line], looks: Looks) -> Iterator[RuleFinding]:
    """Yield what is wrong with the looks of an element's lines, one finding a line."""
    required = ", ".join(_required(looks))
    for line in lines:
        if found := list(dict.fromkeys(_wrong(line, looks))):
            yield RuleFinding(rule, quoted(line), ", ".join(found), required)


def rule_findings(
    rule: str, text: Sequence[Line], after: Sequence[Line], *, least: float, most: float
) -> Iterator[RuleFinding]:
    """Yield a finding unless a solid rule of this share of the text is drawn below it."""
    if not text:
        return
    last = text[-1]
    required = _share_name(least, most)
    length = _rule_below(last, after)
    if length is None:
        yield RuleFinding(rule, quoted(last), "không có đường kẻ nét liền", required)
        return
    widest = max(width for line in text for width in _widths(line))
    share = length / widest if widest else 0
    if not least - _TOLERANCE <= share <= most + _TOLERANCE:
        found = f"đường kẻ dài bằng {round(share * 100)}% dòng chữ"
        yield RuleFinding(rule, quoted(last), found, required)


def _wrong(line: Line, looks: Looks) -> Iterator[str]:
    for text, form in line.runs:
        if not text.strip():
            continue
        if not looks.least <= form.size <= looks.most:
            yield f"cỡ {points(form.size)}"
        if looks.is_bold is not None and form.is_bold != looks.is_bold:
            yield "chữ đậm" if form.is_bold else "chữ không đậm"
        if looks.is_italic is not None and form.is_italic != looks.is_italic:
            yield "chữ nghiêng" if form.is_italic else "chữ đứng"
        if looks.is_upper and not (form.is_caps or text == text.upper()):
            yield "chữ thường"
        if looks.is_upper is False and (form.is_caps or _is_upper(line.text)):
            yield "chữ in hoa"
    if looks.alignment and line.form.alignment not in (looks.alignment, "distribute"):
        yield _ALIGNMENTS.get(line.form.alignment, "căn lề khác")


_ALIGNMENTS = {
    "left": "căn trái",
    "start": "căn trái",
    "right": "căn phải",
    "end": "căn phải",
    "center": "căn giữa",
    "both": "căn đều hai bên",
}


def _is_upper(text: str) -> bool:
    return text == text.upper() and text != text.lower() and len(text) > 3


def _required(looks: Looks) -> Iterator[str]:
    least, most = points(looks.least), points(looks.most)
    yield f"cỡ {least}" if least == most else f"cỡ {least} đến {most}"
    if looks.is_upper is not None:
        yield "chữ in hoa" if looks.is_upper else "chữ in thường"
    if looks.is_bold is not None:
        yield "đậm" if looks.is_bold else "không đậm"
    if looks.is_italic is not None:
        yield "nghiêng" if looks.is_italic else "đứng"
    if looks.alignment:
        yield _ALIGNMENTS[looks.alignment]


def _share_name(least: float, most: float) -> str:
    if least == most:
        return "đường kẻ nét liền dài bằng dòng chữ"
    return "đường kẻ nét liền dài từ 1/3 đến 1/2 dòng chữ"


def _rule_below(last: Line, after: Sequence[Line]) -> int | None:
    """Return the length of the rule below a line; None when there is none."""
    if last.form.rules[1] == "single":
        return _own_room(last)
    drawn = list(last.drawn_rules)
    for line in after:
        if line.is_blank and "single" in line.form.rules:
            return _own_room(line)
        drawn += line.drawn_rules
        if not line.is_blank:
            break
    return drawn[0] if drawn else None


def _widths(line: Line) -> list[int]:
    is_bold = bool(line.runs) and line.runs[0][1].is_bold
    room = _own_room(line) if line.room else 9354
    return wrapped(line.text, size=line.size, is_bold=is_bold, available=room)


def _own_room(line: Line) -> int:
    return line.room - line.form.left - line.form.right
