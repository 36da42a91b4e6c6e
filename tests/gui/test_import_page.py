"""Figures from Excel: seen cell by cell before they are written, and undone in one step."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from cds_desktop.gui.context import AppContext, Page
from cds_desktop.gui.navigator import Navigator
from cds_desktop.gui.pages.entry import EntryPage
from cds_desktop.gui.pages.sheet_import import ImportPage
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.sheet_preview import Verdict
from tests.gui.conftest import UNIT, choose_folder
from tests.gui.typing_keys import CONTROL, press


@pytest.fixture
def page(context: AppContext, navigator: Navigator) -> ImportPage:
    """The import page, opened."""
    context.visit(Page.IMPORT)
    made = navigator.page(Page.IMPORT)
    assert isinstance(made, ImportPage)
    return made


@pytest.fixture
def opened(context: AppContext, navigator: Navigator) -> EntrySession:
    """The month that the window has open."""
    assert context.session is not None
    return context.session


def column_of(opened: EntrySession) -> list[CellKey]:
    """Return the first column of figures of the first table of communes."""
    table = next(q for q in opened.form.all_questions() if q.type.value == "roster")
    name = next(q.name for q in table.questions if q.type.value == "integer")
    return [CellKey(unit.code, name) for unit in opened.areas]


def test_a_pasted_block_is_shown_before_it_is_written(
    context: AppContext, navigator: Navigator, opened: EntrySession
):
    keys = column_of(opened)
    context.visit(Page.ENTRY, key=keys[0])
    entry = navigator.page(Page.ENTRY)
    assert isinstance(entry, EntryPage)
    QGuiApplication.clipboard().setText("11\n12\n13\n")
    press(entry.stack.view.view, Qt.Key.Key_V, CONTROL)  # pyright: ignore
    page = navigator.page(Page.IMPORT)
    assert isinstance(page, ImportPage)
    assert navigator.page_name is Page.IMPORT
    assert page.foot.apply_button.text() == "Nhập 3 ô"
    assert opened.outcome.value(keys[0]) is None
    page.foot.apply_button.click()
    assert navigator.page_name is Page.ENTRY
    assert [opened.outcome.value(key) for key in keys[:4]] == [11, 12, 13, None]
    entry.undo()
    assert [opened.outcome.value(key) for key in keys[:3]] == [None] * 3


def test_one_figure_is_pasted_at_once(
    context: AppContext, navigator: Navigator, opened: EntrySession
):
    key = column_of(opened)[2]
    context.visit(Page.ENTRY, key=key)
    entry = navigator.page(Page.ENTRY)
    assert isinstance(entry, EntryPage)
    QGuiApplication.clipboard().setText("1.205\r\n")
    press(entry.stack.view.view, Qt.Key.Key_V, CONTROL)  # pyright: ignore
    assert navigator.page_name is Page.ENTRY
    assert opened.outcome.value(key) == 1205


def test_a_doubtful_cell_is_asked_and_settled(page: ImportPage, opened: EntrySession):
    keys = column_of(opened)
    page.paste("11\n-\nkhong ro", keys[0])
    assert page.previews[0].counts[Verdict.ASKED] == 1
    assert page.previews[0].counts[Verdict.REFUSED] == 1
    assert not page.foot.apply_button.isEnabled()
    asked = next(cell for cell in page.previews[0].cells if cell.verdict is Verdict.ASKED)
    refused = next(cell for cell in page.previews[0].cells if cell.verdict is Verdict.REFUSED)
    page.decide(asked, 1, is_for_all=False)
    page.decide(refused, 0, is_for_all=False)
    assert page.foot.apply_button.isEnabled()
    assert page.previews[0].counts[Verdict.IGNORED] == 1


def test_a_refused_cell_can_be_typed_anew(page: ImportPage, opened: EntrySession):
    keys = column_of(opened)
    page.paste("11\nkhong ro", keys[0])
    assert page.panel.detail.field.isVisible()
    page.panel.detail.field.setText("van khong ro")
    page.panel.detail.field.returnPressed.emit()
    assert "chưa hiểu được" in page.banner.text
    page.panel.detail.field.setText("1.205")
    page.panel.detail.field.returnPressed.emit()
    page.foot.apply_button.click()
    assert [opened.outcome.value(key) for key in keys[:2]] == [11, 1205]


def test_only_the_right_rows_can_be_taken(page: ImportPage, opened: EntrySession):
    keys = column_of(opened)
    page.paste("11\n12a\n13", keys[0])
    page.foot.correct_button.click()
    assert [opened.outcome.value(key) for key in keys[:3]] == [11, None, 13]


def test_a_block_larger_than_the_table_is_said_to_be(page: ImportPage, opened: EntrySession):
    keys = column_of(opened)
    page.paste("1\n2", keys[-1])
    assert page.previews[0].counts[Verdict.REFUSED] == 1
    assert "nằm ngoài bảng" in str(page.previews[0].cells[-1].message)


def test_an_empty_clipboard_is_told(page: ImportPage, opened: EntrySession):
    page.paste("  \n", column_of(opened)[0])
    assert "chưa có vùng số liệu" in page.banner.text


def test_workbooks_go_to_the_communes_and_come_back(
    page: ImportPage,
    context: AppContext,
    opened: EntrySession,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    choose_folder(monkeypatch, tmp_path)
    page.start.workbooks_wanted.emit(False)
    files = sorted(tmp_path.glob("*.xlsx"))
    assert len(files) == len(opened.areas)
    assert f"Đã lập {len(files)} biểu" in page.banner.text
    page.open_files(files[:2])
    assert page.box.count() == 2
    assert page.foot.apply_button.text() == "Nhập 0 ô"


def test_a_csv_file_is_read_matched_and_written(
    page: ImportPage, opened: EntrySession, tmp_path: Path
):
    key = column_of(opened)[0]
    question = opened.question(key.question)
    lines = [f"STT;Xã;{question.label}"]
    lines += [f"{n};{unit.name};{n * 10}" for n, unit in enumerate(opened.areas, start=1)]
    file = tmp_path / "xa.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    page.open_files([file])
    assert page.foot.apply_button.text() == f"Nhập {len(opened.areas)} ô"
    page.foot.apply_button.click()
    assert opened.outcome.value(key) == 10
    assert f"Đã nhập {len(opened.areas)} số liệu" in page.banner.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("khong-phai.xlsx", b"PK\x03\x04 rubbish", id="damaged workbook"),
        pytest.param("anh.xlsx", b"\x89PNG\r\n", id="a picture"),
    ],
)
def test_a_foreign_file_is_refused_in_a_sentence(
    page: ImportPage, tmp_path: Path, name: str, content: bytes
):
    file = tmp_path / name
    file.write_bytes(content)
    page.open_files([file])
    assert page.banner.text
    assert page.previews == []
    assert page.start.isVisible()


def test_escape_leads_back_to_the_cell(
    page: ImportPage, context: AppContext, navigator: Navigator, opened: EntrySession
):
    key = CellKey(UNIT, "tram_5g")
    context.visit(Page.IMPORT, key=key)
    page._go_back()  # pyright: ignore[reportPrivateUsage]
    entry = navigator.page(Page.ENTRY)
    assert isinstance(entry, EntryPage)
    assert (navigator.page_name, entry.current_cell) == (Page.ENTRY, key)
