"""Verbs of templates: the fields that may be used, checking one, using an own one, going back."""

from pathlib import Path

import click

from cds_desktop.cli.program import example, opened_month, opened_workspace, period_option
from cds_desktop.model.period import Period
from cds_desktop.operations import template_fields
from cds_desktop.operations import templates as template_operations
from cds_desktop.operations.templates import KIND_NAMES, TemplateCheck, TemplateKind


@click.group(help="Mẫu báo cáo Word và mẫu phụ lục Excel.")
def templates() -> None:
    """Hold the verbs on templates."""


@templates.command(
    help="Liệt kê các trường mà mẫu được dùng, kèm giá trị của một kỳ.",
    epilog=example("cds-desktop templates fields --period 202309"),
)
@period_option
@click.pass_obj
def fields(root: Path, period: Period) -> None:
    """Print every field with its meaning and present value."""
    with opened_month(root, period) as session:
        listed = template_fields.template_fields(session)
    for kind, name in KIND_NAMES.items():
        click.echo(f"{name}:")
        for field in (field for field in listed if field.kind is kind):
            needed = ", bắt buộc" if field.is_required else ""
            click.echo(f"  {{{{ {field.path} }}}}  {field.meaning}{needed}")
            if field.value:
                click.echo(f"      {field.value}")


@templates.command(
    help="Kiểm tra một mẫu trước khi dùng (mã thoát 1: còn lỗi).",
    epilog=example("cds-desktop templates check mau-cua-phong.docx"),
)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Print every fault with its place, and the parts that would be lost."""
    checked = template_operations.check_template(file)
    _tell(checked)
    click.echo(f"{len(checked.faults)} lỗi, {len(checked.lost_parts)} thành phần không giữ được.")
    return 1 if checked.issues else 0


@templates.command(
    help="Dùng mẫu riêng của đơn vị; mẫu được kiểm tra trước.",
    epilog=example("cds-desktop templates use mau-cua-phong.docx"),
)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option(
    "--accept-loss", is_flag=True, help="Chấp nhận mất các thành phần mà phần mềm không giữ được."
)
@click.pass_obj
def use(root: Path, file: Path, *, accept_loss: bool) -> None:
    """Check a template and use it from now on."""
    with opened_workspace(root) as opened:
        checked = template_operations.use_template(opened, file, accept_loss=accept_loss)
    _tell(checked)
    click.echo(f"{KIND_NAMES[checked.kind]}: từ nay dùng {checked.file_name}.")


@templates.command(
    help="Trở về mẫu gốc của phần mềm.",
    epilog=example("cds-desktop templates reset word"),
)
@click.argument("kind", metavar="LOẠI", type=click.Choice([kind.value for kind in TemplateKind]))
@click.pass_obj
def reset(root: Path, kind: str) -> None:
    """Use the shipped template again."""
    with opened_workspace(root) as opened:
        was_own = template_operations.reset_template(opened, TemplateKind(kind))
    name = KIND_NAMES[TemplateKind(kind)]
    click.echo(f"{name}: {'đã trở về mẫu gốc' if was_own else 'vốn đang dùng mẫu gốc'}.")


VERBS = (templates,)


def _tell(checked: TemplateCheck) -> None:
    for issue in checked.issues:
        click.echo(f"{'MẤT' if issue.is_loss else 'LỖI'}  {issue.text} {issue.way_out}")
