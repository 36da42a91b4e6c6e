"""Verbs that set up: find a unit, make a workspace or the practice one, show the key."""

from datetime import date, datetime
from pathlib import Path

import click

from cds_desktop.cli.program import example, opened_workspace, passphrase, passphrase_option
from cds_desktop.errors import InputError
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.operations import department_units, practice, signing, workspace

_LISTED = 8


@click.command(
    help="Tìm đơn vị theo một phần tên, có dấu hoặc không dấu.",
    epilog=example("cds-desktop units thap muoi"),
)
@click.argument("text", nargs=-1, required=True, metavar="TÊN")
def units(text: tuple[str, ...]) -> None:
    """List the units that match."""
    for unit in workspace.search_org_units(" ".join(text)):
        click.echo(_line(unit))


@click.command(
    help="Tạo vùng làm việc của đơn vị và khóa ký. Sở, ngành: nêu tên và mã định danh điện tử.",
    epilog=example(
        "cds-desktop init --unit 872 --passphrase-file mat-khau.txt",
        'cds-desktop init --department "Sở Y tế" --code H20.15 --passphrase-file mat-khau.txt',
    ),
)
@click.option("--unit", metavar="ĐƠN_VỊ", help="Mã hoặc tên đơn vị trong danh mục.")
@click.option("--department", metavar="TÊN", help="Tên sở, ngành.")
@click.option("--code", default="", metavar="MÃ", help="Mã định danh điện tử của sở, ngành.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    default="2025-07-01",
    metavar="NGÀY",
    help="Ngày từ đó đơn vị báo cáo (mặc định 2025-07-01): sở, ngành, hoặc mã dùng ở hai thời kỳ.",
)
@passphrase_option
@click.pass_obj
def init(
    root: Path,
    *,
    unit: str | None,
    department: str | None,
    code: str,
    since: datetime,
    passphrase_file: Path | None,
) -> None:
    """Make the workspace and its key; nothing is made when the passphrase is refused."""
    if (unit is None) is (department is None):
        raise InputError("unit_or_department")
    if department is not None:
        org_unit = department_units.department(department, code, since=since.date())
    else:
        org_unit = _one_unit(unit or "", since.date())
    key_file = signing.new_key_file(passphrase(passphrase_file, is_new=True))
    settings = workspace.settings_for(org_unit)
    opened = workspace.create_workspace(root, org_unit=org_unit, settings=settings)
    try:
        key = signing.save_key_file(opened, key_file)
    finally:
        workspace.close_workspace(opened)
    click.echo(f"Đã tạo vùng làm việc của {org_unit.name} tại {root}")
    click.echo(f"Khóa ký: {key.fingerprint}\nMã đối chiếu: {key.spoken_form}")


@click.command(
    name="practice",
    help="Tạo vùng tập nhập với số liệu mô phỏng.",
    epilog=example("cds-desktop --practice practice"),
)
@click.pass_obj
def make_practice(root: Path) -> None:
    """Make the practice workspace in the folder of --practice."""
    workspace.close_workspace(practice.create_practice(root))
    click.echo(f"Đã tạo vùng tập nhập tại {root}")
    click.echo(f"Mật khẩu khóa ký tập nhập: {practice.PRACTICE_PASSPHRASE}")


@click.command(
    name="key",
    help="Xem khóa ký của đơn vị; dòng in ra dùng làm tệp allowed_signers.",
    epilog=example("cds-desktop key > allowed_signers"),
)
@click.pass_obj
def show_key(root: Path) -> None:
    """Print the line by which ssh-keygen knows the unit."""
    with opened_workspace(root) as opened:
        key = signing.key_info(opened)
    if key is None:
        raise InputError("key_absent")
    click.echo(f"Vân tay: {key.fingerprint}\nMã đối chiếu: {key.spoken_form}", err=True)
    click.echo(key.allowed_signers, nl=False)


VERBS = (units, init, make_practice, show_key)


def _one_unit(text: str, since: date) -> OrgUnit:
    """Find one unit; a code of both eras means the unit that is there on the day `since`."""
    by_code = [unit for unit in workspace.workspace_org_units() if unit.code == text]
    if len(by_code) > 1:
        by_code = [unit for unit in by_code if unit.is_open_on(since)]
    found = by_code or workspace.search_org_units(text)
    exact = [unit for unit in found if unit.name.casefold() == text.casefold()]
    if len(found) != 1 and len(exact) != 1:
        listed = "; ".join(_line(unit) for unit in found[:_LISTED])
        raise InputError("unit_ambiguous" if found else "unit_unknown", text=text, units=listed)
    return exact[0] if len(exact) == 1 else found[0]


def _line(unit: OrgUnit) -> str:
    until = f" đến {unit.closed_date:%d/%m/%Y}" if unit.closed_date else ""
    above = workspace.parent_name(unit)
    return f"{unit.code}  {unit.name} ({above}; từ {unit.opening_date:%d/%m/%Y}{until})"
