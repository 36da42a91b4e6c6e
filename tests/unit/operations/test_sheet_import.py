"""Taking a foreign sheet in: seen first, written once, undone at once, remembered."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from cds_desktop.errors import Cancelled, DocumentError, InputError
from cds_desktop.model.period import Period
from cds_desktop.model.submission import AnswerStatus, CellKey
from cds_desktop.operations import import_report, sheet_import
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.months import open_month
from cds_desktop.operations.sheet_import import OpenedFile, take_context, understand_block
from cds_desktop.operations.sheet_preview import SKIP, ImportDecisions, Preview, Verdict
from cds_desktop.store import answers as answer_table

MY_DONG, MY_AN = "30058", "30037"
HOUSEHOLDS, HAMLETS = "ht_ho", "ht_ap"
GOOD = "Đơn vị\tKhóm, ấp\tHộ gia đình\nXã Mỹ Đông\t7\t1.205\nThị trấn Mỹ An\t9\t2.000\n"
DOUBTFUL = "Đơn vị\tKhóm, ấp\tHộ gia đình\nXã Mỹ Đông\t7\t-\nThị trấn Mỹ An\t9\t2.000\n"


def block(session: EntrySession, text: str, decisions: ImportDecisions | None = None) -> Preview:
    return understand_block(text, take_context(session), decisions)


def value(session: EntrySession, area: str, question: str) -> object:
    return session.answer(CellKey(area, question)).value


def book(path: Path, rows: list[list[object]]) -> OpenedFile:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made.save(path)
    return sheet_import.read_file(path)


def test_a_preview_writes_nothing(draft: EntrySession) -> None:
    before = dict(draft.data.answers)
    preview = block(draft, GOOD)
    assert preview.is_resolved
    assert [cell.verdict for cell in preview.cells] == [Verdict.CHANGED] * 4
    assert dict(draft.data.answers) == before


def test_an_import_is_one_step_that_one_undo_takes_back(draft: EntrySession) -> None:
    before = value(draft, MY_DONG, HOUSEHOLDS), value(draft, MY_AN, HAMLETS)

    applied = sheet_import.apply(draft, block(draft, GOOD))

    assert applied.count == 4
    assert value(draft, MY_DONG, HOUSEHOLDS) == Decimal(1205)
    draft.undo()
    assert (value(draft, MY_DONG, HOUSEHOLDS), value(draft, MY_AN, HAMLETS)) == before


def test_the_history_names_the_file_and_its_hash(draft: EntrySession, tmp_path: Path) -> None:
    opened = book(tmp_path / "xa.xlsx", [["Đơn vị", "Khóm, ấp"], ["Xã Mỹ Đông", 7]])
    preview = sheet_import.understand_file(opened, take_context(draft))

    sheet_import.apply(draft, preview)

    rows = draft.workspace.store.select(
        "SELECT DISTINCT action, reason FROM history WHERE reason LIKE '%sha256%'"
    )
    assert rows == [("import", f"xa.xlsx [Sheet] sha256:{opened.sha256}")]


def test_nothing_is_written_while_a_cell_is_open(draft: EntrySession) -> None:
    before = value(draft, MY_AN, HAMLETS)
    with pytest.raises(InputError) as raised:
        sheet_import.apply(draft, block(draft, DOUBTFUL))
    assert (raised.value.code, raised.value.params["count"]) == ("import_unresolved", 1)
    assert value(draft, MY_AN, HAMLETS) == before


def test_only_right_rows_are_written_when_the_user_says_so(draft: EntrySession) -> None:
    before = value(draft, MY_DONG, HAMLETS)
    applied = sheet_import.apply(draft, block(draft, DOUBTFUL), only_correct=True)
    assert applied.count == 2
    assert value(draft, MY_AN, HAMLETS) == Decimal(9)
    assert value(draft, MY_DONG, HAMLETS) == before


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        pytest.param("1", (Decimal(0), AnswerStatus.REPORTED), id="zero"),
        pytest.param("2", (None, AnswerStatus.NOT_APPLICABLE), id="none here"),
        pytest.param("3", (None, AnswerStatus.NOT_COLLECTED), id="not known yet"),
    ],
)
def test_a_dash_means_what_the_user_says(
    draft: EntrySession, choice: str, expected: tuple[object, AnswerStatus]
) -> None:
    preview = block(draft, DOUBTFUL, ImportDecisions(choices={"cell_dash": choice}))
    sheet_import.apply(draft, preview)
    answer = draft.answer(CellKey(MY_DONG, HOUSEHOLDS))
    assert (answer.value, answer.status) == expected


def test_a_cell_can_be_left_out_or_given_an_answer(draft: EntrySession) -> None:
    skipped = block(draft, DOUBTFUL, ImportDecisions(choices={"cell_dash": SKIP}))
    assert skipped.is_resolved
    [asked] = [cell for cell in block(draft, DOUBTFUL).cells if cell.is_open]
    assert asked.choices[0].text == "0"
    place = (asked.row, asked.column)
    given = block(draft, DOUBTFUL, ImportDecisions(cells={place: asked.choices[0].answer}))
    assert given.is_resolved
    assert next(c for c in given.cells if c.place == "C2").new_text == "0"


def test_a_month_that_changed_since_the_preview_is_not_overwritten(draft: EntrySession) -> None:
    preview = block(draft, GOOD)
    draft.enter(CellKey(MY_DONG, HOUSEHOLDS), "3")
    with pytest.raises(InputError) as raised:
        sheet_import.apply(draft, preview)
    assert raised.value.code == "import_outdated"


def test_the_same_sheet_again_changes_nothing(draft: EntrySession) -> None:
    sheet_import.apply(draft, block(draft, GOOD))
    again = block(draft, GOOD)
    assert {cell.verdict for cell in again.cells} == {Verdict.SAME}
    with pytest.raises(InputError) as raised:
        sheet_import.apply(draft, again)
    assert raised.value.code == "import_nothing"


def test_a_completed_month_takes_nothing(completed: EntrySession) -> None:
    preview = block(completed, GOOD)
    assert {cell.code for cell in preview.cells} == {"cell_month_locked"}


def test_decisions_are_remembered_for_the_sender(draft: EntrySession) -> None:
    text = "Đơn vị\tSố hộ dân cư\tKhóm, ấp\nXã Mỹ Đông\t5\t6\nChợ Mỹ Đông\t8\t9\n"
    first = block(draft, text)
    assert [(line.code) for line in first.open_lines] == ["row_unknown"]
    decided = ImportDecisions(columns={2: HOUSEHOLDS}, rows={3: MY_AN})
    context = take_context(draft, sender="Phòng Văn hóa")
    sheet_import.apply(draft, understand_block(text, context, decided), sender="Phòng Văn hóa")

    again = understand_block(text, take_context(draft, sender="phong van hoa"))

    assert again.is_resolved
    assert again.decisions.rows == {3: MY_AN}


def test_a_new_document_of_a_list_gets_a_row_of_its_own_once(draft: EntrySession) -> None:
    text = (
        "Loại\tSố, ký hiệu\tNgày ban hành\tCơ quan ban hành\tTrích yếu\n"
        "Kế hoạch\t99/KH-UBND\t14/9/2023\tUBND huyện\tvề thử nghiệm\n"
    )
    preview = block(draft, text)
    sheet_import.apply(draft, preview)
    table = draft.question("van_ban")
    numbers = [
        draft.answer(CellKey("872", "vb_so_ky_hieu", row)).value for _, row in draft.rows(table)
    ]
    assert numbers[-1] == "99/KH-UBND"
    assert {cell.verdict for cell in block(draft, text).cells} == {Verdict.SAME}


def test_a_year_of_old_months_comes_in_at_once(draft: EntrySession) -> None:
    text = (
        "Chỉ tiêu\tTháng 1/2023\tTháng 2/2023\n"
        "Điểm wifi công cộng miễn phí\t41\t42\nTin, bài về chuyển đổi số trong kỳ\t5\t6\n"
    )
    asked = block(draft, text)
    assert {line.code for line in asked.open_lines} == {"column_other_period"}
    preview = block(draft, text, ImportDecisions(has_history=True))

    applied = sheet_import.apply(draft, preview)

    assert applied.periods == (Period("202301"), Period("202302"))
    old = open_month(draft.workspace, Period("202302"))
    assert value(old, "872", "wifi_cong_cong") == Decimal(42)


def test_targets_come_in_with_their_statuses(draft: EntrySession) -> None:
    target = draft.form.targets[0]
    text = f"Chỉ tiêu\tKết quả\tTình trạng\n{target.wording}\t81,5\tKhó hoàn thành\n"
    sheet_import.apply(draft, block(draft, text))
    found = draft.answer(CellKey("872", "chi_tieu_ket_qua", target.id)).value
    assert found == Decimal("81.5")
    assert draft.answer(CellKey("872", "chi_tieu_trang_thai", target.id)).value == "kho"


def test_a_sheet_of_one_commune_needs_its_name(draft: EntrySession) -> None:
    text = "Chỉ tiêu\tKết quả\nKhóm, ấp\t4\nTrạm BTS\t8\n"
    assert {cell.code for cell in block(draft, text).cells} == {"cell_not_in_report"}
    preview = block(draft, text, ImportDecisions(area=MY_DONG))
    assert {cell.key.area for cell in preview.cells if cell.key} == {MY_DONG}
    assert preview.is_resolved


def test_calculated_figures_are_left_out_and_compared(draft: EntrySession) -> None:
    text = "Chỉ tiêu\tKết quả\nTổng số hộ gia đình\t4\nĐiểm wifi công cộng miễn phí\t8\n"
    cells = block(draft, text).cells
    assert (cells[0].verdict, cells[0].code) == (
        Verdict.IGNORED,
        "cell_calculated_differs",
    )


def test_another_month_in_the_title_must_be_confirmed(draft: EntrySession) -> None:
    text = f"BÁO CÁO THÁNG 8 NĂM 2023\n\n{GOOD}"
    assert [problem.code for problem in block(draft, text).blocking] == ["import_other_period"]
    confirmed = ImportDecisions(confirmed=frozenset({"import_other_period"}))
    assert block(draft, text, confirmed).is_resolved


def test_a_sheet_without_a_known_table_says_so(draft: EntrySession) -> None:
    preview = block(draft, "a\tb\n1\t2\n")
    assert not preview.has_table
    assert preview.cells == ()


def test_a_sheet_is_chosen_by_name_or_number(draft: EntrySession, tmp_path: Path) -> None:
    opened = book(tmp_path / "a.xlsx", [["Đơn vị", "Khóm, ấp"], ["Xã Mỹ Đông", 7]])
    for wanted in ("Sheet", "1"):
        preview = sheet_import.understand_file(
            opened, take_context(draft), ImportDecisions(sheet=wanted)
        )
        assert preview.has_table
    with pytest.raises(InputError) as raised:
        sheet_import.understand_file(opened, take_context(draft), ImportDecisions(sheet="Hai"))
    assert raised.value.params["sheets"] == "“Sheet”"


def test_an_import_can_be_stopped(draft: EntrySession) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        understand_block(GOOD, take_context(draft), progress=stop)


def test_a_file_that_is_gone_or_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as gone:
        sheet_import.read_file(tmp_path / "không-có.xlsx")
    assert gone.value.code == "sheet_file_unreadable"
    (tmp_path / "a.xls").write_bytes(b"<html><table></table></html>")
    with pytest.raises(DocumentError) as page:
        sheet_import.read_file(tmp_path / "a.xls")
    assert page.value.code == "sheet_is_web_page"


def test_the_report_colours_the_bad_cells_and_gives_reasons(
    draft: EntrySession, tmp_path: Path
) -> None:
    rows: list[list[object]] = [["Đơn vị", "Khóm, ấp"], ["Xã Mỹ Đông", "=1+1"], ["Xã Mỹ An", 3]]
    opened = book(tmp_path / "a.xlsx", rows)
    preview = sheet_import.understand_file(opened, take_context(draft))

    path = import_report.save_import_report(opened, preview, tmp_path)

    made = load_workbook(path)
    assert made["Bảng đã đọc"]["B2"].fill.start_color.rgb == "00F8CBAD"
    assert "công thức chưa tính" in str(made["Kết quả"]["G3"].value)


def test_an_import_that_fails_halfway_writes_nothing(
    draft: EntrySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Chỉ tiêu\tTháng 1/2023\tTháng 2/2023\nĐiểm wifi công cộng miễn phí\t41\t42\n"
    preview = block(draft, text, ImportDecisions(has_history=True))
    real = answer_table.save_answers
    calls = iter(range(100))

    def fail_later(*arguments: object, action: str, **more: object) -> None:
        if action == "import" and next(calls):
            raise InputError("import_nothing")
        real(*arguments, action=action, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(answer_table, "save_answers", fail_later)
    with pytest.raises(InputError):
        sheet_import.apply(draft, preview)
    monkeypatch.undo()
    old = open_month(draft.workspace, Period("202301"))
    assert value(old, "872", "wifi_cong_cong") != Decimal(41)
