"""Signing, saving the bundle, verifying one, the unit's key."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from cds_desktop.errors import BundleError
from cds_desktop.gui import dialogs
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages import exchange
from cds_desktop.gui.pages.exchange import ExchangePage
from cds_desktop.model.submission import SubmissionState
from cds_desktop.operations.signing import key_info, new_key_file, save_key_file
from tests.gui.conftest import Dialogs, force_complete
from tests.gui.typing_keys import type_text

PASSPHRASE = "mot cau de nho"


@pytest.fixture
def page(
    context: AppContext, navigator: Navigator, monkeypatch: pytest.MonkeyPatch
) -> ExchangePage:
    """The exchange page over a completed month of a unit with a key."""
    save_key_file(context.workspace, new_key_file(PASSPHRASE))
    assert context.session is not None
    force_complete(context.session, monkeypatch)
    return opened(context, navigator)


def opened(context: AppContext, navigator: Navigator) -> ExchangePage:
    """Open the page."""
    context.visit(Page.EXCHANGE, place="sign")
    made = navigator.page(Page.EXCHANGE)
    assert isinstance(made, ExchangePage)
    return made


def test_a_draft_must_be_completed_first(context: AppContext, navigator: Navigator):
    page = opened(context, navigator)
    assert page.sign_card.state_text == "Cần chốt số liệu trước khi ký."
    assert not page.sign_card.button.isVisible()


def test_the_passphrase_signs_and_the_bundle_can_be_saved(
    context: AppContext, page: ExchangePage, tmp_path: Path
):
    sign(page)
    assert context.session is not None
    assert context.session.submission.state is SubmissionState.SENT
    page.send_card.folder.folder = tmp_path
    page.send_card.button.click()
    saved = list(tmp_path.glob("*.zip"))
    assert len(saved) == 1
    assert saved[0].name in page.send_card.saved_text


def test_a_wrong_passphrase_is_told_and_nothing_is_signed(
    context: AppContext, page: ExchangePage, spoken: Dialogs
):
    sign(page, "khong phai cau nay")
    assert spoken.texts == [str(BundleError("key_passphrase_wrong"))]
    assert context.session is not None
    assert context.session.submission.state is SubmissionState.COMPLETE


def test_the_passphrase_is_never_shown_and_forgotten_after_use(page: ExchangePage):
    field = page.sign_card.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    sign(page)
    assert field.text() == ""


def test_a_signed_month_is_not_signed_again(page: ExchangePage):
    sign(page)
    assert "Đã ký" in page.sign_card.state_text
    assert not page.sign_card.button.isVisible()


def test_the_key_is_shown_with_its_digits(context: AppContext, page: ExchangePage):
    info = key_info(context.workspace)
    assert info is not None
    assert dict(page.key_card.facts) == {
        "Mã đọc qua điện thoại": info.spoken_form,
        "Dấu vân tay": info.fingerprint,
    }


def test_a_key_can_be_made_later(context: AppContext, navigator: Navigator):
    page = opened(context, navigator)
    for field in page.key_card.findChildren(QLineEdit):
        type_text(field, PASSPHRASE)
    page.key_card.make_button.click()
    assert key_info(context.workspace) is not None
    assert not page.key_card.make_button.isVisible()


def test_a_bundle_of_our_own_is_verified(
    page: ExchangePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    sign(page)
    page.send_card.folder.folder = tmp_path
    page.send_card.button.click()
    file = next(tmp_path.glob("*.zip"))
    choose(monkeypatch, file)
    page.verify_card.button.click()
    assert dict(page.verify_card.facts)["Kết quả"] == "Gói nguyên vẹn, chữ ký đúng"


def test_a_damaged_bundle_is_told_in_place(page: ExchangePage, monkeypatch: pytest.MonkeyPatch):
    error = BundleError("G100", file="hong.zip")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(exchange, "verify_file", fail)
    choose(monkeypatch, Path("hong.zip"))
    page.verify_card.button.click()
    assert page.verify_card.result_text == str(error)
    assert page.verify_card.facts == ()


def sign(page: ExchangePage, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase and click."""
    field = page.sign_card.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    type_text(field, passphrase)
    page.sign_card.button.click()


def choose(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """Choose a file in the next dialog."""

    def pick(*_: object) -> Path:
        return file

    monkeypatch.setattr(dialogs, "pick_file", pick)
