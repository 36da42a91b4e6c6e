"""Use templates of the unit's own: checked first, known by their hash, run in a limited child.

An own template lies in the workspace (report_templates) under the shipped one's name. The database
keeps the hash that was checked: a file changed behind the program's back is not run.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cds_desktop import limits, paths
from cds_desktop.atomic_file import free_name, write_atomically
from cds_desktop.errors import DocumentError, InputError
from cds_desktop.limited_process import run_limited
from cds_desktop.messages import explain
from cds_desktop.office.template_fault import TemplateFault
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import meta

OWN_FOLDER = "report_templates"
_LOST_PART = "template_part_lost"  # the one fault that does not stop a template from being used


class TemplateKind(StrEnum):
    """Which of the two documents a template makes."""

    WORD = "word"
    EXCEL = "excel"


TEMPLATE_NAMES = {
    TemplateKind.WORD: "bao_cao_huyen.docx",
    TemplateKind.EXCEL: "phu_luc_huyen.xlsx",
}
KIND_NAMES = {TemplateKind.WORD: "Mẫu báo cáo Word", TemplateKind.EXCEL: "Mẫu phụ lục Excel"}
_SUFFIXES = {
    **dict.fromkeys((".docx", ".dotx", ".docm", ".dotm"), TemplateKind.WORD),
    **dict.fromkeys((".xlsx", ".xltx", ".xlsm", ".xltm"), TemplateKind.EXCEL),
}


@dataclass(frozen=True, slots=True)
class UsedTemplate:
    """The template that makes one of the documents; `sha256` is "" for a shipped one."""

    kind: TemplateKind
    path: Path
    sha256: str = ""

    @property
    def is_own(self) -> bool:
        """Say whether it is the unit's own."""
        return bool(self.sha256)


@dataclass(frozen=True, slots=True)
class TemplateIssue:
    """One thing wrong with a template; `is_loss` names a part that filling would lose."""

    code: str
    text: str
    way_out: str
    is_loss: bool


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What the check of a template found; usable unless something else than a loss is there.

    `sha256` names the bytes that were checked.
    """

    file_name: str
    kind: TemplateKind
    issues: tuple[TemplateIssue, ...]
    lost_parts: tuple[str, ...]
    sha256: str = ""

    @property
    def faults(self) -> tuple[TemplateIssue, ...]:
        """What has to be mended before the template can be used."""
        return tuple(issue for issue in self.issues if not issue.is_loss)


def used_template(workspace: Workspace, kind: TemplateKind) -> UsedTemplate:
    """Return the template in use: the unit's own, else the shipped one."""
    if digest := meta.get(workspace.store, _meta_key(kind)):
        return UsedTemplate(kind, _own_path(workspace, kind), digest)
    return UsedTemplate(kind, paths.REPORT_TEMPLATES / TEMPLATE_NAMES[kind])


def verify_unchanged(template: UsedTemplate) -> None:
    """Raise DocumentError `template_changed` unless an own template is the one that was checked."""
    try:
        data = template.path.read_bytes()
    except OSError as error:
        raise DocumentError("template_changed", file=template.path.name) from error
    if _digest(data) != template.sha256:
        raise DocumentError("template_changed", file=template.path.name)


def check_template(path: Path) -> TemplateCheck:
    """Check the template at `path` in a child process: fields, safety, lost parts, a trial fill.

    Raises InputError `template_kind_unknown`, DocumentError `template_missing`,
    `template_too_hard`.
    """
    kind = _kind_of(path)
    if not path.is_file():
        raise DocumentError("template_missing", file=path.name)
    digest = _digest(_bytes_of(path))
    faults = run_limited(
        _faults,
        kind,
        path,
        seconds=limits.CHILD_SECONDS,
        mebibytes=limits.CHILD_MIB,
        failure=DocumentError("template_too_hard", file=path.name),
    )
    lost = [fault.params["part"] for fault in faults if fault.code == _LOST_PART]
    return TemplateCheck(path.name, kind, tuple(map(_issue, faults)), tuple(lost), digest)


def use_template(workspace: Workspace, path: Path, *, accept_loss: bool = False) -> TemplateCheck:
    """Check a template and, when it is sound, copy it into the workspace and use it from now on.

    Raises InputError `template_has_faults`, `template_loses_parts`, and what `check_template` does.
    """
    checked = check_template(path)
    adopt_template(workspace, path, checked, accept_loss=accept_loss)
    return checked


def adopt_template(
    workspace: Workspace, path: Path, checked: TemplateCheck, *, accept_loss: bool = False
) -> None:
    """Use a template that `check_template` has just checked; short, for the thread of the store.

    Raises InputError `template_has_faults`, `template_loses_parts`, DocumentError
    `template_changed` when the file is no longer the one that was checked.
    """
    if checked.faults:
        raise InputError("template_has_faults", file=path.name, count=len(checked.faults))
    if checked.lost_parts and not accept_loss:
        parts = ", ".join(checked.lost_parts)
        raise InputError("template_loses_parts", file=path.name, parts=parts)
    data = _bytes_of(path)
    if _digest(data) != checked.sha256:
        raise DocumentError("template_changed", file=path.name)
    target = _own_path(workspace, checked.kind)
    _make_folder(target.parent)
    write_atomically(target, data)
    meta.put(workspace.store, _meta_key(checked.kind), checked.sha256)


def save_template_copy(workspace: Workspace, kind: TemplateKind, folder: Path) -> Path:
    """Save a copy of the template in use, to be changed in Word or Excel; return its path."""
    source = used_template(workspace, kind).path
    target = free_name(folder / source.name)
    write_atomically(target, _bytes_of(source))
    return target


def reset_template(workspace: Workspace, kind: TemplateKind) -> bool:
    """Go back to the shipped template; the own file stays in its folder. False: it was in use."""
    if not meta.get(workspace.store, _meta_key(kind)):
        return False
    meta.put(workspace.store, _meta_key(kind), "")
    return True


def _faults(kind: TemplateKind, path: Path) -> list[TemplateFault]:
    """Run in the child, which pays for the libraries."""
    from cds_desktop.office import template_trial

    if kind is TemplateKind.WORD:
        return template_trial.word_faults(path)
    return template_trial.excel_faults(path)


def _kind_of(path: Path) -> TemplateKind:
    try:
        return _SUFFIXES[path.suffix.casefold()]
    except KeyError as error:
        raise InputError("template_kind_unknown", file=path.name) from error


def _issue(fault: TemplateFault) -> TemplateIssue:
    message = explain(fault.code, fault.params)
    is_loss = fault.code == _LOST_PART
    return TemplateIssue(fault.code, message.text, message.way_out, is_loss)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError("template_missing", file=path.name) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise DocumentError("output_folder_unwritable", folder=str(folder)) from error


def _own_path(workspace: Workspace, kind: TemplateKind) -> Path:
    return workspace.root / OWN_FOLDER / TEMPLATE_NAMES[kind]


def _meta_key(kind: TemplateKind) -> str:
    return f"template_{kind}"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
