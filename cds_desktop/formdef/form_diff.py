"""What changed between two versions of a form, and what that does to history."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cds_desktop.formdef.rules import with_tables
from cds_desktop.model.form import NATURE_NAMES, Form, Question


class ChangeKind(StrEnum):
    """What happened to a question, in the words of the list."""

    ADDED = "thêm"
    REMOVED = "bỏ"
    RENAMED = "đổi tên"
    CHANGED = "thay đổi"


@dataclass(frozen=True, slots=True)
class FormDifference:
    """One change: the question (`name` as the newer version calls it) and its effect."""

    kind: ChangeKind
    name: str
    code: str
    label: str
    effect: str


def form_differences(old: Form, new: Form) -> tuple[FormDifference, ...]:
    """Return every change from `old` to `new`: removed, added, renamed, then changed."""
    before = {question.name: (question, table) for question, table in with_tables(old)}
    after = {question.name: (question, table) for question, table in with_tables(new)}
    names = {name: new.renamed.get(name, name) for name in before}
    return (
        *_removed(before, after, names),
        *_added(before, after, names),
        *_kept(before, after, names),
    )


_Questions = dict[str, tuple[Question, Question | None]]


def _removed(
    before: _Questions, after: _Questions, names: dict[str, str]
) -> Iterator[FormDifference]:
    effect = "không hỏi nữa; số liệu cũ vẫn giữ trong các báo cáo đã lập"
    for name, (question, _) in before.items():
        if names[name] not in after:
            yield _difference(ChangeKind.REMOVED, question, effect)


def _added(
    before: _Questions, after: _Questions, names: dict[str, str]
) -> Iterator[FormDifference]:
    former = {names[name] for name in before}
    for name, (question, _) in after.items():
        if name not in former:
            must = "; bắt buộc nhập" if question.is_required else ""
            effect = f"kỳ đầu tiên chưa có số kỳ trước để so sánh{must}"
            yield _difference(ChangeKind.ADDED, question, effect)


def _kept(before: _Questions, after: _Questions, names: dict[str, str]) -> Iterator[FormDifference]:
    for old_name, (old, old_table) in before.items():
        if names[old_name] not in after:
            continue
        new, new_table = after[names[old_name]]
        if new.name != old_name:
            effect = f"trước là {old_name}; lịch sử nối tiếp dưới tên mới"
            yield _difference(ChangeKind.RENAMED, new, effect)
        for effect in _effects(old, new, is_moved=bool(old_table) is not bool(new_table)):
            yield _difference(ChangeKind.CHANGED, new, effect)


def _effects(old: Question, new: Question, *, is_moved: bool) -> Iterator[str]:
    """Yield what differs in a question that stayed, only where it matters to figures."""
    if old.type is not new.type:
        yield f"loại {old.type.value} thành {new.type.value}: số cũ và mới không so sánh được"
    if is_moved:
        yield "vào hoặc ra khỏi bảng: số cũ và mới không so sánh được"
    if old.unit_of_measure != new.unit_of_measure:
        yield f"đơn vị tính “{old.unit_of_measure}” thành “{new.unit_of_measure}”: xem lại số cũ"
    if old.is_figure and new.is_figure and old.nature is not new.nature:
        yield f"số {NATURE_NAMES[old.nature]} thành {NATURE_NAMES[new.nature]}"
    if old.is_calculated is not new.is_calculated:
        yield "trước tự tính nay nhập tay" if old.is_calculated else "trước nhập tay nay tự tính"
    elif (old.numerator, old.denominator) != (new.numerator, new.denominator):
        yield f"tỷ lệ tính từ {new.numerator} trên {new.denominator}"
    if new.is_required and not old.is_required:
        yield "nay bắt buộc nhập"
    if old.label != new.label:
        yield f"tên gọi trước là “{old.label}”"


def _difference(kind: ChangeKind, question: Question, effect: str) -> FormDifference:
    return FormDifference(kind, question.name, question.code, question.label, effect)
