"""The list of faults, explanations in place, completing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.check import CheckPage
from cds_desktop.model.finding import Severity
from cds_desktop.model.submission import CellKey, SubmissionState
from cds_desktop.operations.data_entry import EntrySession
from tests.gui.conftest import PERIOD, UNIT, Dialogs, force_complete
from tests.gui.typing_keys import focused, press, press_shortcut, type_text


@pytest.fixture
def page(context: AppContext, navigator: Navigator) -> CheckPage:
    """The check page over a month with an error and a warning."""
    opened(context).enter(CellKey(UNIT, "tram_5g"), "9")
    context.visit(Page.HOME, period=PERIOD.next())
    fewer, wrong = CellKey(UNIT, "tram_5g"), CellKey(UNIT, "may_tinh")
    opened(context).enter_many({fewer: "4", wrong: "12a"})
    context.visit(Page.CHECK)
    made = navigator.page(Page.CHECK)
    assert isinstance(made, CheckPage)
    return made


def opened(context: AppContext) -> EntrySession:
    """Return the open month."""
    assert context.session is not None
    return context.session


def test_every_finding_stands_in_the_list(context: AppContext, page: CheckPage):
    assert page.finding_list.count() == len(opened(context).outcome.findings)


def test_a_filter_hides_what_is_not_wanted(context: AppContext, page: CheckPage):
    page.filters[Severity.ERROR].click()
    errors = [f for f in opened(context).outcome.findings if f.severity is Severity.ERROR]
    rest = len(opened(context).outcome.findings) - len(errors)
    assert errors
    assert page.finding_list.count() == rest


def test_the_page_says_what_blocks_and_keeps_the_button_away(page: CheckPage):
    assert page.summary_text.startswith("Chưa chốt được: còn ")
    assert not page.complete_button.isEnabled()


def test_enter_goes_to_the_cell(context: AppContext, page: CheckPage, navigator: Navigator):
    finding = page.finding_list.current()
    assert finding is not None
    press(page.finding_list, Qt.Key.Key_Return)
    assert navigator.page_name is Page.ENTRY
    entry = navigator.page(Page.ENTRY)
    assert getattr(entry, "current_cell", None) == finding.key


def test_f5_goes_to_the_cell(page: CheckPage, navigator: Navigator):
    press_shortcut(focused(), Qt.Key.Key_F5)
    assert navigator.page_name is Page.ENTRY


def test_a_warning_is_explained_in_place(
    context: AppContext, page: CheckPage, wait: Callable[[], None]
):
    session = opened(context)
    warning = next(f for f in session.outcome.findings if f.severity is Severity.WARNING)
    page.finding_list.choose(warning)
    wait()
    field = next(f for f in page.detail.findChildren(QLineEdit) if f.isVisible())
    field.setFocus()
    type_text(field, "Đã đối chiếu với sổ theo dõi văn bản.")
    press(field, Qt.Key.Key_Return)
    explanation = session.explanation(warning.key)
    assert explanation is not None
    assert explanation.text == "Đã đối chiếu với sổ theo dõi văn bản."
    assert all(f.is_explained for f in session.outcome.findings if f.key == warning.key)


def test_a_month_without_faults_can_be_completed(
    context: AppContext, page: CheckPage, navigator: Navigator, monkeypatch: pytest.MonkeyPatch
):
    force_complete(opened(context), monkeypatch)
    context.visit(Page.CHECK)
    assert page.summary_text.startswith("Số liệu đã chốt (bản 1)")
    assert not page.complete_button.isVisible()


def test_completing_again_asks_for_a_reason(
    context: AppContext, page: CheckPage, monkeypatch: pytest.MonkeyPatch, spoken: Dialogs
):
    session = opened(context)
    force_complete(session, monkeypatch)
    session.reopen()
    spoken.answer = "Xã báo lại số liệu"
    page.complete()
    assert session.submission.revision == 2
    assert any("Lý do" in text for text in spoken.texts)
    assert session.submission.state is SubmissionState.COMPLETE


def test_without_a_reason_nothing_is_completed_again(
    context: AppContext, page: CheckPage, monkeypatch: pytest.MonkeyPatch
):
    session = opened(context)
    force_complete(session, monkeypatch)
    session.reopen()
    page.complete()
    assert session.submission.revision == 1
