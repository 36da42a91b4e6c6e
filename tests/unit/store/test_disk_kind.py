"""Where a database may be made: disks and folders are told apart without touching them."""

from pathlib import Path

import pytest

from cds_desktop.errors import StoreError
from cds_desktop.store import disk_kind
from cds_desktop.store.database import open_store
from cds_desktop.store.disk_kind import fault_of_disk, is_in_cloud, mounts

MOUNTS = """\
22 1 253:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:38 / /mnt/share rw shared:9 - cifs //server/share rw
41 22 8:17 / /media/stick rw - vfat /dev/sdb1 rw
42 22 0:40 / /mnt/x rw master:1 shared:3 - fuse.sshfs user@host:/ rw
"""


@pytest.mark.parametrize(
    "folder",
    [
        "/home/x/OneDrive/bao-cao",
        "/home/x/OneDrive - UBND tỉnh/bao-cao",
        "/home/x/Dropbox/cds",
        "/Users/x/Google Drive/cds",
        "/Users/x/iCloud Drive/cds",
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(folder: str) -> None:
    assert is_in_cloud(Path(folder), {})


def test_a_redirected_documents_folder_is_known_by_the_environment() -> None:
    environment = {"OneDriveCommercial": "/home/x/Documents", "PATH": "/home/x"}
    assert is_in_cloud(Path("/home/x/Documents/cds"), environment)
    assert not is_in_cloud(Path("/home/x/Documents2/cds"), environment)


def test_an_ordinary_folder_is_not_in_the_cloud() -> None:
    assert not is_in_cloud(Path("/home/onedriver/cds"), {"OneDrive": ""})


def test_mounts_are_read_with_their_kinds() -> None:
    assert dict(mounts(MOUNTS)) == {
        "253:0": "ext4",
        "0:38": "cifs",
        "8:17": "vfat",
        "0:40": "fuse.sshfs",
    }


@pytest.mark.parametrize(
    ("kind", "is_removable", "code"),
    [
        pytest.param("ext4", False, None, id="a fixed disk"),
        pytest.param("fuseblk", False, None, id="NTFS on Linux"),
        pytest.param("", False, None, id="nothing known"),
        pytest.param("cifs", False, "store_place_on_network", id="a share"),
        pytest.param("nfs4", False, "store_place_on_network", id="NFS"),
        pytest.param("vfat", False, "store_place_carried", id="FAT"),
        pytest.param("exfat", True, "store_place_carried", id="a stick"),
        pytest.param("ext4", True, "store_place_carried", id="a stick with a Linux file system"),
    ],
)
def test_disks_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, kind: str, is_removable: bool, code: str
) -> None:
    def disk(_folder: Path) -> tuple[str, bool]:
        return kind, is_removable

    monkeypatch.setattr(disk_kind, "_disk", disk)
    assert fault_of_disk(tmp_path, {}) == code


def test_a_database_is_not_made_in_a_synchronised_folder(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    with pytest.raises(StoreError) as caught:
        open_store(folder / "cds.db", create=True)
    assert caught.value.code == "store_place_in_cloud"
    assert list(folder.iterdir()) == []


def test_one_that_is_there_already_still_opens(tmp_path: Path) -> None:
    open_store(tmp_path / "cds.db", create=True).close()
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (tmp_path / "cds.db").rename(folder / "cds.db")
    open_store(folder / "cds.db").close()
