"""What every verb of the command line shares: the data folder, periods, opening a month."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import click

from cds_desktop import __version__, paths
from cds_desktop.cli.translator import speak_vietnamese
from cds_desktop.errors import InputError
from cds_desktop.logs import start_logging
from cds_desktop.model.period import Period
from cds_desktop.operations import months, workspace
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.workspace import Workspace

speak_vietnamese()  # before the verbs are defined: some words are looked up there


class PeriodText(click.ParamType[Period]):
    """A period as 202309."""

    name = "KỲ"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Return the period; a usage error names the form it should have."""
        try:
            return Period(value)
        except ValueError:
            self.fail(f"“{value}” không phải kỳ báo cáo; ví dụ 202309 là tháng 9 năm 2023.")


period_option = click.option(
    "--period", required=True, type=PeriodText(), help="Kỳ báo cáo, ví dụ 202309."
)
folder_option = click.option(
    "--folder", type=click.Path(path_type=Path), default=Path(), help="Thư mục lưu."
)
passphrase_option = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    help="Tệp chứa mật khẩu khóa ký (không nêu: hỏi khi chạy).",
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Báo cáo tháng về chuyển đổi số: nhập, kiểm tra, chốt, xuất báo cáo, gửi tỉnh.",
)
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path),
    help="Thư mục dữ liệu (mặc định: của người dùng).",
)
@click.option("--practice", is_flag=True, help="Làm việc trong vùng tập nhập.")
@click.version_option(__version__, prog_name="cds-desktop")
@click.pass_context
def program(context: click.Context, data_dir: Path | None, practice: bool) -> None:
    """Find the folder that the verb works in, and start its log."""
    root = paths.user_data(data_dir)
    context.obj = paths.practice_data(root) if practice else root
    if context.obj.is_dir():
        start_logging(context.obj / "logs")


def example(*lines: str) -> str:
    """Return the example that ends a verb's help."""
    return "\b\nVí dụ:\n" + "\n".join(f"  {line}" for line in lines)


@contextmanager
def opened_workspace(root: Path) -> Generator[Workspace]:
    """Open the workspace for the length of a verb."""
    opened = workspace.open_workspace(root)
    try:
        yield opened
    finally:
        workspace.close_workspace(opened)


@contextmanager
def opened_month(
    root: Path, period: Period, *, is_new_allowed: bool = False
) -> Generator[EntrySession]:
    """Open a month; without `is_new_allowed` it must exist: looking must not create a report."""
    with opened_workspace(root) as opened:
        if not is_new_allowed and not months.has_month(opened, period):
            raise InputError("month_missing", period=period.label, iso=period.iso)
        yield months.open_month(opened, period)


def passphrase(file: Path | None, *, is_new: bool) -> str:
    """Read the passphrase from a file, or ask for it (twice when it is new)."""
    if file is None:
        return str(click.prompt("Mật khẩu khóa ký", hide_input=True, confirmation_prompt=is_new))
    try:
        return file.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("passphrase_file_unreadable", file=str(file)) from error
