"""Verbs of documents: make reports, check them by the decree, tell a printed one's revision."""

import json
from pathlib import Path

import click

from cds_desktop.cli.program import (
    PeriodText,
    example,
    folder_option,
    opened_month,
    opened_workspace,
)
from cds_desktop.errors import InputError
from cds_desktop.model.period import Period
from cds_desktop.operations import (
    document_check,
    pdf_export,
    printed_code,
    report_batch,
    reporting,
)
from cds_desktop.operations.report_batch import BatchItem
from cds_desktop.operations.reporting import ReportFiles
from cds_desktop.vietnamese import format_date


@click.command(
    help="Xuất báo cáo Word và phụ lục Excel (chưa chốt: bản dự thảo).",
    epilog=example(
        "cds-desktop report --period 202309 --folder bao-cao",
        "cds-desktop report --period 202309 --keep-edits --pdf",
        "cds-desktop report --all --folder bao-cao",
    ),
)
@click.option("--period", type=PeriodText(), help="Kỳ báo cáo, ví dụ 202309.")
@click.option("--all", "is_all", is_flag=True, help="Lập báo cáo của mọi kỳ đã nhập.")
@folder_option
@click.option(
    "--pdf", "has_pdf", is_flag=True, help="Lập thêm tệp PDF (cần LibreOffice hoặc Word)."
)
@click.option(
    "--keep-edits", is_flag=True, help="Giữ các chỗ đã sửa tay trong báo cáo Word lập lần trước."
)
@click.pass_obj
def report(
    root: Path,
    *,
    period: Period | None,
    is_all: bool,
    folder: Path,
    has_pdf: bool,
    keep_edits: bool,
) -> int:
    """Make the documents of one month, or of all of them."""
    if (period is None) != is_all:
        raise InputError("report_period_or_all")
    if period is None:
        return _report_all(root, folder, has_pdf=has_pdf, keep_edits=keep_edits)
    with opened_month(root, period) as session:
        snapshot = reporting.take_snapshot(session)
    files = reporting.make_report(snapshot, folder, keep_edits=keep_edits)
    _tell(files)
    if has_pdf:
        click.echo(str(pdf_export.make_pdf(files.docx)))
    return 0


@click.command(
    name="check-document",
    help="Soát thể thức một tệp Word theo Nghị định 30/2020/NĐ-CP (mã thoát 1: còn lỗi).",
    epilog=example("cds-desktop check-document BC_872_202309_ban_1.docx --json"),
)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON cho chương trình khác đọc.")
def check_document(file: Path, *, as_json: bool) -> int:
    """Print every breach of the decree."""
    checked = document_check.check_document(file)
    if as_json:
        records = [_record(finding) for finding in checked.findings]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for finding in checked.findings:
            click.echo(finding.text)
        click.echo(f"{len(checked.findings)} lỗi thể thức; đã soát {checked.rule_count} quy tắc.")
    return 1 if checked.findings else 0


@click.command(
    name="which-revision",
    help="Cho biết báo cáo in có mã nội dung này là kỳ nào, bản nào (mã thoát 1: không tìm thấy).",
    epilog=example("cds-desktop which-revision K7Q2M4XA"),
)
@click.argument("code", metavar="MÃ")
@click.pass_obj
def which_revision(root: Path, code: str) -> int:
    """Name the revision that a printed paper was made from."""
    with opened_workspace(root) as opened:
        found = printed_code.which_revision(opened, code)
    if found is None:
        click.echo("Không có bản nào của đơn vị mang mã này: bản in của nơi khác, hoặc mã đọc sai.")
        return 1
    when = f"{found.completed_at:%H:%M} ngày {format_date(found.completed_at.date())}"
    click.echo(f"Báo cáo {found.period.label}, bản {found.revision}, chốt lúc {when}.")
    if found.reason:
        click.echo(f"Lý do điều chỉnh: {found.reason}")
    click.echo("Đây là bản mới nhất." if found.is_newest else "Đã có bản mới hơn thay thế bản này.")
    return 0


VERBS = (report, check_document, which_revision)


def _report_all(root: Path, folder: Path, *, has_pdf: bool, keep_edits: bool) -> int:
    """Make all months; Ctrl+C stops between two and leaves what is done."""
    with opened_workspace(root) as opened:
        snapshots = list(report_batch.take_snapshots(opened))
    items = report_batch.make_reports(
        snapshots, folder, keep_edits=keep_edits, progress=_tell_progress
    )
    made = failed = 0
    try:
        for item in items:
            made += item.files is not None
            failed += item.error is not None
            _tell_item(item, has_pdf=has_pdf)
    except KeyboardInterrupt:
        click.echo(f"Đã dừng theo yêu cầu: đã lập {made} trên {len(snapshots)} báo cáo.")
        return 1
    click.echo(f"Đã lập {made} báo cáo, {failed} báo cáo chưa lập được.")
    return 1 if failed else 0


def _tell_item(item: BatchItem, *, has_pdf: bool) -> None:
    if item.files is not None:
        _tell(item.files)
        if has_pdf:
            click.echo(str(pdf_export.make_pdf(item.files.docx)))
    if item.error is not None:
        click.echo(f"{item.period.label}: {item.error}", err=True)


def _tell_progress(done: int, total: int) -> None:
    if done < total:
        click.echo(f"Đang lập báo cáo {done + 1}/{total} (Ctrl+C để dừng)", err=True)


def _tell(files: ReportFiles) -> None:
    click.echo(f"{files.docx}\n{files.xlsx}")
    for kept in files.set_aside:
        click.echo(f"Tệp cũ đã được sửa tay, nay giữ ở: {kept}", err=True)
    for edit in files.edits:
        said = "Giữ chỗ sửa tay" if edit.is_kept else "CHƯA GIỮ ĐƯỢC chỗ sửa tay"
        click.echo(f"{said} {edit.place}", err=True)
        if not edit.is_kept:
            click.echo(f"  đã sửa thành: {edit.edited or '(bỏ đi)'}", err=True)
            click.echo(f"  nay phần mềm ghi: {edit.now or '(không còn)'}", err=True)


def _record(finding: document_check.DocumentFinding) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "element": finding.element,
        "place": finding.place,
        "found": finding.found,
        "required": finding.required,
        "advice": finding.advice,
        "paragraph": finding.paragraph,
    }
