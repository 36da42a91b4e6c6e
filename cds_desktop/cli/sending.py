"""Verbs of the signed bundle: make one, verify one."""

from pathlib import Path

import click

from cds_desktop.cli.program import (
    example,
    folder_option,
    opened_month,
    passphrase,
    passphrase_option,
    period_option,
)
from cds_desktop.model.period import Period
from cds_desktop.operations import bundle_export, bundle_import, signing


@click.command(
    help="Ký và xuất gói đồng bộ gửi tỉnh; đã ký rồi thì chép lại đúng gói đó.",
    epilog=example("cds-desktop export --period 202309 --folder gui-tinh"),
)
@period_option
@folder_option
@passphrase_option
@click.pass_obj
def export(root: Path, *, period: Period, folder: Path, passphrase_file: Path | None) -> None:
    """Sign the newest revision once, then write a copy of the bundle."""
    with opened_month(root, period) as session:
        bundle = bundle_export.sent_bundle(session)
        if bundle is None:
            plan = bundle_export.plan_export(session)
            key_file = signing.read_key_file(session.workspace.key_file)
            secret = passphrase(passphrase_file, is_new=False)
            bundle = bundle_export.sign(plan, key_file, secret)
            bundle_export.record(session, bundle)
        path = bundle_export.save_copy(bundle, folder)
    click.echo(f"{path}\nMã gói: {bundle.bundle_id}")


@click.command(
    help="Kiểm tra một gói đồng bộ: nguyên vẹn không, ai ký, chứa gì.",
    epilog=example("cds-desktop verify BC_872_202309_000001_b58db9fe.zip"),
)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option(
    "--allowed-signers",
    type=click.Path(path_type=Path),
    help="Danh sách khóa được tin (định dạng OpenSSH).",
)
@click.pass_obj
def verify(root: Path, *, file: Path, allowed_signers: Path | None) -> None:
    """Print what a genuine bundle says; anything else ends with its sentence."""
    own = signing.own_public_key(root)
    result = bundle_import.verify_file(file, own_public=own, allowed_signers=allowed_signers)
    for line in result.lines:
        click.echo(line)


VERBS = (export, verify)
