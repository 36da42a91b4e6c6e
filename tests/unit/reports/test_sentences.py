"""Templates filled with figures: what is printed, what is left out, and how it reads."""

from datetime import date
from decimal import Decimal

import pytest

from cds_desktop.model.period import Period
from cds_desktop.model.submission import AnswerStatus
from cds_desktop.reports.sentences import sentence
from tests.unit.reports.specimen import a_form, a_source, given

DOCUMENT = {
    "vb_loai#r0001": "ke_hoach",
    "vb_so#r0001": "308/KH-UBND",
    "vb_ngay#r0001": date(2023, 9, 8),
    "vb_co_quan#r0001": "Ủy ban nhân dân huyện Tháp Mười",
    "vb_trich_yeu#r0001": "Hưởng ứng Ngày Chuyển đổi số quốc gia.",
}


def test_the_published_sentence_on_1022_comes_out_to_the_digit():
    source = a_source({"td_tiep_nhan": 3024, "td_tra_loi": 3013})
    assert sentence(source, a_form().question("td_tiep_nhan").sentence) == (
        "Tổng đài 1022 đã tiếp nhận 3.024 ý kiến; đã trả lời 3.013 ý kiến (chiếm tỷ lệ 99,64%), "
        "còn 11 ý kiến đang xử lý (chiếm tỷ lệ 0,36%)."
    )


def test_an_optional_piece_is_left_out_when_its_field_is_missing():
    source = a_source({"td_tiep_nhan": 3024})
    assert sentence(source, a_form().question("td_tiep_nhan").sentence) == (
        "Tổng đài 1022 đã tiếp nhận 3.024 ý kiến."
    )


def test_what_is_zero_is_said_in_its_own_words():
    source = a_source({"td_tiep_nhan": 20, "td_tra_loi": 20})
    assert sentence(source, a_form().question("td_tiep_nhan").sentence) == (
        "Tổng đài 1022 đã tiếp nhận 20 ý kiến; đã trả lời 20 ý kiến (chiếm tỷ lệ 100%), "
        "không còn ý kiến đang xử lý."
    )


@pytest.mark.parametrize(
    "missing",
    [
        pytest.param({}, id="nothing entered"),
        pytest.param({"tram_bts": given(status=AnswerStatus.NOT_COLLECTED)}, id="not collected"),
        pytest.param({"tram_bts": given(status=AnswerStatus.NOT_APPLICABLE)}, id="not applicable"),
        pytest.param({"tram_bts": given(raw="khoảng 50")}, id="not understood"),
    ],
)
def test_a_sentence_without_its_figure_is_left_out(missing: dict[str, object]):
    assert sentence(a_source(missing), "Có {tram_bts} trạm.") == ""


@pytest.mark.parametrize(
    ("template", "figure", "printed"),
    [
        pytest.param("Có {tram_bts} trạm.", 7, "Có 07 trạm.", id="a small count is padded"),
        pytest.param("Có {tram_bts.plain} trạm", 7, "Có 7 trạm.", id="unless asked not to"),
        pytest.param("Đạt {tram_bts}/12 xã.", 7, "Đạt 7/12 xã.", id="nor in a fraction"),
        pytest.param("Đạt 5/{tram_bts} xã.", 7, "Đạt 5/7 xã.", id="on either side"),
        pytest.param("Có {tram_bts} trạm.", 0, "Có 0 trạm.", id="nothing is 0"),
        pytest.param("Có {tram_bts} thuê bao.", 1205780, "Có 1.205.780 thuê bao.", id="groups"),
        pytest.param("Có {tram_bts.nonzero} trạm.", 0, "", id="nothing asked to be left out"),
        pytest.param("đến {period} có {tram_bts} trạm;", 10, "Đến tháng 9 năm 2023 có 10 trạm;",
                     id="the period"),
        pytest.param("Năm {year}, {org_unit} có {tram_bts} trạm.", 10,
                     "Năm 2023, huyện Tháp Mười có 10 trạm.", id="the year and the unit"),
        pytest.param("{tram_bts}/13 {area_kinds} có trạm.", 10, "10/13 xã, thị trấn có trạm.",
                     id="what the areas are"),
        pytest.param("Đến ngày {end_date} có {tram_bts} trạm.", 10,
                     "Đến ngày 30/9/2023 có 10 trạm.", id="the last day"),
    ],
)  # fmt: skip
def test_a_figure_is_printed_as_prose_does(template: str, figure: int, printed: str):
    assert sentence(a_source({"tram_bts": figure}), template) == printed


@pytest.mark.parametrize(
    ("iso", "figure", "printed"),
    [
        pytest.param("202309", 20, "Đã ban hành, riêng trong kỳ 20 văn bản, gồm:", id="September"),
        pytest.param("202401", 20, "Đã ban hành, gồm:", id="January: the same as the year's sum"),
        pytest.param("202309", 0, "Đã ban hành.", id="nothing this month"),
    ],
)
def test_a_figure_is_set_apart_from_the_sum_of_the_year(iso: str, figure: int, printed: str):
    template = "Đã ban hành[, riêng trong kỳ {tram_bts.apart} văn bản][, gồm:{tram_bts.some}]."
    assert sentence(a_source({"tram_bts": figure}, period=Period(iso)), template) == printed


@pytest.mark.parametrize(
    ("answer", "printed"),
    [
        pytest.param(given(5000, qualifier="hơn"), "Hơn 5.000 trạm.", id="a qualifier"),
        pytest.param(given(50, status=AnswerStatus.ESTIMATED), "Ước 50 trạm.", id="an estimate"),
        pytest.param(given(50, status=AnswerStatus.PROVISIONAL), "Ước 50 trạm.", id="provisional"),
        pytest.param(
            given(50, status=AnswerStatus.ESTIMATED, qualifier="hơn"),
            "Ước hơn 50 trạm.",
            id="both",
        ),
        pytest.param(
            given(50, status=AnswerStatus.ESTIMATED, qualifier="ước"),
            "Ước 50 trạm.",
            id="said once",
        ),
    ],
)
def test_a_qualifier_stands_before_its_figure(answer: object, printed: str):
    assert sentence(a_source({"tram_bts": answer}), "{tram_bts} trạm.") == printed


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(given(Decimal("6.42"), qualifier="ước đạt"), id="typed in full"),
        pytest.param(given(Decimal("6.42"), qualifier="ước"), id="typed"),
        pytest.param(given(Decimal("6.42"), status=AnswerStatus.ESTIMATED), id="by its status"),
    ],
)
def test_an_estimate_stands_before_the_word_that_it_belongs_to(answer: object):
    source = a_source({"kinh_te_so": answer})
    assert sentence(source, "Kinh tế số đạt {kinh_te_so}.") == "Kinh tế số ước đạt 6,42%."


def test_a_figure_computed_from_an_estimate_is_an_estimate():
    estimate = given(3013, status=AnswerStatus.ESTIMATED)
    source = a_source({"td_tiep_nhan": 3024, "td_tra_loi": estimate})
    assert sentence(source, "Tỷ lệ trả lời đạt {td_ty_le}; còn {td_con}/{td_tiep_nhan}.") == (
        "Tỷ lệ trả lời ước đạt 99,64%; còn ước 11/3.024."
    )


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("change", "Có 60 trạm (tăng 12 trạm so với tháng trước)."),
        ("change_rate", "Có 60 trạm (tăng 25% so với tháng trước)."),
        ("last_year", "Có 60 trạm (tăng 100% so với cùng kỳ năm 2022)."),
        ("previous", "Có 60 trạm (48)."),
    ],
)
def test_a_figure_is_compared_with_another_period(style: str, printed: str):
    source = a_source({"tram_bts": 60}, previous={"tram_bts": 48}, last_year={"tram_bts": 30})
    assert sentence(source, f"Có {{tram_bts}} trạm[ ({{tram_bts.{style}}})].") == printed


@pytest.mark.parametrize("style", ["change", "change_rate", "last_year", "previous"])
def test_a_comparison_without_a_base_is_left_out(style: str):
    source = a_source({"tram_bts": 60})
    assert sentence(source, f"Có {{tram_bts}} trạm[ ({{tram_bts.{style}}})].") == "Có 60 trạm."


def test_a_computed_rate_is_compared_with_the_rate_of_the_month_before():
    source = a_source(
        {"td_tiep_nhan": 200, "td_tra_loi": 190}, previous={"td_tiep_nhan": 100, "td_tra_loi": 90}
    )
    assert sentence(source, "Đạt {td_ty_le} ({td_ty_le.change}).") == (
        "Đạt 95% (tăng 5 điểm phần trăm so với tháng trước)."
    )


def test_a_document_is_cited_in_full_at_its_first_mention():
    template = a_form().question("van_ban").sentence
    assert sentence(a_source(DOCUMENT), template, row="r0001") == (
        "Kế hoạch số 308/KH-UBND ngày 08 tháng 9 năm 2023 của Ủy ban nhân dân huyện Tháp Mười "
        "hưởng ứng Ngày Chuyển đổi số quốc gia."
    )


def test_a_column_of_a_roster_is_its_total_over_the_areas():
    source = a_source(
        {
            "xa_ho@30037": 100, "xa_cap_quang@30037": 80,
            "xa_ho@30040": 900, "xa_cap_quang@30040": 80,
        }
    )  # fmt: skip
    assert sentence(source, a_form().question("kq_xa").sentence) == (
        "Có 160/1.000 hộ dùng cáp quang, đạt 16%."
    )


def test_a_total_of_estimates_is_an_estimate():
    estimate = given(80, status=AnswerStatus.ESTIMATED)
    source = a_source({"xa_ho@30037": 100, "xa_ho@30040": estimate})
    assert sentence(source, "Toàn huyện có {xa_ho} hộ.") == "Toàn huyện có ước 180 hộ."


def test_gaps_that_left_out_pieces_leave_are_closed():
    source = a_source({"tram_bts": 60})
    template = "Có {tram_bts} trạm [({tram_bts.change})] , [{td_tiep_nhan} ý kiến]."
    assert sentence(source, template) == "Có 60 trạm."


def test_a_rate_has_one_sign_of_per_cent():
    source = a_source({"td_tiep_nhan": 3, "td_tra_loi": 1})
    assert sentence(source, "Đạt {td_ty_le}%.") == "Đạt 33,33%."


def test_a_quarter_names_its_own_base():
    source = a_source({"tram_bts": 60}, previous={"tram_bts": 50}, period=Period("2023Q3"))
    assert sentence(source, "{tram_bts.change}") == "Tăng 10 trạm so với quý trước."
