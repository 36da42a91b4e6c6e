"""Finish a filled report: what depends on the length of its text or on the number of annexes.

The template marks such places by the name of the paragraph's style, which Word shows and keeps, so
officials can move them.
"""

import re

from cds_desktop.office.docx_tables import section_after, text_room
from cds_desktop.office.text_width import width_of, wrapped
from cds_desktop.office.word_styles import Styles
from cds_desktop.office.word_xml import child, set_property
from cds_desktop.office.xml_tree import XML_SPACE, Element, W, make, value_of

# Paragraphs of these styles draw a rule under the text before them, this long beside it (NĐ 30,
# Phụ lục I, mục II: as long as the text; between 1/3 and 1/2 of it).
RULE_STYLES = {"Đường kẻ dài bằng chữ": 1.0, "Đường kẻ ngắn": 0.42}

# Centred lines that break into lines of about one length, as an official would break them.
BALANCED_STYLES = {"Cơ quan chủ quản", "Cơ quan ban hành", "Trích yếu", "Tên phụ lục"}

_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_WATERMARK_WIDTH = 470.0  # points: fits between the margins of both orientations


def finish_body(document: Element, styles: Styles) -> None:
    """Close the sections, draw the rules, keep the signature with the text."""
    body = document.find(W + "body")
    if body is not None:
        _close_sections(body)
        _keep_signature_with_text(body)
    for paragraph in document.iter(W + "p"):
        style = styles.name(paragraph)
        if style in BALANCED_STYLES:
            _balance(paragraph, styles)
        elif style in RULE_STYLES:
            _draw_rule(paragraph, styles, RULE_STYLES[style])


def finish_margin(part: Element) -> None:
    """Finish a header, footer or note: fit the mark across the page, or take it out if empty."""
    for shape in list(part.iter(_SHAPE)):
        path = shape.find(_TEXTPATH)
        if path is None:
            continue
        if text := (path.get("string") or "").strip():
            shape.set("style", _fitted(shape.get("style") or "", text))
        else:
            _drop_picture(shape)


def set_texts(root: Element) -> None:
    """Keep spaces as they are and turn line ends in texts into line breaks."""
    for holder in list(root.iter(W + "t")):
        first, *others = (holder.text or "").split("\n")
        holder.text = first
        if first != " ".join(first.split()):
            holder.set(XML_SPACE, "preserve")
        last = holder
        for line in others:
            broken, following = make("br"), make("t")
            following.text = line
            following.set(XML_SPACE, "preserve")
            last.addnext(broken)
            broken.addnext(following)
            last = following


def _close_sections(body: Element) -> None:
    """Let the last closed section be the document's own: no empty page after the annexes.

    Every annex of the template closes its section; what would follow the last one is empty.
    """
    last = body.find(W + "sectPr")
    before = None if last is None else last.getprevious()
    properties = None if before is None else before.find(W + "pPr")
    closing = None if properties is None else properties.find(W + "sectPr")
    if last is None or properties is None or closing is None:
        return
    properties.remove(closing)
    body.remove(last)
    body.append(closing)


def _keep_signature_with_text(body: Element) -> None:
    """Keep the last paragraph on the page of the signature block that follows it."""
    first_section = body.find(f"{W}p/{W}pPr/{W}sectPr")
    for table in reversed(body.findall(W + "tbl")):
        is_of_letter = first_section is None or section_after(table) is first_section
        before = table.getprevious()
        if is_of_letter and before is not None and before.tag == W + "p":
            set_property(child(before, "pPr"), make("keepNext"))
            return


def _draw_rule(paragraph: Element, styles: Styles, share: float) -> None:
    """Set the indents of a rule's paragraph so that the rule has the right length."""
    above = _text_above(paragraph, styles)
    if not above:
        return
    room = _room(paragraph)
    widths = [width for line in above for width in _line_widths(line, styles)]
    _set_width(paragraph, round(max(widths) * share), room)


def _balance(paragraph: Element, styles: Styles) -> None:
    """Narrow a paragraph of several lines as far as it keeps their number."""
    room = _room(paragraph)
    count = len(_line_widths(paragraph, styles, room))
    narrow = room // max(count, 1)
    while count > 1 and len(_line_widths(paragraph, styles, narrow)) > count:
        narrow += 40
    if count > 1:
        _set_width(paragraph, min(room, round(narrow * 1.02)), room)


def _set_width(paragraph: Element, width: int, room: int) -> None:
    side = str(max(0, (room - width) // 2))
    set_property(child(paragraph, "pPr"), make("ind", left=side, right=side, firstLine="0"))


def _text_above(paragraph: Element, styles: Styles) -> list[Element]:
    """Return the paragraphs of one style that stand directly above."""
    found: list[Element] = []
    above = paragraph.getprevious()
    while above is not None and above.tag == W + "p":
        if found and styles.name(above) != styles.name(found[0]):
            break
        found.append(above)
        above = above.getprevious()
    return found


def _line_widths(paragraph: Element, styles: Styles, room: int = 0) -> list[int]:
    """Return the widths of a paragraph's lines, in its own room or in the one given."""
    run = paragraph.find(f".//{W}r")
    if run is None:
        return [0]
    form, place = styles.run(run, paragraph), styles.paragraph(paragraph)
    text = "".join(paragraph.itertext(W + "t"))
    own_room = room or _room(paragraph) - place.left - place.right
    return wrapped(text, size=form.size, is_bold=form.is_bold, available=own_room)


def _room(paragraph: Element) -> int:
    """Return the width of the cell or page that holds the paragraph."""
    cell = next(paragraph.iterancestors(W + "tc"), None)
    if cell is None:
        section = section_after(paragraph)
        return 9354 if section is None else text_room(section)
    table = next(cell.iterancestors(W + "tbl"), None)
    margins = [
        int(value_of(table, f"{W}tblPr/{W}tblCellMar/{W}{side}", "w") or 108)
        for side in ("left", "right")
    ]
    return int(value_of(cell, f"{W}tcPr/{W}tcW", "w") or 0) - sum(margins)


def _fitted(style: str, text: str) -> str:
    """Give the shape the proportions of its words; as high as in the template if there is room."""
    height = float(match[1]) if (match := re.search(r"height:([\d.]+)pt", style)) else 100.0
    natural = width_of(text, size=round(height * 2), is_bold=True) / 20 * 0.9
    scale = min(1.0, _WATERMARK_WIDTH / natural)
    style = re.sub(r"width:[\d.]+pt", f"width:{natural * scale:.1f}pt", style)
    return re.sub(r"height:[\d.]+pt", f"height:{height * scale:.1f}pt", style)


def _drop_picture(shape: Element) -> None:
    picture = next(shape.iterancestors(W + "pict"), None)
    run = None if picture is None else picture.getparent()
    if run is not None and (owner := run.getparent()) is not None:
        owner.remove(run)
