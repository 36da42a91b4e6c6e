"""What people changed in a produced document is kept or set aside, never overwritten."""

from dataclasses import replace
from pathlib import Path

import pytest

from cds_desktop.errors import DocumentError
from cds_desktop.operations import reporting
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.reporting import ReportFiles, find_edits, make_report, take_snapshot
from tests.unit.office.office_files import DOCUMENT, edited, text_of, with_part

OLD, NEW = "Kính gửi: ", "Kính gửi (hỏa tốc): "


def made(session: EntrySession, folder: Path, *, keep_edits: bool = False) -> ReportFiles:
    return make_report(take_snapshot(session), folder, keep_edits=keep_edits)


def edit(path: Path) -> bytes:
    path.write_bytes(edited(path.read_bytes(), DOCUMENT, OLD, NEW))
    return path.read_bytes()


def a_change_of_figures(session: EntrySession) -> None:
    key = next(k for k, q in session.cells(session.form.sections[1]) if q.type.value == "integer")
    session.enter(key, "4321")


def test_an_untouched_report_is_simply_made_again(draft: EntrySession, tmp_path: Path) -> None:
    first = made(draft, tmp_path)
    a_change_of_figures(draft)
    again = made(draft, tmp_path)

    assert (first.set_aside, again.set_aside, again.edits) == ((), (), ())
    assert sorted(path.name for path in tmp_path.glob("*_du_thao*")) == [
        first.docx.name,
        first.xlsx.name,
    ]


def test_an_edited_report_is_set_aside_and_not_overwritten(
    draft: EntrySession, tmp_path: Path
) -> None:
    by_hand = edit(made(draft, tmp_path).docx)

    files = made(draft, tmp_path)

    (kept,) = files.set_aside
    assert kept.name.endswith("_ban_sua_tay.docx")
    assert kept.read_bytes() == by_hand
    assert NEW not in text_of(files.docx.read_bytes())


def test_edits_are_kept_when_that_is_asked_for(draft: EntrySession, tmp_path: Path) -> None:
    by_hand = edit(made(draft, tmp_path).docx)
    a_change_of_figures(draft)

    files = made(draft, tmp_path, keep_edits=True)

    assert [one.is_kept for one in files.edits] == [True]
    assert NEW in text_of(files.docx.read_bytes())
    assert files.set_aside[0].read_bytes() == by_hand


def test_kept_edits_survive_the_next_time_too(draft: EntrySession, tmp_path: Path) -> None:
    edit(made(draft, tmp_path).docx)
    made(draft, tmp_path, keep_edits=True)
    a_change_of_figures(draft)

    files = made(draft, tmp_path, keep_edits=True)

    assert NEW in text_of(files.docx.read_bytes())


def test_what_would_be_overwritten_is_shown_before_anything_is_written(
    draft: EntrySession, tmp_path: Path
) -> None:
    by_hand = edit(made(draft, tmp_path).docx)

    (found,) = find_edits(take_snapshot(draft), tmp_path)

    assert ("hỏa tốc" in found.edited, found.is_kept) == (True, True)
    assert made(draft, tmp_path).set_aside[0].read_bytes() == by_hand


def test_nothing_is_shown_where_nothing_was_edited(draft: EntrySession, tmp_path: Path) -> None:
    assert find_edits(take_snapshot(draft), tmp_path) == ()
    made(draft, tmp_path)
    assert find_edits(take_snapshot(draft), tmp_path) == ()


def test_an_edited_workbook_is_set_aside(draft: EntrySession, tmp_path: Path) -> None:
    files = made(draft, tmp_path)
    files.xlsx.write_bytes(with_part(files.xlsx.read_bytes(), "xl/them.xml", "<x/>"))

    assert [path.suffix for path in made(draft, tmp_path).set_aside] == [".xlsx"]


def test_a_report_of_another_machine_is_kept_under_another_name_and_told(
    draft: EntrySession, tmp_path: Path
) -> None:
    edit(made(draft, tmp_path).docx)
    elsewhere = replace(take_snapshot(draft), memory=tmp_path / "other")

    with pytest.raises(DocumentError) as caught:
        make_report(elsewhere, tmp_path, keep_edits=True)

    assert caught.value.code == "report_not_generated_here"
    assert list(tmp_path.glob("*_ban_sua_tay.docx"))


def test_the_same_report_is_the_same_bytes_with_its_charts(completed: EntrySession) -> None:
    snapshot = take_snapshot(completed)

    assert len({reporting.render_word(snapshot) for _ in range(3)}) == 1
    assert len({reporting.render_excel(snapshot) for _ in range(3)}) == 1
