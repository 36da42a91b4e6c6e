"""Making the two files for the signature."""

from pathlib import Path

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.jobs import Progress
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages import report
from cds_desktop.gui.pages.report import ReportPage
from cds_desktop.operations.reporting import ReportFiles, ReportSnapshot
from tests.gui.conftest import Dialogs, force_complete


class Maker:
    """Stands for the job that writes the files."""

    def __init__(self) -> None:
        self.snapshots: list[ReportSnapshot] = []
        self.kept: list[bool] = []
        self.error: DocumentError | None = None
        self.is_renamed = False

    def __call__(
        self, snapshot: ReportSnapshot, folder: Path, *, keep_edits: bool, progress: Progress
    ) -> ReportFiles:
        if self.error is not None:
            raise self.error
        self.snapshots.append(snapshot)
        self.kept.append(keep_edits)
        progress(1, 2)
        return ReportFiles(folder / "BC.docx", folder / "PL.xlsx", is_renamed=self.is_renamed)


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> Maker:
    """Take the place of the job."""
    made = Maker()
    monkeypatch.setattr(report, "make_report", made)
    return made


@pytest.fixture
def page(context: AppContext, navigator: Navigator, maker: Maker) -> ReportPage:
    """The report page, opened."""
    context.visit(Page.REPORT)
    made = navigator.page(Page.REPORT)
    assert isinstance(made, ReportPage)
    return made


def test_a_draft_is_announced_as_one(page: ReportPage):
    assert "DỰ THẢO" in page.banner.text


def test_a_completed_month_is_announced_with_its_revision(
    context: AppContext, page: ReportPage, monkeypatch: pytest.MonkeyPatch
):
    assert context.session is not None
    force_complete(context.session, monkeypatch)
    context.visit(Page.REPORT)
    assert "đã chốt (bản 1)" in page.banner.text


def test_one_click_makes_both_files(page: ReportPage, maker: Maker):
    page.make_button.click()
    assert len(maker.snapshots) == 1
    assert (page.word.file_text, page.excel.file_text) == ("BC.docx", "PL.xlsx")
    assert page.banner.text.startswith("Đã làm xong hai tệp")
    assert page.make_button.isEnabled()


def test_a_file_that_is_open_in_word_is_told(page: ReportPage, maker: Maker):
    maker.is_renamed = True
    page.make_button.click()
    assert "tên khác" in page.banner.text


def test_a_full_disk_is_told_with_its_way_out(page: ReportPage, maker: Maker, spoken: Dialogs):
    maker.error = DocumentError("output_disk_full", folder="D:")
    page.make_button.click()
    assert spoken.texts == [str(maker.error)]
    assert page.make_button.isEnabled()
    assert page.word.file_text == "Chưa làm"


def test_the_page_itself_makes_real_files(
    context: AppContext, navigator: Navigator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    context.visit(Page.REPORT)
    made = navigator.page(Page.REPORT)
    assert isinstance(made, ReportPage)
    made.folder.folder = tmp_path
    made.make_button.click()
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".docx", ".xlsx"}
