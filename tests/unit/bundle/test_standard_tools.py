"""A stranger in 2046: the bundle verifies with tools that are on every machine.

A missing tool fails these tests, it does not skip them.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cds_desktop.bundle import signature
from cds_desktop.bundle.keys import make_key, public_part, unlock
from cds_desktop.bundle.public_key import fingerprint, public_line
from cds_desktop.bundle.reader import read
from cds_desktop.bundle.trust import TrustedKey, allowed_signers
from tests.unit.bundle.bundle_making import KEY, OTHER_KEY, code_of, genuine, unpacked

NAMESPACE = "bundle-v1@cds-desktop"


def _run(*command: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    assert shutil.which(command[0]), f"{command[0]} is missing on this machine: please install it"
    environment = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, check=False, env=environment, timeout=20
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A genuine bundle, unpacked by unzip, with the list of trusted keys beside it."""
    (tmp_path / "bundle.zip").write_bytes(genuine())
    unzipped = _run("unzip", "-q", "bundle.zip", "-d", "x", cwd=tmp_path)
    assert unzipped.returncode == 0, unzipped.stderr
    key = TrustedKey(public=KEY.public, unit="866", namespaces=(NAMESPACE,))
    (tmp_path / "x" / "allowed_signers").write_text(allowed_signers([key]), encoding="ascii")
    return tmp_path / "x"


def _verify(
    folder: Path, unit: str = "866", namespace: str = NAMESPACE
) -> subprocess.CompletedProcess[bytes]:
    command = f"ssh-keygen -Y verify -f allowed_signers -I {unit} -n {namespace} -s SHA256SUMS.sig"
    return _run(*command.split(" "), cwd=folder, stdin=(folder / "SHA256SUMS").read_bytes())


def test_unzip_finds_what_was_written(folder: Path):
    tested = _run("unzip", "-t", "../bundle.zip", cwd=folder)
    assert tested.returncode == 0 and b"No errors detected" in tested.stdout
    for name, data in unpacked(genuine()).items():
        assert (folder / name).read_bytes() == data


def test_sha256sum_agrees_with_the_list(folder: Path):
    checked = _run("sha256sum", "-c", "--strict", "SHA256SUMS", cwd=folder)
    assert checked.returncode == 0, checked.stderr
    (folder / "v001.csv").write_bytes(b"x")
    assert _run("sha256sum", "-c", "--strict", "SHA256SUMS", cwd=folder).returncode != 0


def test_sha256sum_prints_the_bundle_id(folder: Path):
    printed = _run("sha256sum", "SHA256SUMS", cwd=folder).stdout.decode()
    assert printed.split(" ")[0] == read(genuine()).bundle_id


def test_ssh_keygen_verifies_the_signature(folder: Path):
    verified = _verify(folder)
    assert verified.returncode == 0, verified.stderr
    assert fingerprint(KEY.public).encode() in verified.stdout


def test_ssh_keygen_refuses_what_we_refuse(folder: Path):
    assert _verify(folder, unit="867").returncode != 0
    assert _verify(folder, namespace="receipt-v1@cds-desktop").returncode != 0
    (folder / "SHA256SUMS").write_bytes((folder / "SHA256SUMS").read_bytes() + b" ")
    assert _verify(folder).returncode != 0


def test_the_commands_of_the_readme_are_those_that_work(folder: Path):
    readme = (folder / "README.txt").read_text(encoding="ascii")
    command = "ssh-keygen -Y verify -f allowed_signers -I UNIT -n NAMESPACE -s SHA256SUMS.sig"
    assert f"{command} < SHA256SUMS" in readme and "sha256sum -c SHA256SUMS" in readme


def _private_file(folder: Path) -> Path:
    path = folder / "key"
    path.write_bytes(KEY.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("size", [0, 1, 1000, 100_000])
def test_our_signature_is_byte_for_byte_that_of_ssh_keygen(tmp_path: Path, size: int):
    message = hashlib.shake_256(b"message").digest(size)
    command = ("ssh-keygen", "-Y", "sign", "-f", str(_private_file(tmp_path)), "-n", NAMESPACE)
    theirs = _run(*command, cwd=tmp_path, stdin=message)
    assert theirs.returncode == 0, theirs.stderr
    assert signature.sign(message, KEY, namespace=NAMESPACE) == theirs.stdout
    signature.verify(signature.parse(theirs.stdout), message)


def test_ssh_keygen_prints_our_fingerprint(tmp_path: Path):
    (tmp_path / "key.pub").write_text(public_line(OTHER_KEY.public) + "\n", encoding="ascii")
    printed = _run("ssh-keygen", "-l", "-f", "key.pub", cwd=tmp_path)
    assert fingerprint(OTHER_KEY.public).encode() in printed.stdout


def test_ssh_keygen_opens_our_key_file(tmp_path: Path):
    data = make_key("mười ký tự trở lên")
    path = tmp_path / "signing_key"
    path.write_bytes(data)
    path.chmod(0o600)
    opened = _run("ssh-keygen", "-y", "-P", "mười ký tự trở lên", "-f", str(path), cwd=tmp_path)
    assert opened.stdout.decode().strip() == public_line(public_part(data)), opened.stderr


def test_we_open_a_key_file_of_ssh_keygen(tmp_path: Path):
    command = "ssh-keygen -q -t ed25519 -N 1234567890 -C office -f key"
    made = _run(*command.split(" "), cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    data = (tmp_path / "key").read_bytes()
    public = (tmp_path / "key.pub").read_text(encoding="ascii").removesuffix(" office\n")
    assert public_line(unlock(data, "1234567890").public) == public
    assert code_of(lambda: unlock(data, "123456789x")) == "key_passphrase_wrong"
