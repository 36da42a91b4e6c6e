"""A whole district annex as plain data: what `reports.annexes` gives to `office`."""

from decimal import Decimal
from typing import Any


def workbook(**changes: Any) -> dict[str, Any]:
    """Return the context of a full annex of five sheets; `changes` replace fields of it."""
    context: dict[str, Any] = {
        "parent_body": "UBND HUYỆN THÁP MƯỜI",
        "issuing_body": "PHÒNG VĂN HÓA VÀ THÔNG TIN",
        "place_and_date": "Tháp Mười, ngày      tháng 10 năm 2023",
        "signer_lines": ["TRƯỞNG PHÒNG"],
        "signer_name": "Người Ký Mẫu",
        "draft_mark": "",
        "content_code": "K7Q2M9XA",
        "sheets": [
            _summary(),
            communes(13),
            communes(143, name="Toàn tỉnh"),
            _texts(),
        ],
    }
    return {**context, **changes}


def one_sheet(columns: list[dict[str, Any]], rows: list[list[Any]], **changes: Any) -> Any:
    """Return a workbook of one sheet with this table."""
    sheet: dict[str, Any] = {
        "name": "Bảng",
        "title": "BẢNG TỔNG HỢP",
        "subtitle": "Số liệu tính từ ngày 1/9/2023 đến ngày 30/9/2023.",
        "columns": columns,
        "rows": rows,
    }
    return workbook(sheets=[{**sheet, **changes}])


def column(title: str, kind: str = "text", **changes: Any) -> dict[str, Any]:
    """Return a column; `changes` replace fields of it."""
    made: dict[str, Any] = {
        "title": title,
        "kind": kind,
        "decimals": {"decimal": 2, "percent": 2}.get(kind, 0),
        "width": 14,
        "total": "",
        "numerator_column": None,
        "denominator_column": None,
    }
    return {**made, **changes}


def communes(count: int, *, name: str = "Theo xã") -> dict[str, Any]:
    """Return a sheet with a row for each commune, sums and ratios."""
    rows = [
        [
            str(n),
            f"Xã Mỹ Hòa Lợi {n}",
            Decimal(1605 + n * 97),
            Decimal(763 + n * 41),
            round(Decimal(763 + n * 41) / Decimal(1605 + n * 97) * 100, 2),
            Decimal("62.5") + n,
            "-" if n % 5 == 0 else Decimal(n),
        ]
        for n in range(1, count + 1)
    ]
    return {
        "name": name,
        "title": "KẾT QUẢ THEO XÃ, THỊ TRẤN THÁNG 9 NĂM 2023",
        "subtitle": "Số liệu tính từ ngày 1/9/2023 đến ngày 30/9/2023.",
        "columns": [
            column("STT", width=6),
            column("Đơn vị", width=26),
            column("Hồ sơ tiếp nhận", "integer", total="sum"),
            column("Hồ sơ trực tuyến", "integer", total="sum"),
            column(
                "Tỷ lệ trực tuyến",
                "percent",
                total="ratio",
                numerator_column=3,
                denominator_column=2,
            ),
            column("Kinh phí (triệu đồng)", "decimal", total="sum"),
            column("Tổ công nghệ số cộng đồng", "integer", total="sum", width=16),
        ],
        "rows": rows,
    }


def _summary() -> dict[str, Any]:
    rows: list[list[Any]] = [["", "6", "CHÍNH QUYỀN SỐ", "", "", "", ""]]
    rows += [
        [
            str(n),
            f"6.{n:02d}",
            "Hồ sơ thủ tục hành chính tiếp nhận trên Hệ thống thông tin giải quyết thủ tục hành"
            " chính",
            "hồ sơ",
            Decimal("1205780") / n if 1205780 % n == 0 else Decimal("47.54"),
            Decimal("1201269"),
            "+4.511 (0,38%)",
        ]
        for n in range(1, 17)
    ]
    return {
        "name": "Tổng hợp",
        "title": "BẢNG TỔNG HỢP CHỈ TIÊU THÁNG 9 NĂM 2023",
        "subtitle": "Số liệu tính từ ngày 1/9/2023 đến ngày 30/9/2023.",
        "columns": [
            column("STT", width=6),
            column("Mã", width=8),
            column("Chỉ tiêu", width=43),
            column("Đơn vị tính", width=12),
            column("Kỳ báo cáo", "decimal"),
            column("Kỳ trước", "decimal"),
            column("Tăng, giảm", width=15),
        ],
        "rows": rows,
    }


def _texts() -> dict[str, Any]:
    rows = [
        [
            str(n),
            f"Hộ có cáp quang (xã {n})",
            "Giảm 92 hộ & < 6 tháng",
            '=SUM(A1) "không phải công thức"',
        ]
        for n in range(1, 5)
    ]
    return {
        "name": "Giải trình",
        "title": "GIẢI TRÌNH CẢNH BÁO",
        "subtitle": "",
        "columns": [
            column("STT", width=6),
            column("Chỉ tiêu", width=30),
            column("Cảnh báo", width=30),
            column("Giải trình", width=50),
        ],
        "rows": rows,
    }
