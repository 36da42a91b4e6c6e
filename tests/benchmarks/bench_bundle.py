"""A bundle written, signed, saved and verified."""

import tempfile
from pathlib import Path

from cds_desktop.bundle import keys, reader
from cds_desktop.bundle.writer import write_submission
from cds_desktop.operations import bundle_export, bundle_import, signing
from cds_desktop.operations.months import list_months, open_month
from cds_desktop.operations.practice import PRACTICE_PASSPHRASE, create_practice
from tests.benchmarks.measuring import head, milliseconds, show


def main() -> None:
    """Print the times of the bundle's steps for the practice district's completed month."""
    head("Bundle of a district (13 communes)")
    with tempfile.TemporaryDirectory() as folder:
        workspace = create_practice(Path(folder) / "data")
        session = open_month(workspace, list_months(workspace)[1].period)
        key_file = signing.read_key_file(workspace.key_file)
        plan = bundle_export.plan_export(session)
        key = keys.unlock(key_file, PRACTICE_PASSPHRASE)
        bundle = bundle_export.sign(plan, key_file, PRACTICE_PASSPHRASE)
        path = bundle_export.save_copy(bundle, Path(folder))
        rows = len(plan.content.figures)
        show(
            "key unlocked (bcrypt, on purpose slow)",
            milliseconds(lambda: keys.unlock(key_file, PRACTICE_PASSPHRASE)),
        )
        written = milliseconds(lambda: write_submission(plan.content, key))
        show(f"written, signed, read back ({rows} rows, {len(bundle.data)} bytes)", written)
        show(
            "verified, in this process",
            milliseconds(lambda: reader.read(bundle.data, known_critical={"practice"})),
        )
        verified = milliseconds(lambda: bundle_import.verify_file(path, own_public=key.public))
        show("verified, in a limited child process", verified)
        show("written and verified", written + verified, target="<= 300 ms")
        workspace.store.close()
