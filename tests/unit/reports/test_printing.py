"""0, an empty cell, "không phát sinh" and "chưa có số liệu" are four different signs in a table."""

from decimal import Decimal

import pytest

from cds_desktop.model.submission import AnswerStatus
from cds_desktop.reports.printing import cell_text, cell_value
from tests.unit.reports.specimen import a_form, a_source, given


@pytest.mark.parametrize(
    ("answer", "printed"),
    [
        pytest.param(given(0), "0", id="nothing counted"),
        pytest.param(given(), "…", id="empty"),
        pytest.param(given(status=AnswerStatus.NOT_APPLICABLE), "-", id="not applicable"),
        pytest.param(given(status=AnswerStatus.NOT_COLLECTED), "Chưa có số liệu", id="not known"),
        pytest.param(given(raw="khoảng 50"), "…", id="not understood"),
        pytest.param(given(7), "7", id="a small count has no leading zero"),
        pytest.param(given(5000, qualifier="hơn"), "hơn 5.000", id="a qualifier"),
    ],
)
def test_a_cell_prints_what_is_known_and_nothing_else(answer: object, printed: str):
    source = a_source({"tram_bts": answer})
    question = a_form().question("tram_bts")
    assert cell_text(source, question, source.answer(source.own("tram_bts"))) == printed


def test_a_rate_prints_with_its_sign_and_stays_a_number_for_excel():
    source = a_source({"td_tiep_nhan": 3, "td_tra_loi": 1})
    question = a_form().question("td_ty_le")
    answer = source.answer(source.own("td_ty_le"))
    assert cell_text(source, question, answer) == "33,33%"
    assert cell_value(source, question, answer) == Decimal("33.33")


def test_a_choice_prints_its_label():
    source = a_source({"vb_loai#r0001": "ke_hoach"})
    question = a_form().question("vb_loai")
    assert cell_text(source, question, source.answer(source.own("vb_loai", "r0001"))) == "Kế hoạch"
