"""A folder of what the mail brought: bundles, saved letters, spam; each file gets its answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cds_desktop.errors import CdsError, InputError
from cds_desktop.operations import inbox_files, receiving
from cds_desktop.operations.exchange_view import result_lines
from cds_desktop.operations.workspace import Workspace
from tests.exchange.sending import Sender, a_province, enrolled, outcomes, receive
from tests.unit.office.test_mail import mail


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Workspace]:
    workspace = a_province(tmp_path / "province")
    yield workspace
    workspace.store.close()


@pytest.fixture
def sender(province: Workspace, tmp_path: Path) -> Sender:
    return enrolled(province, tmp_path / "mail")


def test_a_folder_of_mails_spam_and_bundles_is_worked_off(
    province: Workspace, sender: Sender, tmp_path: Path
):
    folder = tmp_path / "inbox"
    folder.mkdir()
    first, second = sender.send(sender.content()), sender.send(sender.content(iso="202310"))
    (folder / "1 thu.eml").write_bytes(
        mail(("BC.zip", first.read_bytes()), ("virus.exe", b"MZ"), ("cv.pdf", b"%PDF"))
    )
    (folder / "2 goi.zip").write_bytes(second.read_bytes())
    (folder / "3 quang cao.eml").write_bytes(mail())
    (folder / "4 anh.png").write_bytes(b"\x89PNG")
    (folder / "5 rong.zip").write_bytes(b"")
    (folder / "6 trang.zip").write_bytes(b"<!DOCTYPE html>")
    (folder / "thu muc con").mkdir()
    results = receive(province, folder)
    assert outcomes(results) == [
        *("ACCEPTED", "SKIPPED", "SKIPPED"),
        *("ACCEPTED", "SKIPPED", "SKIPPED", "REJECTED", "REJECTED"),
    ]
    assert [one.codes[0] for one in results if one.codes] == [
        *("mail_left_program", "mail_left_foreign", "mail_without_bundle"),
        *("G200", "G101", "G200"),
    ]
    assert results[0].name == "1 thu.eml > BC.zip"
    for result in results:
        assert all(line and "{" not in line for line in result_lines(result))


def test_a_bundle_in_a_bundle_is_refused_not_opened(
    province: Workspace, sender: Sender, tmp_path: Path
):
    import io
    import zipfile

    inner = sender.send(sender.content()).read_bytes()
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as file:
        file.writestr("BC.zip", inner)
    outer = tmp_path / "gui.zip"
    outer.write_bytes(memory.getvalue())
    [result] = receive(province, outer)
    assert (str(result.outcome), result.codes[0]) == ("REJECTED", "G209")


@pytest.mark.expects_log
def test_a_file_that_breaks_the_child_is_refused_and_the_next_one_comes_in(
    province: Workspace, sender: Sender, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    bad = tmp_path / "A.zip"
    bad.write_bytes(b"PK\x03\x04 breaks the child")
    good = sender.send(sender.content())
    monkeypatch.setattr(inbox_files, "_open", _open_or_break)
    results = receive(province, bad, good)
    assert [(str(one.outcome), one.codes) for one in results] == [
        ("REJECTED", ("G299",)),
        ("ACCEPTED", ()),
    ]


_open = inbox_files._open  # pyright: ignore[reportPrivateUsage]


def _open_or_break(offer: object) -> object:
    """Break where a hostile file would; runs in the child."""
    import os

    if b"breaks the child" in getattr(offer, "data", b""):
        os._exit(9)
    return _open(offer)  # pyright: ignore[reportArgumentType]


def test_a_file_that_is_not_there_is_said_to_be_unreadable(province: Workspace, tmp_path: Path):
    [result] = receive(province, tmp_path / "khong co.zip")
    assert (str(result.outcome), result.codes) == ("REJECTED", ("G100",))


def test_a_folder_with_too_many_files_is_not_begun(
    province: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("cds_desktop.limits.MAIL_FOLDER_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.zip").write_bytes(b"x")
    with pytest.raises(InputError) as caught:
        receive(province, tmp_path)
    assert caught.value.code == "mail_folder_too_large"


def test_a_damaged_archive_is_told(province: Workspace, sender: Sender):
    receive(province, sender.send(sender.content()))
    archive = receiving.archive_of(province)
    [name, *_] = [path.name for path in archive.glob("*/*")]
    inbox_files.archived_path(archive, name).write_bytes(b"x")
    with pytest.raises(CdsError) as caught:
        inbox_files.archived(archive, name)
    assert caught.value.code == "inbox_file_lost"
