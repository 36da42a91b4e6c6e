"""Headings and labels of foreign tables: found by code, name or label, asked about when unsure."""

import pytest

from cds_desktop.formdef.catalog import Catalog
from cds_desktop.formdef.label_words import (
    Nature,
    is_numbering,
    is_other_heading,
    is_total_label,
    is_value_heading,
    label_key,
    nature_of,
    period_of,
    periods_in,
    scale_of,
    unit_in_heading,
    unit_in_title,
)
from cds_desktop.formdef.question_labels import QuestionLabels, columns_of, fits, plain_questions
from cds_desktop.model.form import QuestionType
from cds_desktop.model.org_unit import Level
from cds_desktop.model.period import Period
from cds_desktop.paths import FORMS

FORM = Catalog((FORMS,)).form_for(Level.DISTRICT, Period("202309"))
assert FORM is not None
ROSTER = QuestionLabels(FORM, columns_of(FORM, QuestionType.ROSTER))
PLAIN = QuestionLabels(FORM, plain_questions(FORM))


@pytest.mark.parametrize(
    ("texts", "question"),
    [
        pytest.param(["Hộ gia đình"], "ht_ho", id="the label"),
        pytest.param(["HO GIA DINH"], "ht_ho", id="capitals without tones"),
        pytest.param(["3. Số hộ gia đình (hộ)"], "ht_ho", id="number, số, unit"),
        pytest.param(["4.01.3"], "ht_ho", id="the code"),
        pytest.param(["(4.01.3) Hộ gia đình"], "ht_ho", id="code and label"),
        pytest.param(["ht_ho"], "ht_ho", id="the name"),
        pytest.param(["Hạ tầng số", "Trạm BTS"], "ht_bts", id="the own heading under a group"),
        pytest.param(["OCOP trên sàn thương mại điện tử"], "ktx_ocop_san", id="spelt out"),
    ],
)
def test_a_heading_certainly_means_its_question(texts: list[str], question: str) -> None:
    assert ROSTER.find(texts).question == question


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["Hộ gia đình (hộ nghèo)"], id="brackets that narrow it"),
        pytest.param(["Hộ gia đình nghèo"], id="more words"),
        pytest.param(["4.01.3 Trạm BTS"], id="code and label contradict"),
        pytest.param(["Khóm ấp có tổ CNSCĐ hoạt động"], id="resembles a label"),
    ],
)
def test_a_heading_that_only_resembles_is_offered_not_taken(texts: list[str]) -> None:
    match = ROSTER.find(texts)
    assert not match.is_certain
    assert match.candidates


@pytest.mark.parametrize("text", ["Ghi chú", "Diện tích", "STT", "", "abc"])
def test_a_heading_of_something_else_means_nothing(text: str) -> None:
    assert ROSTER.find([text] if text else []).candidates == ()


@pytest.mark.parametrize(
    ("text", "nature", "question"),
    [
        pytest.param("Tin, bài về chuyển đổi số", Nature.FLOW, "tin_bai", id="the month"),
        pytest.param("Tin, bài về CĐS", Nature.CUMULATIVE, "tin_bai_lk", id="the running sum"),
        pytest.param("Tin, bài về CĐS lũy kế từ đầu năm", Nature.ANY, "tin_bai_lk", id="own words"),
        pytest.param("Tin, bài về chuyển đổi số trong kỳ", Nature.ANY, "tin_bai", id="own label"),
    ],
)
def test_the_crossing_heading_tells_month_from_running_sum(
    text: str, nature: Nature, question: str
) -> None:
    assert PLAIN.find([text], nature=nature).question == question


def test_a_pair_without_a_nature_is_asked_about() -> None:
    assert set(PLAIN.find(["Tin, bài về chuyển đổi số"]).candidates) == {"tin_bai", "tin_bai_lk"}


def test_a_running_sum_never_fills_a_monthly_figure() -> None:
    assert FORM is not None
    assert not fits(FORM.question("tin_bai"), Nature.CUMULATIVE)
    assert fits(FORM.question("wifi_cong_cong"), Nature.CUMULATIVE)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("  1. Số  hộ (hộ)", "ho", id="number, số, unit"),
        pytest.param("Tổ CNSCĐ", "to cong nghe so cong dong", id="abbreviation"),
        pytest.param("a) Đạt", "dat", id="letter"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_labels_are_compared_by_what_they_have_in_common(text: str, key: str) -> None:
    assert label_key(text) == key


def test_words_of_headings_are_known() -> None:
    assert nature_of("Phát sinh trong tháng") is Nature.FLOW
    assert nature_of("Lũy kế từ đầu năm") is Nature.CUMULATIVE
    assert [is_value_heading(text) for text in ("Số liệu", "Kết quả", "Lũy kế", "Hộ")] == [
        *(True, True, True, False)
    ]
    assert is_other_heading("So với cùng kỳ")
    assert not is_other_heading("Khóm, ấp")
    assert [is_total_label(text) for text in ("Tổng cộng:", "TOÀN HUYỆN", "Xã Tân Cộng")] == [
        *(True, True, False)
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["1", "2", "3"], True, id="numbers"),
        pytest.param(["A", "B", "(1)", "(2)", "(3)=(2)/(1)"], True, id="letters and a formula"),
        pytest.param(["1", "5", "3"], False, id="figures"),
        pytest.param(["1", "2"], False, id="too few"),
    ],
)
def test_a_row_of_column_numbers_is_no_data(texts: list[str], expected: bool) -> None:
    assert is_numbering(texts) is expected


def test_months_are_read_from_headings_and_titles() -> None:
    assert period_of("Tháng 3", 2023) == Period("202303")
    assert period_of("T12/2022", 2023) == Period("202212")
    assert period_of("Khóm 3", 2023) is None
    assert periods_in("Báo cáo tháng 8 năm 2023 (so với tháng 07/2023)") == {
        *(Period("202308"), Period("202307"))
    }


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        pytest.param("nghìn hộ", "nghìn", id="a thousand"),
        pytest.param("ngàn hộ", "nghìn", id="as it is spoken"),
        pytest.param("trieu dong", "triệu", id="without tones"),
        pytest.param("trạm", "", id="no scale but nearly the letters"),
        pytest.param("ngân hàng", "", id="no scale either"),
        pytest.param("%", "%", id="per cent"),
    ],
)
def test_scales_are_told_from_words_that_look_alike(text: str, scale: str) -> None:
    assert scale_of(text) == scale


def test_units_stand_in_brackets_or_above_the_table() -> None:
    assert unit_in_heading("Hộ gia đình (nghìn hộ)") == "nghìn hộ"
    assert unit_in_title("Đơn vị tính: triệu đồng") == "triệu đồng"
    assert unit_in_title("Đơn vị: UBND xã") == ""
