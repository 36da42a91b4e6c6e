"""Verbs that take figures from elsewhere: Excel, CSV, the workbooks of communes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from cds_desktop.cli.program import (
    example,
    folder_option,
    opened_month,
    period_option,
)
from cds_desktop.errors import InputError
from cds_desktop.legacy_text import Encoding
from cds_desktop.model.period import Period
from cds_desktop.operations import commune_workbook, import_report, sheet_import
from cds_desktop.operations.sheet_preview import (
    SKIP,
    VERDICT_NAMES,
    ImportDecisions,
    Preview,
    PreviewCell,
    Verdict,
    line_message,
    problem_message,
)

_MOST_LINES = 200
_DASHES = {"zero": "1", "none": "2", "unknown": "3", "skip": SKIP}


@click.command(
    name="import-sheet",
    help="Nhập số liệu từ tệp Excel (.xlsx) hoặc CSV: đối chiếu từng ô rồi ghi một lần.",
    epilog=example(
        "cds-desktop import-sheet --period 202309 bao-cao-xa.xlsx --dry-run",
        "cds-desktop import-sheet --period 202309 bao-cao-xa.xlsx --column E=ht_ho --dash zero",
    ),
)
@period_option
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", default="", metavar="TRANG", help="Tên hoặc số thứ tự trang tính.")
@click.option("--header-row", default=0, metavar="DÒNG", help="Dòng tiêu đề cuối cùng của bảng.")
@click.option("--column", multiple=True, metavar="CỘT=MÃ", help="E=ht_ho; E=- để bỏ qua cột.")
@click.option("--row", multiple=True, metavar="DÒNG=MÃ", help="7=30058; 7=- để bỏ qua dòng.")
@click.option("--area", default="", metavar="MÃ", help="Mã xã, khi cả trang tính là của một xã.")
@click.option("--dash", type=click.Choice(list(_DASHES)), help="Ô “-”, “x” là gì.")
@click.option(
    "--accept", multiple=True, metavar="MÃ=SỐ", help="cell_ambiguous=1: nhận cách hiểu thứ nhất."
)
@click.option(
    "--encoding",
    type=click.Choice(["unicode", "tcvn3", "vni"]),
    help="Xác nhận bảng mã của chữ trong tệp.",
)
@click.option(
    "--confirm", multiple=True, metavar="MÃ", help="Xác nhận một điều, ví dụ import_other_period."
)
@click.option("--history", is_flag=True, help="Nhận cả số liệu các tháng khác trong bảng.")
@click.option("--sender", default="", metavar="TÊN", help="Nơi gửi: lựa chọn được nhớ cho lần sau.")
@click.option("--only-correct", is_flag=True, help="Chỉ nhập dòng đúng.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không ghi.")
@click.option("--report", type=click.Path(path_type=Path), help="Thư mục lưu bảng kết quả (.xlsx).")
@click.pass_obj
def import_sheet(
    root: Path,
    *,
    period: Period,
    file: Path,
    sheet: str,
    header_row: int,
    column: Sequence[str],
    row: Sequence[str],
    area: str,
    dash: str | None,
    accept: Sequence[str],
    encoding: str | None,
    confirm: Sequence[str],
    history: bool,
    sender: str,
    only_correct: bool,
    dry_run: bool,
    report: Path | None,
) -> int:
    """Preview a file, and write it when everything is clear (exit code 1: it is not)."""
    choices = dict(_pair(text) for text in accept)
    if dash:
        choices["cell_dash"] = _DASHES[dash]
    decisions = ImportDecisions(
        sheet=sheet,
        columns={_column(name): code for name, code in map(_pair, column)},
        rows={_number(name): code for name, code in map(_pair, row)},
        header_row=header_row,
        choices=choices,
        encoding=Encoding(encoding) if encoding else None,
        area=area,
        has_history=history,
        confirmed=frozenset(confirm),
    )
    opened = sheet_import.read_file(file)
    with opened_month(root, period, is_new_allowed=not dry_run) as session:
        context = sheet_import.take_context(session, sender=sender)
        preview = sheet_import.understand_file(opened, context, decisions)
        for line in preview_lines(preview):
            click.echo(line)
        if report is not None:
            click.echo(f"Đã lưu {import_report.save_import_report(opened, preview, report)}")
        if dry_run or not preview.has_table:
            return 0 if preview.has_table and preview.is_resolved else 1
        applied = sheet_import.apply(session, preview, only_correct=only_correct, sender=sender)
        periods = ", ".join(period.label for period in applied.periods)
        click.echo(f"Đã ghi {applied.count} số liệu vào {periods} trong một lần.")
    return 0


@click.command(
    name="commune-workbooks",
    help="Lập biểu nhập Excel gửi cho các xã (có khóa ô, danh sách chọn, số kỳ trước).",
    epilog=example("cds-desktop commune-workbooks --period 202309 --folder bieu-xa"),
)
@period_option
@folder_option
@click.option(
    "--roster",
    default="",
    metavar="BẢNG",
    help="Chỉ một bảng, ví dụ ha_tang_xa (bỏ trống: tất cả).",
)
@click.option("--one-file", is_flag=True, help="Một tệp chung cho tất cả các xã.")
@click.pass_obj
def commune_workbooks(
    root: Path, *, period: Period, folder: Path, roster: str, one_file: bool
) -> None:
    """Write a workbook for each commune, or one for all."""
    with opened_month(root, period, is_new_allowed=True) as session:
        plan = commune_workbook.plan_workbooks(session, roster=roster, is_one_file=one_file)
        for path in commune_workbook.write_workbooks(plan, folder):
            click.echo(path)


@click.command(
    name="read-workbook",
    help="Đọc lại biểu nhập mà các xã đã điền, đối chiếu theo mã, ghi một lần.",
    epilog=example("cds-desktop read-workbook --period 202309 bieu-xa/*.xlsx --dry-run"),
)
@period_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dash", type=click.Choice(list(_DASHES)), help="Ô “-”, “x” là gì.")
@click.option("--only-correct", is_flag=True, help="Chỉ nhập dòng đúng.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không ghi.")
@click.pass_obj
def read_workbook(
    root: Path,
    *,
    period: Period,
    files: Sequence[Path],
    dash: str | None,
    only_correct: bool,
    dry_run: bool,
) -> int:
    """Preview filled workbooks, and write them when everything is clear."""
    choices = {"cell_dash": _DASHES[dash]} if dash else {}
    opened = [sheet_import.read_file(file) for file in files]
    with opened_month(root, period) as session:
        context = sheet_import.take_context(session)
        decisions = ImportDecisions(choices=choices)
        previews = [commune_workbook.understand(one, context, decisions) for one in opened]
        for preview in previews:
            click.echo(f"{preview.source}:")
            for line in preview_lines(preview):
                click.echo(f"  {line}")
        if dry_run:
            return 0 if all(preview.is_resolved for preview in previews) else 1
        applied = commune_workbook.apply_all(session, previews, only_correct=only_correct)
        click.echo(f"Đã ghi {applied.count} số liệu từ {len(previews)} tệp trong một lần.")
    return 0


VERBS = (import_sheet, commune_workbooks, read_workbook)


def preview_lines(preview: Preview) -> Iterator[str]:
    """Yield what a preview says, the doubtful things first."""
    yield f"Trang tính “{preview.sheet}”, {preview.period.label}"
    if not preview.has_table:
        message = problem_message(_no_table(preview))
        yield f"  {message.text} {message.way_out}"
        return
    for problem in preview.problems:
        message = problem_message(problem)
        yield f"  {'CẦN XÁC NHẬN' if problem.is_blocking else 'LƯU Ý'}: {message.text}"
        yield f"      {message.way_out} [{problem.code}]"
    if preview.legacy:
        for before, after in preview.legacy.samples:
            yield f"      {before}  →  {after}"
        yield from (f"      {sentence}" for sentence in preview.legacy.losses)
    for line in preview.open_lines:
        if message := line_message(line):
            known = f" ({', '.join(line.candidates)})" if line.candidates else ""
            yield f"  CẦN HỎI: {message.text} {message.way_out}{known}"
    yield from _cell_lines([cell for cell in preview.cells if cell.verdict is not Verdict.SAME])
    counts = ", ".join(f"{VERDICT_NAMES[v]} {n}" for v, n in preview.counts.items() if n)
    yield f"  Tổng cộng: {counts or 'không có ô nào'}."


def _cell_lines(cells: Sequence[PreviewCell]) -> Iterator[str]:
    for cell in sorted(cells, key=lambda cell: not cell.is_open)[:_MOST_LINES]:
        message = cell.message
        words = f"{message.text} {message.way_out}" if message else cell.name
        change = f": {cell.old_text or '(trống)'} → {cell.new_text}" if cell.new_text else ""
        choices = "; ".join(f"{n}) {c.text}" for n, c in enumerate(cell.choices, start=1))
        asked = f" [{cell.code}: {choices}]" if choices and cell.is_open else ""
        yield f"  {VERDICT_NAMES[cell.verdict].upper()} {cell.place} {words}{change}{asked}"
    if len(cells) > _MOST_LINES:
        yield f"  … và {len(cells) - _MOST_LINES} ô khác (thêm --report để lưu đầy đủ)."


def _no_table(preview: Preview) -> sheet_import.Problem:
    return sheet_import.Problem("sheet_has_no_table", {"sheet": preview.sheet})


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name.strip() or not value.strip():
        raise InputError("import_decision_wrong", text=text)
    return name.strip(), value.strip()


def _number(text: str) -> int:
    if not text.isdigit():
        raise InputError("import_decision_wrong", text=text)
    return int(text)


def _column(text: str) -> int:
    if text.isdigit():
        return int(text)
    if not (text.isascii() and text.isalpha() and len(text) <= 3):
        raise InputError("import_decision_wrong", text=text)
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number
