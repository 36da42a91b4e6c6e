"""Every field that a Word report template may use, with its meaning for officials.

A field once shipped is a promise: templates in offices use it. New ones are added, none renamed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cds_desktop.office.template_code import Shape

REPORT_FIELDS: Mapping[str, Shape] = {
    "parent_body": "Cơ quan chủ quản, chữ in hoa",
    "issuing_body": "Cơ quan ban hành, chữ in hoa",
    "number_line": "Dòng số, ký hiệu; số để trống cho văn thư",
    "place_and_date": "Địa danh và ngày tháng năm",
    "document_type": "Tên loại văn bản: BÁO CÁO",
    "subject": "Trích yếu nội dung",
    "addressees": ["Một nơi nhận ở dòng Kính gửi"],
    "draft_mark": "Dấu DỰ THẢO hoặc TẬP NHẬP; trống khi là bản chính thức",
    "lead": "Đoạn mở đầu",
    "data_window_line": "Câu nêu thời gian chốt số liệu; có thể trống",
    "parts": [
        {
            "heading": "Tiêu đề mục lớn: I. KẾT QUẢ THỰC HIỆN",
            "blocks": [
                {
                    "kind": "Loại đoạn: heading (khoản có tiêu đề), paragraph (đoạn văn), item (ý)",
                    "text": "Nội dung của đoạn",
                }
            ],
        }
    ],
    "recipients": ["Một dòng của Nơi nhận"],
    "signer_lines": ["Một dòng quyền hạn, chức vụ của người ký, chữ in hoa"],
    "signer_name": "Họ và tên người ký",
    "content_code": "Mã 8 ký tự của nội dung, in ở chân trang; có thể trống",
    "annexes": [
        {
            "number": "Số của phụ lục: Phụ lục I",
            "title": "Tên phụ lục, chữ in hoa",
            "note": "Dòng “Kèm theo Báo cáo số …”; có thể trống",
        }
    ],
}

# Fields that stand alone in a row of the annex table: `docx_tables` copies that row.
TABLE_ROWS: Mapping[str, str] = {
    "columns": "Hàng tiêu đề của bảng phụ lục",
    "rows": "Một hàng số liệu của bảng phụ lục",
    "total": "Hàng cộng cuối bảng phụ lục; có thể không dùng",
}

_OPTIONAL = {"data_window_line", "content_code", "annexes.note", "parts.blocks.kind"}


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One field for the list that officials copy from."""

    path: str
    meaning: str
    is_required: bool


def report_fields() -> tuple[TemplateField, ...]:
    """List the fields in the order of the document; a dot leads into a list's items."""
    listed = [*_leaves(REPORT_FIELDS, "")]
    listed += [(f"annexes.{name}", meaning) for name, meaning in TABLE_ROWS.items()]
    optional = _OPTIONAL | {"annexes.total"}
    return tuple(TemplateField(path, meaning, path not in optional) for path, meaning in listed)


def _leaves(shape: Shape, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(shape, str):
        yield path, shape
    elif isinstance(shape, list):
        yield from _leaves(shape[0], path)
    else:
        for name, inner in shape.items():
            yield from _leaves(inner, f"{path}.{name}" if path else name)
