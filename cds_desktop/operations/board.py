"""The board of units and periods: who has sent what, who is late, whom to remind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.bundle.receipt import APPROVED, RETURNED
from cds_desktop.model import effective as rule
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.period import Period
from cds_desktop.operations.admitting import check_is_province, senders
from cds_desktop.operations.consolidating import reported_forms
from cds_desktop.operations.deadlines import deadline
from cds_desktop.operations.workspace import Workspace
from cds_desktop.reports.coverage import kinds
from cds_desktop.store import board_rows
from cds_desktop.store.board_rows import BoardRow
from cds_desktop.vietnamese import format_date


class BoardState(StrEnum):
    """Where a unit's report of a period stands; one word for a cell of the board."""

    NOT_DUE = "not_due"
    MISSING = "missing"
    HELD = "held"
    CONFLICT = "conflict"
    RETRACTED = "retracted"
    RECEIVED = "received"
    RETURNED = "returned"
    APPROVED = "approved"


BOARD_STATE_NAMES = {
    BoardState.NOT_DUE: "chưa đến hạn",
    BoardState.MISSING: "thiếu",
    BoardState.HELD: "giữ lại",
    BoardState.CONFLICT: "mâu thuẫn",
    BoardState.RETRACTED: "đã rút",
    BoardState.RECEIVED: "đã nhận",
    BoardState.RETURNED: "trả lại",
    BoardState.APPROVED: "đã duyệt",
}


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One unit in one period; `received_on` is our own clock's day of the first bundle."""

    state: BoardState
    revision: int = 0
    received_on: date | None = None
    is_late: bool = False

    @property
    def text(self) -> str:
        """The cell in words: "đã nhận, trễ, điều chỉnh (bản 2)"."""
        words = [BOARD_STATE_NAMES[self.state]]
        if self.is_late:
            words.append("trễ")
        if self.revision > 1:
            words.append(f"điều chỉnh (bản {self.revision})")
        return ", ".join(words)


@dataclass(frozen=True, slots=True)
class Board:
    """All units of a form over some periods; `cells` by unit code and period."""

    form: Form
    units: tuple[OrgUnit, ...]
    periods: tuple[Period, ...]
    deadlines: Mapping[Period, date]
    cells: Mapping[tuple[str, Period], BoardCell]

    def cell(self, unit: str, period: Period) -> BoardCell:
        """Return one cell."""
        return self.cells[unit, period]

    def to_remind(self, period: Period) -> tuple[OrgUnit, ...]:
        """Return the units whose report is missing, returned, withdrawn, held or contradictory."""
        done = (BoardState.RECEIVED, BoardState.APPROVED, BoardState.NOT_DUE)
        return tuple(unit for unit in self.units if self.cells[unit.code, period].state not in done)

    def reminder(self, period: Period) -> tuple[str, ...]:
        """Return the list to print and to ring up by, as lines of text."""
        return tuple(_reminder(self, period))


def open_board(
    workspace: Workspace, last: Period, *, months: int = 12, today: date, form: Form | None = None
) -> Board:
    """Return the board of the periods up to `last`; raises InputError `province_only`."""
    check_is_province(workspace)
    form = form or reported_forms(workspace, last)[0]
    units = tuple(one for one in senders(workspace, last.iso) if one.level in form.levels)
    periods = _periods(last, months)
    due = {period: deadline(form, period) for period in periods}
    rows = board_rows.rows(
        workspace.store, form.form_id, first=periods[0].iso, last=periods[-1].iso
    )
    cells = {
        (unit.code, period): _cell(rows.get((unit.code, period.iso)), due[period], today)
        for unit in units
        for period in periods
    }
    return Board(form, units, periods, due, cells)


def save_reminder(board: Board, period: Period, folder: Path) -> Path:
    """Write the list to print as a text file (UTF-8 with BOM, for Notepad and Word)."""
    target = folder / f"DON_DOC_{period.iso}.txt"
    text = "".join(f"{line}\r\n" for line in board.reminder(period))
    write_atomically(target, text.encode("utf-8-sig"))
    return target


def _periods(last: Period, months: int) -> tuple[Period, ...]:
    periods = [last]
    while len(periods) < months:
        periods.append(periods[-1].previous())
    return tuple(reversed(periods))


def _cell(row: BoardRow | None, due: date, today: date) -> BoardCell:
    if row is None:
        return BoardCell(BoardState.MISSING if today > due else BoardState.NOT_DUE)
    return BoardCell(_state(row), row.revision, row.received_on, row.received_on > due)


def _state(row: BoardRow) -> BoardState:
    if row.status == rule.CONFLICT:
        return BoardState.CONFLICT
    if row.is_newest_held or not row.status:
        return BoardState.HELD
    if row.status == rule.RETRACTED:
        return BoardState.RETRACTED
    found = {RETURNED: BoardState.RETURNED, APPROVED: BoardState.APPROVED}
    return found.get(row.review, BoardState.RECEIVED)


def _reminder(board: Board, period: Period) -> Iterator[str]:
    units = board.to_remind(period)
    yield f"DANH SÁCH ĐƠN VỊ CẦN ĐÔN ĐỐC, {period.label.upper()}"
    yield f"Biểu mẫu: {board.form.title}. Hạn nộp: {format_date(board.deadlines[period])}."
    yield f"{len(units)}/{len(board.units)} {kinds(board.units)}:"
    for number, unit in enumerate(units, start=1):
        yield f"{number}. {unit.name} ({unit.code}): {board.cell(unit.code, period).text}"
    if not units:
        yield "Không có đơn vị nào."
