"""Take Office files apart and put them together again with one thing changed."""

import io
import re
import zipfile
from pathlib import Path

from cds_desktop import paths
from cds_desktop.office.package import read_package, write_package

WORD_TEMPLATE = paths.REPORT_TEMPLATES / "bao_cao_huyen.docx"
EXCEL_TEMPLATE = paths.REPORT_TEMPLATES / "phu_luc_huyen.xlsx"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file."""
    return read_package(data, file="thu.docx", max_bytes=len(data)).parts


def text_of(data: bytes, part: str = DOCUMENT) -> str:
    """Return the XML of a part."""
    return parts_of(data)[part].decode()


def words_of(xml: str) -> str:
    """Return what a reader sees of some WordprocessingML, paragraphs by line ends."""
    return re.sub(r"<[^>]*>", "", xml.replace("</w:p>", "\n")).strip()


def edited(data: bytes, part: str, old: str, new: str, *, count: int = -1) -> bytes:
    """Return the file with a text replaced in a part; it must be there."""
    parts = parts_of(data)
    text = parts[part].decode()
    assert old in text, f"{old!r} is not in {part}"
    return write_package({**parts, part: text.replace(old, new, count).encode()})


def restyled(data: bytes, style: str, old: str, new: str) -> bytes:
    """Return the document with a piece of one style replaced."""
    styles = text_of(data, STYLES)
    found = re.search(rf'<w:style [^>]*w:styleId="{style}">.*?</w:style>', styles)
    assert found is not None and old in found[0], f"{old!r} is not in style {style}"
    changed = found[0].replace(old, new)
    return write_package({**parts_of(data), STYLES: styles.replace(found[0], changed).encode()})


def with_part(data: bytes, part: str, content: str | bytes) -> bytes:
    """Return the file with a part added."""
    encoded = content.encode() if isinstance(content, str) else content
    return write_package({**parts_of(data), part: encoded})


def saved(folder: Path, data: bytes, name: str = "mau.docx") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data)
    return path


def plain_zip(*entries: tuple[str, bytes]) -> bytes:
    """Return a zip with these entries as they are, doubled names too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()
