"""Say what in an Office file could do more than be read: macros, links, objects, live fields.

A template that holds any of it is not used (INPUT.md 6); nothing is taken out on the quiet.
"""

import re
from collections.abc import Iterator

from cds_desktop.errors import DocumentError
from cds_desktop.office.package import Package
from cds_desktop.office.xml_tree import BrokenXml, Element, S, W, parse

# What a part's name tells.
_UNSAFE_PARTS = (
    (re.compile(r"vbaproject|vbadata|/macrosheets/", re.IGNORECASE), "macro"),
    (re.compile(r"/embeddings/|oleobject", re.IGNORECASE), "đối tượng nhúng (OLE)"),
    (re.compile(r"/activex/|/ctrlprops/", re.IGNORECASE), "điều khiển ActiveX hoặc biểu mẫu"),
    (re.compile(r"/externallinks/", re.IGNORECASE), "liên kết tới tệp khác"),
    (re.compile(r"/(connections|querytables)", re.IGNORECASE), "kết nối dữ liệu ngoài"),
    (re.compile(r"/afchunk|/altchunk", re.IGNORECASE), "tệp chèn nguyên khối (altChunk)"),
)
_RELATIONSHIPS = {
    "attachedTemplate": "mẫu Word đính kèm (attachedTemplate)",
    "aFChunk": "tệp chèn nguyên khối (altChunk)",
    "oleObject": "đối tượng nhúng (OLE)",
    "package": "tệp nhúng",
    "control": "điều khiển ActiveX",
    "vbaProject": "macro",
    "externalLink": "liên kết tới tệp khác",
    "subDocument": "tài liệu con",
    "frame": "khung trang ngoài",
    "mailMergeSource": "nguồn trộn thư",
}
_ELEMENTS = {
    W + "altChunk": "tệp chèn nguyên khối (altChunk)",
    W + "object": "đối tượng nhúng (OLE)",
    W + "control": "điều khiển ActiveX",
    W + "attachedTemplate": "mẫu Word đính kèm (attachedTemplate)",
    W + "mailMerge": "nguồn trộn thư",
    W + "subDoc": "tài liệu con",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "đối tượng nhúng (OLE)",
    S + "ddeLink": "liên kết DDE",
    S + "oleObjects": "đối tượng nhúng (OLE)",
}
# Fields that only count, number or point within the document.
_HARMLESS_FIELDS = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "SEQ", "REF", "PAGEREF", "STYLEREF", "TOC",
    "HYPERLINK",
}  # fmt: skip
_PLAIN_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.-]+:|//|\\\\)", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)


def check_safe(package: Package) -> None:
    """Raise DocumentError `template_unsafe` with everything that makes the file unsafe."""
    if reasons := unsafe_contents(package):
        raise DocumentError("template_unsafe", file=package.file, reason="; ".join(reasons))


def unsafe_contents(package: Package) -> list[str]:
    """Name what is unsafe, each thing once; raises DocumentError when a part is not sound XML."""
    found = [reason for name in package.parts for reason in _by_name(name)]
    if _MACRO_TYPE.search(package.parts["[Content_Types].xml"]):
        found.append("macro")
    for name in package.parts:
        if name.endswith((".xml", ".rels", ".vml")):
            found.extend(_in_part(_parsed(package, name), is_relationships=name.endswith(".rels")))
    return list(dict.fromkeys(found))


def _by_name(name: str) -> Iterator[str]:
    return (reason for pattern, reason in _UNSAFE_PARTS if pattern.search("/" + name))


def _parsed(package: Package, name: str) -> Element:
    try:
        return parse(package.parts[name])
    except BrokenXml as error:
        reason = f"phần {name} không đọc được"
        raise DocumentError("template_broken", file=package.file, reason=reason) from error


def _in_part(root: Element, *, is_relationships: bool) -> Iterator[str]:
    if is_relationships:
        yield from (reason for relation in root for reason in _in_relationship(relation))
        return
    for element in root.iter():
        if element.tag in _ELEMENTS:
            yield _ELEMENTS[element.tag]
        yield from _foreign_addresses(element)
    yield from (f"trường {name} của Word" for name in _field_names(root) - _HARMLESS_FIELDS)


def _in_relationship(relation: Element) -> Iterator[str]:
    kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
    target = relation.get("Target") or ""
    if kind in _RELATIONSHIPS:
        yield _RELATIONSHIPS[kind]
        return
    is_plain_link = kind == "hyperlink" and _PLAIN_LINK.match(target)
    if relation.get("TargetMode") == "External" and not is_plain_link:
        yield f"liên kết ngoài tới {target[:60]}"


def _foreign_addresses(element: Element) -> Iterator[str]:
    """Pictures and shapes may name an address without a relationship."""
    for attribute in ("src", "href"):
        address = element.get(attribute)
        if address and _ADDRESS.match(address) and not _PLAIN_LINK.match(address):
            yield f"liên kết ngoài tới {address[:60]}"
        elif address and attribute == "src" and _ADDRESS.match(address):
            yield f"hình lấy từ {address[:60]}"


def _field_names(root: Element) -> set[str]:
    """Return the names of all fields; a field's code may be split over runs and nest others."""
    names = {_name(simple.get(W + "instr") or "") for simple in root.iter(W + "fldSimple")}
    open_fields: list[str] = []
    for element in root.iter(W + "fldChar", W + "instrText", W + "delInstrText"):
        state = element.get(W + "fldCharType")
        if state == "begin":
            open_fields.append("")
        elif state in ("separate", "end"):
            if open_fields:
                names.add(_name(open_fields[-1]))
            if state == "end" and open_fields:
                open_fields.pop()
        elif open_fields:
            open_fields[-1] += element.text or ""
        else:
            names.add(_name(element.text or ""))
    return names - {""}


def _name(instruction: str) -> str:
    words = instruction.split()
    return words[0].upper() if words else ""
