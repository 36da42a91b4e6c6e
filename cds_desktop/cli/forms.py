"""Verbs on forms: list, lint, compare, try; the help of a field; old figures in new units."""

from pathlib import Path

import click

from cds_desktop.cli.program import example, opened_month, opened_workspace, period_option
from cds_desktop.errors import FormDefinitionError
from cds_desktop.model.form import QuestionType
from cds_desktop.model.period import Period
from cds_desktop.model.submission import CellKey
from cds_desktop.operations import field_help, form_files, plan_import, self_check, unit_history
from cds_desktop.vietnamese import format_number


@click.group(help="Biểu mẫu báo cáo.")
def forms() -> None:
    """Hold the verbs on forms."""


@forms.command(
    name="list", help="Liệt kê các biểu mẫu đi kèm.", epilog=example("cds-desktop forms list")
)
def list_forms() -> None:
    """Print a line for each form."""
    for summary in form_files.list_forms():
        click.echo(form_files.summary_line(summary))


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


@forms.command(
    help="So sánh hai phiên bản biểu mẫu: thêm, bỏ, đổi tên, thay đổi và ảnh hưởng đến số liệu cũ.",
    epilog=example("cds-desktop forms diff huyen_cds_v1 huyen_cds_v2"),
)
@click.argument("old", metavar="CŨ")
@click.argument("new", metavar="MỚI")
def diff(old: str, new: str) -> None:
    """Print every change with its effect."""
    found = form_files.compare_forms(old, new)
    for change in found:
        click.echo(f"{change.kind.value}  {change.code} {change.name}: {change.effect}")
    click.echo(f"{len(found)} thay đổi.")


@forms.command(
    name="try",
    help="Thử biểu mẫu với vài số liệu; không lưu gì, không đụng đến số liệu thật.",
    epilog=example("cds-desktop forms try huyen_cds_v1 --set hs_tiep_nhan=10 --set ht_ho@1=3.412"),
)
@click.argument("form", metavar="BIỂU_MẪU")
@click.option("--set", "figures", multiple=True, metavar="TÊN=GIÁ_TRỊ", help="Số liệu thử.")
@click.option("--previous", multiple=True, metavar="TÊN=GIÁ_TRỊ", help="Số liệu kỳ trước.")
def try_out(form: str, figures: tuple[str, ...], previous: tuple[str, ...]) -> None:
    """Print what is computed from the figures and what the rules say of them."""
    for line in form_files.trial_lines(form_files.try_figures(form, figures, previous=previous)):
        click.echo(line)


@click.command(
    name="help-field",
    help="Giải thích một chỉ tiêu: định nghĩa, công thức và thay số, điều kiện, nguồn, ví dụ.",
    epilog=example("cds-desktop help-field --period 202309 ty_le_truc_tuyen"),
)
@period_option
@click.argument("question", metavar="CHỈ_TIÊU")
@click.option("--area", default="", metavar="MÃ", help="Mã xã (bỏ trống: đơn vị báo cáo).")
@click.option("--row", default="", metavar="DÒNG", help="Mã dòng hoặc mã chỉ tiêu kế hoạch.")
@click.pass_obj
def help_field(root: Path, *, period: Period, question: str, area: str, row: str) -> None:
    """Print the help of a cell, as F1 shows it."""
    with opened_month(root, period) as session:
        key = CellKey(area or session.workspace.org_unit.code, question, row)
        for line in field_help.help_lines(field_help.field_help(session, key)):
            click.echo(line)


@click.command(
    help="Xem số liệu theo xã của một kỳ cũ trong các xã, phường hiện nay.",
    epilog=example("cds-desktop succession --period 202309 ht_ho"),
)
@period_option
@click.argument("column", metavar="CỘT")
@click.pass_obj
def succession(root: Path, *, period: Period, column: str) -> None:
    """Print a roster's column in the units of today; a ratio is computed anew."""
    with opened_month(root, period) as session:
        question = session.question(column)
        if question.type is QuestionType.RATIO:
            for unit, value in unit_history.rates_in_new_units(session, column).items():
                shown = "chưa tính được" if value is None else f"{format_number(value)}%"
                click.echo(f"{unit.code}  {unit.name}: {shown}")
            return
        found = unit_history.column_in_new_units(session, column)
        for line in unit_history.succession_lines(question, found):
            click.echo(line)


@click.command(
    name="import-targets",
    help="Nhập chỉ tiêu kế hoạch năm từ bảng Excel hoặc CSV; chỉ tiêu chưa có tên giữ nguyên mã.",
    epilog=example("cds-desktop import-targets --year 2023 phu-luc-1.xlsx"),
)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--year", required=True, metavar="NĂM", type=click.IntRange(2000, 2100))
@click.pass_obj
def import_targets(root: Path, *, file: Path, year: int) -> None:
    """Write the workspace's own plan of a year."""
    with opened_workspace(root) as opened:
        done = plan_import.import_plan(opened.root, file, year=year)
    click.echo(f"Đã có tên {done.named}, sửa {done.changed}, thêm {done.added} chỉ tiêu.")
    click.echo(f"Danh mục năm {year}: {done.path}")


VERBS = (forms, help_field, succession, import_targets)
