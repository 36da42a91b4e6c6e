"""The six steps of a month and their state, read off the open session."""

from dataclasses import dataclass

from cds_desktop.gui.context import Page
from cds_desktop.gui.main_window import STEP_ICONS, STEP_NAMES
from cds_desktop.gui.widgets.progress import Progress, counts_text
from cds_desktop.gui.widgets.step_bar import Step
from cds_desktop.model.submission import SubmissionState
from cds_desktop.operations.data_entry import EntrySession


@dataclass(frozen=True, slots=True)
class MonthStep:
    """A step's name and icon, and the page (and place on it) where it is done."""

    name: str
    icon: str
    page: Page
    place: str = ""


_PLACES = (
    (Page.ENTRY, ""),
    (Page.CHECK, ""),
    (Page.REPORT, ""),
    (Page.EXCHANGE, "sign"),
    (Page.EXCHANGE, "send"),
    (Page.EXCHANGE, "receipt"),
)
STEPS = tuple(
    MonthStep(name, icon, *place)
    for name, icon, place in zip(STEP_NAMES, STEP_ICONS, _PLACES, strict=True)
)


def steps_of(session: EntrySession, progress: Progress) -> list[Step]:
    """Return the state of every step, in words and tone."""
    state = session.submission.state
    is_draft = state is SubmissionState.DRAFT
    is_signed = state not in (SubmissionState.DRAFT, SubmissionState.COMPLETE)
    shown = [
        _entry_state(progress, is_draft=is_draft),
        _check_state(session, progress, is_draft=is_draft),
        ("dự thảo" if is_draft else "sẵn sàng in", "muted", False),
        ("đã ký", "success", True) if is_signed else _waiting("chưa ký", is_draft=is_draft),
        ("đã tạo gói", "success", True) if is_signed else _waiting("chưa gửi", is_draft=is_draft),
        _receipt_state(state),
    ]
    return [
        Step(step.name, "circle-check" if is_done else step.icon, words, tone, is_done)
        for step, (words, tone, is_done) in zip(STEPS, shown, strict=True)
    ]


_Shown = tuple[str, str, bool]


def _entry_state(progress: Progress, *, is_draft: bool) -> _Shown:
    is_full = progress.filled == progress.total
    if is_full or not is_draft:
        return "đủ số liệu" if is_full else "đã khóa", "success", True
    return f"{progress.filled}/{progress.total} ô", "muted", False


def _check_state(session: EntrySession, progress: Progress, *, is_draft: bool) -> _Shown:
    if not is_draft:
        return f"đã chốt bản {session.submission.revision}", "success", True
    if progress.errors:
        return counts_text(progress), "error", False
    return counts_text(progress), "warning" if progress.warnings else "muted", False


def _waiting(words: str, *, is_draft: bool) -> _Shown:
    return "chờ chốt số liệu" if is_draft else words, "muted", False


def _receipt_state(state: SubmissionState) -> _Shown:
    words = {SubmissionState.ACCEPTED: "đã duyệt", SubmissionState.RETURNED: "bị trả lại"}
    tones = {SubmissionState.ACCEPTED: "success", SubmissionState.RETURNED: "error"}
    return words.get(state, "chưa có"), tones.get(state, "muted"), state is SubmissionState.ACCEPTED
