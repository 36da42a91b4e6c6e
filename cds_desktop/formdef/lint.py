"""Every fault of a form or plan file at once: its shape, its meaning, its own examples."""

from pathlib import Path

from cds_desktop.formdef.faults import FormFault
from cds_desktop.formdef.loader import faults


def lint_file(path: Path) -> list[FormFault]:
    """Return every fault of a file in the order of its lines."""
    return faults(path)
