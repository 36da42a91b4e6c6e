"""Fill a template with sample values: what only breaks while filling is known before it is used."""

from decimal import Decimal
from pathlib import Path

from cds_desktop.errors import DocumentError
from cds_desktop.office import docx, docx_template, xlsx, xlsx_template
from cds_desktop.office.report_fields import REPORT_FIELDS
from cds_desktop.office.template_code import Shape
from cds_desktop.office.template_fault import TemplateFault
from cds_desktop.office.xlsx_content import KINDS, TEXT_FIELDS

LOST_PART = "template_part_lost"
"""The code of a fault that does not stop a template from being used."""


def word_faults(template: Path) -> list[TemplateFault]:
    """Return everything that is wrong with a Word template, filling it included."""
    faults = docx_template.check_template(template)
    if faults:
        return faults
    try:
        docx.render_report(template, sample_report())
    except DocumentError as error:
        return [_fault(error)]
    return []


def excel_faults(template: Path) -> list[TemplateFault]:
    """Return everything that is wrong with an Excel template, the parts that get lost included."""
    faults = xlsx_template.check_template(template)
    if any(fault.code != LOST_PART for fault in faults):
        return faults
    try:
        xlsx.render_annex(template, sample_annex())
    except DocumentError as error:
        return [*faults, _fault(error)]
    return faults


def sample_report() -> dict[str, object]:
    """Return a context in which every field holds its own meaning, lists two of them."""
    sample = {name: _filled(shape) for name, shape in REPORT_FIELDS.items()}
    column = {"title": "Đơn vị", "align": "left", "width_mm": 60}
    table = {"columns": [column, column], "rows": [["Xã mẫu", "1.205"]] * 2, "total_row": True}
    annex = {"number": "Phụ lục I", "title": "TÊN PHỤ LỤC", "note": "(Kèm theo)", **table}
    return {**sample, "annexes": [annex, {**annex, "number": "Phụ lục II"}]}


def sample_annex() -> dict[str, object]:
    """Return a workbook of one sheet with a column of each kind."""
    columns = [
        {"title": kind, "kind": kind, "decimals": 2, "width": 14, "total": "", **_NO_RATIO}
        for kind in KINDS
    ]
    row = ["Xã mẫu", Decimal(1205), Decimal("12.5"), Decimal("47.54")]
    sheet = {"name": "Bảng", "columns": columns, "rows": [row, row]}
    texts: dict[str, object] = dict.fromkeys(TEXT_FIELDS, "Chữ mẫu")
    return {**texts, "signer_lines": ["CHỨC VỤ MẪU"], "sheets": [{**texts, **sheet}]}


_NO_RATIO: dict[str, object] = {"numerator_column": None, "denominator_column": None}


def _filled(shape: Shape) -> object:
    if isinstance(shape, str):
        return shape
    if isinstance(shape, list):
        return [_filled(shape[0]), _filled(shape[0])]
    return {name: _filled(inner) for name, inner in shape.items()}


def _fault(error: DocumentError) -> TemplateFault:
    return TemplateFault(error.code, {name: str(value) for name, value in error.params.items()})
