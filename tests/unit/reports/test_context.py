"""The whole report as the template gets it: chapters, honest gaps, annexes, what stands around."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, cast

import pytest

from cds_desktop.model.submission import AnswerStatus
from cds_desktop.reports import context
from cds_desktop.reports.chapters import join_paragraphs, section_blocks
from cds_desktop.reports.source import ReportSource
from tests.unit.reports.specimen import AREAS, SETTINGS, UNIT, a_source, a_target, given

DOCUMENTS: dict[str, object] = {
    "vb_loai#r0001": "ke_hoach",
    "vb_so#r0001": "52/KH-UBND",
    "vb_ngay#r0001": date(2023, 9, 8),
    "vb_co_quan#r0001": "Ủy ban nhân dân huyện Tháp Mười",
    "vb_trich_yeu#r0001": "hưởng ứng Ngày Chuyển đổi số quốc gia",
    "vb_loai#r0002": "quyet_dinh",
    "vb_so#r0002": "1019/QĐ-UBND-HC",
    "vb_ngay#r0002": date(2023, 9, 30),
    "vb_co_quan#r0002": "Ủy ban nhân dân huyện Tháp Mười",
    "vb_trich_yeu#r0002": "Về việc kiện toàn Ban Chỉ đạo",
}
NOT_APPLICABLE = given(status=AnswerStatus.NOT_APPLICABLE)
NOT_COLLECTED = given(status=AnswerStatus.NOT_COLLECTED)


def build(source: ReportSource, **more: object) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        "outcome": source.outcome,
        "settings": SETTINGS,
        "org_unit": UNIT,
        "area_names": AREAS,
        "revision": 1,
        "is_draft": False,
        "is_practice": False,
        **more,
    }
    return context.build(source.form, source.data, **arguments)


def texts(built: Mapping[str, Any], heading: str) -> list[str]:
    """Return the texts under a heading of the results, or those of a whole chapter."""
    for part in built["parts"]:
        blocks = cast(list[dict[str, str]], part["blocks"])
        if heading in part["heading"]:
            return [block["text"] for block in blocks]
        starts = [n for n, block in enumerate(blocks) if block["kind"] == "heading"] + [len(blocks)]
        for start, end in pairwise(starts):
            if heading in blocks[start]["text"]:
                return [block["text"] for block in blocks[start + 1 : end]]
    raise AssertionError(f"no heading {heading!r}")


# --- around the text ------------------------------------------------------------------------------


def test_the_letterhead_is_in_capitals_and_the_number_is_left_open():
    built = build(a_source())
    assert built["parent_body"] == "UBND HUYỆN THÁP MƯỜI"
    assert built["issuing_body"] == "PHÒNG VĂN HÓA VÀ THÔNG TIN"
    assert built["number_line"] == "Số:      /BC-PVHTT"
    assert built["document_type"] == "BÁO CÁO"
    assert built["subject"] == "Kết quả thực hiện công tác chuyển đổi số tháng 9 năm 2023"
    assert built["addressees"] == ["Sở Thông tin và Truyền thông"]
    assert built["recipients"] == ["Như trên", "Lưu: VT, PVHTT"]
    assert (built["signer_lines"], built["signer_name"]) == (["TRƯỞNG PHÒNG"], "Người ký mẫu")


def test_the_lead_names_the_body_its_unit_and_the_period():
    assert build(a_source())["lead"] == (
        "Thực hiện chế độ báo cáo định kỳ hằng tháng, Phòng Văn hóa và Thông tin huyện Tháp Mười "
        "báo cáo kết quả thực hiện công tác chuyển đổi số tháng 9 năm 2023 trên địa bàn huyện "
        "như sau:"
    )


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (None, "Tháp Mười, ngày      tháng 10 năm 2023"),
        (date(2023, 10, 5), "Tháp Mười, ngày 05 tháng 10 năm 2023"),
        (date(2024, 2, 15), "Tháp Mười, ngày 15 tháng 02 năm 2024"),
    ],
)
def test_the_date_is_left_open_until_it_is_known(day: date | None, printed: str):
    assert build(a_source(), report_date=day)["place_and_date"] == printed


@pytest.mark.parametrize(
    ("revision", "is_draft", "closing"),
    [
        pytest.param(1, False, ")", id="the first revision"),
        pytest.param(2, False, "; số liệu chốt lần 2)", id="the second revision"),
        pytest.param(2, True, ")", id="a draft after the second revision"),
    ],
)
def test_the_days_that_the_figures_cover_are_said(revision: int, is_draft: bool, closing: str):
    built = build(a_source(), revision=revision, is_draft=is_draft)
    days = "(Số liệu tính từ ngày 1/9/2023 đến ngày 30/9/2023"
    assert built["data_window_line"] == days + closing


@pytest.mark.parametrize(
    ("is_draft", "is_practice", "mark"),
    [
        (False, False, ""),
        (True, False, "DỰ THẢO"),
        (False, True, "TẬP NHẬP - KHÔNG GỬI"),
        (True, True, "TẬP NHẬP - KHÔNG GỬI"),
    ],
)
def test_a_draft_and_a_practice_report_say_so(is_draft: bool, is_practice: bool, mark: str):
    built = build(a_source(), is_draft=is_draft, is_practice=is_practice)
    assert built["draft_mark"] == mark


def test_the_content_code_is_passed_on():
    assert build(a_source(), content_code="AB12CD34")["content_code"] == "AB12CD34"


# --- chapters -------------------------------------------------------------------------------------


def test_the_chapters_are_numbered_in_order_and_the_next_month_is_left_out_without_a_section():
    headings = [part["heading"] for part in build(a_source())["parts"]]
    assert headings == [
        "I. KẾT QUẢ THỰC HIỆN",
        "II. TÌNH HÌNH THỰC HIỆN CHỈ TIÊU",
        "III. KHÓ KHĂN, VƯỚNG MẮC",
        "IV. KIẾN NGHỊ, ĐỀ XUẤT",
    ]


def test_each_section_of_the_results_has_a_numbered_heading():
    blocks = build(a_source())["parts"][0]["blocks"]
    assert [block["text"] for block in blocks if block["kind"] == "heading"] == [
        "1. Thể chế, chỉ đạo điều hành",
        "2. Hạ tầng số",
        "3. Xây dựng chính quyền số",
    ]


def test_documents_are_listed_after_the_sentence_that_counts_them():
    assert texts(build(a_source(DOCUMENTS)), "Thể chế") == [
        "Trong kỳ, huyện đã ban hành 02 văn bản:",
        "- Kế hoạch số 52/KH-UBND ngày 08 tháng 9 năm 2023 của Ủy ban nhân dân huyện Tháp Mười "
        "hưởng ứng Ngày Chuyển đổi số quốc gia;",
        "- Quyết định số 1019/QĐ-UBND-HC ngày 30 tháng 9 năm 2023 của Ủy ban nhân dân huyện "
        "Tháp Mười về việc kiện toàn Ban Chỉ đạo.",
    ]


def test_a_list_without_a_sentence_prints_its_texts_one_after_the_other():
    source = a_source(DOCUMENTS)
    section = source.form.sections[0]
    plain = replace(
        section, questions=tuple(replace(question, sentence="") for question in section.questions)
    )
    assert [block.text for block in section_blocks(source, plain)] == [
        "- Kế hoạch; 52/KH-UBND; 8/9/2023; Ủy ban nhân dân huyện Tháp Mười; "
        "hưởng ứng Ngày Chuyển đổi số quốc gia;",
        "- Quyết định; 1019/QĐ-UBND-HC; 30/9/2023; Ủy ban nhân dân huyện Tháp Mười; "
        "Về việc kiện toàn Ban Chỉ đạo.",
    ]


def test_sentences_then_narratives_then_the_closing_sentence_make_a_section():
    source = a_source(
        {
            "td_tiep_nhan": 20,
            "td_tra_loi": 19,
            "cq_mo_ta": "Huyện đã họp chuyên đề\n- giao nhiệm vụ cho các xã\n- kiểm tra hai xã",
        }
    )
    assert texts(build(source), "chính quyền số") == [
        "Tổng đài 1022 đã tiếp nhận 20 ý kiến; đã trả lời 19 ý kiến (chiếm tỷ lệ 95%), "
        "còn 01 ý kiến đang xử lý (chiếm tỷ lệ 5%).",
        "Huyện đã họp chuyên đề.",
        "- giao nhiệm vụ cho các xã;",
        "- kiểm tra hai xã.",
        "Các số liệu trên tính đến ngày 30/9/2023 của huyện Tháp Mười.",
        "Số liệu tổng hợp tại Phụ lục kèm theo Báo cáo này.",
    ]


def test_long_sentences_go_into_several_paragraphs_of_like_length():
    said = [letter * 250 + "." for letter in "ABCD"]
    paragraphs = join_paragraphs(said)
    assert [len(block.text) for block in paragraphs] == [503, 503]
    assert " ".join(block.text for block in paragraphs) == " ".join(said)


def test_short_sentences_stay_in_one_paragraph():
    assert [block.text for block in join_paragraphs(["A.", "B.", "C."])] == ["A. B. C."]


def test_the_report_ends_with_the_mark_of_the_decree():
    built = build(a_source({"kn_noi_nhan#r0001": "UBND Tỉnh", "kn_noi_dung#r0001": "Bố trí vốn."}))
    assert texts(built, "KIẾN NGHỊ") == ["- Kiến nghị UBND Tỉnh bố trí vốn./."]
    every_text = [block["text"] for part in built["parts"] for block in part["blocks"]]
    assert sum(text.endswith("./.") for text in every_text) == 1


def test_an_end_mark_that_somebody_typed_is_not_doubled():
    built = build(
        a_source({"kn_noi_nhan#r0001": "UBND Tỉnh", "kn_noi_dung#r0001": "Bố trí vốn./."})
    )
    assert texts(built, "KIẾN NGHỊ") == ["- Kiến nghị UBND Tỉnh bố trí vốn./."]


# --- what is missing ------------------------------------------------------------------------------


def test_an_empty_report_claims_nothing():
    built = build(a_source())
    assert texts(built, "Hạ tầng số") == ["Chưa có số liệu."]
    assert texts(built, "TÌNH HÌNH THỰC HIỆN") == ["Chưa có số liệu."]
    assert texts(built, "KHÓ KHĂN") == ["Chưa có nội dung báo cáo."]
    assert texts(built, "KIẾN NGHỊ") == ["Chưa có nội dung báo cáo./."]


def test_nothing_happened_is_said_only_where_every_answer_says_so():
    built = build(a_source({"kk_noi_dung": NOT_APPLICABLE}))
    assert texts(built, "KHÓ KHĂN") == ["Trong kỳ không phát sinh khó khăn, vướng mắc."]


def test_single_answers_that_say_why_they_are_missing_are_named():
    source = a_source(
        {"td_tiep_nhan": 20, "td_tra_loi": NOT_COLLECTED, "kinh_te_so": NOT_APPLICABLE}
    )
    assert texts(build(source), "chính quyền số")[:2] == [
        "Tổng đài 1022 đã tiếp nhận 20 ý kiến.",
        "Nội dung không phát sinh tại đơn vị: đóng góp của kinh tế số. "
        "Đến kỳ báo cáo chưa có số liệu: ý kiến đã trả lời.",
    ]


def test_a_section_whose_figures_have_no_sentence_refers_to_the_annex():
    built = build(a_source({"xa_ghi@30037": "Nhà mạng A"}))
    assert texts(built, "Hạ tầng số") == ["Số liệu chi tiết tại Phụ lục kèm theo Báo cáo này."]


# --- targets --------------------------------------------------------------------------------------


def test_one_group_of_targets_is_one_sentence():
    targets = (a_target(1, "Xã hội số", "Chỉ tiêu 1"),)
    built = build(a_source({"ct_trang_thai#T01": "ht"}, targets=targets))
    assert texts(built, "TÌNH HÌNH THỰC HIỆN") == [
        "Hoàn thành 1/1 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023."
    ]


def test_several_groups_have_a_sentence_for_all_and_one_each():
    targets = (a_target(1, "Xã hội số", "Chỉ tiêu 1"), a_target(2, "Kinh tế số", "Chỉ tiêu 2"))
    source = a_source({"ct_trang_thai#T01": "ht", "ct_trang_thai#T02": "kn"}, targets=targets)
    assert texts(build(source), "TÌNH HÌNH THỰC HIỆN") == [
        "Hoàn thành 1/2 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; "
        "01 chỉ tiêu có khả năng hoàn thành vào cuối năm. Cụ thể:",
        "- Xã hội số: hoàn thành 1/1 chỉ tiêu.",
        "- Kinh tế số: hoàn thành 0/1 chỉ tiêu; 01 chỉ tiêu có khả năng hoàn thành vào cuối năm "
        "(“Chỉ tiêu 2”).",
    ]
