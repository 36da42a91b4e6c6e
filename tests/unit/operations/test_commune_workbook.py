"""The workbook that a commune fills in comes back by its codes, or is refused with both values."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cds_desktop.errors import InputError
from cds_desktop.model.submission import CellKey
from cds_desktop.operations import commune_workbook, sheet_import
from cds_desktop.operations.commune_workbook import (
    apply_all,
    is_commune_workbook,
    plan_workbooks,
    understand,
    write_workbooks,
)
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.sheet_import import take_context
from cds_desktop.operations.sheet_preview import Preview, Verdict

MY_AN = "30037"


def written(session: EntrySession, folder: Path, *, is_one_file: bool = False) -> list[Path]:
    return list(write_workbooks(plan_workbooks(session, is_one_file=is_one_file), folder))


def filled(path: Path, figures: dict[str, object], *, sheet: int = 0) -> Path:
    """Fill cells as Excel would; places are those of the sheet."""
    made: Any = load_workbook(path)
    for place, figure in figures.items():
        made.worksheets[sheet][place] = figure
    made.save(path)
    return path


def read(session: EntrySession, path: Path) -> Preview:
    return understand(sheet_import.read_file(path), take_context(session))


def test_there_is_a_protected_workbook_for_every_commune(
    draft: EntrySession, tmp_path: Path
) -> None:
    paths = written(draft, tmp_path)
    assert len(paths) == len(draft.areas) == 13
    sheet: Any = load_workbook(paths[0]).worksheets[0]
    assert sheet.protection.sheet
    assert (sheet["F7"].protection.locked, sheet["E7"].protection.locked) == (False, True)
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"whole"}
    assert (sheet["A7"].value, sheet["C7"].value) == (f"{MY_AN}|ht_ap", "Khóm, ấp")
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden


def test_the_same_month_makes_the_same_bytes(draft: EntrySession, tmp_path: Path) -> None:
    first = [path.read_bytes() for path in written(draft, tmp_path)]
    assert first == [path.read_bytes() for path in written(draft, tmp_path)]


def test_a_filled_workbook_comes_back_by_its_codes(draft: EntrySession, tmp_path: Path) -> None:
    path = filled(written(draft, tmp_path)[0], {"F7": 6, "F8": 6, "F9": 1205})
    preview = read(draft, path)
    assert [(cell.key, cell.new_text) for cell in preview.cells] == [
        (CellKey(MY_AN, "ht_ap"), "6"),
        (CellKey(MY_AN, "ht_ap_cap_quang"), "6"),
        (CellKey(MY_AN, "ht_ho"), "1.205"),
    ]
    apply_all(draft, [preview])
    assert draft.answer(CellKey(MY_AN, "ht_ho")).value == 1205
    draft.undo()
    assert draft.answer(CellKey(MY_AN, "ht_ho")).value != 1205


def test_one_workbook_for_all_comes_back_too(draft: EntrySession, tmp_path: Path) -> None:
    [path] = written(draft, tmp_path, is_one_file=True)
    preview = read(draft, filled(path, {"E7": 99, "G8": 3}))
    assert [(cell.key, cell.new_text) for cell in preview.cells] == [
        (CellKey(draft.areas[1].code, "ht_ap"), "99"),
        (CellKey(draft.areas[2].code, "ht_ap_cap_quang"), "3"),
    ]


def test_rows_that_were_moved_take_their_codes_along(draft: EntrySession, tmp_path: Path) -> None:
    path = written(draft, tmp_path)[0]
    made: Any = load_workbook(path)
    made.worksheets[0]["F9"] = 1205
    made.worksheets[0].insert_rows(8, 2)
    made.save(path)
    [cell] = read(draft, path).cells
    assert cell.key == CellKey(MY_AN, "ht_ho")


def test_a_copied_row_is_refused(draft: EntrySession, tmp_path: Path) -> None:
    path = filled(written(draft, tmp_path)[0], {"F7": 6, "A60": f"{MY_AN}|ht_ap", "F60": 9})
    assert {(cell.verdict, cell.code) for cell in read(draft, path).cells} == {
        (Verdict.REFUSED, "cell_duplicate")
    }


def same_stamp(_: object) -> str:
    return "same"


def marks(path: Path, **changed: str) -> Path:
    made: Any = load_workbook(path)
    sheet = made["_cds"]
    for row in sheet.iter_rows():
        if row[0].value in changed:
            row[1].value = changed[row[0].value]
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("mark", "value", "code"),
    [
        pytest.param("form", "khac", "workbook_wrong_form", id="another form"),
        pytest.param("version", "9", "workbook_wrong_form", id="another version"),
        pytest.param("period", "202308", "workbook_wrong_period", id="another month"),
        pytest.param("unit", "873", "workbook_wrong_unit", id="another unit"),
    ],
)
def test_a_workbook_for_something_else_is_refused_with_both_values(
    draft: EntrySession,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    mark: str,
    value: str,
    code: str,
) -> None:
    monkeypatch.setattr(commune_workbook, "_stamp", same_stamp)
    path = marks(written(draft, tmp_path)[0], **{mark: value})
    with pytest.raises(InputError) as raised:
        read(draft, path)
    assert raised.value.code == code
    assert raised.value.params["found"] != raised.value.params["expected"]


def test_changed_marks_break_the_stamp(draft: EntrySession, tmp_path: Path) -> None:
    path = marks(written(draft, tmp_path)[0], period="202308")
    with pytest.raises(InputError) as raised:
        read(draft, path)
    assert raised.value.code == "workbook_stamp_wrong"


def test_a_foreign_workbook_is_told_apart(draft: EntrySession, tmp_path: Path) -> None:
    made: Any = load_workbook(written(draft, tmp_path)[0])
    del made["_cds"]
    made.save(tmp_path / "other.xlsx")
    opened = sheet_import.read_file(tmp_path / "other.xlsx")
    assert not is_commune_workbook(opened)
    with pytest.raises(InputError) as raised:
        understand(opened, take_context(draft))
    assert raised.value.code == "workbook_foreign"


def test_two_workbooks_with_different_figures_for_a_cell_are_refused(
    draft: EntrySession, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first = read(draft, filled(written(draft, one)[0], {"F7": 6}))
    second = read(draft, filled(written(draft, other)[0], {"F7": 8}))
    with pytest.raises(InputError) as raised:
        apply_all(draft, [first, second])
    assert raised.value.code == "workbooks_overlap"


def test_a_roster_that_does_not_exist_is_refused(draft: EntrySession) -> None:
    with pytest.raises(InputError) as raised:
        plan_workbooks(draft, roster="khong_co")
    assert raised.value.code == "workbook_has_no_rosters"
