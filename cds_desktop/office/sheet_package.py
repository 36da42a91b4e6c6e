"""Take a workbook that openpyxl wrote apart again, so that it can be written without its clock."""

from cds_desktop import limits
from cds_desktop.office.package import CORE_PROPERTIES, core_properties, read_package


def package_parts(data: bytes, *, title: str) -> dict[str, bytes]:
    """Return the parts of a workbook just made, its properties without times."""
    parts = read_package(data, file=title, max_bytes=limits.DOCUMENT_BYTES).parts
    return {**parts, CORE_PROPERTIES: core_properties(title=title, creator="cds_desktop")}
