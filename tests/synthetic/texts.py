"""What a district writes besides figures: documents issued, narratives, difficulties, plans.

Sentences hold no figures, so that none can contradict the tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cds_desktop.model.period import Period
from tests.synthetic.apportion import noise
from tests.synthetic.units import district, name_in_text


@dataclass(frozen=True, slots=True)
class Document:
    """A document issued: kind, number and symbol, day, issuing body, abstract."""

    kind: str
    number: str
    day: date
    body: str
    abstract: str


@dataclass(frozen=True, slots=True)
class _Model:
    kind: str
    symbol: str
    body: str
    abstract: str


_UBND = "Ủy ban nhân dân"
_MODELS = (
    _Model("ke_hoach", "KH-UBND", _UBND, "về nâng cao tỷ lệ hồ sơ trực tuyến năm {year}"),
    _Model("cong_van", "UBND-VHTT", _UBND, "về việc đôn đốc cập nhật Hệ thống thông tin báo cáo"),
    _Model("quyet_dinh", "QĐ-UBND", _UBND, "về việc kiện toàn Tổ công nghệ số cộng đồng"),
    _Model("thong_bao", "TB-BCĐ", "Ban Chỉ đạo chuyển đổi số", "về kết luận phiên họp định kỳ"),
    _Model("ke_hoach", "KH-UBND", _UBND, "về hỗ trợ hộ kinh doanh thanh toán không dùng tiền mặt"),
    _Model("cong_van", "UBND-VHTT", _UBND, "về việc tăng cường bảo đảm an toàn thông tin mạng"),
    _Model("ke_hoach", "KH-BCĐ", "Ban Chỉ đạo chuyển đổi số", "về kiểm tra chuyển đổi số cấp xã"),
    _Model(
        "huong_dan", "HD-VHTT", "Phòng Văn hóa và Thông tin", "về hoạt động của Tổ công nghệ số"
    ),
    _Model("cong_van", "UBND-NV", _UBND, "về việc cử cán bộ, công chức dự lớp tập huấn"),
)
_CAMPAIGN = _Model("ke_hoach", "KH-UBND", _UBND, "về hưởng ứng Ngày Chuyển đổi số năm {year}")
_YEAR_PLAN = _Model("ke_hoach", "KH-UBND", _UBND, "về chuyển đổi số năm {year}")

_NARRATIVES: dict[str, tuple[str, ...]] = {
    "the_che_noi_dung": (
        "Ban Chỉ đạo phân công từng thành viên theo dõi địa bàn, yêu cầu xã báo cáo hằng tháng.",
        "Công tác kiểm tra ở cấp xã tập trung vào việc xử lý văn bản, tiếp nhận hồ sơ trên mạng.",
    ),
    "nhan_thuc_noi_dung": (
        "Nội dung tuyên truyền được lồng ghép vào sinh hoạt chi bộ, chi hội, tiếp xúc cử tri.",
        "Đài truyền thanh duy trì chuyên mục hằng tuần hướng dẫn sử dụng các tiện ích số.",
    ),
    "du_lieu_noi_dung": (
        "Các ngành tiếp tục đối chiếu, làm sạch dữ liệu hộ tịch và dữ liệu dân cư trên địa bàn.",
        "Việc khai thác lại giấy tờ đã số hóa giúp người dân giảm số lần nộp bản sao.",
    ),
    "ha_tang_noi_dung": (
        "Doanh nghiệp viễn thông tiếp tục bổ sung trạm ở các tuyến, cụm dân cư có sóng yếu.",
        "Mạng nội bộ của Ủy ban nhân dân cấp xã được rà soát, thay thế thiết bị đã cũ.",
    ),
    "an_toan_noi_dung": (
        "Đã rà soát, gỡ bỏ phần mềm không rõ nguồn gốc trên máy tính của bộ phận một cửa.",
        "Cán bộ, công chức được nhắc đổi mật khẩu định kỳ và cảnh giác với thư điện tử giả mạo.",
    ),
    "chinh_quyen_noi_dung": (
        "Bộ phận một cửa bố trí đoàn viên hướng dẫn nộp hồ sơ trực tuyến vào sáng thứ Bảy.",
        "Lãnh đạo đơn vị trực tiếp theo dõi hồ sơ sắp đến hạn để đôn đốc giải quyết.",
    ),
    "kinh_te_noi_dung": (
        "Các hợp tác xã mở rộng dùng mã truy xuất nguồn gốc cho sản phẩm chủ lực của địa phương.",
        "Tiểu thương ở các chợ trung tâm quen dần với việc nhận thanh toán qua mã QR.",
    ),
    "xa_hoi_noi_dung": (
        "Các trường học và trạm y tế thu học phí, viện phí không dùng tiền mặt.",
        "Điểm sinh hoạt cộng đồng có máy tính để người dân tra cứu, nộp hồ sơ trực tuyến.",
    ),
    "nhan_luc_noi_dung": (
        "Tổ công nghệ số cộng đồng đi từng nhà hướng dẫn người cao tuổi sử dụng định danh điện tử.",
        "Đoàn Thanh niên phối hợp với các Tổ hỗ trợ người dân vào ngày cuối tuần.",
    ),
}
_DIFFICULTIES = (
    (
        "Thiết bị ở bộ phận một cửa một số xã đã cũ",
        "kinh phí thay thế chưa bố trí kịp",
    ),
    ("Người lớn tuổi còn ngại nộp hồ sơ trực tuyến", "chưa quen sử dụng điện thoại thông minh"),
    ("Một số chủ thể OCOP chưa duy trì gian hàng trên sàn", "thiếu người quản lý gian hàng"),
    ("Tổ công nghệ số cộng đồng hoạt động chưa đều", "chưa có kinh phí hỗ trợ thường xuyên"),
    (
        "Cán bộ phụ trách công nghệ thông tin ở xã phần lớn là kiêm nhiệm",
        "chưa có biên chế chuyên trách",
    ),
)
_TASKS = (
    ("Tiếp tục rà soát, số hóa hồ sơ và kết quả giải quyết thủ tục hành chính", "Văn phòng"),
    ("Hướng dẫn người dân kích hoạt tài khoản định danh điện tử", "Công an"),
    ("Hỗ trợ chủ thể OCOP đưa sản phẩm lên sàn thương mại điện tử", "Phòng Kinh tế và Hạ tầng"),
    ("Kiểm tra việc bảo đảm an toàn thông tin ở cấp xã", "Phòng Văn hóa và Thông tin"),
    ("Tập huấn kỹ năng số cho thành viên Tổ công nghệ số cộng đồng", "Phòng Văn hóa và Thông tin"),
)
_PROPOSALS = (
    (
        "Sở Thông tin và Truyền thông",
        "sớm hướng dẫn kinh phí hoạt động của Tổ công nghệ số cộng đồng",
    ),
    ("Ủy ban nhân dân Tỉnh", "bố trí kinh phí thay thế máy tính cho bộ phận một cửa cấp xã"),
    ("Sở Nội vụ", "hướng dẫn bố trí cán bộ phụ trách công nghệ thông tin ở cấp xã"),
    ("Sở Công Thương", "hỗ trợ chủ thể OCOP kỹ năng bán hàng trên sàn thương mại điện tử"),
)


def documents(code: str, period: Period, *, count: int) -> Iterator[Document]:
    """Yield `count` documents issued in a month, days and numbers rising."""
    named = {1: _YEAR_PLAN, 9: _CAMPAIGN}.get(period.number)
    first = noise(0, len(_MODELS) - 1, "van_ban", code, period.iso)
    step = 28 // count
    for place in range(count):
        model = named if named and place == 0 else _MODELS[(first + place) % len(_MODELS)]
        number = 9 + 11 * (period.number - 1) + 3 * place + noise(0, 2, "so", code, period.iso)
        yield Document(
            kind=model.kind,
            number=f"{number:02d}/{model.symbol}",
            day=date(
                period.year,
                period.number,
                1 + step * place + noise(0, min(step, 7) - 1, "ngay", code),
            ),
            body=f"{model.body} {name_in_text(district(code))}",
            abstract=model.abstract.format(year=period.year),
        )


def year_plan(code: str, year: int) -> Document:
    """Return the plan of the year: the first document of January."""
    return next(documents(code, Period(f"{year}01"), count=1))


def narratives(code: str, period: Period) -> Iterator[tuple[str, str]]:
    """Yield a paragraph for each narrative question."""
    for question, choices in _NARRATIVES.items():
        yield question, choices[noise(0, len(choices) - 1, question, code, period.iso)]


def difficulties(code: str, period: Period) -> Sequence[tuple[str, str]]:
    """Return the difficulties of a month with their causes."""
    return _some(_DIFFICULTIES, 2, "kho_khan", code, period)


def tasks(code: str, period: Period) -> Sequence[tuple[str, str, date]]:
    """Return next month's tasks: what, who, until when."""
    chosen = _some(_TASKS, 3, "nhiem_vu", code, period)
    following = period.next()
    days = (date(following.year, following.number, 10 + 6 * place) for place in range(len(chosen)))
    return [(task, body, day) for (task, body), day in zip(chosen, days, strict=True)]


def proposals(code: str, period: Period) -> Sequence[tuple[str, str]]:
    """Return the proposals of a month: to whom, what."""
    return _some(_PROPOSALS, 1 + period.number % 2, "kien_nghi", code, period)


def _some(
    pool: tuple[tuple[str, str], ...], count: int, seed: str, code: str, period: Period
) -> list[tuple[str, str]]:
    first = noise(0, len(pool) - 1, seed, code, period.iso)
    return [pool[(first + place) % len(pool)] for place in range(count)]
