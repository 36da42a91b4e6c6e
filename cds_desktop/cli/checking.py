"""The verb that checks the program itself: its whole way in a temporary folder."""

import click

from cds_desktop.cli.program import example
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


VERBS = (check_self,)
