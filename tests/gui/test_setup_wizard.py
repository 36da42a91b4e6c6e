"""The first start in four short steps."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cds_desktop.gui import setup_wizard
from cds_desktop.gui.jobs import ImmediateRunner
from cds_desktop.gui.setup_wizard import SetupWizard
from cds_desktop.model.org_unit import Level
from cds_desktop.operations.signing import key_info
from cds_desktop.operations.workspace import close_workspace, has_workspace
from tests.gui.conftest import Dialogs
from tests.gui.typing_keys import press, type_text

PASSPHRASE = "mot cau de nho"


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path) -> SetupWizard:
    """The assistant over an empty folder."""
    made = SetupWizard(tmp_path / "data", ImmediateRunner())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def field(wizard: SetupWizard, name: str) -> QLineEdit:
    """Return the field with this name."""
    return next(f for f in wizard.findChildren(QLineEdit) if f.accessibleName() == name)


def choose_unit(wizard: SetupWizard, text: str = "thap muoi") -> None:
    """Type a part of the name and press Enter."""
    search = field(wizard, "Tìm đơn vị")
    type_text(search, text)
    press(search, Qt.Key.Key_Return)


def test_a_unit_is_found_without_tone_marks(wizard: SetupWizard):
    choose_unit(wizard)
    assert wizard.step == 1
    assert field(wizard, "Cơ quan chủ quản").text() == "UBND HUYỆN THÁP MƯỜI"


def test_without_a_unit_there_is_no_way_on(wizard: SetupWizard):
    assert not wizard.next_button.isEnabled()
    type_text(field(wizard, "Tìm đơn vị"), "khong co don vi nay")
    assert not wizard.next_button.isEnabled()


def test_the_whole_way_makes_a_workspace_with_a_key(wizard: SetupWizard):
    choose_unit(wizard)
    wizard.next_button.click()
    field(wizard, "Họ và tên người ký").setText("Người ký mẫu")
    wizard.next_button.click()
    assert not wizard.next_button.isEnabled()
    for name in ("Mật khẩu khóa ký", "Gõ lại mật khẩu"):
        type_text(field(wizard, name), PASSPHRASE)
    wizard.next_button.click()
    workspace = wizard.workspace
    assert workspace is not None
    assert workspace.org_unit.name == "Huyện Tháp Mười"
    assert workspace.settings.signer.name == "Người ký mẫu"
    assert key_info(workspace) is not None
    close_workspace(workspace)


def test_the_key_can_wait(wizard: SetupWizard):
    choose_unit(wizard)
    wizard.next_button.click()
    wizard.next_button.click()
    wizard.skip_button.click()
    assert wizard.workspace is not None
    assert key_info(wizard.workspace) is None
    close_workspace(wizard.workspace)


@pytest.mark.parametrize(
    ("first", "second", "hint"),
    [
        ("ngan", "", "Còn thiếu 6 ký tự."),
        (PASSPHRASE, "khac", "Hai lần gõ chưa giống nhau."),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "Mật khẩu lặp lại quá ít ký tự khác nhau, dễ bị đoán."),
    ],
    ids=["short", "different", "monotonous"],
)
def test_a_passphrase_that_will_not_do_is_told(
    wizard: SetupWizard, first: str, second: str, hint: str
):
    type_text(field(wizard, "Mật khẩu khóa ký"), first)
    type_text(field(wizard, "Gõ lại mật khẩu"), second)
    assert wizard.passphrase.hint_text == hint


def test_going_back_keeps_what_was_typed(wizard: SetupWizard):
    choose_unit(wizard)
    field(wizard, "Địa danh").setText("Mỹ An")
    wizard.back_button.click()
    wizard.next_button.click()
    assert field(wizard, "Địa danh").text() == "Mỹ An"


def test_closing_the_assistant_leaves_no_trace(wizard: SetupWizard, tmp_path: Path):
    choose_unit(wizard)
    wizard.close()
    assert wizard.workspace is None
    assert not has_workspace(tmp_path / "data")


def test_practising_makes_the_practice_workspace(
    wizard: SetupWizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folders: list[Path] = []

    def make(folder: Path) -> str:
        folders.append(folder)
        return "practice"

    monkeypatch.setattr(setup_wizard, "create_practice", make)
    wizard.practise()
    assert folders == [tmp_path / "data" / "tap-nhap"]


def test_a_folder_that_cannot_be_used_is_told(wizard: SetupWizard, tmp_path: Path, spoken: Dialogs):
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")
    choose_unit(wizard)
    wizard.next_button.click()
    wizard.next_button.click()
    wizard.skip_button.click()
    assert wizard.workspace is None
    assert len(spoken.texts) == 1


def test_a_province_is_set_up_like_any_other_unit(wizard: SetupWizard):
    choose_unit(wizard, "87")
    wizard.next_button.click()
    wizard.next_button.click()
    wizard.skip_button.click()
    assert wizard.workspace is not None
    assert wizard.workspace.org_unit.code == "87"
    assert wizard.workspace.org_unit.level is Level.PROVINCE
    close_workspace(wizard.workspace)
