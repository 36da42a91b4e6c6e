"""Verbs of a unit in the exchange: enrol, outbox, mail draft, take receipts in, retract."""

from pathlib import Path

import click

from cds_desktop.cli.program import (
    example,
    folder_option,
    opened_month,
    opened_workspace,
    passphrase,
    passphrase_option,
    period_option,
)
from cds_desktop.model.period import Period
from cds_desktop.model.submission import STATE_NAMES
from cds_desktop.operations import (
    bundle_export,
    enrolment,
    key_list,
    outbox,
    restoring,
    retraction,
    signing,
    taking_receipts,
)


@click.command(
    help="Lập tệp đăng ký khóa (DK_) và phiếu giấy để ký, đóng dấu.",
    epilog=example("cds-desktop enrol --folder dang-ky"),
)
@folder_option
@passphrase_option
@click.pass_obj
def enrol(root: Path, *, folder: Path, passphrase_file: Path | None) -> None:
    """Make the enrolment file and the paper form."""
    with opened_workspace(root) as opened:
        plan = enrolment.plan_enrolment(opened)
        key_file = signing.read_key_file(opened.key_file)
        signed = enrolment.sign(plan, key_file, passphrase(passphrase_file, is_new=False))
        enrolment.record(opened, signed)
        path = enrolment.save_copy(signed, folder)
        form = enrolment.save_form(enrolment.enrolment_form(opened), folder)
    click.echo(f"{path}\n{form}")


@click.command(
    name="outbox",
    help="Các gói đã ký và nơi nhận nói gì về từng gói.",
    epilog=example("cds-desktop outbox"),
)
@click.pass_obj
def show_outbox(root: Path) -> None:
    """List every signed bundle with its standing."""
    with opened_workspace(root) as opened:
        for line in outbox.list_outbox(opened):
            click.echo(f"{line.sent.bundle_id[:8]}  {line.text}")
            for remark in line.standing.remarks if line.standing else ():
                click.echo(f"          {_place(remark.question, remark.area)}: {remark.text}")


@click.command(
    name="mail-draft",
    help="Lập thư nháp (.eml) kèm gói đã ký; in địa chỉ, tiêu đề, nội dung để chép.",
    epilog=example("cds-desktop mail-draft b58db9fe --to so.tttt@dongthap.gov.vn --folder thu"),
)
@click.argument("bundle")
@click.option("--to", "recipient", default="", help="Địa chỉ thư của nơi nhận.")
@folder_option
@click.pass_obj
def make_draft(root: Path, *, bundle: str, recipient: str, folder: Path) -> None:
    """Write an e-mail draft with the bundle attached."""
    with opened_workspace(root) as opened:
        sent = outbox.find_sent(opened, bundle)
        draft = outbox.draft_for(opened, sent, recipient=recipient)
        path = outbox.save_draft(opened, sent, folder, recipient=recipient)
    click.echo(f"{path}\n\nTới: {draft.recipient}\nTiêu đề: {draft.subject}\n\n{draft.body}")


@click.command(
    name="take-receipt",
    help="Nhận biên nhận (BN_) của tỉnh, hoặc tệp đăng ký khóa (DK_) của tỉnh.",
    epilog=example("cds-desktop take-receipt BN_872_000007_1a2b3c4d.zip"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def take_receipt(root: Path, file: Path) -> None:
    """Take a receipt in and say what it brings."""
    with opened_workspace(root) as opened:
        if "DK_" in file.name:
            fingerprint = taking_receipts.take_enrolment(opened, file)
            click.echo(f"Khóa {fingerprint}: chờ đối chiếu phiếu giấy (cds-desktop keys confirm).")
            return
        taken = taking_receipts.take_receipt(opened, file)
        state = "" if taken.is_new else " (đã nhận trước đây)"
        click.echo(f"Biên nhận số {taken.receipt_no}{state}.")
        for report in taken.changed:
            click.echo(f"{report.period.label}: {STATE_NAMES[report.state]}")
            for key, texts in taking_receipts.remarks_of(opened, report).items():
                for text in texts:
                    click.echo(f"  {_place(key.question, key.area)}: {text}")
    for number in taken.missing:
        click.echo(f"Tỉnh chưa nhận được gói số {number}; xin gửi lại.", err=True)
    for alarm in taken.alarms:
        click.echo(f"CẢNH BÁO: {alarm.text} {alarm.way_out}", err=True)


@click.command(
    help="Rút một báo cáo đã gửi: lập gói rút có chữ ký, lý do bắt buộc.",
    epilog=example('cds-desktop retract --period 202309 --reason "Gửi nhầm kỳ" --folder gui-tinh'),
)
@period_option
@click.option("--reason", default="", help="Lý do rút báo cáo.")
@folder_option
@passphrase_option
@click.pass_obj
def retract(
    root: Path, *, period: Period, reason: str, folder: Path, passphrase_file: Path | None
) -> None:
    """Withdraw a sent report by a signed bundle."""
    with opened_month(root, period) as session:
        plan = retraction.plan_retraction(session, reason=reason)
        key_file = signing.read_key_file(session.workspace.key_file)
        secret = passphrase(passphrase_file, is_new=False)
        bundle = bundle_export.sign(plan.export, key_file, secret)
        retraction.record_retraction(session, plan, bundle)
        path = bundle_export.save_copy(bundle, folder)
    click.echo(f"{path}\nĐã rút báo cáo {period.label}; gói rút phải được gửi cho tỉnh.")


@click.command(
    name="restore-sent",
    help="Khôi phục báo cáo vào vùng làm việc mới từ các gói đã gửi (BC_).",
    epilog=example("cds-desktop restore-sent thu-muc-goi"),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def restore(root: Path, paths: tuple[Path, ...]) -> None:
    """Restore an empty workspace from sent bundles."""
    with opened_workspace(root) as opened:
        restored = restoring.restore(opened, paths)
    for name, error in restored.left:
        click.echo(f"Bỏ qua {name}: {error.message.text}", err=True)
    labels = ", ".join(period.label for period in restored.periods) or "không có"
    click.echo(f"Đã khôi phục {restored.bundles} gói; kỳ báo cáo: {labels}.")


@click.group(name="keys", help="Danh sách khóa được tin: của các đơn vị, hoặc của tỉnh.")
def keys() -> None:
    """Hold the verbs on keys."""


@keys.command(name="list", help="Liệt kê các khóa.", epilog=example("cds-desktop keys list"))
@click.pass_obj
def list_keys(root: Path) -> None:
    """Print every known key; never the digits, which must come from paper."""
    with opened_workspace(root) as opened:
        for key in key_list.list_keys(opened):
            letter = f", công văn {key.letter_no}" if key.letter_no else ""
            status = key_list.STATUS_NAMES[key.status]
            click.echo(f"{key.unit}  {key.fingerprint}  {status}{letter} {key.reason}".rstrip())


@keys.command(
    help="Đối chiếu phiếu giấy: gõ lại 30 chữ số trên phiếu.",
    epilog=example('cds-desktop keys confirm 872 --digits "12345 67890 ..." --letter 12/PVHTT'),
)
@click.argument("unit")
@click.option("--digits", default="", help="30 chữ số trên phiếu (không nêu: hỏi khi chạy).")
@click.option("--letter", default="", help="Số công văn gửi kèm phiếu.")
@click.pass_obj
def confirm(root: Path, *, unit: str, digits: str, letter: str) -> None:
    """Believe a key after the digits of its paper form were typed."""
    typed = digits or str(click.prompt("Mã đối chiếu trên phiếu giấy"))
    with opened_workspace(root) as opened:
        key = key_list.confirm_key(opened, unit, digits=typed, letter_no=letter)
    click.echo(f"Khóa của {key.unit} đã dùng được: {key.fingerprint}")


@keys.command(
    help="Cho khóa ngừng dùng sau một số gói.",
    epilog=example('cds-desktop keys retire 872 --last-seq 45 --reason "Đổi máy"'),
)
@click.argument("unit")
@click.option("--last-seq", required=True, type=click.IntRange(min=0), help="Số gói cuối cùng.")
@click.option("--reason", default="", help="Lý do.")
@click.pass_obj
def retire(root: Path, *, unit: str, last_seq: int, reason: str) -> None:
    """Let a key end after a bundle number."""
    with opened_workspace(root) as opened:
        key = key_list.retire_key(opened, unit, last_seq=last_seq, reason=reason)
    click.echo(f"Khóa của {key.unit} ngừng dùng sau gói số {last_seq}.")


@keys.command(
    help="Thu hồi khóa bị mất hoặc bị lộ.",
    epilog=example('cds-desktop keys revoke 872 --reason "Mất máy"'),
)
@click.argument("unit")
@click.option("--reason", required=True, help="Lý do.")
@click.pass_obj
def revoke(root: Path, *, unit: str, reason: str) -> None:
    """Believe a key no more."""
    with opened_workspace(root) as opened:
        key = key_list.revoke_key(opened, unit, reason=reason)
    click.echo(f"Khóa của {key.unit} đã bị thu hồi: {key.fingerprint}")


VERBS = (enrol, show_outbox, make_draft, take_receipt, retract, restore, keys)


def _place(question: str, area: str) -> str:
    return f"{question} [{area}]" if question else "Toàn báo cáo"
