"""Rules of the text: E10-E19 of domain/document_format.md 2."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cds_desktop.office.document_elements import Elements, folded
from cds_desktop.office.document_reader import Line
from cds_desktop.office.line_rules import Looks, looks_findings
from cds_desktop.office.rule_finding import RuleFinding, millimetres, points, quoted

_NEEDS_ADDRESSEE = {"bao cao", "to trinh"}
_PART = re.compile(r"[IVXLC]+\. ")
_POINT = re.compile(r"(\w)\) ")
_POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_INDENTS = (567, 720)  # 1 cm, 1,27 cm
_INDENT_TOLERANCE = 16
_GAP = 120  # 6 pt
_END = "./."


def content_findings(elements: Elements) -> Iterator[RuleFinding]:
    """Yield what is wrong from "Kính gửi" to the end of the text."""
    yield from _addressees(elements)
    headings = [line for line in elements.content if _PART.match(line.text.strip())]
    text = [line for line in elements.content if not _PART.match(line.text.strip())]
    looks = Looks(26, 28, is_bold=True, is_italic=False, is_upper=True)
    yield from looks_findings("heading_looks", headings, looks)
    yield from _paragraphs(text)
    yield from _gaps(elements.content)
    yield from _points(text)
    last = elements.content[-1] if elements.content else None
    if last is None or not last.text.rstrip().endswith(_END):
        place = "cuối nội dung" if last is None else quoted(last)
        yield RuleFinding("end_mark", place, "không có dấu kết thúc", f"“{_END}” ở cuối nội dung")


def _addressees(elements: Elements) -> Iterator[RuleFinding]:
    lines = elements.addressees
    if not lines:
        kind = elements.kind
        if kind is not None and folded(kind.text) in _NEEDS_ADDRESSEE:
            yield RuleFinding("addressee", quoted(kind), "không có", "dòng “Kính gửi: …”")
        return
    looks = Looks(26, 28, is_bold=False, is_italic=False)
    yield from looks_findings("addressee_looks", lines, looks)
    if not re.match(r"Kính gửi:", lines[0].text.strip()):
        yield RuleFinding("addressee_marks", quoted(lines[0]), quoted(lines[0]), "“Kính gửi:”")
    for line in lines[1:]:
        sign = "." if line is lines[-1] else ";"
        if not (line.text.strip().startswith("- ") and line.text.rstrip().endswith(sign)):
            required = f"“- …{sign}” (gạch đầu dòng, cuối dòng có dấu “{sign}”)"
            yield RuleFinding("addressee_marks", quoted(line), quoted(line), required)
    if len(lines) == 2:
        required = "một nơi nhận thì ghi cùng dòng “Kính gửi:”"
        yield RuleFinding("addressee_marks", quoted(lines[1]), "ghi thành dòng riêng", required)


def _paragraphs(text: Sequence[Line]) -> Iterator[RuleFinding]:
    yield from looks_findings("body_looks", text, Looks(26, 28))
    for line in text:
        place = quoted(line)
        is_plain = not all(form.is_bold for _, form in line.runs)
        if is_plain and line.form.alignment not in ("both", "distribute"):
            yield RuleFinding("body_alignment", place, "không căn đều", "căn đều cả hai lề")
        indent = line.form.left + line.form.first_line
        if not any(abs(indent - allowed) <= _INDENT_TOLERANCE for allowed in _INDENTS):
            required = "lùi đầu dòng 1 cm hoặc 1,27 cm"
            yield RuleFinding("body_indent", place, f"lùi {millimetres(indent)}", required)
        spacing = _line_spacing(line)
        if not 0.99 <= spacing <= 1.51:
            found = f"{spacing:.2f} dòng".replace(".", ",")
            yield RuleFinding("body_line_spacing", place, found, "từ dòng đơn đến 1,5 dòng")


def _line_spacing(line: Line) -> float:
    """Return the distance of lines in lines; a line is 1.15 times as high as its letters."""
    if line.form.line_rule == "auto":
        return line.form.line / 240
    if line.form.line_rule == "atLeast":
        return max(1.0, line.form.line / (line.size * 10 * 1.15 or 1))
    return line.form.line / (line.size * 10 * 1.15 or 1) + 0.15


def _gaps(content: Sequence[Line]) -> Iterator[RuleFinding]:
    for above, below in pairwise(content):
        gap = above.form.after + below.form.before
        if gap < _GAP:
            found = f"{points(gap // 10)} pt"
            yield RuleFinding("body_gap", quoted(below), found, "từ 6 pt trở lên")


def _points(text: Sequence[Line]) -> Iterator[RuleFinding]:
    """Points are lettered a, b, c, d, đ, e ... without a gap, from a after every other line."""
    expected = 0
    for line in text:
        match = _POINT.match(line.text.strip())
        if match is None:
            if not line.text.strip().startswith(("-", "+")):
                expected = 0
            continue
        if match[1] == "a":
            expected = 0
        wanted = _POINT_LETTERS[expected] if expected < len(_POINT_LETTERS) else ""
        if match[1] != wanted:
            yield RuleFinding("point_order", quoted(line), f"điểm {match[1]})", f"điểm {wanted})")
        expected = _POINT_LETTERS.find(match[1]) + 1
