"""The province's month: totals as published, what they are made of, what they lack."""

import csv
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.errors import InputError
from cds_desktop.model.period import Period
from cds_desktop.operations import board, consolidating, exchange_view, reviewing
from cds_desktop.operations.board import BoardState
from cds_desktop.operations.months import open_month
from cds_desktop.operations.workspace import Workspace, close_workspace, open_workspace
from cds_desktop.store.admissions import RemarkRow
from tests.exchange.sending import a_province, enrolled, receive
from tests.synthetic import DISTRICTS, areas, district_answers, published_totals

PERIOD, BEFORE = Period("202309"), Period("202308")
ABSENT = "869"


@pytest.fixture(scope="session")
def full_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province that has all districts of 08/2023, and all but one of 09/2023."""
    folder = tmp_path_factory.mktemp("full")
    province = a_province(folder / "province")
    for code in DISTRICTS:
        sender = enrolled(province, folder / "mail", code)
        receive(province, sender.send_month(district_answers(code, BEFORE), BEFORE))
        last = sender.send_month(district_answers(code, PERIOD), PERIOD)
        if code == ABSENT:
            last.rename(folder / "late.zip")
        else:
            [result] = receive(province, last)
            assert str(result.outcome) == "ACCEPTED", result
    close_workspace(province)
    return folder


@pytest.fixture
def folder(full_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(full_folder, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def province(folder: Path) -> Iterator[Workspace]:
    workspace = open_workspace(folder / "province")
    yield workspace
    workspace.store.close()


@pytest.fixture
def whole(province: Workspace, folder: Path) -> Workspace:
    """The province with all twelve districts."""
    receive(province, folder / "late.zip")
    return province


# --- totals ---------------------------------------------------------------------------------------


def test_the_totals_of_september_2023_are_the_published_ones(whole: Workspace):
    found = consolidating.consolidate(whole, PERIOD)
    assert {name: found.totals[name] for name in published_totals()} == published_totals()
    assert found.coverage.sentence.startswith("Tổng hợp từ 12/12 huyện, thành phố")
    assert all(
        line.lacking == () for line in found.lines if line.question.name in published_totals()
    )


@pytest.mark.parametrize(
    ("question", "rate"),
    [
        pytest.param("ty_le_ho_cap_quang", "83.66", id="F013"),
        pytest.param("ty_le_ap_cap_quang", "100", id="F012"),
        pytest.param("ty_le_pa_tra_loi", "99.64", id="F021"),
        pytest.param("ty_le_pa_dang_xu_ly", "0.36", id="F022"),
    ],
)
def test_the_rates_are_made_from_the_sums(whole: Workspace, question: str, rate: str):
    line = consolidating.consolidate(whole, PERIOD).by_name[question]
    assert line.value == Decimal(rate)
    assert line.numerator is not None and line.denominator is not None
    average = sum((one.value or Decimal(0) for one in line.units), Decimal(0)) / len(line.units)
    assert rate == "100" or average != line.value


def test_the_printed_lines_read_as_the_province_published_them(whole: Workspace):
    text = "\n".join(exchange_view.total_lines(consolidating.consolidate(whole, PERIOD)))
    for printed in ("1.205.780 thuê bao", "3.819 thiết bị", "83,66%", "99,64%", "0,36%", "3.024"):
        assert printed in text


def test_a_total_is_made_of_units_and_these_of_communes(whole: Workspace):
    found = consolidating.consolidate(whole, PERIOD)
    line = found.by_name["nlx_to"]
    one = line.of_unit("872")
    assert one is not None and line.value == 320
    assert [area.area.code for area in one.areas] == list(areas("872"))
    assert sum(area.value or 0 for area in one.areas) == one.value
    assert sum(unit.value or 0 for unit in line.units) == 320
    assert sorted(unit.rank for unit in line.units)[0] == 1
    largest = max(line.units, key=lambda unit: unit.value or Decimal(0))
    assert largest.rank == 1
    assert any("Xã" in row for row in exchange_view.drill_lines(found, "nlx_to"))


def test_a_qualifier_is_kept_with_the_figure_of_its_unit(whole: Workspace):
    line = consolidating.consolidate(whole, PERIOD).by_name["dn_tap_huan_lk"]
    one = line.of_unit(ABSENT)
    assert one is not None and (one.qualifier, one.value) == ("gần", Decimal(50))


def test_a_month_is_compared_with_the_one_before(whole: Workspace):
    found = consolidating.consolidate(whole, PERIOD)
    before = consolidating.consolidate(whole, BEFORE)
    line = found.by_name["hoat_dong_lk"]
    assert line.before == before.totals["hoat_dong_lk"]
    assert line.change(PERIOD).startswith("tăng ")


def test_an_estimate_makes_the_total_an_estimate(whole: Workspace):
    found = consolidating.consolidate(whole, PERIOD)
    assert found.by_name["xhx_smartphone"].is_estimate
    assert not found.by_name["nlx_to"].is_estimate


def test_what_does_not_exist_in_a_unit_is_not_lacking(whole: Workspace):
    line = consolidating.consolidate(whole, PERIOD).by_name["chu_ky_so_ca_nhan"]
    assert [unit.code for unit in line.lacking] == ["868", "875"]  # not collected there
    stations = consolidating.consolidate(whole, PERIOD).by_name["tram_5g"]
    assert stations.lacking == ()


# --- coverage -------------------------------------------------------------------------------------


def test_the_sentence_says_who_is_missing_and_the_totals_are_marked(province: Workspace):
    found = consolidating.consolidate(province, PERIOD)
    assert "Tổng hợp từ 11/12 huyện, thành phố; chưa có: Huyện Tân Hồng" in found.coverage.sentence
    line = found.by_name["thue_bao_smartphone"]
    assert [unit.code for unit in line.lacking] == [ABSENT]
    assert line.value is not None and line.value < 1_205_780


def test_an_amendment_and_a_late_report_are_counted(whole: Workspace, folder: Path):
    found = consolidating.consolidate(whole, PERIOD)
    assert len(found.coverage.late) == 12  # all came after 5 October 2023
    assert "12 đơn vị nộp sau hạn" in found.coverage.sentence
    assert found.coverage.amended == ()


def test_a_period_without_reports_cannot_be_consolidated(province: Workspace):
    with pytest.raises(InputError) as caught:
        consolidating.consolidate(province, Period("202311"))
    assert caught.value.code == "nothing_to_consolidate"


# --- board ----------------------------------------------------------------------------------------


def test_the_board_shows_every_unit_and_period(province: Workspace):
    report = reviewing.effective_report(province, "872", PERIOD)
    reviewing.return_report(province, report, [RemarkRow("", "", "", "Xin xem lại")])
    reviewing.approve(province, reviewing.effective_report(province, "866", PERIOD))
    found = board.open_board(province, PERIOD, months=3, today=date(2023, 10, 20))
    states = {code: found.cell(code, PERIOD).state for code in (ABSENT, "872", "866", "877")}
    assert states == {
        ABSENT: BoardState.MISSING,
        "872": BoardState.RETURNED,
        "866": BoardState.APPROVED,
        "877": BoardState.RECEIVED,
    }
    assert found.cell("866", Period("202307")).state is BoardState.MISSING
    assert [unit.code for unit in found.to_remind(PERIOD)] == [ABSENT, "872"]
    text = "\n".join(found.reminder(PERIOD))
    assert "2/12 huyện, thành phố" in text and "Huyện Tân Hồng (869): thiếu" in text


def test_before_the_deadline_nobody_is_missing(province: Workspace):
    found = board.open_board(province, PERIOD, months=1, today=date(2023, 10, 2))
    assert found.cell(ABSENT, PERIOD).state is BoardState.NOT_DUE


# --- out ------------------------------------------------------------------------------------------


def test_csv_and_adx_hold_the_totals_and_every_unit(whole: Workspace, tmp_path: Path):
    found = consolidating.consolidate(whole, PERIOD)
    csv_file, adx_file = consolidating.save_exchange_files(whole, found, tmp_path)
    with csv_file.open(encoding="ascii", newline="") as file:
        rows = list(csv.DictReader(file))
    totals = {row["question"]: row["value"] for row in rows if row["unit"] == "87"}
    assert totals["thue_bao_smartphone"] == "1205780" and totals["ty_le_ho_cap_quang"] == "83.66"
    root = ElementTree.fromstring(adx_file.read_text("utf-8"))  # our own file
    groups = {group.attrib["orgUnit"] for group in root}
    assert groups == {"87", *DISTRICTS}
    assert root[0].attrib["period"] == "2023-09-01/P1M"


def test_the_totals_fill_the_provinces_own_report(whole: Workspace):
    count = consolidating.fill_own_report(whole, PERIOD)
    session = open_month(whole, PERIOD)
    assert count == len(consolidating.province_figures(whole, PERIOD)) > 20
    values = {key.question: answer.value for key, answer in session.data.answers.items()}
    assert values["thue_bao_smartphone"] == 1_205_780
