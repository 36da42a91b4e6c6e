"""Finding and opening months, what a month carries over, when it is due."""

from datetime import date
from pathlib import Path

import pytest

from cds_desktop.errors import InputError
from cds_desktop.model.form import Nature
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey, SubmissionState
from cds_desktop.operations import month_view
from cds_desktop.operations.deadlines import is_working_day, working_days_left
from cds_desktop.operations.months import has_month, list_months, month_to_open, open_month
from cds_desktop.operations.workspace import (
    Workspace,
    create_workspace,
    reporting_org_units,
    settings_for,
)

OCTOBER = Period("202310")


def test_months_are_listed_newest_first_with_their_state(workspace: Workspace) -> None:
    months = list_months(workspace)

    assert [month.period.iso for month in months] == ["202309", "202308", "202307"]
    assert [month.state for month in months] == [
        SubmissionState.DRAFT,
        SubmissionState.COMPLETE,
        SubmissionState.COMPLETE,
    ]
    assert months[0].deadline == date(2023, 10, 5)


def test_looking_at_a_month_creates_nothing_and_its_first_edit_creates_all(
    workspace: Workspace,
) -> None:
    session = open_month(workspace, OCTOBER)
    assert not has_month(workspace, OCTOBER)

    session.enter(CellKey("872", "tin_bai"), "12")

    again = open_month(workspace, OCTOBER)
    assert has_month(workspace, OCTOBER)
    assert again.data.answers == session.data.answers
    assert any(answer.is_carried_over for answer in again.data.answers.values())
    assert again.undo() is not None
    assert again.undo() is None  # what was carried over is no step of the user's


def test_a_new_month_carries_stocks_over_unconfirmed_and_leaves_flows_empty(
    workspace: Workspace,
) -> None:
    session = open_month(workspace, OCTOBER)
    held = {
        key.question: session.answer(key)
        for section in session.form.sections
        for key, _ in session.cells(section)
    }
    stock = session.question("wifi_cong_cong")
    flow = session.question("tin_bai")

    assert (stock.nature, flow.nature) == (Nature.STOCK, Nature.FLOW)
    assert held["wifi_cong_cong"].is_carried_over
    assert held["tin_bai"].is_empty


def test_confirming_carried_over_figures_is_one_step(workspace: Workspace) -> None:
    session = open_month(workspace, OCTOBER)
    carried = [key for key, answer in session.data.answers.items() if answer.is_carried_over]

    session.confirm(carried)

    assert carried
    assert not any(answer.is_carried_over for answer in session.data.answers.values())
    session.undo()
    assert all(session.answer(key).is_carried_over for key in carried)


def test_a_period_before_the_form_has_no_form(workspace: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        open_month(workspace, Period("202212"))

    assert caught.value.code == "form_not_in_force"


def test_a_district_has_no_report_after_districts_ended(workspace: Workspace) -> None:
    with pytest.raises(InputError):
        open_month(workspace, Period("202507"))


def test_without_a_cursor_the_newest_month_is_opened(workspace: Workspace) -> None:
    assert month_to_open(workspace, date(2026, 11, 21)) == Period("202309")


def test_the_difference_to_last_month_is_signed(workspace: Workspace) -> None:
    session = open_month(workspace, Period("202309"))
    keys = {
        key.question: key for section in session.form.sections for key, _ in session.cells(section)
    }

    assert month_view.previous_text(session, keys["wifi_cong_cong"]) == "21"
    assert month_view.difference_text(session, keys["wifi_cong_cong"]) == "-3"


@pytest.mark.parametrize(
    ("today", "due", "left"),
    [
        pytest.param(date(2023, 10, 2), date(2023, 10, 5), 3, id="same week"),
        pytest.param(date(2023, 9, 29), date(2023, 10, 2), 1, id="over a weekend"),
        pytest.param(date(2023, 10, 5), date(2023, 10, 5), 0, id="today"),
        pytest.param(date(2023, 10, 9), date(2023, 10, 5), -2, id="late"),
    ],
)
def test_working_days_are_counted(today: date, due: date, left: int) -> None:
    assert working_days_left(today, due) == left


def test_a_weekend_is_no_working_day() -> None:
    assert not is_working_day(date(2023, 10, 7))


@pytest.mark.parametrize(
    ("unit", "today", "due"),
    [
        pytest.param("872", date(2023, 10, 2), "202309", id="last month"),
        pytest.param("872", date(2026, 11, 21), "202506", id="a district after districts ended"),
        pytest.param("30037", date(2025, 7, 3), "202507", id="a commune of two days"),
    ],
)
def test_a_new_workspace_opens_the_month_that_is_due(
    tmp_path: Path, unit: str, today: date, due: str
) -> None:
    org_unit = next(
        one
        for one in reporting_org_units()
        if one.code == unit and (one.closed_date is None or unit == "872")
    )
    workspace = create_workspace(
        tmp_path / "data", org_unit=org_unit, settings=settings_for(org_unit)
    )

    assert month_to_open(workspace, today) == Period(due)
    assert open_month(workspace, month_to_open(workspace, today)).period == Period(due)
    workspace.store.close()
