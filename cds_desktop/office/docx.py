"""Fill a Word template: plain texts and tables in, the bytes of a .docx out.

The template holds words, layout and a little code (`template_code`); this module runs it in the
sandbox, lets `docx_tables` and `docx_layout` finish the page, and reads the result back before it
gives it away. The same template and context always make the same bytes.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.office import docx_charts, docx_read_back, docx_tables, sandbox
from cds_desktop.office.docx_identity import with_identity
from cds_desktop.office.docx_layout import finish_body, finish_margin, set_texts
from cds_desktop.office.docx_template import DOCUMENT, WordTemplate, load_template
from cds_desktop.office.package import CORE_PROPERTIES, core_properties, write_package
from cds_desktop.office.report_content import ReportContent, read_content
from cds_desktop.office.word_styles import Styles
from cds_desktop.office.xml_tree import BrokenXml, Element, parse, serialise

_STYLES = "word/styles.xml"
_TYPES = "[Content_Types].xml"
# The line ends by which the template's code names its places (docx_template); never those of texts.
_BETWEEN_BLOCKS = re.compile(r"\n+(?=<w:(?:p|tbl|sectPr)[ >]|</w:(?:tc|body|hdr|ftr)>)")


def render_report(template: Path, context: Mapping[str, object]) -> bytes:
    """Return the report's bytes.

    `context` is described in `report_fields`, its annexes in `report_content`. Raises
    DocumentError: `template_missing`, `template_broken`, `template_unsafe`,
    `template_field_unknown`, `template_field_missing`, `template_row_misplaced`,
    `document_differs`, `document_too_large`.
    """
    loaded = load_template(template)
    content = read_content(context)
    parts = _filled_parts(loaded, content)
    identity = hashlib.sha256(parts[DOCUMENT]).hexdigest()[:16]
    data = write_package(with_identity(parts, identity))
    if len(data) > limits.DOCUMENT_BYTES:
        raise DocumentError("document_too_large", file=template.name)
    docx_read_back.compare(data, content, used=loaded.printed, file=template.name)
    return data


def _filled_parts(template: WordTemplate, content: ReportContent) -> dict[str, bytes]:
    parts = dict(template.package.parts)
    styles = Styles(parse(parts[_STYLES]) if _STYLES in parts else None)
    for name, source in template.sources.items():
        root = _filled(name, source, template, content)
        if name == DOCUMENT:
            docx_charts.turn_upright(root, content.annexes)
            finish_body(root, styles)  # before the tables: their many cells need none of it
            marked = docx_tables.marked_tables(root)
            docx_tables.fill(root, content.annexes, styles=styles, file=template.package.file)
            docx_charts.place(marked, content.annexes)
        else:
            finish_margin(root)
        set_texts(root)
        parts[name] = serialise(root)
    parts |= docx_charts.chart_parts(content.annexes, parts)
    # A template saved as .dotx makes a document all the same.
    parts[_TYPES] = parts[_TYPES].replace(b"processingml.template.", b"processingml.document.")
    if CORE_PROPERTIES in parts:
        parts[CORE_PROPERTIES] = _properties(content)
    return parts


def _properties(content: ReportContent) -> bytes:
    texts = content.texts
    title = f"{texts['document_type']} {texts['subject']}"
    return core_properties(title=title, creator=str(texts["issuing_body"]))


def _filled(name: str, source: str, template: WordTemplate, content: ReportContent) -> Element:
    file = template.package.file
    try:
        rendered = sandbox.render(source, content.texts)
    except sandbox.CodeFault as error:
        reason = f"câu lệnh trong phần {name} không chạy được ({error.reason})"
        raise DocumentError("template_broken", file=file, reason=reason) from error
    try:
        return parse(_BETWEEN_BLOCKS.sub("", rendered).encode())
    except BrokenXml as error:
        reason = f"phần {name} không còn đúng cấu trúc sau khi điền"
        raise DocumentError("template_broken", file=file, reason=reason) from error
