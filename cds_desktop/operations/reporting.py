"""Make the Word report and the Excel annex: a snapshot first, then files from it alone.

`take_snapshot` reads the open session; `make_report` is a job: it sees no store.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cds_desktop import limits
from cds_desktop.atomic_file import free_name, write_atomically
from cds_desktop.errors import DocumentError
from cds_desktop.formdef.answers import Outcome, ReportData
from cds_desktop.limited_process import run_limited
from cds_desktop.model.form import Form
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.operations import hand_edits
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.hand_edits import HandEdit
from cds_desktop.operations.printed_code import content_code
from cds_desktop.operations.templates import (
    TemplateKind,
    UsedTemplate,
    used_template,
    verify_unchanged,
)
from cds_desktop.settings import Settings
from cds_desktop.store import revisions

Progress = Callable[[int, int], None]

_STEPS = 3


@dataclass(frozen=True, slots=True)
class ReportSnapshot:
    """Everything a report is made from, taken at one moment; plain data that a job may hold."""

    form: Form
    data: ReportData
    outcome: Outcome
    settings: Settings
    org_unit: OrgUnit
    area_names: Mapping[str, str]
    revision: int
    is_draft: bool
    is_practice: bool
    word_template: UsedTemplate
    excel_template: UsedTemplate
    memory: Path

    @property
    def content_code(self) -> str:
        """Eight letters and digits that change when any figure or text changes; "" for a draft."""
        if self.is_draft:
            return ""
        named = (self.org_unit.code, self.data.period, self.revision)
        return content_code(named, self.data.answers, self.data.explanations)

    @property
    def file_stem(self) -> str:
        """The ASCII part of the file names: unit, period, revision."""
        version = "du_thao" if self.is_draft else f"ban_{self.revision}"
        return f"{self.org_unit.code}_{self.data.period.iso}_{version}"


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """The files made; `is_renamed` says that a file of the usual name was open elsewhere.

    `edits` are the hand edits of the former Word report, kept or not; `set_aside` are former files
    that somebody had edited, under their new names.
    """

    docx: Path
    xlsx: Path
    is_renamed: bool
    edits: tuple[HandEdit, ...] = ()
    set_aside: tuple[Path, ...] = ()


def take_snapshot(session: EntrySession) -> ReportSnapshot:
    """Take what a report needs: a draft's present answers, else those of the frozen revision."""
    workspace = session.workspace
    return ReportSnapshot(
        form=session.form,
        data=_data(session),
        outcome=session.outcome,
        settings=workspace.settings,
        org_unit=workspace.org_unit,
        area_names={unit.code: unit.name for unit in session.areas},
        revision=session.submission.revision,
        is_draft=not session.is_read_only,
        is_practice=workspace.is_practice,
        word_template=used_template(workspace, TemplateKind.WORD),
        excel_template=used_template(workspace, TemplateKind.EXCEL),
        memory=workspace.root / hand_edits.MEMORY_FOLDER,
    )


def make_report(
    snapshot: ReportSnapshot,
    folder: Path,
    *,
    keep_edits: bool = False,
    progress: Progress = lambda done, total: None,
) -> ReportFiles:
    """Write the Word report and the Excel annex into `folder`.

    A file that is open elsewhere is left alone and another name is used; a file that somebody has
    edited is set aside first. With `keep_edits` the edits of the Word report are carried over into
    the new one. Raises DocumentError.
    """
    generated = render_word(snapshot)
    progress(1, _STEPS)
    excel = render_excel(snapshot)
    progress(2, _STEPS)
    docx_name, xlsx_name = _targets(snapshot, folder)
    word, edits, aside = _with_edits(snapshot, docx_name, generated, keep_edits=keep_edits)
    if hand_edits.is_edited_workbook(xlsx_name, snapshot.memory):
        aside.append(hand_edits.set_aside(xlsx_name, xlsx_name.read_bytes()))
    docx, xlsx = _save(docx_name, word), _save(xlsx_name, excel)
    hand_edits.remember_document(snapshot.memory, generated)
    hand_edits.remember_workbook(snapshot.memory, excel)
    progress(3, _STEPS)
    is_renamed = (docx, xlsx) != (docx_name, xlsx_name)
    return ReportFiles(docx, xlsx, is_renamed, edits, tuple(aside))


def find_edits(snapshot: ReportSnapshot, folder: Path) -> tuple[HandEdit, ...]:
    """Return what people changed in the report that lies in `folder`; nothing is written.

    `is_kept` tells what making it again with `keep_edits` would keep.
    """
    former = hand_edits.former_document(_targets(snapshot, folder)[0], snapshot.memory)
    if former is None or not former.is_edited or not former.base:
        return ()
    target = _targets(snapshot, folder)[0]
    return hand_edits.keep_edits(former, render_word(snapshot), file=target.name).edits


def render_word(snapshot: ReportSnapshot) -> bytes:
    """Return the Word report's bytes: the same data gives the same bytes."""
    from cds_desktop.office import docx

    return _rendered(docx.render_report, snapshot.word_template, report_context(snapshot))


def report_context(snapshot: ReportSnapshot) -> dict[str, object]:
    """Return everything that the Word template prints, as plain values."""
    from cds_desktop.reports import context

    return context.build(
        snapshot.form,
        snapshot.data,
        outcome=snapshot.outcome,
        settings=snapshot.settings,
        org_unit=snapshot.org_unit,
        area_names=snapshot.area_names,
        revision=snapshot.revision,
        is_draft=snapshot.is_draft,
        is_practice=snapshot.is_practice,
        content_code=snapshot.content_code,
    )


def render_excel(snapshot: ReportSnapshot) -> bytes:
    """Return the Excel annex's bytes: the same data gives the same bytes."""
    from cds_desktop.office import xlsx

    return _rendered(xlsx.render_annex, snapshot.excel_template, annex_context(snapshot))


def annex_context(snapshot: ReportSnapshot) -> dict[str, object]:
    """Return everything that the Excel template prints, as plain values."""
    from cds_desktop.reports import annexes

    return annexes.workbook(
        snapshot.form,
        snapshot.data,
        outcome=snapshot.outcome,
        settings=snapshot.settings,
        org_unit=snapshot.org_unit,
        area_names=snapshot.area_names,
        is_draft=snapshot.is_draft,
        is_practice=snapshot.is_practice,
        content_code=snapshot.content_code,
    )


def _rendered(
    render: Callable[[Path, dict[str, object]], bytes],
    template: UsedTemplate,
    content: dict[str, object],
) -> bytes:
    """Fill a shipped template here, the unit's own in a limited child process."""
    if not template.is_own:
        return render(template.path, content)
    verify_unchanged(template)
    return run_limited(
        render,
        template.path,
        content,
        seconds=limits.CHILD_SECONDS,
        mebibytes=limits.CHILD_MIB,
        failure=DocumentError("template_too_hard", file=template.path.name),
    )


def _data(session: EntrySession) -> ReportData:
    if not session.is_read_only:
        answers, explanations = dict(session.data.answers), dict(session.data.explanations)
    else:
        frozen = revisions.frozen(
            session.workspace.store, session.submission.instance_id, session.submission.revision
        )
        answers, explanations = dict(frozen.answers), dict(frozen.explanations)
    return replace(session.data, answers=answers, explanations=explanations)


def _targets(snapshot: ReportSnapshot, folder: Path) -> tuple[Path, Path]:
    stem = snapshot.file_stem
    return folder / f"BC_{stem}.docx", folder / f"PL_{stem}.xlsx"


def _with_edits(
    snapshot: ReportSnapshot, target: Path, generated: bytes, *, keep_edits: bool
) -> tuple[bytes, tuple[HandEdit, ...], list[Path]]:
    """Return the Word report to write, the edits found, and where the edited one was set aside."""
    former = hand_edits.former_document(target, snapshot.memory)
    if former is None or not former.is_edited or former.data == generated:
        return generated, (), []
    if not keep_edits:
        return generated, (), [hand_edits.set_aside(target, former.data)]
    if not former.base:
        kept = hand_edits.set_aside(target, former.data)
        raise DocumentError("report_not_generated_here", file=target.name, kept=kept.name)
    merged = hand_edits.keep_edits(former, generated, file=target.name)
    aside = [hand_edits.set_aside(target, former.data)] if merged.edits else []
    return merged.data, merged.edits, aside


def _save(target: Path, data: bytes) -> Path:
    try:
        write_atomically(target, data)
    except DocumentError as error:
        if error.code != "output_locked":
            raise
        target = free_name(target)
        write_atomically(target, data)
    return target
