"""What is shipped and how: pins and lock agree, and the repository names no machine and no host."""

import re
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import pytest

import cds_desktop

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

TOP_LEVEL = {
    *("cds_desktop", "forms", "report_templates", "resources", "tests"),
    *("README.md", "pyproject.toml", "requirements.lock", "build.spec", "dev.py"),
}
DATA_FOLDERS = ("forms", "report_templates", "resources")

# The star goes out again: without it this file would name them itself.
INDEX_HOSTS = [name.replace("*", "") for name in ("py*pi.org", "python*hosted.org", "npm*js.")]


def lock_entries() -> dict[str, str]:
    """Return each pin of the lock with everything that belongs to it."""
    entries = re.split(r"(?m)^(?=\S)", LOCK.strip())
    return {entry.split("==")[0]: entry for entry in entries if entry}


def canonical(name: str) -> str:
    """Return a package's name as the lock writes it, without extras."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


def declared_pins() -> dict[str, str]:
    """Return name and version of every dependency in pyproject.toml."""
    project = PROJECT["project"]
    lines: list[str] = project["dependencies"] + project["optional-dependencies"]["dev"]
    pairs = (line.split("==") for line in lines)
    return {canonical(name): version for name, version in pairs}


def repository_files() -> list[Path]:
    """Return what is or would be committed."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / name for name in listed.decode("utf-8").split("\0") if name)
    return [path for path in paths if path.is_file()]


def surrounding_folder() -> Path:
    """Return the folder the repository is in, or itself where that says nothing of the machine."""
    parent = ROOT.parent
    return ROOT if parent in (Path(parent.anchor), Path(tempfile.gettempdir())) else parent


def test_every_pin_of_the_lock_has_a_hash() -> None:
    entries = lock_entries()
    assert len(entries) > len(declared_pins())
    without = [name for name, entry in entries.items() if "--hash=sha256:" not in entry]
    assert without == []


def test_every_line_of_the_lock_is_a_pin_or_a_hash() -> None:
    pin = r"[a-z0-9-]+==[\w.]+( ; [\w.!=<>' ]+)? \\"
    line = re.compile(rf"{pin}|    --hash=sha256:[0-9a-f]{{64}}( \\)?")
    assert [text for text in LOCK.splitlines() if not line.fullmatch(text)] == []


def test_pins_and_lock_agree() -> None:
    locked = {name: entry.split("==")[1].split()[0] for name, entry in lock_entries().items()}
    assert {name: locked.get(name) for name in declared_pins()} == declared_pins()


def test_no_file_names_a_package_index() -> None:
    naming = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in repository_files()
        for host in INDEX_HOSTS
        if host.encode() in path.read_bytes()
    ]
    assert naming == []


def test_no_file_names_a_folder_of_this_machine() -> None:
    folder = re.escape(str(surrounding_folder())).encode()
    path_inside = re.compile(rb"(?<![\w.])" + folder + rb"[/\\]")
    naming = [path for path in repository_files() if path_inside.search(path.read_bytes())]
    assert naming == []


def test_the_top_level_stays_small() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in repository_files()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_wheel_and_program_carry_the_shipped_data() -> None:
    mapped = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert mapped == {name: f"cds_desktop/_data/{name}" for name in DATA_FOLDERS}
    specification = (ROOT / "build.spec").read_text(encoding="utf-8")
    assert all(f'"{name}"' in specification for name in DATA_FOLDERS)


def test_the_package_knows_its_version() -> None:
    assert cds_desktop.__version__ == PROJECT["project"]["version"]
