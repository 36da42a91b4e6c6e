"""Fill a Word template: plain texts and tables in, the bytes of a .docx out.

The template holds words, layout and a little code (`template_code`); this module runs it in the
sandbox, lets `docx_tables` and `docx_layout` finish the page, and reads the result back before it
gives it away. The same template and context always make the same bytes.
"""

from collections.abc import Mapping
from pathlib import Path

from cds_desktop import limits
from cds_desktop.errors import DocumentError
from cds_desktop.office import docx_read_back, docx_tables, sandbox
from cds_desktop.office.docx_layout import finish_body, finish_header, set_texts
from cds_desktop.office.docx_template import DOCUMENT, WordTemplate, load_template
from cds_desktop.office.package import CORE_PROPERTIES, core_properties, write_package
from cds_desktop.office.report_content import ReportContent, read_content
from cds_desktop.office.word_styles import Styles
from cds_desktop.office.xml_tree import BrokenXml, Element, parse, serialise

_STYLES = "word/styles.xml"
_TYPES = "[Content_Types].xml"


def render_report(template: Path, context: Mapping[str, object]) -> bytes:
    """Return the report's bytes.

    `context` is described in `report_fields`, its annexes in `report_content`. Raises
    DocumentError: `template_missing`, `template_broken`, `template_unsafe`,
    `template_field_unknown`, `template_field_missing`, `template_row_misplaced`,
    `document_differs`, `document_too_large`.
    """
    loaded = load_template(template)
    content = read_content(context)
    data = write_package(_filled_parts(loaded, content))
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
            file = template.package.file
            docx_tables.fill(root, content.annexes, styles=styles, file=file)
            finish_body(root, styles)
        elif name.startswith("word/header"):
            finish_header(root)
        else:
            set_texts(root)
        parts[name] = serialise(root)
    # A template saved as .dotx makes a document all the same.
    parts[_TYPES] = parts[_TYPES].replace(
        b"wordprocessingml.template.", b"wordprocessingml.document."
    )
    if CORE_PROPERTIES in parts:
        title = f"{content.texts['document_type']} {content.texts['subject']}"
        creator = str(content.texts["issuing_body"])
        parts[CORE_PROPERTIES] = core_properties(title=title, creator=creator)
    return parts


def _filled(name: str, source: str, template: WordTemplate, content: ReportContent) -> Element:
    file = template.package.file
    try:
        rendered = sandbox.render(source, content.texts)
    except sandbox.CodeFault as error:
        reason = f"câu lệnh trong phần {name} không chạy được ({error.reason})"
        raise DocumentError("template_broken", file=file, reason=reason) from error
    try:
        return parse(rendered.encode())
    except BrokenXml as error:
        reason = f"phần {name} không còn đúng cấu trúc sau khi điền"
        raise DocumentError("template_broken", file=file, reason=reason) from error
