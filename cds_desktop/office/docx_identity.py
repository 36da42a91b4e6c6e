"""Give a produced .docx a name of its own that survives editing: a custom property of the file.

By it the program finds again what it had generated when somebody has edited the file since.
"""

import re
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from cds_desktop.office.package import inserted, read_package
from cds_desktop.office.xml_tree import BrokenXml, parse

_PART = "docProps/custom.xml"
_NAME = "CDS_Ban_Goc"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_IDENTITY = re.compile(r"[0-9a-f]{16}")
_PROPERTY = "{" + _SPACE + "}property"


def with_identity(parts: Mapping[str, bytes], identity: str) -> dict[str, bytes]:
    """Return the parts with the identity among the file's properties."""
    named = dict(parts)
    number = 2 + (parts[_PART].count(b"<property") if _PART in parts else 0)
    line = (
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(_NAME)}>'
        f"<vt:lpwstr>{identity}</vt:lpwstr></property>"
    )
    if _PART in parts:  # the template has properties of its own
        known = f' xmlns="{_SPACE}" xmlns:vt="{_TYPES_SPACE}"'
        line = line.replace("<property", f"<property{known}", 1)
        named[_PART] = inserted(parts[_PART], line, "</")
        return named
    named[_PART] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_SPACE}" xmlns:vt="{_TYPES_SPACE}">{line}</Properties>'
    ).encode()
    relation = f'<Relationship Id="rIdBanGoc" Type="{_RELATION}" Target="{_PART}"/>'
    override = f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/>'
    named["_rels/.rels"] = inserted(parts["_rels/.rels"], relation, "</Relationships>")
    types = "[Content_Types].xml"
    named[types] = inserted(parts[types], override, "</Types>")
    return named


def identity_of(data: bytes, *, file: str) -> str:
    """Return the identity of a document, "" when it has none."""
    part = read_package(data, file=file, max_bytes=len(data)).parts.get(_PART)
    try:
        properties = [] if part is None else list(parse(part).iter(_PROPERTY))
    except BrokenXml:
        return ""
    texts = ["".join(one.itertext()).strip() for one in properties if one.get("name") == _NAME]
    return next((text for text in texts if _IDENTITY.fullmatch(text)), "")
