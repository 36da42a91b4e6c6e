"""What kind of disk a folder is on: fixed here, elsewhere on the network, or one to carry about."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "9p", "glusterfs"} | {
    *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "davfs", "webdav")
}
_CARRIED = {"vfat", "msdos", "exfat", "fat", "fat32", "iso9660", "udf"}
_CLOUD_NAMES = {"dropbox", "google drive", "googledrive", "my drive", "icloud drive", "iclouddrive"}
_MOUNTS = Path("/proc/self/mountinfo")
_BLOCK_DEVICES = Path("/sys/dev/block")
_REMOVABLE_DRIVE, _REMOTE_DRIVE = 2, 4  # GetDriveTypeW


def fault_of_disk(folder: Path, environment: Mapping[str, str] = os.environ) -> str | None:
    """Return why a database must not be made in this folder: a code; None when it may."""
    if is_in_cloud(folder, environment):
        return "store_place_in_cloud"
    kind, is_removable = _windows_disk(folder) if sys.platform == "win32" else _disk(folder)
    if is_network(kind):
        return "store_place_on_network"
    return "store_place_carried" if is_removable or kind.lower() in _CARRIED else None


def is_in_cloud(folder: Path, environment: Mapping[str, str]) -> bool:
    """Say whether a program that keeps copies elsewhere watches this folder."""
    roots = [Path(value) for name, value in environment.items() if name.startswith("OneDrive")]
    if any(folder.is_relative_to(root) for root in roots if root.parts):
        return True
    names = [part.casefold() for part in folder.parts]
    return any(name in _CLOUD_NAMES or _is_onedrive(name) for name in names)


def is_network(kind: str) -> bool:
    """Say whether a file system of this kind is on another machine."""
    return kind in _NETWORK


def mounts(text: str) -> Iterator[tuple[str, str]]:
    """Yield device number and kind of every mounted file system, as Linux lists them."""
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) > 2 and after:
            yield fields[2], after.split()[0]


def _is_onedrive(name: str) -> bool:
    return name == "onedrive" or name.startswith("onedrive - ")


def _disk(folder: Path) -> tuple[str, bool]:
    """Return the kind of a folder's file system and whether its device can be pulled out."""
    try:
        number = folder.stat().st_dev
        device = f"{os.major(number)}:{os.minor(number)}"
        kinds = dict(mounts(_MOUNTS.read_text("utf-8", "replace")))
        return kinds.get(device, ""), _is_removable(_BLOCK_DEVICES / device)
    except OSError:  # not Linux, or not told: then nothing is known against it
        return "", False


def _is_removable(device: Path) -> bool:
    """A partition's device lies in the folder of its disk, which knows."""
    try:
        real = device.resolve(strict=True)
    except OSError:
        return False
    marks = (real / "removable", real.parent / "removable")
    return any(mark.is_file() and mark.read_bytes().strip() == b"1" for mark in marks)


def _windows_disk(folder: Path) -> tuple[str, bool]:
    if sys.platform != "win32":
        return "", False
    import ctypes  # only needed here

    kernel = ctypes.WinDLL("kernel32")
    root = folder.absolute().anchor
    kind = ctypes.create_unicode_buffer(64)
    kernel.GetVolumeInformationW(root, None, 0, None, None, None, kind, 64)
    drive = kernel.GetDriveTypeW(root)
    is_remote = drive == _REMOTE_DRIVE or root.startswith("\\\\")
    return ("cifs" if is_remote else kind.value), drive == _REMOVABLE_DRIVE
