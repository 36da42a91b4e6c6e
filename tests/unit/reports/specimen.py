"""A small form with every kind of question, and a report made from typed answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cds_desktop.formdef.answers import ReportData, apply, compile_rules
from cds_desktop.formdef.loader import load_form
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, CellKey, Explanation, Value
from cds_desktop.model.target import Target
from cds_desktop.reports.source import ReportSource
from cds_desktop.settings import Issuer, Settings, Signer

UNIT = OrgUnit("872", "Huyện Tháp Mười", Level.DISTRICT, "87", date(2000, 1, 1))
AREAS = {"30037": "Thị trấn Mỹ An", "30040": "Xã Thạnh Lợi", "30043": "Xã Hưng Thạnh"}
PERIOD = Period("202309")
SETTINGS = Settings(
    issuer=Issuer(
        parent_body="UBND HUYỆN THÁP MƯỜI",
        issuing_body="PHÒNG VĂN HÓA VÀ THÔNG TIN",
        place="Tháp Mười",
        symbol="BC-PVHTT",
    ),
    signer=Signer(lines=("TRƯỞNG PHÒNG",), name="Người ký mẫu"),
    addressees=("Sở Thông tin và Truyền thông",),
    recipients=("Như trên", "Lưu: VT, PVHTT"),
)

FORM = """
form_id = "mau"
version = 1
title = "Báo cáo tháng về chuyển đổi số"
report_title = "Kết quả thực hiện công tác chuyển đổi số {period}"
period_type = "Monthly"
data_window = "calendar"
levels = ["district"]
valid_from = 2023-08-01
deadline_day = 5
deadline_months_after = 1

[choices]
loai = [{ name = "ke_hoach", label = "Kế hoạch" }, { name = "quyet_dinh", label = "Quyết định" }]
co_khong = [{ name = "co", label = "Có" }, { name = "khong", label = "Không" }]
trang_thai_chi_tieu = [
  { name = "ht", label = "Hoàn thành" },
  { name = "kn", label = "Có khả năng hoàn thành" },
  { name = "pt", label = "Phụ thuộc" },
  { name = "kho", label = "Khó hoàn thành" },
  { name = "kdg", label = "Không tiếp tục đánh giá" },
]

[[sections]]
name = "the_che"
code = "1"
title = "Thể chế"
heading = "Thể chế, chỉ đạo điều hành"
  [[sections.questions]]
  name = "vb_so_luong"
  code = "1.01"
  type = "integer"
  label = "Văn bản đã ban hành"
  unit_of_measure = "văn bản"
  nature = "flow"
  calculation = "rows(van_ban)"
  sentence = "Trong kỳ, huyện đã ban hành {vb_so_luong.nonzero} văn bản:"
  [[sections.questions]]
  name = "van_ban"
  code = "1.02"
  type = "repeat"
  label = "Văn bản ban hành"
  sentence = "{vb_loai} số {vb_so} {vb_ngay.long} của {vb_co_quan} {vb_trich_yeu.inline}"
    [[sections.questions.questions]]
    name = "vb_loai"
    code = "1.02.1"
    type = "select_one"
    choices = "loai"
    label = "Tên loại"
    [[sections.questions.questions]]
    name = "vb_so"
    code = "1.02.2"
    type = "text"
    label = "Số, ký hiệu"
    [[sections.questions.questions]]
    name = "vb_ngay"
    code = "1.02.3"
    type = "date"
    label = "Ngày ban hành"
    [[sections.questions.questions]]
    name = "vb_co_quan"
    code = "1.02.4"
    type = "text"
    label = "Cơ quan ban hành"
    [[sections.questions.questions]]
    name = "vb_trich_yeu"
    code = "1.02.5"
    type = "text"
    label = "Trích yếu"

[[sections]]
name = "ha_tang"
code = "4"
title = "Hạ tầng số"
heading = "Hạ tầng số"
  [[sections.questions]]
  name = "tram_bts"
  code = "4.01"
  type = "integer"
  label = "Trạm BTS"
  unit_of_measure = "trạm"
  key_figure = true
  sentence = "{tram_bts} trạm thu, phát sóng đang hoạt động[ ({tram_bts.change})]."
  warnings = [{ condition = "tram_bts >= 100", message = "Số trạm BTS ({tram_bts}) thấp." }]
  [[sections.questions]]
  name = "kq_xa"
  code = "4.02"
  type = "roster"
  label = "Hạ tầng số cấp xã"
  sentence = "Có {xa_cap_quang}/{xa_ho} hộ dùng cáp quang, đạt {xa_ty_le}."
    [[sections.questions.questions]]
    name = "xa_ho"
    code = "4.02.1"
    type = "integer"
    label = "Tổng số hộ"
    unit_of_measure = "hộ"
    [[sections.questions.questions]]
    name = "xa_cap_quang"
    code = "4.02.2"
    type = "integer"
    label = "Hộ dùng cáp quang"
    unit_of_measure = "hộ"
    [[sections.questions.questions]]
    name = "xa_ty_le"
    code = "4.02.3"
    type = "ratio"
    label = "Tỷ lệ hộ dùng cáp quang"
    numerator = "xa_cap_quang"
    denominator = "xa_ho"
    [[sections.questions.questions]]
    name = "xa_ghi"
    code = "4.02.4"
    type = "text"
    label = "Nhà mạng"
  [[sections.questions]]
  name = "ho_cap_quang"
  code = "4.03"
  type = "integer"
  label = "Hộ dùng cáp quang"
  unit_of_measure = "hộ"
  calculation = "sum(xa_cap_quang)"

[[sections]]
name = "chinh_quyen_so"
code = "6"
title = "Chính quyền số"
heading = "Xây dựng chính quyền số"
sentence = "Các số liệu trên tính đến ngày {end_date} của {org_unit}."
  [[sections.questions]]
  name = "td_tiep_nhan"
  code = "6.01"
  type = "integer"
  label = "Ý kiến tiếp nhận"
  unit_of_measure = "ý kiến"
  nature = "flow"
  key_figure = true
  sentence = '''
Tổng đài 1022 đã tiếp nhận {td_tiep_nhan} ý kiến[ ({td_tiep_nhan.change})]\
[; đã trả lời {td_tra_loi} ý kiến (chiếm tỷ lệ {td_ty_le})]\
[, còn {td_con.nonzero} ý kiến đang xử lý (chiếm tỷ lệ {td_ty_le_con})]\
[, không còn ý kiến đang xử lý{td_con.zero}].'''
  [[sections.questions]]
  name = "td_tra_loi"
  code = "6.02"
  type = "integer"
  label = "Ý kiến đã trả lời"
  unit_of_measure = "ý kiến"
  nature = "flow"
  [[sections.questions]]
  name = "td_con"
  code = "6.03"
  type = "integer"
  label = "Ý kiến đang xử lý"
  unit_of_measure = "ý kiến"
  calculation = "td_tiep_nhan - td_tra_loi"
  [[sections.questions]]
  name = "td_ty_le"
  code = "6.04"
  type = "ratio"
  label = "Tỷ lệ đã trả lời"
  numerator = "td_tra_loi"
  denominator = "td_tiep_nhan"
  [[sections.questions]]
  name = "td_ty_le_con"
  code = "6.05"
  type = "ratio"
  label = "Tỷ lệ đang xử lý"
  numerator = "td_con"
  denominator = "td_tiep_nhan"
  [[sections.questions]]
  name = "kinh_te_so"
  code = "6.06"
  type = "percentage"
  label = "Đóng góp của kinh tế số"
  sentence = "Kinh tế số đạt {kinh_te_so}."
  [[sections.questions]]
  name = "cq_mo_ta"
  code = "6.07"
  type = "long_text"
  label = "Nội dung khác"

[[sections]]
name = "chi_tieu"
code = "10"
title = "Chỉ tiêu kế hoạch"
part = "targets"
  [[sections.questions]]
  name = "ct"
  code = "10.01"
  type = "targets"
  label = "Chỉ tiêu kế hoạch"
    [[sections.questions.questions]]
    name = "ct_ket_qua"
    code = "10.01.1"
    type = "decimal"
    label = "Kết quả"
    [[sections.questions.questions]]
    name = "ct_trang_thai"
    code = "10.01.2"
    type = "select_one"
    choices = "trang_thai_chi_tieu"
    label = "Trạng thái"
    [[sections.questions.questions]]
    name = "ct_nguyen_nhan"
    code = "10.01.3"
    type = "text"
    label = "Nguyên nhân"
    [[sections.questions.questions]]
    name = "ct_phu_thuoc"
    code = "10.01.4"
    type = "text"
    label = "Phụ thuộc"

[[sections]]
name = "kho_khan"
code = "11"
title = "Khó khăn, vướng mắc"
part = "difficulties"
  [[sections.questions]]
  name = "kk_noi_dung"
  code = "11.01"
  type = "long_text"
  label = "Khó khăn, vướng mắc"

[[sections]]
name = "de_xuat"
code = "12"
title = "Kiến nghị, đề xuất"
part = "proposals"
  [[sections.questions]]
  name = "kien_nghi"
  code = "12.01"
  type = "repeat"
  label = "Kiến nghị, đề xuất"
  sentence = "Kiến nghị {kn_noi_nhan} {kn_noi_dung.inline}"
    [[sections.questions.questions]]
    name = "kn_noi_nhan"
    code = "12.01.1"
    type = "text"
    label = "Nơi nhận"
    [[sections.questions.questions]]
    name = "kn_noi_dung"
    code = "12.01.2"
    type = "text"
    label = "Nội dung"
"""


@cache
def a_form() -> Form:
    """Load the form above; without plan targets."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mau_v1.toml"
        path.write_text(FORM, encoding="utf-8")
        return load_form(path)


def a_target(number: int, group: str, wording: str, *, value: str = "", comparator: str = ">="):
    """Return a target of the 2023 plan measured in per cent."""
    return Target(
        id=f"T{number:02d}",
        plan="kh_99_2023",
        group=group,
        wording=wording,
        comparator=comparator if value else "deed",
        value=Decimal(value) if value else None,
        unit_of_measure="%" if value else "",
        levels=(Level.DISTRICT,),
        source="",
    )


def an_answer(place: str, given: Value | Answer) -> Answer:
    """Return an answer; `place` is "question", "question@area" or "question#row"."""
    name, _, area = place.partition("@")
    name, _, row = name.partition("#")
    key = CellKey(area or UNIT.code, name, row)
    if isinstance(given, Answer):
        return replace(given, key=key)
    return Answer(key, Decimal(given) if isinstance(given, int) else given)


def given(value: int | str | Decimal | None = None, **more: object) -> Answer:
    """Return an answer with a status, qualifier or note, for `a_source` to place."""
    number = Decimal(value) if isinstance(value, int) else value
    return replace(Answer(CellKey("", ""), number), **more)  # pyright: ignore[reportArgumentType]


def a_source(
    answers: Mapping[str, object] | None = None,
    *,
    previous: Mapping[str, object] | None = None,
    last_year: Mapping[str, object] | None = None,
    explanations: Mapping[str, str] | None = None,
    targets: tuple[Target, ...] = (),
    period: Period = PERIOD,
) -> ReportSource:
    """Return a report of huyện Tháp Mười from answers by place; earlier periods the same way."""
    form = replace(a_form(), targets=targets) if targets else a_form()
    history = {period.previous(): previous, period.same_last_year(): last_year}
    data = ReportData(
        org_unit=UNIT.code,
        period=period,
        areas=tuple(AREAS),
        answers=_placed(answers or {}),
        explanations=_explained(explanations or {}, answers or {}),
        history={past: _placed(held) for past, held in history.items() if held},
    )
    return ReportSource(form, data, apply(compile_rules(form), data), UNIT, AREAS)


def _placed(answers: Mapping[str, object]) -> dict[CellKey, Answer]:
    placed = [an_answer(place, value) for place, value in answers.items()]  # pyright: ignore[reportArgumentType]
    return {answer.key: answer for answer in placed}


def _explained(
    explanations: Mapping[str, str], answers: Mapping[str, object]
) -> dict[CellKey, Explanation]:
    return {
        (key := an_answer(place, None).key): Explanation(key, str(answers[place]), text)
        for place, text in explanations.items()
    }
