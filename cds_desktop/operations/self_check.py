"""Run the whole way of a month in a temporary folder: what a built program must pass."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cds_desktop import paths
from cds_desktop.errors import CdsError
from cds_desktop.formdef import lint
from cds_desktop.operations import bundle_export, bundle_import, reporting, signing
from cds_desktop.operations.months import list_months, open_month
from cds_desktop.operations.practice import PRACTICE_PASSPHRASE, create_practice
from cds_desktop.operations.workspace import Workspace, close_workspace, open_workspace


@dataclass(frozen=True, slots=True)
class Step:
    """One thing tried, in words, and whether it went well."""

    name: str
    is_passed: bool
    detail: str = ""


def run() -> Iterator[Step]:
    """Try each step in turn; the first that fails is the last."""
    with tempfile.TemporaryDirectory() as folder:
        for name, action in _steps(Path(folder)):
            try:
                yield Step(name, True, action())
            except CdsError as error:
                yield Step(name, False, str(error))
                return


def form_faults(files: Sequence[Path] = ()) -> list[str]:
    """Return every fault of the given form files, or of all shipped ones, as sentences."""
    chosen = files or sorted(paths.FORMS.glob("*.toml"))
    faults = [fault.message for file in chosen for fault in lint.lint_file(file)]
    return [f"{message.text} {message.way_out}".strip() for message in faults]


def _steps(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    root = folder / "practice"
    yield "Biểu mẫu đi kèm không có lỗi", _check_forms
    yield "Tạo vùng tập nhập", lambda: _make(root)
    yield "Xuất báo cáo Word và Excel", lambda: _with_month(root, folder, _report)
    yield "Ký, xuất và kiểm tra gói đồng bộ", lambda: _with_month(root, folder, _exchange)


def _check_forms() -> str:
    faults = form_faults()
    if faults:
        raise CdsError("self_check_forms", faults="; ".join(faults))
    return f"{len(list(paths.FORMS.glob('*.toml')))} biểu mẫu"


def _make(root: Path) -> str:
    close_workspace(create_practice(root))
    return "số liệu mô phỏng ba tháng"


def _with_month(root: Path, folder: Path, action: Callable[[Workspace, Path], str]) -> str:
    workspace = open_workspace(root)
    try:
        return action(workspace, folder)
    finally:
        close_workspace(workspace)


def _report(workspace: Workspace, folder: Path) -> str:
    session = open_month(workspace, list_months(workspace)[1].period)
    files = reporting.make_report(reporting.take_snapshot(session), folder)
    return f"{files.docx.name}, {files.xlsx.name}"


def _exchange(workspace: Workspace, folder: Path) -> str:
    session = open_month(workspace, list_months(workspace)[1].period)
    plan = bundle_export.plan_export(session)
    bundle = bundle_export.sign(
        plan, signing.read_key_file(workspace.key_file), PRACTICE_PASSPHRASE
    )
    bundle_export.record(session, bundle)
    path = bundle_export.save_copy(bundle, folder)
    verified = bundle_import.verify_file(path, own_public=signing.own_public_key(workspace.root))
    return f"{path.name}, {len(bundle.data)} byte, {verified.standing}"
