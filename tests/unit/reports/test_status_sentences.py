"""The fixed sentence on a group of targets: its counts close, its names and reasons are right."""

import re

import pytest

from cds_desktop.model.submission import AnswerStatus
from cds_desktop.reports.source import ReportSource
from cds_desktop.reports.status_sentences import (
    groups,
    status_sentence,
    target_states,
    target_wording,
)
from tests.unit.reports.specimen import a_source, a_target, given

DIGITAL_DATA = tuple(a_target(n, "Dữ liệu số", f"Chỉ tiêu {n}") for n in range(1, 8))


def standing(source: ReportSource) -> str:
    states = target_states(source, source.form.question("ct"))
    return status_sentence(states, year=2023)


def test_the_published_sentence_on_digital_data_comes_out():
    answers: dict[str, object] = {f"ct_trang_thai#T{n:02d}": "ht" for n in range(1, 6)}
    answers |= {"ct_trang_thai#T06": "kn", "ct_trang_thai#T07": "pt"}
    answers |= {"ct_phu_thuoc#T07": "Bộ NN&PTNT và Bộ TT&TT"}
    assert standing(a_source(answers, targets=DIGITAL_DATA)) == (
        "Hoàn thành 5/7 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; "
        "01 chỉ tiêu có khả năng hoàn thành vào cuối năm (“Chỉ tiêu 6”); "
        "01 chỉ tiêu phụ thuộc vào Bộ NN&PTNT và Bộ TT&TT (“Chỉ tiêu 7”)."
    )


PUBLISHED = [
    pytest.param(
        "dữ liệu số",
        {"ht": 5, "kn": 1, "pt": 1},
        ["5/7", "01 chỉ tiêu có khả năng", "01 chỉ tiêu phụ thuộc vào"],
        id="F006-F008",
    ),
    pytest.param(
        "chính quyền số",
        {"ht": 7, "kn": 4, "kho": 1},
        ["7/12", "04 chỉ tiêu có khả năng", "01 chỉ tiêu khó hoàn thành"],
        id="F023-F025",
    ),
    pytest.param(
        "kinh tế số",
        {"ht": 3, "kn": 1, "kho": 2},
        ["3/6", "01 chỉ tiêu có khả năng", "02 chỉ tiêu khó hoàn thành"],
        id="F028-F030",
    ),
    pytest.param(
        "xã hội số",
        {"ht": 6, "pt": 2, "kho": 2, "kdg": 2},
        ["6/12", "02 chỉ tiêu phụ thuộc vào", "02 chỉ tiêu khó", "02 chỉ tiêu không tiếp tục"],
        id="F033-F036",
    ),
]


@pytest.mark.parametrize(("group", "counts", "said"), PUBLISHED)
def test_the_published_counts_of_a_group_come_out(
    group: str, counts: dict[str, int], said: list[str]
):
    codes = [code for code, count in counts.items() for _ in range(count)]
    answers: dict[str, object] = {
        f"ct_trang_thai#T{n:02d}": code for n, code in enumerate(codes, start=1)
    }
    targets = tuple(a_target(n, group, f"Chỉ tiêu {n}") for n in range(1, len(codes) + 1))
    printed = standing(a_source(answers, targets=targets))
    assert [part for part in said if part not in printed] == []
    assert printed.count(";") == len(said) - 1 + max(0, counts.get("kho", 0) - 1)


def test_unlikely_targets_are_named_with_their_reasons_and_dropped_ones_by_name():
    answers: dict[str, object] = {
        "ct_trang_thai#T01": "kho",
        "ct_nguyen_nhan#T01": "Do hệ thống thư điện tử công vụ chưa tích hợp.",
        "ct_trang_thai#T02": "kho",
        "ct_trang_thai#T03": "kdg",
        "ct_trang_thai#T04": "kdg",
    }
    assert standing(a_source(answers, targets=DIGITAL_DATA[:4])) == (
        "Hoàn thành 0/4 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; "
        "02 chỉ tiêu khó hoàn thành (“Chỉ tiêu 1” do hệ thống thư điện tử công vụ chưa tích hợp; "
        "“Chỉ tiêu 2”); 02 chỉ tiêu không tiếp tục đánh giá (“Chỉ tiêu 3” và “Chỉ tiêu 4”)."
    )


def test_targets_that_depend_on_the_same_thing_share_a_clause():
    answers: dict[str, object] = {f"ct_trang_thai#T{n:02d}": "pt" for n in (1, 2, 3)}
    answers |= {f"ct_phu_thuoc#T{n:02d}": "thời gian tắt sóng di động 2G" for n in (1, 2)}
    answers |= {"ct_phu_thuoc#T03": "Phụ thuộc vào Bộ Y tế"}
    assert standing(a_source(answers, targets=DIGITAL_DATA[:3])).split("; ")[1:] == [
        "02 chỉ tiêu phụ thuộc vào thời gian tắt sóng di động 2G (“Chỉ tiêu 1” và “Chỉ tiêu 2”)",
        "01 chỉ tiêu phụ thuộc vào Bộ Y tế (“Chỉ tiêu 3”).",
    ]


def test_a_target_that_nobody_judged_is_said_to_be_open():
    answers: dict[str, object] = {
        "ct_trang_thai#T01": "ht",
        "ct_trang_thai#T02": given(status=AnswerStatus.NOT_APPLICABLE),
    }
    assert standing(a_source(answers, targets=DIGITAL_DATA[:3])) == (
        "Hoàn thành 1/3 chỉ tiêu theo Kế hoạch chuyển đổi số năm 2023; "
        "01 chỉ tiêu không phát sinh tại đơn vị (“Chỉ tiêu 2”); "
        "01 chỉ tiêu chưa có số liệu đánh giá (“Chỉ tiêu 3”)."
    )


@pytest.mark.parametrize("seed", range(20))
def test_the_counts_of_all_clauses_close_to_the_group(seed: int):
    codes = ["ht", "kn", "pt", "kho", "kdg", ""]
    answers: dict[str, object] = {
        f"ct_trang_thai#T{n:02d}": codes[(seed * n * n + n) % 6]
        for n in range(1, 8)
        if codes[(seed * n * n + n) % 6]
    }
    said = standing(a_source(answers, targets=DIGITAL_DATA))
    done = re.search(r"Hoàn thành (\d+)/7", said)
    others = re.findall(r"(\d+) chỉ tiêu (?!theo)", said.partition(";")[2])
    assert done is not None
    assert int(done.group(1)) + sum(map(int, others)) == 7


def test_groups_keep_the_order_of_the_plan():
    names = ("Xã hội số", "Dữ liệu số", "Xã hội số")
    mixed = tuple(a_target(n, name, f"Chỉ tiêu {n}") for n, name in enumerate(names, start=1))
    source = a_source({}, targets=mixed)
    found = groups(target_states(source, source.form.question("ct")))
    assert [(name, len(states)) for name, states in found.items()] == [
        ("Xã hội số", 2),
        ("Dữ liệu số", 1),
    ]


@pytest.mark.parametrize(
    ("wording", "value", "comparator", "named"),
    [
        ("Sản phẩm OCOP lên sàn", "100", ">=", "Sản phẩm OCOP lên sàn: 100%"),
        ("Trên 60% CQNN cung cấp dữ liệu mở", "60", ">", "Trên 60% CQNN cung cấp dữ liệu mở"),
        ("CQNN cung cấp dữ liệu mở", "60", ">", "CQNN cung cấp dữ liệu mở: trên 60%"),
        ("Công bố nền tảng", "", "deed", "Công bố nền tảng"),
    ],
)
def test_a_target_is_named_with_the_value_it_aims_at(
    wording: str, value: str, comparator: str, named: str
):
    target = a_target(1, "Nhóm", wording, value=value, comparator=comparator)
    assert target_wording(target) == named
