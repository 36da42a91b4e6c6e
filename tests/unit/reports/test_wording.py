"""Names and typed texts inside running sentences."""

import pytest

from cds_desktop.reports.wording import (
    body_in_text,
    capitalised,
    ended,
    inline,
    joined,
    lines_of,
    unit_in_text,
    unit_kind,
)


@pytest.mark.parametrize(
    ("name", "printed", "kind"),
    [
        ("Huyện Tháp Mười", "huyện Tháp Mười", "huyện"),
        ("Thành phố Cao Lãnh", "thành phố Cao Lãnh", "thành phố"),
        ("Thị trấn Mỹ An", "thị trấn Mỹ An", "thị trấn"),
        ("Xã Đốc Binh Kiều", "xã Đốc Binh Kiều", "xã"),
        ("Phường 1", "Phường 1", "phường"),
        ("Sở Thông tin và Truyền thông", "Sở Thông tin và Truyền thông", ""),
    ],
)
def test_a_unit_is_named_in_text_as_the_decree_writes_it(name: str, printed: str, kind: str):
    assert (unit_in_text(name), unit_kind(name)) == (printed, kind)


@pytest.mark.parametrize(
    ("capitals", "printed"),
    [
        ("PHÒNG VĂN HÓA VÀ THÔNG TIN", "Phòng Văn hóa và Thông tin"),
        ("UBND HUYỆN THÁP MƯỜI", "UBND huyện Tháp Mười"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ SA ĐÉC", "Ủy ban nhân dân thành phố Sa Đéc"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Sở Thông tin và Truyền thông"),
        ("UBND XÃ MỸ ĐÔNG", "UBND xã Mỹ Đông"),
        ("UBND PHƯỜNG 1", "UBND phường 1"),
        ("Phòng Văn hóa và Thông tin", "Phòng Văn hóa và Thông tin"),
        ("", ""),
    ],
)
def test_a_body_in_capitals_is_named_in_text_as_it_is_written(capitals: str, printed: str):
    assert body_in_text(capitals) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Hệ thống thư điện tử chưa tích hợp.", "hệ thống thư điện tử chưa tích hợp"),
        ("Bộ TT&TT chưa công bố", "Bộ TT&TT chưa công bố"),
        ("UBND xã chưa báo cáo;", "UBND xã chưa báo cáo"),
        ("Tháp Mười chưa có trạm", "Tháp Mười chưa có trạm"),
        ("Tại Trung tâm hành chính công", "tại Trung tâm hành chính công"),
        ("Ở một số xã", "ở một số xã"),
        ("V/v hưởng ứng Ngày CĐS", "về việc hưởng ứng Ngày CĐS"),
        ("e-Dongthap chưa ổn định", "e-Dongthap chưa ổn định"),
        ("5G chưa phủ", "5G chưa phủ"),
        ("dòng một\n  dòng hai", "dòng một dòng hai"),
        ("", ""),
    ],
)
def test_a_typed_text_is_set_into_a_sentence(typed: str, printed: str):
    assert inline(typed) == printed


def test_a_sentence_begins_with_a_capital_but_a_brand_name_stays():
    assert capitalised("hơn 5.000 trạm") == "Hơn 5.000 trạm"
    assert capitalised("đến nay") == "Đến nay"
    assert capitalised("e-Dongthap có") == "e-Dongthap có"


def test_an_end_is_added_only_where_there_is_none():
    assert [ended(text) for text in ("a", "a.", "a;  ", "ban hành:", "")] == [
        "a.", "a.", "a;", "ban hành:", "",
    ]  # fmt: skip


def test_names_are_joined_as_prose_does():
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "a và b"
    assert joined(["a", "b", "c"]) == "a, b và c"


def test_a_narrative_is_split_into_lines_and_items():
    typed = "Trong tháng, huyện đã:\n- Tổ chức  hội nghị\n\n + Cấp tài khoản\n• Tập huấn\n"
    assert lines_of(typed) == [
        (False, "Trong tháng, huyện đã:"),
        (True, "Tổ chức hội nghị"),
        (True, "Cấp tài khoản"),
        (True, "Tập huấn"),
    ]
