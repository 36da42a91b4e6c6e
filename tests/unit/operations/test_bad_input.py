"""Figures as people really type them: understood, asked about, or kept as typed and marked."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.months import open_month
from cds_desktop.operations.workspace import (
    close_workspace,
    create_workspace,
    open_workspace,
    reporting_org_units,
    settings_for,
)

PERIOD = Period("202309")
DIGITS = "123456789012345678901234567890"


@pytest.fixture(scope="module")
def province_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province's workspace: its form has every kind of figure."""
    root = tmp_path_factory.mktemp("province") / "data"
    unit = next(unit for unit in reporting_org_units() if unit.code == "87")
    close_workspace(create_workspace(root, org_unit=unit, settings=settings_for(unit)))
    return root


@pytest.fixture
def session(province_folder: Path) -> Iterator[EntrySession]:
    """Its month."""
    opened = open_workspace(province_folder)
    yield open_month(opened, PERIOD)
    close_workspace(opened)


WHOLE, PERCENT = "dvc_tong", "grdp"

TYPED = [
    # text, field, value understood, codes of what is said
    pytest.param("1.167", WHOLE, "1167", [], id="whole: dots group"),
    pytest.param("1167", WHOLE, "1167", [], id="whole: plain"),
    pytest.param("1 234", WHOLE, "1234", [], id="whole: spaces group"),
    pytest.param("1.205.780", WHOLE, "1205780", [], id="whole: two groups"),
    pytest.param("99.29", WHOLE, None, ["figure_too_fine"], id="whole: decimals"),
    pytest.param("1,167", WHOLE, None, ["figure_ambiguous"], id="whole: a comma is asked about"),
    pytest.param("12,5%", WHOLE, None, ["figure_too_fine"], id="whole: a percentage"),
    pytest.param("-", WHOLE, None, ["figure_placeholder"], id="whole: a dash"),
    pytest.param("x", WHOLE, None, ["figure_placeholder"], id="whole: an x"),
    pytest.param("không có", WHOLE, None, ["figure_placeholder"], id="whole: words for nothing"),
    pytest.param("", WHOLE, None, ["required_missing"], id="whole: empty"),
    pytest.param("0", WHOLE, "0", [], id="whole: zero"),
    pytest.param("-5", WHOLE, "-5", ["figure_negative"], id="whole: negative"),
    pytest.param(DIGITS, WHOLE, None, ["figure_too_long"], id="whole: 30 digits"),
    pytest.param("18/9/2023", WHOLE, None, ["figure_is_date"], id="whole: a date"),
    pytest.param("hơn 5.000", WHOLE, None, ["figure_not_understood"], id="whole: with a word"),
    pytest.param("99.29", PERCENT, "99.29", [], id="percent: an English point"),
    pytest.param("47,54", PERCENT, "47.54", [], id="percent: a comma"),
    pytest.param("12,5%", PERCENT, "12.5", [], id="percent: its sign"),
    pytest.param("1.167", PERCENT, "1167", ["percentage_above_100"], id="percent: a thousand"),
    pytest.param("1 234", PERCENT, "1234", ["percentage_above_100"], id="percent: spaces"),
    pytest.param("-", PERCENT, None, ["figure_placeholder"], id="percent: a dash"),
    pytest.param("x", PERCENT, None, ["figure_placeholder"], id="percent: an x"),
    pytest.param("", PERCENT, None, [], id="percent: empty"),
    pytest.param("0", PERCENT, "0", [], id="percent: zero"),
    pytest.param("18/9/2023", PERCENT, None, ["figure_is_date"], id="percent: a date"),
    pytest.param(DIGITS, PERCENT, None, ["figure_too_long"], id="percent: 30 digits"),
]


@pytest.mark.parametrize(("text", "field", "value", "codes"), TYPED)
def test_what_is_typed_is_understood_asked_about_or_kept(
    session: EntrySession, text: str, field: str, value: str | None, codes: list[str]
):
    key = CellKey("87", field)
    session.enter(key, "7")
    session.enter(key, text)

    answer = session.answer(key)
    assert answer.value == (None if value is None else Decimal(value))
    assert answer.raw == ("" if value is not None else text)
    assert [finding.code for finding in session.findings_of(key)] == codes


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        pytest.param("165.202", None, "figure_ambiguous", id="thousand or three decimals"),
        pytest.param("165.202,5", "165202.5", None, id="clear"),
        pytest.param("62,5", "62.5", None, id="a comma"),
        pytest.param("62.5", "62.5", None, id="an English point"),
    ],
)
def test_an_amount_that_could_be_two_things_is_asked_about_with_both(
    draft: EntrySession, text: str, value: str | None, code: str | None
):
    key = CellKey("872", "tt_so_tien")
    draft.enter(key, text)
    codes = [f.code for f in draft.findings_of(key) if f.code.startswith("figure_")]
    assert draft.answer(key).value == (None if value is None else Decimal(value))
    assert (code in codes) if code else "figure_ambiguous" not in codes
    if code:
        (asked,) = [f for f in draft.findings_of(key) if f.code == code]
        assert "“165.202”" in asked.message.text
        assert "“165,202”" in asked.message.text


def test_what_is_kept_as_typed_survives_closing(province_folder: Path):
    key = CellKey("87", WHOLE)
    opened = open_workspace(province_folder)
    open_month(opened, PERIOD).enter(key, "khoảng 5 nghìn")
    close_workspace(opened)

    again = open_workspace(province_folder)
    assert open_month(again, PERIOD).answer(key).raw == "khoảng 5 nghìn"
    close_workspace(again)
