"""A whole district report as plain data: what `reports.context` gives to `office`.

Synthetic figures; the sentences are worded like those of published reports.
"""

from decimal import Decimal
from typing import Any

_TOPICS = [
    ("Thể chế, chỉ đạo điều hành", "văn bản chỉ đạo, điều hành về chuyển đổi số"),
    ("Nhận thức số", "tin, bài tuyên truyền về chuyển đổi số"),
    ("Dữ liệu số", "hồ sơ thủ tục hành chính được số hóa"),
    ("Hạ tầng số", "hộ gia đình có đường truyền cáp quang"),
    ("An toàn thông tin", "máy tính cài phần mềm phòng, chống mã độc"),
    ("Chính quyền số", "hồ sơ tiếp nhận trực tuyến"),
    ("Kinh tế số", "sản phẩm OCOP trên sàn thương mại điện tử"),
    ("Xã hội số", "tài khoản định danh điện tử mức 2 được kích hoạt"),
    ("Nhân lực số", "lượt người được Tổ công nghệ số cộng đồng hỗ trợ"),
]
_STATUSES = ["Hoàn thành", "Có khả năng hoàn thành", "Phụ thuộc", "Khó hoàn thành"]


def vietnamese(value: int | Decimal) -> str:
    """Print a figure as reports do."""
    return f"{value:,}".replace(",", "_").replace(".", ",").replace("_", ".")


def report(**changes: Any) -> dict[str, Any]:
    """Return the context of a full report; `changes` replace fields of it."""
    context: dict[str, Any] = {
        "parent_body": "UBND HUYỆN THÁP MƯỜI",
        "issuing_body": "PHÒNG VĂN HÓA VÀ THÔNG TIN",
        "number_line": "Số:      /BC-PVHTT",
        "place_and_date": "Tháp Mười, ngày      tháng 10 năm 2023",
        "document_type": "BÁO CÁO",
        "subject": "Kết quả thực hiện công tác chuyển đổi số tháng 9 năm 2023",
        "addressees": ["Sở Thông tin và Truyền thông"],
        "draft_mark": "",
        "lead": (
            "Thực hiện chế độ báo cáo định kỳ hằng tháng về chuyển đổi số, Phòng Văn hóa và"
            " Thông tin huyện Tháp Mười báo cáo kết quả thực hiện công tác chuyển đổi số tháng 9"
            " năm 2023 trên địa bàn huyện như sau:"
        ),
        "data_window_line": "Số liệu tính từ ngày 01/9/2023 đến hết ngày 30/9/2023.",
        "parts": _parts(),
        "recipients": ["Như trên", "Ủy ban nhân dân huyện (b/c)", "Lưu: VT, CĐS"],
        "signer_lines": ["TRƯỞNG PHÒNG"],
        "signer_name": "Người Ký Mẫu",
        "content_code": "K7Q2M9XA",
        "annexes": _annexes(),
    }
    return {**context, **changes}


def small_report(**changes: Any) -> dict[str, Any]:
    """Return a report of one page and one small annex, for tests that look at one thing."""
    block = {"kind": "paragraph", "text": "Tiếp nhận 1.205.780 hồ sơ (Phụ lục kèm theo)./."}
    parts = [{"heading": "I. KẾT QUẢ THỰC HIỆN", "blocks": [block]}]
    return {**report(parts=parts, annexes=[small_annex()]), **changes}


def small_annex(**changes: Any) -> dict[str, Any]:
    """Return an annex of two columns and two rows."""
    annex: dict[str, Any] = {
        "title": "KẾT QUẢ THEO XÃ",
        "number": "Phụ lục",
        "note": "(Kèm theo Báo cáo số      /BC-PVHTT của Phòng Văn hóa và Thông tin)",
        "columns": [_column("Đơn vị", "left", 60), _column("Hồ sơ", "right", 30)],
        "rows": [["Xã Mỹ Hòa", "1.205.780"], ["Cộng", "1.205.780"]],
        "total_row": True,
    }
    return {**annex, **changes}


def _parts() -> list[dict[str, Any]]:
    results: list[dict[str, str]] = []
    for number, (title, thing) in enumerate(_TOPICS, start=1):
        results.append(_block("heading", f"{number}. {title}"))
        results += [_block("paragraph", text) for text in _sentences(number, thing)]
        results += [
            _block("item", f"- {unit}: {vietnamese(number * 1_137 + n * 211)} {thing};")
            for n, unit in enumerate(["Thị trấn Mỹ An", "Xã Mỹ Hòa", "Xã Trường Xuân"])
        ]
    plans = [
        "Tiếp tục tuyên truyền Ngày Chuyển đổi số quốc gia và Ngày Chuyển đổi số tỉnh Đồng Tháp"
        " 10/10 trên hệ thống truyền thanh cơ sở.",
        "Hướng dẫn người dân nộp hồ sơ trực tuyến, thanh toán không dùng tiền mặt tại Bộ phận một"
        " cửa của 13 xã, thị trấn.",
    ]
    last = "Đề nghị Sở Thông tin và Truyền thông hướng dẫn cách tính tỷ lệ kinh tế số cấp huyện./."
    return [
        {"heading": "I. KẾT QUẢ THỰC HIỆN", "blocks": results},
        {
            "heading": "II. TÌNH HÌNH THỰC HIỆN CHỈ TIÊU",
            "blocks": [
                _block(
                    "paragraph",
                    "Hoàn thành 7/12 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; 04 chỉ tiêu có"
                    " khả năng hoàn thành; 01 chỉ tiêu khó hoàn thành (“100% sản phẩm OCOP có mặt"
                    " trên các sàn thương mại điện tử”). Chi tiết tại Phụ lục I, Phụ lục II,"
                    " Phụ lục III, Phụ lục IV và Phụ lục V.",
                )
            ],
        },
        {
            "heading": "III. KHÓ KHĂN, VƯỚNG MẮC",
            "blocks": [
                _block("item", "- Kinh phí cho Tổ công nghệ số cộng đồng còn hạn chế."),
                _block("item", "- Một số khóm, ấp chưa có đường truyền ổn định."),
            ],
        },
        {
            "heading": "IV. NHIỆM VỤ TRỌNG TÂM THÁNG 10",
            "blocks": [_block("item", f"- {plan}") for plan in plans * 3],
        },
        {"heading": "V. KIẾN NGHỊ, ĐỀ XUẤT", "blocks": [_block("paragraph", last)]},
    ]


def _sentences(number: int, thing: str) -> list[str]:
    whole, part = 1_205_780 // number, 573_230 // number
    share = vietnamese(round(Decimal(part) / Decimal(whole) * 100, 2))
    return [
        f"Trong tháng, toàn huyện có {vietnamese(whole)} {thing}, trong đó đạt yêu cầu"
        f" {vietnamese(part)} (chiếm tỷ lệ {share}%), tăng 4.511 so với tháng trước.",
        f"Lũy kế từ đầu năm đến hết tháng 9/2023 có {vietnamese(whole * 3)} {thing}; các xã, thị"
        " trấn tiếp tục duy trì thường xuyên, phục vụ công tác chỉ đạo, điều hành.",
        f"So với cùng kỳ năm 2022, số {thing} tăng 17,45%; 13/13 xã, thị trấn đã hoàn thành.",
        "Đến nay, 13/13 xã, thị trấn duy trì họp giao ban về chuyển đổi số hằng tháng.",
    ]


def _block(kind: str, text: str) -> dict[str, str]:
    return {"kind": kind, "text": text}


def _column(title: str, align: str, width_mm: float) -> dict[str, Any]:
    return {"title": title, "align": align, "width_mm": width_mm}


def _annexes() -> list[dict[str, Any]]:
    numbers = ["I", "II", "III", "IV", "V"]
    tables = [_figures(), _by_commune(13), _targets(), _by_commune(143), _explanations()]
    titles = [
        "TỔNG HỢP CHỈ TIÊU THÁNG 9 NĂM 2023",
        "KẾT QUẢ THEO XÃ, THỊ TRẤN",
        "TIẾN ĐỘ THỰC HIỆN CHỈ TIÊU KẾ HOẠCH NĂM 2023",
        "KẾT QUẢ THEO XÃ, PHƯỜNG, THỊ TRẤN TOÀN TỈNH",
        "GIẢI TRÌNH CẢNH BÁO",
    ]
    note = (
        "(Kèm theo Báo cáo số      /BC-PVHTT ngày      tháng 10 năm 2023 của Phòng Văn hóa và"
        " Thông tin)"
    )
    return [
        {"number": f"Phụ lục {number}", "title": title, "note": note, **table}
        for number, title, table in zip(numbers, titles, tables, strict=True)
    ]


def _figures() -> dict[str, Any]:
    columns = [
        _column("Mã", "center", 14),
        _column("Chỉ tiêu", "left", 84),
        _column("Đơn vị tính", "center", 24),
        _column("Trong tháng", "right", 26),
        _column("Lũy kế từ đầu năm", "right", 28),
        _column("Tỷ lệ", "right", 22),
        _column("Kỳ trước", "right", 26),
        _column("Tăng, giảm", "right", 28),
    ]
    rows = [
        [
            f"{n}.01",
            f"Số {thing}",
            "hồ sơ",
            vietnamese(1_205_780 // n),
            vietnamese(9_646_240 // n),
            "47,54%",
            vietnamese(1_201_269 // n),
            "+4.511",
        ]
        for n, (_, thing) in enumerate(_TOPICS * 2, start=1)
    ]
    return {"columns": columns, "rows": rows, "total_row": False}


def _by_commune(count: int) -> dict[str, Any]:
    columns = [
        _column("STT", "center", 12),
        _column("Đơn vị", "left", 62),
        _column("Hồ sơ tiếp nhận", "right", 30),
        _column("Hồ sơ trực tuyến", "right", 30),
        _column("Tỷ lệ trực tuyến", "right", 26),
        _column("Khóm, ấp", "right", 22),
        _column("Có Tổ công nghệ số cộng đồng", "right", 34),
        _column("Tỷ lệ khóm, ấp có Tổ", "right", 36),
    ]
    rows = [
        [
            str(n),
            f"{'Thị trấn Mỹ An' if n == 1 else f'Xã Mỹ Hòa Lợi {n}'}",
            vietnamese(1_205_780 + n * 997),
            vietnamese(573_230 + n * 401),
            "47,54%",
            str(3 + n % 5),
            str(1 + n % 3),
            "45,8%",
        ]
        for n in range(1, count + 1)
    ]
    total = ["", "Cộng", "172.426.540", "81.971.890", "47,54%", "699", "320", "45,8%"]
    return {"columns": columns, "rows": [*rows, total], "total_row": True}


def _targets() -> dict[str, Any]:
    columns = [
        _column("STT", "center", 12),
        _column("Chỉ tiêu", "left", 92),
        _column("Kế hoạch", "right", 22),
        _column("Kết quả", "right", 22),
        _column("Trạng thái", "left", 36),
        _column("Nguyên nhân, cơ quan phụ thuộc", "left", 68),
    ]
    rows = [
        [
            str(n),
            "Tỷ lệ hồ sơ thủ tục hành chính được xử lý trực tuyến trên tổng số hồ sơ tiếp nhận",
            ">= 80%",
            "47,54%",
            _STATUSES[n % 4],
            "Phụ thuộc thời gian tắt sóng di động 2G" if n % 4 == 2 else "",
        ]
        for n in range(1, 14)
    ]
    return {"columns": columns, "rows": rows, "total_row": False}


def _explanations() -> dict[str, Any]:
    columns = [
        _column("STT", "center", 12),
        _column("Chỉ tiêu", "left", 70),
        _column("Cảnh báo", "left", 80),
        _column("Giải trình của đơn vị", "left", 90),
    ]
    text = (
        "Số hộ có cáp quang giảm do nhà mạng rà soát lại thuê bao < 6 tháng & gộp hộ “tách khẩu”."
    )
    rows = [
        [str(n), f"Hộ có cáp quang (xã {n})", "Giảm 92 hộ so với tháng trước.", text]
        for n in range(1, 7)
    ]
    return {"columns": columns, "rows": rows, "total_row": False}
