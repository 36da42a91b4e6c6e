"""The way through a province's month: take in, watch, total, own report, keys."""

from datetime import date

from cds_desktop.errors import InputError
from cds_desktop.gui.context import Page
from cds_desktop.gui.month_steps import MonthStep
from cds_desktop.gui.widgets.progress import Progress, counts_text
from cds_desktop.gui.widgets.step_bar import Step
from cds_desktop.model.submission import SubmissionState
from cds_desktop.operations.board import BoardState, open_board
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.key_list import list_keys

PROVINCE_STEPS = (
    MonthStep("Hộp nhận", "mail-check", Page.INBOX),
    MonthStep("Theo dõi", "list-checks", Page.BOARD),
    MonthStep("Tổng hợp", "file-spreadsheet", Page.TOTALS),
    MonthStep("Số liệu tỉnh", "square-pen", Page.ENTRY),
    MonthStep("Kiểm tra", "list-checks", Page.CHECK),
    MonthStep("Báo cáo", "file-text", Page.REPORT),
    MonthStep("Khóa đơn vị", "key-round", Page.KEYS),
)

_Shown = tuple[str, str, bool]
_COUNTED = (BoardState.RECEIVED, BoardState.APPROVED, BoardState.RETURNED)


def province_steps_of(session: EntrySession, progress: Progress) -> list[Step]:
    """Return the state of every step, in words and tone."""
    is_draft = session.submission.state is SubmissionState.DRAFT
    shown = [
        *_received_states(session),
        _entry_state(progress, is_draft=is_draft),
        _check_state(session, progress, is_draft=is_draft),
        ("dự thảo" if is_draft else "sẵn sàng in", "muted", not is_draft),
        _keys_state(session),
    ]
    return [
        Step(step.name, "circle-check" if is_done else step.icon, words, tone, is_done)
        for step, (words, tone, is_done) in zip(PROVINCE_STEPS, shown, strict=True)
    ]


def _received_states(session: EntrySession) -> tuple[_Shown, _Shown, _Shown]:
    """Return inbox, board and totals: how many wait, how many came, of how many totals are."""
    try:
        board = open_board(session.workspace, session.period, months=1, today=date.today())
    except InputError:
        nothing = ("chưa có biểu mẫu", "muted", False)
        return nothing, nothing, nothing
    states = [board.cell(unit.code, session.period).state for unit in board.units]
    waiting = sum(state is BoardState.RECEIVED for state in states)
    missing = len(board.to_remind(session.period))
    came = sum(state in _COUNTED for state in states)
    is_complete = came == len(states)
    inbox = (f"{waiting} chờ duyệt", "warning", False) if waiting else ("đã xem", "muted", False)
    watch = (f"{missing} cần đôn đốc", "error", False) if missing else ("đủ", "success", True)
    totals = (f"{came}/{len(states)} đơn vị", "success" if is_complete else "muted", is_complete)
    return inbox, watch, totals


def _entry_state(progress: Progress, *, is_draft: bool) -> _Shown:
    is_full = progress.filled == progress.total
    if is_full or not is_draft:
        return "đủ số liệu" if is_full else "đã khóa", "success", True
    return f"{progress.filled}/{progress.total} ô", "muted", False


def _check_state(session: EntrySession, progress: Progress, *, is_draft: bool) -> _Shown:
    if not is_draft:
        return f"đã chốt bản {session.submission.revision}", "success", True
    tone = "error" if progress.errors else "warning" if progress.warnings else "muted"
    return counts_text(progress), tone, False


def _keys_state(session: EntrySession) -> _Shown:
    keys = list_keys(session.workspace)
    pending = sum(key.status == "pending" for key in keys)
    if pending:
        return f"{pending} chờ đối chiếu", "warning", False
    return f"{len(keys)} khóa", "muted", False
