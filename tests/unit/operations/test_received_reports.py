"""Received figures and texts become answers again; what the form does not know is named."""

from datetime import date
from decimal import Decimal

import pytest

from cds_desktop import paths
from cds_desktop.formdef.catalog import Catalog
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.model.submission import Answer, AnswerStatus, CellKey
from cds_desktop.operations.received_reports import (
    Row,
    SenderPlace,
    TextRow,
    differences,
    report_of,
    unknown_cells,
)
from tests.exchange.sending import month_rows, with_computed
from tests.synthetic import areas, district_answers

PERIOD = Period("202309")
OPENED = date(2004, 1, 1)
PLACE = SenderPlace(
    OrgUnit("872", "Huyện Tháp Mười", Level.DISTRICT, "87", OPENED),
    tuple(OrgUnit(code, f"Xã {code}", Level.COMMUNE, "872", OPENED) for code in areas("872")),
)


@pytest.fixture(scope="module")
def form() -> Form:
    return Catalog((paths.FORMS,)).form("huyen_cds", 1, level=Level.DISTRICT, year=2023)


def test_a_whole_month_comes_back_as_it_was_entered(form: Form):
    answers = with_computed("872", district_answers("872", PERIOD), PERIOD)
    report = report_of(form, PLACE, *month_rows(answers))
    assert report.unknown == () and len(answers) > 300
    assert {key: one.value for key, one in report.answers.items()} == {
        key: one.value for key, one in answers.items()
    }
    assert {key: one.status for key, one in report.answers.items()} == {
        key: one.status for key, one in answers.items()
    }


def test_texts_in_pieces_notes_and_explanations_find_their_cell(form: Form):
    figures: list[Row] = [("872", "tin_bai", "", "12", "A"), ("872", "su_co", "", "", "L")]
    texts: list[TextRow] = [
        ("872", "kinh_te_noi_dung", "", "Phần đầu, "),
        ("872", "kinh_te_noi_dung.2", "", "phần sau."),
        ("872", "tin_bai.note", "", "Theo báo cáo của các xã"),
        ("872", "tin_bai.qualifier", "", "hơn"),
        ("872", "tin_bai.explanation", "", "Tăng do có tuần lễ ra quân"),
    ]
    report = report_of(form, PLACE, figures, texts)
    one = report.answers[CellKey("872", "tin_bai")]
    assert (one.value, one.qualifier, one.note) == (Decimal(12), "hơn", "Theo báo cáo của các xã")
    text = report.answers[CellKey("872", "kinh_te_noi_dung")]
    assert text.value == "Phần đầu, phần sau."
    assert report.answers[CellKey("872", "su_co")].status is AnswerStatus.NOT_COLLECTED
    explanation = report.explanations[CellKey("872", "tin_bai")]
    assert (explanation.value, explanation.text) == ("12", "Tăng do có tuần lễ ra quân")


FIGURES = [
    pytest.param(("872", "khong_co", "", "1", "A"), id="question"),
    pytest.param(("866", "tin_bai", "", "1", "A"), id="another unit"),
    pytest.param((areas("872")[0], "tin_bai", "", "1", "A"), id="commune outside a roster"),
    pytest.param(("872", "so_ap", "r0001", "1", "A"), id="row without a table"),
    pytest.param((areas("866")[0], "ht_ap", "", "1", "A"), id="another's commune"),
    pytest.param((areas("872")[0], "ht_ap", "r0001", "1", "A"), id="row in a roster"),
    pytest.param(("872", "chi_tieu_ket_qua", "T99", "1", "A"), id="target"),
    pytest.param(("872", "vb_ngay", "", "2023-09-01", "A"), id="list without a row"),
    pytest.param(("872", "tin_bai", "", "co", "A"), id="word for a number"),
    pytest.param(("872", "tin_bai", "", "2023-09-01", "A"), id="day for a number"),
    pytest.param(("872", "ngay_cds", "", "co_le", "A"), id="choice"),
    pytest.param(("872", "vb_ngay", "r0001", "12", "A"), id="number for a day"),
    pytest.param(("872", "vb_ngay", "r0001", "2023-02-30", "A"), id="day that never was"),
    pytest.param(("872", "tin_bai", "", "", "C"), id="confidential"),
    pytest.param(("872", "kinh_te_noi_dung", "", "1", "A"), id="number for a text"),
]


@pytest.mark.parametrize("row", FIGURES)
def test_a_figure_that_the_form_does_not_know_is_named_both_ways(form: Form, row: Row):
    place = "/".join(row[:3])
    assert report_of(form, PLACE, [row], []).unknown == (place,)
    assert unknown_cells(form, PLACE, [row], []) == (place,)


def test_known_figures_are_known_both_ways(form: Form):
    rows = month_rows(with_computed("872", district_answers("872", PERIOD), PERIOD))
    assert unknown_cells(form, PLACE, *rows) == ()


def test_differences_are_named_by_cell():
    key, gone, new = (CellKey("872", name) for name in ("a", "b", "c"))
    before = {key: Answer(key, Decimal(1)), gone: Answer(gone, Decimal(2))}
    after = {key: Answer(key, Decimal(3)), new: Answer(new, Decimal(4))}
    found = differences(before, after)
    assert [(one.question, old.value, now.value) for one, old, now in found] == [
        ("a", Decimal(1), Decimal(3)),
        ("b", Decimal(2), None),
        ("c", None, Decimal(4)),
    ]
