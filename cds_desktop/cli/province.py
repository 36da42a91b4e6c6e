"""Verbs of the province: receive, inbox, accept, return, receipts, board, consolidate, rebuild."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from cds_desktop.cli.program import (
    example,
    folder_option,
    opened_workspace,
    passphrase,
    passphrase_option,
    period_option,
)
from cds_desktop.errors import BundleError, InputError
from cds_desktop.model.period import Period
from cds_desktop.operations import (
    board,
    consolidating,
    exchange_view,
    rebuilding,
    receipts,
    receiving,
    reviewing,
    signing,
)
from cds_desktop.operations.admitting import Outcome

_paths = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
_reason = click.option("--reason", default="", help="Lý do (lưu trong sổ).")


@click.command(
    help="Nhận gói báo cáo: tệp, thư đã lưu (.eml) hoặc thư mục (mã thoát 4: có gói bị từ chối).",
    epilog=example("cds-desktop receive thu-den", "cds-desktop receive --preview BC_872.zip"),
)
@_paths
@click.option("--preview", is_flag=True, help="Chỉ xem trước, không nhận.")
@click.pass_obj
def receive(root: Path, *, paths: tuple[Path, ...], preview: bool) -> int:
    """Take bundles in and say what became of each file."""
    is_refused = False
    with opened_workspace(root) as opened:
        take = receiving.preview if preview else receiving.receive
        for result in take(opened, paths):
            for line in exchange_view.result_lines(result):
                click.echo(line)
            is_refused = is_refused or result.outcome is Outcome.REJECTED
    return BundleError.exit_code if is_refused else 0


@click.command(
    help="Các gói đã nhận; nêu mã gói: xem kỹ một gói (khác bản trước ở đâu, quy tắc nào vi phạm).",
    epilog=example("cds-desktop inbox", "cds-desktop inbox b58db9fe"),
)
@click.argument("bundle", default="")
@click.pass_obj
def inbox(root: Path, bundle: str) -> None:
    """List the received bundles, or look closely at one."""
    with opened_workspace(root) as opened:
        if bundle:
            for line in exchange_view.bundle_lines(opened, reviewing.find_bundle(opened, bundle)):
                click.echo(line)
            return
        for one in reviewing.list_inbox(opened):
            click.echo(exchange_view.inbox_line(one))


@click.command(
    help="Duyệt báo cáo của đơn vị; hoặc nhận gói đang giữ; hoặc chọn một bản khi mâu thuẫn.",
    epilog=example(
        "cds-desktop accept --unit 872 --period 202309",
        'cds-desktop accept --bundle b58db9fe --reason "Đã gọi xác minh"',
    ),
)
@click.option("--unit", default="", help="Mã đơn vị.")
@click.option("--period", "iso", default="", help="Kỳ báo cáo, ví dụ 202309.")
@click.option("--bundle", default="", help="Mã gói đang giữ lại (8 ký tự đầu).")
@click.option("--settle", default="", help="Mã gói được chọn khi có hai bản mâu thuẫn.")
@_reason
@click.pass_obj
def accept(root: Path, *, unit: str, iso: str, bundle: str, settle: str, reason: str) -> None:
    """Approve a report, release a held bundle, or settle a conflict."""
    with opened_workspace(root) as opened:
        if bundle:
            reviewing.release(opened, reviewing.find_bundle(opened, bundle), reason=reason)
            click.echo(f"Đã nhận gói {bundle}.")
        elif settle:
            chosen = reviewing.submissions_of(opened, reviewing.find_bundle(opened, settle))
            for submission in chosen:
                reviewing.settle(opened, submission, reason=reason)
            click.echo(f"Đã chọn số liệu của gói {settle}.")
        else:
            period = _period(iso)
            report = reviewing.effective_report(opened, unit, period)
            reviewing.approve(opened, report)
            click.echo(f"Đã duyệt báo cáo {period.label} của {unit}, bản {report.revision}.")


@click.command(
    name="return",
    help="Trả lại báo cáo kèm ý kiến: “chỉ_tiêu=ý kiến”, “chỉ_tiêu@mã_xã=ý kiến”, ý kiến chung.",
    epilog=example(
        'cds-desktop return --unit 872 --period 202309 --remark "tram_bts=Giảm so với tháng trước?"'
    ),
)
@click.option("--unit", required=True, help="Mã đơn vị.")
@period_option
@click.option("--remark", "remarks", multiple=True, help="Một ý kiến; có thể nêu nhiều lần.")
@click.pass_obj
def send_back(root: Path, *, unit: str, period: Period, remarks: tuple[str, ...]) -> None:
    """Return a report with remarks on its cells."""
    with opened_workspace(root) as opened:
        report = reviewing.effective_report(opened, unit, period)
        read = [exchange_view.read_remark(report, text) for text in remarks]
        reviewing.return_report(opened, report, read)
    click.echo(f"Đã trả lại báo cáo {period.label} của {unit} với {len(read)} ý kiến.")


@click.command(
    name="receipts",
    help="Lập và ký biên nhận cho mọi đơn vị có thay đổi kể từ biên nhận trước.",
    epilog=example("cds-desktop receipts --folder bien-nhan"),
)
@folder_option
@passphrase_option
@click.option("--all", "is_for_all", is_flag=True, help="Lập cho cả đơn vị không có thay đổi.")
@click.pass_obj
def make_receipts(
    root: Path, *, folder: Path, passphrase_file: Path | None, is_for_all: bool
) -> None:
    """Make the receipts of all units in one go."""
    with opened_workspace(root) as opened:
        plans = receipts.plan_receipts(opened, is_for_all=is_for_all)
        key_file = signing.read_key_file(opened.key_file)
        signed = receipts.sign(plans, key_file, passphrase(passphrase_file, is_new=False))
        receipts.record(opened, signed)
        for path in receipts.save_copies(signed, folder):
            click.echo(path)


@click.command(
    name="board",
    help="Bảng theo dõi đơn vị và kỳ báo cáo; --remind: danh sách đôn đốc để in.",
    epilog=example(
        "cds-desktop board --period 202309 --months 3", "cds-desktop board --period 202309 --remind"
    ),
)
@period_option
@click.option("--months", default=3, type=click.IntRange(1, 60), help="Số kỳ hiển thị.")
@click.option("--remind", is_flag=True, help="Chỉ in danh sách đơn vị cần đôn đốc.")
@click.pass_obj
def show_board(root: Path, *, period: Period, months: int, remind: bool) -> None:
    """Print the board, or the list to remind."""
    with opened_workspace(root) as opened:
        found = board.open_board(opened, period, months=months, today=date.today())
    lines = found.reminder(period) if remind else tuple(_board_lines(found))
    for line in lines:
        click.echo(line)


@click.command(
    name="consolidate",
    help="Tổng hợp một kỳ; --drill: xem một chỉ tiêu theo đơn vị và xã.",
    epilog=example(
        "cds-desktop consolidate --period 202309",
        "cds-desktop consolidate --period 202309 --drill thue_bao_smartphone",
        "cds-desktop consolidate --period 202309 --export tong-hop",
    ),
)
@period_option
@click.option("--drill", default="", help="Tên chỉ tiêu cần xem chi tiết.")
@click.option("--export", "folder", type=click.Path(path_type=Path), help="Xuất CSV và ADX.")
@click.option("--fill", is_flag=True, help="Đưa các tổng vào báo cáo của tỉnh kỳ này.")
@click.pass_obj
def consolidate(root: Path, *, period: Period, drill: str, folder: Path | None, fill: bool) -> None:
    """Print the totals of a period, or what one of them is made of."""
    with opened_workspace(root) as opened:
        found = consolidating.consolidate(opened, period)
        if drill and drill not in found.by_name:
            raise InputError("question_unknown", question=drill)
        lines = (
            exchange_view.drill_lines(found, drill) if drill else exchange_view.total_lines(found)
        )
        for line in lines:
            click.echo(line)
        if folder is not None:
            for path in consolidating.save_exchange_files(opened, found, folder):
                click.echo(path)
        if fill:
            count = consolidating.fill_own_report(opened, period)
            click.echo(f"Đã đưa {count} số liệu tổng hợp vào báo cáo của tỉnh.")


@click.command(
    help="Dựng lại sổ từ bản gốc các gói và so với cơ sở dữ liệu đang dùng.",
    epilog=example("cds-desktop rebuild"),
)
@click.pass_obj
def rebuild(root: Path) -> None:
    """Rebuild beside the live ledger and compare."""
    with opened_workspace(root) as opened:
        rebuilt = rebuilding.rebuild(opened)
    rebuilding.require_same(rebuilt)
    click.echo(f"Dựng lại từ {rebuilt.bundles} gói: giống hệt cơ sở dữ liệu đang dùng.")


VERBS = (
    receive,
    inbox,
    accept,
    send_back,
    make_receipts,
    show_board,
    consolidate,
    rebuild,
)


def _period(iso: str) -> Period:
    try:
        return Period(iso)
    except ValueError as error:
        raise click.UsageError(f"“{iso}” không phải kỳ báo cáo; ví dụ 202309.") from error


def _board_lines(found: board.Board) -> Iterator[str]:
    yield "Đơn vị".ljust(28) + "".join(period.short_label.ljust(30) for period in found.periods)
    for unit in found.units:
        cells = (found.cell(unit.code, period).text.ljust(30) for period in found.periods)
        yield f"{unit.code} {unit.name}".ljust(28) + "".join(cells).rstrip()
