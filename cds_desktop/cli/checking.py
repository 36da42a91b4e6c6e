"""Verbs that check the program itself: its whole way in a temporary folder, its forms."""

from pathlib import Path

import click

from cds_desktop.cli.program import example
from cds_desktop.errors import FormDefinitionError
from cds_desktop.operations import self_check


@click.command(
    name="self-check",
    help="Tự kiểm tra phần mềm từ đầu đến cuối trong thư mục tạm.",
    epilog=example("cds-desktop self-check"),
)
def check_self() -> int:
    """Print a line for each step; exit code 1 when one fails."""
    passed: list[bool] = []
    for step in self_check.run():
        click.echo(f"{'ĐẠT' if step.is_passed else 'LỖI'}  {step.name}: {step.detail}")
        passed.append(step.is_passed)
    return 0 if all(passed) else 1


@click.group(help="Biểu mẫu báo cáo.")
def forms() -> None:
    """Hold the verbs on forms."""


@forms.command(
    help="Soát lỗi các biểu mẫu và chạy ví dụ của chúng.",
    epilog=example("cds-desktop forms lint forms/huyen_cds_v1.toml"),
)
@click.argument("files", nargs=-1, metavar="[TỆP]...", type=click.Path(path_type=Path))
def lint(files: tuple[Path, ...]) -> int:
    """Print every fault with file, line and way out."""
    faults = self_check.form_faults(files)
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(faults)} lỗi.")
    return FormDefinitionError.exit_code if faults else 0


VERBS = (check_self, forms)
