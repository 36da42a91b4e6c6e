"""A file is written whole or not at all, and only reported when it is on the disk."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cds_desktop import atomic_file
from cds_desktop.atomic_file import free_name, sync_folder, write_atomically
from cds_desktop.errors import DocumentError

Patch = pytest.MonkeyPatch
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX calls")


def failing(error: OSError) -> Callable[..., None]:
    """Return a function that raises `error` whatever it is called with."""

    def fail(*arguments: object) -> None:
        raise error

    return fail


def names(folder: Path) -> set[str]:
    """Return the names in a folder: nothing temporary may be left."""
    return {path.name for path in folder.iterdir()}


def test_a_new_file_holds_exactly_the_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    write_atomically(tmp_path / "báo cáo.docx", data)
    assert (tmp_path / "báo cáo.docx").read_bytes() == data
    assert names(tmp_path) == {"báo cáo.docx"}


def test_an_empty_file_can_be_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"")
    assert (tmp_path / "a").read_bytes() == b""


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"a long old content")
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"


@posix_only
def test_a_private_file_is_the_owners_alone_from_its_first_byte(tmp_path: Path) -> None:
    modes: list[int] = []

    def look(written: bytes) -> None:
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir())

    write_atomically(tmp_path / "key", b"secret", is_private=True, verify=look)
    modes.append(stat.S_IMODE((tmp_path / "key").stat().st_mode))
    assert modes == [0o600, 0o600]


@posix_only
def test_a_report_has_the_rights_that_the_user_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "a.docx", b"report")
    usual, written = ((tmp_path / name).stat().st_mode for name in ("usual", "a.docx"))
    assert written == usual


@posix_only
def test_the_file_is_flushed_before_it_gets_its_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    calls: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        calls.append("fsync folder" if is_folder else "fsync file")
        real_fsync(descriptor)

    def replace(source: Path, target: Path) -> None:
        calls.append("replace")
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    write_atomically(tmp_path / "a", b"data")
    assert calls == ["fsync file", "replace", "fsync folder"]


def test_verify_gets_what_was_written_before_the_old_file_goes(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    seen: list[tuple[bytes, bytes]] = []
    write_atomically(
        target, b"new", verify=lambda written: seen.append((written, target.read_bytes()))
    )
    assert seen == [(b"new", b"old")]


def test_what_verify_refuses_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def refuse(written: bytes) -> None:
        raise DocumentError("document_differs", file="a", place="-")

    with pytest.raises(DocumentError, match="đọc lại không khớp"):
        write_atomically(target, b"new", verify=refuse)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == {"a"}


def test_a_disk_that_reads_back_something_else_is_found(tmp_path: Path, monkeypatch: Patch) -> None:
    def read_other_bytes(path: Path) -> bytes:
        return b"other"

    monkeypatch.setattr(Path, "read_bytes", read_other_bytes)
    with pytest.raises(DocumentError) as caught:
        write_atomically(tmp_path / "a", b"data")
    assert caught.value.code == "output_read_back_differs"
    assert names(tmp_path) == set()


FAILURES = [
    pytest.param("fsync", OSError(errno.ENOSPC, ""), "output_disk_full", id="disk full"),
    pytest.param("fsync", OSError(errno.EDQUOT, ""), "output_disk_full", id="quota used up"),
    pytest.param("fsync", OSError(errno.EIO, ""), "output_folder_unwritable", id="disk error"),
    pytest.param("open", OSError(errno.EROFS, ""), "output_folder_unwritable", id="read-only"),
    pytest.param(
        "replace", PermissionError(errno.EACCES, ""), "output_folder_unwritable", id="no permission"
    ),
]


@posix_only
@pytest.mark.parametrize(("call", "error", "code"), FAILURES)
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: Patch, call: str, error: OSError, code: str
) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    with monkeypatch.context() as broken:
        broken.setattr(os, call, failing(error))
        with pytest.raises(DocumentError) as caught:
            write_atomically(target, b"new")
    assert caught.value.code == code
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == {"a"}


def test_a_file_that_word_holds_open_is_named(tmp_path: Path, monkeypatch: Patch) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    error = PermissionError(errno.EACCES, "")
    vars(error)["winerror"] = 32  # ERROR_SHARING_VIOLATION, as Windows gives it
    monkeypatch.setattr(atomic_file, "_replace", failing(error))
    with pytest.raises(DocumentError) as caught:
        write_atomically(target, b"new")
    assert (caught.value.code, caught.value.params) == ("output_locked", {"file": "a.docx"})


BAD_PLACES = [
    pytest.param("missing/a", id="no such folder"),
    pytest.param("file/a", id="the folder is a file"),
    pytest.param("folder", id="the target is a folder"),
]


@pytest.mark.parametrize("place", BAD_PLACES)
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(DocumentError) as caught:
        write_atomically(tmp_path / place, b"data")
    assert caught.value.code == "output_folder_unwritable"
    assert names(tmp_path) == {"file", "folder"}


@posix_only
def test_a_file_system_that_cannot_flush_folders_is_accepted(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.EINVAL, "")))
    sync_folder(tmp_path)
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.EIO, "")))
    with pytest.raises(OSError):
        sync_folder(tmp_path)


def test_a_free_name_is_the_first_that_is_not_taken(tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.docx"
    assert free_name(target) == target
    target.touch()
    (tmp_path / "báo cáo (2).docx").touch()
    assert free_name(target) == tmp_path / "báo cáo (3).docx"


def test_a_finished_file_gets_its_name_in_one_step(tmp_path: Path) -> None:
    temporary, target = tmp_path / ".~x.tmp", tmp_path / "backup.db"
    temporary.write_bytes(b"new")
    target.write_bytes(b"old")
    atomic_file.publish(temporary, target)
    assert target.read_bytes() == b"new"
    assert not temporary.exists()


def test_publishing_what_is_not_there_leaves_the_target_alone(tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    target.write_bytes(b"old")
    with pytest.raises(DocumentError):
        atomic_file.publish(tmp_path / "nothing.tmp", target)
    assert target.read_bytes() == b"old"
