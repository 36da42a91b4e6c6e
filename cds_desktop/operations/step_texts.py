"""What undo and redo say they have done, in one quiet sentence."""

from cds_desktop.operations.data_entry import EntrySession, Saved
from cds_desktop.operations.month_view import cell_text, place_name


def step_sentence(session: EntrySession, saved: Saved | None, *, is_redo: bool) -> str:
    """Say what was taken back or done again; without a step, that there is none."""
    verb = "làm lại" if is_redo else "hoàn tác"
    if saved is None or not saved.edited:
        return f"Không còn thao tác nào để {verb}."
    if len(saved.edited) > 1:
        return f"Đã {verb} một thao tác gồm {len(saved.edited)} ô."
    key = next(iter(saved.edited))
    text = cell_text(session, key).replace("\n", " ")
    return f"Đã {verb}: {place_name(session, key)} là {text[:60] or 'ô trống'}."
