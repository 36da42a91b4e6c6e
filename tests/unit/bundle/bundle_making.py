"""Makes bundles for tests: genuine ones, and forged ones that are signed again after a change."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cds_desktop.bundle import signature
from cds_desktop.bundle.canonical_json import dumps
from cds_desktop.bundle.container import read_zip, write_zip
from cds_desktop.bundle.document_types import DESCRIPTION, KNOWN_NAMES, SUBMISSION
from cds_desktop.bundle.keys import SigningKey, signing_key_from_seed
from cds_desktop.bundle.manifest import AppVersion, PackVersion, content_hash
from cds_desktop.bundle.sums import SIGNATURE, SUMS, make_sums, sha256
from cds_desktop.bundle.tables import FigureRow, TableKey, TextRow, count_totals, read_figures
from cds_desktop.bundle.writer import SubmissionContent, write_submission
from cds_desktop.errors import BundleError

KEY = signing_key_from_seed(bytes(range(32)))
OTHER_KEY = signing_key_from_seed(bytes(range(100, 132)))

TABLE_KEY = TableKey("huyen_cds", 1, "202309", "866")
FIGURES = (
    FigureRow("866", "co_tong_dai", "", "co", "A"),
    FigureRow("866", "hs_tiep_nhan", "", "1205", "A"),
    FigureRow("866", "hs_truc_tuyen", "", "", "L"),
    FigureRow("866", "van_ban_ngay", "r0001", "2023-09-12", "A"),
)
TEXTS = (TextRow("866", "nhan_xet", "", "Tiến độ đạt kế hoạch.\nĐề nghị hỗ trợ đường truyền."),)
CONTENT = SubmissionContent(
    unit="866",
    epoch="0123456789abcdef",
    seq=45,
    prev="0" * 64,
    to=("87",),
    created=datetime(2023, 10, 3, 1, 2, 3, tzinfo=UTC),
    app=AppVersion("cds-desktop", "0.1.0"),
    pack=PackVersion(1, "0" * 64),
    form="huyen_cds",
    form_version=1,
    period="202309",
    revision=1,
    summary="Huyện Tháp Mười\nKỳ báo cáo: tháng 9 năm 2023",
    prepared_by="Người lập mẫu",
    approved_by="Người ký mẫu",
    figures=FIGURES,
    texts=TEXTS,
)

Description = dict[str, Any]


def genuine(content: SubmissionContent = CONTENT, key: SigningKey = KEY) -> bytes:
    """Return the bytes of a bundle as the writer makes it."""
    return write_submission(content, key).data


def small() -> bytes:
    """Return the smallest bundle: one figure, no texts."""
    return genuine(replace(CONTENT, figures=FIGURES[1:2], texts=(), summary=""))


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a bundle."""
    return read_zip(data, known_names=KNOWN_NAMES)


def signed(
    files: Mapping[str, bytes], key: SigningKey = KEY, namespace: str = SUBMISSION.namespace
) -> bytes:
    """Return a bundle of these files with a list and a signature that fit them."""
    content = {name: data for name, data in files.items() if not name.startswith(SUMS)}
    sums = make_sums(content)
    signature_file = signature.sign(sums, key, namespace=namespace)
    return write_zip({**content, SUMS: sums, SIGNATURE: signature_file})


def with_description(change: Callable[[Description], None], data: bytes | None = None) -> bytes:
    """Return a bundle whose datapackage.json was changed and signed again."""
    files = unpacked(data or genuine())
    description = copy.deepcopy(json.loads(files[DESCRIPTION]))
    change(description)
    return signed({**files, DESCRIPTION: dumps(description)})


def with_submission(**changes: Any) -> bytes:
    """Return a bundle whose first submission object has other fields, signed again."""
    return with_description(lambda whole: whole["bundle"]["submissions"][0].update(changes))


def with_files(**changes: bytes) -> bytes:
    """Return a bundle with other figures (`v001_csv=...`) or texts, hashes and signature made anew.

    Rows and control sum are made to fit where the table can be read at all.
    """
    names = {name.replace("_", "."): data for name, data in changes.items()}
    files = {**unpacked(genuine()), **names}
    description: Description = json.loads(files[DESCRIPTION])
    submission = description["bundle"]["submissions"][0]
    hashes = (sha256(files["v001.csv"]), sha256(files["t001.json"]))
    submission["content"] = content_hash(*hashes, ())
    try:
        totals = count_totals(read_figures(files["v001.csv"], TABLE_KEY, place=""))
        submission["rows"], submission["filled"] = totals.rows, totals.filled
        submission["control_sum"] = totals.control_sum
    except BundleError:
        pass  # the reader will say what is wrong with it
    return signed({**files, DESCRIPTION: dumps(description)})


def code_of(call: Callable[[], object]) -> str:
    """Return the code of the error that a call raises, after checking that it has a sentence."""
    with pytest.raises(BundleError) as caught:
        call()
    assert caught.value.message.text and "{" not in caught.value.message.text
    return caught.value.code
