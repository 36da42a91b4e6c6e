"""Who changed a cell, when, from what to what and why; its last twelve periods."""

import re
from decimal import Decimal

from cds_desktop.model.submission import CellKey
from cds_desktop.operations.cell_history import PERIODS, cell_history
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.step_texts import step_sentence


def key_of(session: EntrySession, question: str) -> CellKey:
    """Return a cell of the unit itself."""
    return CellKey(session.workspace.org_unit.code, question)


def test_every_change_stands_in_the_history_newest_first(draft: EntrySession):
    key = key_of(draft, "tram_5g")
    draft.enter(key, "12")
    draft.set_note(key, "Theo báo cáo của VNPT")
    lines = cell_history(draft, key).lines
    assert [(line.old, line.new, line.why) for line in lines[:2]] == [
        ("12", "12 (ghi chú: Theo báo cáo của VNPT)", "ghi chú"),
        (lines[1].old, "12", "nhập"),
    ]
    assert lines[0].who == draft.workspace.actor
    assert re.fullmatch(r"\d\d:\d\d:\d\d \d\d/\d\d/\d{4}", lines[0].when)


def test_the_reason_of_an_import_is_told(draft: EntrySession):
    key = key_of(draft, "tram_5g")
    draft.enter(key, "12")
    draft.take_in([draft.answer(key).__class__(key, Decimal(13))], reason="xa.xlsx sha256:ab")
    assert cell_history(draft, key).lines[0].why == "nhập từ tệp: xa.xlsx sha256:ab"


def test_twelve_periods_end_with_the_open_month(draft: EntrySession):
    key = key_of(draft, "hs_tiep_nhan")
    periods = cell_history(draft, key).periods
    assert len(periods) == PERIODS
    assert periods[-1].period == draft.period
    assert periods[-1].figure == draft.outcome.value(key)
    previous = draft.previous[key].value
    assert periods[-2].figure == previous
    assert periods[0].figure is None and periods[0].text == ""


def test_a_computed_figure_has_its_own_value_in_the_last_period(draft: EntrySession):
    key = next(key for key, value in draft.outcome.calculated.items() if value is not None)
    assert cell_history(draft, key).periods[-1].figure == draft.outcome.value(key)


def test_undo_tells_the_cell_and_what_it_is_again(draft: EntrySession):
    key = key_of(draft, "tram_5g")
    draft.enter(key, "12")
    draft.enter(key, "14")
    assert step_sentence(draft, draft.undo(), is_redo=False).endswith("là 12.")
    assert step_sentence(draft, draft.redo(), is_redo=True).startswith("Đã làm lại: ")
    assert step_sentence(draft, None, is_redo=True) == "Không còn thao tác nào để làm lại."
