"""Verbs of a month: enter, show, check, explain, complete, reopen."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from cds_desktop.cli.program import (
    PeriodText,
    example,
    opened_month,
    opened_workspace,
    period_option,
)
from cds_desktop.errors import InputError
from cds_desktop.model.finding import SEVERITY_NAMES, Finding
from cds_desktop.model.period import Period
from cds_desktop.model.submission import STATE_NAMES, AnswerStatus, CellKey
from cds_desktop.operations import answer_csv, month_view, months
from cds_desktop.operations.answer_csv import TypedAnswer
from cds_desktop.operations.data_entry import EntrySession

_area_option = click.option(
    "--area", default="", metavar="MÃ", help="Mã xã (bỏ trống: đơn vị báo cáo)."
)
_row_option = click.option(
    "--row", default="", metavar="MÃ", help="Mã dòng hoặc mã chỉ tiêu kế hoạch."
)


@click.command(
    help="Nhập một số liệu, hoặc một tệp CSV gồm area,question,row,value,status,note.",
    epilog=example(
        "cds-desktop enter --period 202309 hs_tiep_nhan 1.205",
        "cds-desktop enter --period 202309 --csv so-lieu.csv",
    ),
)
@period_option
@click.argument("question", required=False, metavar="[CHỈ_TIÊU]")
@click.argument("value", default="", metavar="[GIÁ_TRỊ]")
@_area_option
@_row_option
@click.option(
    "--status",
    type=click.Choice([status.value for status in AnswerStatus]),
    default=AnswerStatus.REPORTED.value,
    help="A chính thức, P sơ bộ, E ước tính, M không phát sinh, L chưa có số liệu.",
)
@click.option("--note", default="", metavar="CHỮ", help="Ghi chú của số liệu.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Tệp CSV (UTF-8).")
@click.pass_obj
def enter(
    root: Path,
    *,
    period: Period,
    question: str | None,
    value: str,
    area: str,
    row: str,
    status: str,
    note: str,
    csv_file: Path | None,
) -> None:
    """Store what was typed, all lines or none, and say what the rules think of it."""
    if question is None and csv_file is None:
        raise InputError("nothing_to_enter")
    with opened_month(root, period, is_new_allowed=True) as session:
        own = session.workspace.org_unit.code
        if csv_file is not None:
            lines = answer_csv.read_answers(csv_file, own_area=own)
        else:
            key = CellKey(area or own, question or "", row)
            lines = (TypedAnswer(key, value, AnswerStatus(status), note),)
        saved = session.enter_lines(lines, action="import" if csv_file else "enter")
        click.echo(f"Đã lưu {len(lines)} số liệu lúc {saved.saved_at:%H:%M:%S}.")
        entered = {line.key for line in lines}
        for finding in session.outcome.findings:
            if finding.key in entered:
                click.echo(_finding_line(session, finding))


@click.command(
    help="Xem báo cáo của một kỳ; không nêu kỳ: liệt kê các kỳ.",
    epilog=example("cds-desktop show --period 202309"),
)
@click.option("--period", type=PeriodText(), help="Kỳ báo cáo, ví dụ 202309.")
@click.pass_obj
def show(root: Path, period: Period | None) -> None:
    """Print a month, or the list of months."""
    if period is None:
        with opened_workspace(root) as opened:
            for month in months.list_months(opened):
                state = f"{STATE_NAMES[month.state]}, bản {month.revision}"
                click.echo(f"{month.period.iso}  {state}, hạn {month.deadline:%d/%m/%Y}")
        return
    with opened_month(root, period) as session:
        for line in _month_lines(session):
            click.echo(line)


@click.command(
    help="Kiểm tra báo cáo theo mọi quy tắc của biểu mẫu (mã thoát 1: còn điều chặn chốt).",
    epilog=example("cds-desktop check --period 202309 --json"),
)
@period_option
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON cho chương trình khác đọc.")
@click.pass_obj
def check(root: Path, *, period: Period, as_json: bool) -> int:
    """Print every finding."""
    with opened_month(root, period) as session:
        findings = session.outcome.findings
        blocking = sum(finding.is_blocking for finding in findings)
        if as_json:
            records = [_finding_record(finding) for finding in findings]
            click.echo(json.dumps(records, ensure_ascii=False, indent=1))
        else:
            for finding in findings:
                click.echo(_finding_line(session, finding))
            click.echo(f"{len(findings)} điều cần xem, {blocking} điều chặn chốt số liệu.")
    return 1 if blocking else 0


@click.command(
    help="Giải trình một cảnh báo: vì sao số liệu vẫn đúng.",
    epilog=example('cds-desktop explain --period 202309 tram_bts "Tháo dỡ trạm cũ tại một xã"'),
)
@period_option
@click.argument("question", metavar="CHỈ_TIÊU")
@click.argument("text", metavar="LỜI_GIẢI_TRÌNH")
@_area_option
@_row_option
@click.pass_obj
def explain(root: Path, *, period: Period, question: str, text: str, area: str, row: str) -> None:
    """Store an explanation for a cell's present value."""
    with opened_month(root, period) as session:
        key = CellKey(area or session.workspace.org_unit.code, question, row)
        session.explain(key, text)
        click.echo(f"Đã lưu giải trình: {month_view.place_name(session, key)}")


@click.command(
    help="Chốt số liệu: lập bản chính thức không sửa được nữa.",
    epilog=example("cds-desktop complete --period 202309"),
)
@period_option
@click.option("--reason", default="", metavar="CHỮ", help="Lý do điều chỉnh (bắt buộc từ bản 2).")
@click.pass_obj
def complete(root: Path, *, period: Period, reason: str) -> None:
    """Freeze the month as its next revision."""
    with opened_month(root, period) as session:
        submission = session.complete(reason=reason)
        click.echo(f"Đã chốt {period.label}, bản {submission.revision}.")


@click.command(
    help="Mở lại báo cáo đã chốt để điều chỉnh.",
    epilog=example("cds-desktop reopen --period 202309"),
)
@period_option
@click.pass_obj
def reopen(root: Path, *, period: Period) -> None:
    """Open a completed month again."""
    with opened_month(root, period) as session:
        session.reopen()
        click.echo(f"Đã mở lại {period.label}; bản đã chốt vẫn được giữ.")


VERBS = (enter, show, check, explain, complete, reopen)


def _finding_line(session: EntrySession, finding: Finding) -> str:
    message = finding.message
    severity = SEVERITY_NAMES[finding.severity].upper()
    explained = " (đã giải trình)" if finding.is_explained else ""
    place = month_view.place_name(session, finding.key)
    return f"{severity}{explained}  {place}: {message.text} {message.way_out}".rstrip()


def _finding_record(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "area": finding.key.area,
        "question": finding.key.question,
        "row": finding.key.row,
        "message": finding.message.text,
        "way_out": finding.message.way_out,
        "is_explained": finding.is_explained,
    }


def _month_lines(session: EntrySession) -> Iterator[str]:
    submission = session.submission
    state = f"{STATE_NAMES[submission.state]}, bản {submission.revision}"
    yield f"{session.form.title}, {session.period.label}: {state}"
    for section in session.form.sections:
        yield f"\n{section.code}. {section.title}"
        for key, question in session.cells(section):
            if text := month_view.cell_text(session, key):
                place = month_view.place_name(session, key)
                yield f"  {place}: {text} {question.unit_of_measure} [{key.question}]"
