"""TOM_TAT.txt: who, when, which revision, the sum to compare by telephone, the main figures."""

from decimal import Decimal

from cds_desktop.model.submission import AnswerStatus
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.summary import summary
from tests.unit.reports.specimen import SETTINGS, UNIT, a_source, given


def text(source: ReportSource, **more: object) -> list[str]:
    made = summary(
        source.form,
        source.data,
        outcome=source.outcome,
        settings=SETTINGS,
        org_unit=UNIT,
        revision=2,
        rows=120,
        filled=100,
        control_sum=Decimal("1205780.5"),
        **more,  # pyright: ignore[reportArgumentType]
    )
    return made.splitlines()


def test_the_summary_tells_unit_period_revision_signer_and_control_sum():
    lines = text(a_source(), reason="Bổ sung số liệu 2 xã")
    assert lines[0] == "TÓM TẮT BÁO CÁO"
    for line in (
        "Biểu mẫu: Báo cáo tháng về chuyển đổi số (mau, phiên bản 1)",
        "Đơn vị: Huyện Tháp Mười (mã 872)",
        "Kỳ báo cáo: tháng 9 năm 2023 (202309)",
        "Thời gian tính số liệu: từ ngày 1/9/2023 đến ngày 30/9/2023",
        "Lần chốt số liệu: 2",
        "Lý do điều chỉnh: Bổ sung số liệu 2 xã",
        "Chức danh người ký: TRƯỞNG PHÒNG",
        "Số dòng số liệu: 120; trong đó có giá trị: 100",
        "Tổng kiểm soát: 1.205.780,5",
    ):
        assert line in lines


def test_the_summary_never_names_the_signer():
    assert "Người ký mẫu" not in "\n".join(text(a_source()))


def test_key_figures_stand_with_last_month_and_with_what_is_missing():
    source = a_source(
        {"td_tiep_nhan": 3024, "tram_bts": given(status=AnswerStatus.NOT_COLLECTED)},
        previous={"td_tiep_nhan": 2900},
    )
    lines = text(source)
    assert lines[lines.index("SỐ LIỆU CHÍNH") + 1 :] == [
        "4.01  Trạm BTS: Chưa có số liệu",
        "6.01  Ý kiến tiếp nhận: 3.024 ý kiến (kỳ trước: 2.900)",
    ]
    assert "Số ô chưa có số liệu: 1" in lines


def test_a_practice_summary_says_so():
    assert "TẬP NHẬP - KHÔNG GỬI" in text(a_source(), is_practice=True)
    assert "TẬP NHẬP - KHÔNG GỬI" not in text(a_source())
