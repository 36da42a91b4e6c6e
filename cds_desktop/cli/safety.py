"""Verbs that keep the data safe: back up, restore, drill, recover, rescue, diagnose, check."""

from pathlib import Path

import click

from cds_desktop.cli.program import example, folder_option, opened_workspace
from cds_desktop.errors import CdsError, StoreError
from cds_desktop.operations import maintenance, rescue, safety_texts, workspace

_CLICK_PATH = click.Path(path_type=Path)


@click.command(
    help="Sao lưu ngay; --folder chọn thêm nơi giữ bản thứ hai (USB, ổ khác).",
    epilog=example("cds-desktop backup", "cds-desktop backup --folder E:/sao-luu"),
)
@click.option("--folder", type=_CLICK_PATH, help="Nơi giữ bản sao thứ hai, nhớ cho các lần sau.")
@click.pass_obj
def backup(root: Path, folder: Path | None) -> None:
    """Make a verified backup."""
    with opened_workspace(root) as opened:
        if folder is not None:
            maintenance.choose_outside_folder(root, folder)
        made = maintenance.back_up(opened)
    click.echo(f"Đã sao lưu và kiểm chứng: {made.file}")
    click.echo(safety_texts.outside_sentence(root))


@click.command(
    help="Xem các bản sao lưu và mức an toàn của số liệu.",
    epilog=example("cds-desktop backups"),
)
@click.pass_obj
def backups(root: Path) -> None:
    """List the backups, newest first."""
    for one in maintenance.list_backups(root):
        click.echo(safety_texts.backup_line(one))
    click.echo(safety_texts.backup_sentence(root))
    click.echo(safety_texts.outside_sentence(root))
    click.echo(safety_texts.drill_sentence(maintenance.last_drill(root)))


@click.command(
    help="Quay về một bản sao lưu: số trong danh sách, hoặc một tệp sao lưu mang từ nơi khác tới.",
    epilog=example("cds-desktop restore 12", "cds-desktop restore --file E:/sao-luu/cds-000012.db"),
)
@click.argument("number", type=int, required=False, metavar="[SỐ]")
@click.option("--file", type=_CLICK_PATH, help="Tệp sao lưu ngoài danh sách.")
@click.pass_obj
def restore(root: Path, number: int | None, file: Path | None) -> None:
    """Go back to a backup; the present state is backed up first."""
    if (number is None) == (file is None):
        raise click.UsageError("Xin nêu số của bản sao lưu, hoặc --file.")
    if number is not None:
        maintenance.restore(root, number)
    elif file is not None:
        maintenance.restore_file(root, file)
    click.echo("Đã quay về bản sao lưu; số liệu trước đó vẫn được giữ trong các bản sao lưu.")


@click.command(
    help="Diễn tập khôi phục: thử mở bản sao lưu tốt gần nhất ở chỗ riêng.",
    epilog=example("cds-desktop drill"),
)
@click.pass_obj
def drill(root: Path) -> int:
    """Prove that the newest backup can be restored; exit code 3 when it cannot."""
    result = maintenance.drill(root)
    click.echo(safety_texts.drill_sentence(result))
    return 0 if result.is_passed else StoreError.exit_code


@click.command(
    help="Khôi phục số liệu khi tệp dữ liệu hỏng, mất hoặc cũ hơn lần dùng trước.",
    epilog=example("cds-desktop recover"),
)
@click.option(
    "--keep-file", is_flag=True, help="Tệp đang có là đúng, dù không phải tệp của lần trước."
)
@click.pass_obj
def recover(root: Path, keep_file: bool) -> None:
    """Recover; print what the damaged file holds otherwise, for the user to decide."""
    result = maintenance.recover(root, keep_file=keep_file)
    click.echo(safety_texts.recovery_sentence(result))
    with opened_workspace(root) as opened:
        found = maintenance.differences(opened, result)
    if found:
        click.echo(f"{len(found)} ô trong tệp hỏng khác với số liệu vừa khôi phục:")
    for one in found:
        click.echo(f"  {one.period}  {one.key.area}  {one.key.question}  {one.key.row}".rstrip())


@click.command(
    help="Xuất cứu hộ: ghi ra CSV mọi số liệu còn đọc được, kể cả khi tệp dữ liệu không mở được.",
    epilog=example("cds-desktop rescue --folder cuu-ho"),
)
@folder_option
@click.pass_obj
def rescue_export(root: Path, folder: Path) -> None:
    """Write one file for each period."""
    saved = rescue.rescue(root, folder)
    for file in saved.files:
        click.echo(file)
    click.echo(f"Đã ghi {saved.cells} ô còn đọc được; nhập lại bằng “cds-desktop enter --csv”.")


@click.command(
    help="Gói chẩn đoán gửi bộ phận hỗ trợ; không chứa số liệu.",
    epilog=example("cds-desktop diagnose --folder ho-tro"),
)
@folder_option
@click.pass_obj
def diagnose(root: Path, folder: Path) -> None:
    """Write the package, also when the workspace does not open."""
    if not root.is_dir():
        raise StoreError("workspace_missing", folder=str(root))
    click.echo(_diagnose(root, folder))


@click.command(
    help="Kiểm tra toàn bộ số liệu: từng ô, lịch sử, các bản đã chốt.",
    epilog=example("cds-desktop health"),
)
@click.pass_obj
def health(root: Path) -> int:
    """Check everything; exit code 3 when something was damaged."""
    with opened_workspace(root) as opened:
        for notice in safety_texts.opening_notices(opened):
            click.echo(notice)
        maintenance.keep_ballast(opened)
        *_, found = maintenance.health(opened)
        click.echo(safety_texts.health_sentence(found))
        click.echo(safety_texts.unsaved_sentence(opened))
    if room := safety_texts.room_sentence(root):
        click.echo(room)
    return 0 if found.is_sound else StoreError.exit_code


def _diagnose(root: Path, folder: Path) -> Path:
    try:
        opened = workspace.open_workspace(root)
    except CdsError as error:
        return rescue.diagnose(root, folder, error=error.code)
    try:
        return rescue.diagnose(root, folder, workspace=opened)
    finally:
        workspace.close_workspace(opened)


rescue_export.name = "rescue"
VERBS = (backup, backups, restore, drill, recover, rescue_export, diagnose, health)
