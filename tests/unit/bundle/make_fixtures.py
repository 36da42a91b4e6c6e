"""Writes tests/fixtures/bundles anew: only for a new version of the format, never for an old one.

.venv/bin/python -m tests.unit.bundle.make_fixtures FOLDER
"""

import io
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

from cds_desktop.bundle.manifest import RETRACTED
from tests.unit.bundle.bundle_making import CONTENT, genuine, unpacked

RETRACTION = replace(
    CONTENT,
    seq=46,
    revision=2,
    state=RETRACTED,
    supersedes="1" * 64,
    reason="Gửi nhầm kỳ báo cáo",
    figures=(),
    texts=(),
)


def bundles() -> dict[str, bytes]:
    """Return file name -> bytes of the frozen bundles."""
    return {
        "submission_v1_0.zip": genuine(),
        "practice_v1_0.zip": genuine(replace(CONTENT, is_practice=True)),
        "retracted_v1_0.zip": genuine(RETRACTION),
        "submission_v1_0_rezipped.zip": _zipped_again(genuine()),
    }


def _zipped_again(data: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in sorted(unpacked(data).items()):
            file.writestr(zipfile.ZipInfo(name, (2023, 10, 3, 8, 0, 0)), content, 8)
    return memory.getvalue()


if __name__ == "__main__":
    for name, data in bundles().items():
        Path(sys.argv[1], name).write_bytes(data)
