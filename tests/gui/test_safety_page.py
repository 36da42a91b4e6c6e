"""Backups, going back, the check, the drill, and the way out when the data cannot be opened."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cds_desktop.errors import StoreError
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.jobs import ImmediateRunner
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.opening_dialog import OpeningDialog, Outcome
from cds_desktop.gui.pages.home import HomePage
from cds_desktop.gui.pages.safety import SafetyPage
from cds_desktop.gui.program import Program
from cds_desktop.gui.widgets.banner import Banner
from cds_desktop.gui.widgets.cells import CellBook
from cds_desktop.model.submission import Answer, CellKey
from cds_desktop.operations import maintenance
from cds_desktop.operations.maintenance import Difference, Health
from cds_desktop.operations.months import open_month
from cds_desktop.operations.workspace import (
    Workspace,
    close_workspace,
    create_workspace,
    open_workspace,
    reporting_org_units,
    settings_for,
)
from tests.gui.conftest import (
    PERIOD,
    UNIT,
    Dialogs,
    choose_folder,
    close_window,
    open_window,
    stored_month,
)

FIGURE = CellKey(UNIT, "tram_5g")


@pytest.fixture
def page(context: AppContext, navigator: Navigator) -> SafetyPage:
    """The safety page, opened."""
    context.visit(Page.SAFETY)
    made = navigator.page(Page.SAFETY)
    assert isinstance(made, SafetyPage)
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a closed workspace with one figure."""
    unit = next(unit for unit in reporting_org_units() if unit.code == UNIT)
    workspace = create_workspace(tmp_path / "data", org_unit=unit, settings=settings_for(unit))
    stored_month(workspace).enter(FIGURE, "41")
    close_workspace(workspace)
    return workspace.root


@pytest.fixture
def program(app: QApplication, root: Path, qtbot: QtBot) -> Iterator[Program]:
    """The running program over it."""
    made = Program(app, root)
    made.start()
    qtbot.waitUntil(lambda: made.navigator is not None)
    yield made
    made.shut_down()


def damage(root: Path) -> None:
    """Overwrite the middle of the database."""
    database = root / "data" / "cds.db"
    if not database.exists():
        database = next(path for path in root.rglob("cds.db") if "backups" not in path.parts)
    data = bytearray(database.read_bytes())
    data[100:4096] = b"\xff" * 3996
    database.write_bytes(data)


def test_a_backup_made_now_is_the_newest(
    page: SafetyPage, context: AppContext, wait: Callable[[], None]
):
    assert context.session is not None
    context.session.enter(FIGURE, "5")
    before = page.backups.rowCount()
    page.back_up_button.click()
    assert page.backups.rowCount() == before + 1
    assert "vừa xong" in page.text
    assert "Mọi thay đổi đều đã có" in page.text
    assert page.backups.data(page.backups.index(0, 1)) == "Đạt"


def test_the_check_goes_in_slices_and_says_that_all_is_whole(
    page: SafetyPage, context: AppContext, qtbot: QtBot
):
    page.check_button.click()
    watch = context.watch
    assert watch is not None and watch.is_checking
    qtbot.waitUntil(lambda: not watch.is_checking, timeout=5_000)
    assert "Số liệu nguyên vẹn" in page.text


def test_damage_that_was_found_is_told_and_leads_to_recovery(
    page: SafetyPage, context: AppContext, navigator: Navigator, monkeypatch: pytest.MonkeyPatch
):
    damage_found = Health(1, 2, damages=("x",), is_finished=True)  # pyright: ignore
    assert context.watch is not None
    context.watch.health = damage_found
    context.watch.told.emit()
    assert "1 chỗ hỏng" in page.banner.text
    assert "1 chỗ hỏng" in context.watch.danger


def test_the_drill_is_told(page: SafetyPage):
    assert "Chưa diễn tập" in page.text
    page.back_up_button.click()
    page.drill_button.click()
    assert "Diễn tập khôi phục" in page.text and "đạt" in page.text


def test_diagnostics_are_saved_while_the_data_is_open(
    page: SafetyPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    choose_folder(monkeypatch, tmp_path / "ho-tro")
    page.diagnose_button.click()
    assert (tmp_path / "ho-tro" / "goi-chan-doan.zip").is_file()
    assert "không chứa số liệu" in page.banner.text


def test_the_first_page_tells_the_age_of_the_newest_backup(
    context: AppContext, navigator: Navigator
):
    context.visit(Page.HOME)
    home = navigator.page(Page.HOME)
    assert isinstance(home, HomePage)
    assert "Bản sao lưu tốt gần nhất" in home.safety_line.text
    home.safety_line.button.click()
    assert navigator.page_name is Page.SAFETY


def test_going_back_to_a_backup_takes_one_question(program: Program, qtbot: QtBot, spoken: Dialogs):
    navigator = program.navigator
    assert navigator is not None
    context = navigator.context
    assert context.watch is not None and context.session is not None
    context.watch.back_up()
    qtbot.waitUntil(
        lambda: (
            maintenance.list_backups(context.workspace.root)[0].reason == "manual"
            or len(maintenance.list_backups(context.workspace.root)) > 1
        )
    )
    context.session.enter(FIGURE, "42")
    context.visit(Page.SAFETY)
    page = navigator.page(Page.SAFETY)
    assert isinstance(page, SafetyPage)
    page.table.selectRow(0)
    page.restore_button.click()
    qtbot.waitUntil(
        lambda: program.navigator is not None and program.navigator is not navigator,
        timeout=20_000,
    )
    assert program.navigator is not None and program.navigator.context.session is not None
    assert program.navigator.context.session.outcome.value(FIGURE) == 41
    assert spoken.texts[0].startswith("Quay về bản sao lưu")
    assert spoken.texts[-1].startswith("Đã quay về bản sao lưu")


def opening_error(root: Path) -> StoreError:
    """Return why the workspace cannot be opened."""
    with pytest.raises(StoreError) as caught:
        open_workspace(root)
    return caught.value


@pytest.mark.expects_log
def test_damaged_data_come_back_in_two_clicks(app: QApplication, root: Path):
    damage(root)
    dialog = OpeningDialog(None, opening_error(root), root=root, jobs=ImmediateRunner())
    assert not dialog.recover_button.isHidden()
    dialog.recover_button.click()
    assert "Đã khôi phục số liệu" in dialog.text
    assert "Không thiếu thay đổi nào" in dialog.text
    dialog.open_button.click()
    assert dialog.outcome is Outcome.OPEN
    workspace = open_workspace(root)
    assert stored_value(workspace) == 41
    close_workspace(workspace)


@pytest.mark.expects_log
def test_what_the_damaged_file_holds_otherwise_can_be_taken_back(
    app: QApplication, root: Path, monkeypatch: pytest.MonkeyPatch
):
    damage(root)
    dialog = OpeningDialog(None, opening_error(root), root=root, jobs=ImmediateRunner())
    found = (difference_in(root),)

    def differ(*_: object) -> tuple[Difference, ...]:
        return found

    monkeypatch.setattr(maintenance, "differences", differ)
    dialog.recover_button.click()
    assert "1 ô khác với số liệu vừa khôi phục (tháng 9 năm 2023)" in dialog.text
    dialog.take_button.click()
    assert "Đã lấy lại 1 ô" in dialog.text
    assert dialog.take_button.isHidden() and not dialog.open_button.isHidden()
    workspace = open_workspace(root)
    assert stored_value(workspace) == 77
    close_workspace(workspace)


def difference_in(root: Path) -> Difference:
    """Return a cell of the report that a damaged file is said to hold otherwise."""
    maintenance.recover(root)
    workspace = open_workspace(root)
    session = open_month(workspace, PERIOD)
    identity = session.submission.instance_id
    close_workspace(workspace)
    damage(root)
    return Difference(
        identity,
        PERIOD.iso,
        FIGURE,
        Answer(FIGURE, Decimal(41)),
        salvaged=Answer(FIGURE, Decimal(77)),
    )


def stored_value(workspace: Workspace) -> object:
    """Return the figure as the database has it."""
    return open_month(workspace, PERIOD).outcome.value(FIGURE)


@pytest.mark.expects_log
def test_what_can_be_read_of_damaged_data_can_be_saved(
    app: QApplication, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    damage(root)
    choose_folder(monkeypatch, tmp_path / "cuu-ho")
    dialog = OpeningDialog(None, opening_error(root), root=root, jobs=ImmediateRunner())
    dialog.rescue_button.click()
    assert "ô còn đọc được" in dialog.text
    assert list((tmp_path / "cuu-ho").glob("*.csv"))
    assert not dialog.recover_button.isHidden()


def test_data_that_are_open_elsewhere_can_be_tried_again(app: QApplication, workspace: Workspace):
    error = StoreError("store_locked_by", user="van-thu", host="may-1", since="08:00")
    dialog = OpeningDialog(None, error, root=workspace.root, jobs=ImmediateRunner())
    assert "van-thu" in dialog.text and "08:00" in dialog.text
    assert dialog.recover_button.isHidden() and dialog.rescue_button.isHidden()
    dialog.open_button.click()
    assert dialog.outcome is Outcome.OPEN


def test_after_a_crash_one_sentence_is_shown(workspace: Workspace, app: QApplication):
    workspace.store.notes = ("not_closed",)
    navigator = open_window(workspace)
    shown = [banner.text for banner in navigator.window.findChildren(Banner)]
    assert any("Lần trước phần mềm dừng đột ngột" in text for text in shown)
    close_window(navigator)


def test_data_of_a_newer_program_can_only_be_looked_at(
    workspace: Workspace, context: AppContext, monkeypatch: pytest.MonkeyPatch
):
    assert context.session is not None
    assert not CellBook(context.session).is_read_only
    monkeypatch.setattr(context.workspace.store, "is_read_only", True)
    assert CellBook(context.session).is_read_only
