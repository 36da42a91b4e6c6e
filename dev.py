#!/usr/bin/env python3
"""One command for everything: set up, start, check and build cds_desktop.

    python3 dev.py run [...]      start the program; what follows goes to its command line
    python3 dev.py test [...]     run the tests; what follows goes to pytest
    python3 dev.py check          format, lint, types, tests: before each commit (--fast: no tests)
    python3 dev.py bench [...]    measure speed and memory against the bare libraries
    python3 dev.py torture [...]  run the long tier of tests/torture
    python3 dev.py build [...]    build the program for people without Python; let it check itself
    python3 dev.py doctor         say what this machine has and what it lacks; change nothing

Without a command it runs the program. On Windows: py dev.py run.
It needs only Python 3.11 or newer. The first time, and when requirements.lock or the Python has
changed, it makes .venv from the lock, every file checked against its hash. On Debian as root it
also installs what Qt needs from the system; elsewhere it names what is missing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "made-from"  # written last: a .venv without it, or with another one, is made anew

IS_WINDOWS = os.name == "nt"
IS_LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")

# What Qt loads from the system -> the Debian package that brings it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    # Only windows on X11 need these; they are 1 MB together.
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# One of these files -> the Debian package that brings such a font. For the window Open Sans, 3 MB
# where Noto has 44; for documents the double of Times New Roman (never the package fonts-liberation
# of Debian 12: it lacks 93 Vietnamese letters).
FONTS = {
    ("OpenSans-Regular.*", "NotoSans-Regular.*", "Inter*.*"): "fonts-open-sans",
    ("LiberationSerif-Regular.*",): "fonts-liberation2",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
NO_DISPLAY = (
    "No display was found (DISPLAY and WAYLAND_DISPLAY are empty). Start this in a desktop session,"
    " or on a virtual screen: apt-get install xvfb; xvfb-run -a python3 dev.py run"
)


def main(arguments: Sequence[str]) -> int:
    """Carry out the command that is named first."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one deserves a sentence
        sys.exit(f"Python 3.11 or newer is needed; this is {platform.python_version()}.")
    name, *rest = arguments or ["run"]
    if name not in COMMANDS:
        print(__doc__)
        return 0 if name in ("-h", "--help", "help") else 2
    try:
        return COMMANDS[name](rest)
    except KeyboardInterrupt:
        return 130


def run(arguments: Sequence[str]) -> int:
    """Start the window, or a command of the program's own command line."""
    set_up()
    if not has_display() and not arguments:
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    screen = {} if has_display() else OFFSCREEN
    # Where the user stands: file names on the command line are meant from there.
    program = (PYTHON, "-P", "-m", "cds_desktop")
    return start(*program, *arguments, folder=Path.cwd(), extra=screen)


def test(arguments: Sequence[str]) -> int:
    """Run the tests."""
    set_up()
    return start(PYTHON, "-m", "pytest", *arguments)


def check(arguments: Sequence[str]) -> int:
    """Run everything that must be right before a commit; the first fault ends it."""
    set_up()
    formatting = ["format", "--check"] if os.environ.get("CI") else ["format"]
    steps = [["ruff", *formatting], ["ruff", "check"], ["pyright", "--pythonpath", str(PYTHON)]]
    if "--fast" not in arguments:
        steps.append(["pytest"])
    for step in steps:
        print(f"== {step[0]}", flush=True)
        if code := start(PYTHON, "-m", *step):
            return code
    return 0


def bench(arguments: Sequence[str]) -> int:
    """Measure; the result is a table, never a pass or a fail."""
    set_up()
    return start(PYTHON, "tests/benchmarks/run_all.py", *arguments)


def torture(arguments: Sequence[str]) -> int:
    """Run the long tier of the torture tests; the short one is part of every test run."""
    set_up()
    return start(PYTHON, "-m", "pytest", "tests/torture", *arguments, extra={"CDS_TORTURE": "full"})


def build(arguments: Sequence[str]) -> int:
    """Build the stand-alone program into dist/ and let it check itself."""
    set_up()
    program = ROOT / "dist/cds-desktop" / ("cds-desktop.exe" if IS_WINDOWS else "cds-desktop")
    code = start(PYTHON, "-m", "PyInstaller", "--noconfirm", "build.spec", *arguments)
    return code or start(program, "self-check", extra=OFFSCREEN)


def doctor(_arguments: Sequence[str]) -> int:
    """Say what is there; change nothing."""
    needed = missing_packages()
    rows = {
        "Python": f"{platform.python_version()} ({sys.executable})",
        ".venv": "ready" if venv_is_ready() else "not made yet, or made from something else",
        "System packages": "missing: " + " ".join(needed) if needed else "complete",
        "Fonts": "missing: " + " ".join(missing_fonts()) if missing_fonts() else "complete",
        "Display": "found" if has_display() else "none",
        "LibreOffice": shutil.which("soffice") or "none (only some checks of documents use it)",
    }
    for name, state in rows.items():
        print(f"{name:17}{state}")
    return 1 if needed else 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    command.__name__: command for command in (run, test, check, bench, torture, build, doctor)
}


def set_up() -> None:
    """Bring machine and .venv to the state that every command needs; quick when they are."""
    install_system_packages()
    if not venv_is_ready():
        make_venv()


def install_system_packages() -> None:
    """Install what is missing where that is possible; else stop and name it."""
    needed = missing_packages()
    wanted = [*needed, *missing_fonts()]
    if wanted and shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing:", *wanted, flush=True)
        must("apt-get", "-qq", "update", quiet=True)
        must("apt-get", "-qqy", "install", "--no-install-recommends", *wanted, quiet=True)
    elif needed:
        names = " ".join(needed)
        sys.exit(f"Install these packages (Debian's names), then start again:\n  {names}")


def missing_packages() -> list[str]:
    """Name the packages without which nothing works: Qt's libraries, a way to make .venv."""
    if not IS_LINUX:
        return []
    known = linker_cache()
    packages = [package for library, package in LIBRARIES.items() if library not in known]
    has_pip = any(importlib.util.find_spec(module) for module in ("ensurepip", "pip"))
    return packages if has_pip else [*packages, "python3-venv"]


def linker_cache() -> str:
    """Return the list of libraries that the system can load."""
    command = shutil.which("ldconfig", path="/sbin:/usr/sbin") or "ldconfig"
    return subprocess.run([command, "-p"], capture_output=True, text=True, check=True).stdout


def missing_fonts() -> list[str]:
    """Name the packages of fonts without which text looks poor."""
    return [package for names, package in FONTS.items() if IS_LINUX and not has_font(names)]


def has_font(names: Sequence[str]) -> bool:
    """Tell whether a font file of one of these names is installed."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return any(next(folder.rglob(name), None) for folder in folders for name in names)


def has_display() -> bool:
    """Tell whether a window can be shown to somebody."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not IS_LINUX or any(os.environ.get(name) for name in names)


def venv_is_ready() -> bool:
    """Tell whether .venv was made, to its end, from this lock by this Python."""
    complete = PYTHON.exists() and STAMP.is_file()
    return complete and STAMP.read_text(encoding="ascii") == fingerprint()


def fingerprint() -> str:
    """Name what .venv is made from."""
    return hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()


def make_venv() -> None:
    """Make .venv anew; whatever interrupts it, the next start begins again."""
    print("Making .venv from requirements.lock; this takes about half a minute.", flush=True)
    STAMP.unlink(missing_ok=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    pip = make_empty_venv()
    options = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--no-input"]
    must(*pip, "install", "-qq", "--disable-pip-version-check", *options, "-r", LOCK)
    put_checkout_on_path()
    STAMP.write_text(fingerprint(), encoding="ascii")


def make_empty_venv() -> list[str | Path]:
    """Make .venv without packages; return the pip that can fill it."""
    if importlib.util.find_spec("ensurepip"):
        must(sys.executable, "-m", "venv", VENV)
        return [PYTHON, "-m", "pip"]
    # Debian without python3-venv: the system's own pip fills the environment.
    must(sys.executable, "-m", "venv", "--without-pip", VENV)
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def put_checkout_on_path() -> None:
    """Make `import cds_desktop` work from every folder, also in children started with -I."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = VENV / ("Lib/site-packages" if IS_WINDOWS else f"lib/{version}/site-packages")
    # Relative: a .pth file is read in the locale's encoding, and the folder may have any name.
    checkout = os.path.relpath(ROOT, packages)
    (packages / "cds_desktop_checkout.pth").write_text(checkout + "\n", encoding="ascii")


def must(*command: str | Path, quiet: bool = False) -> None:
    """Run a step of the set-up; stop when it fails."""
    if start(*command, quiet=quiet, extra={"DEBIAN_FRONTEND": "noninteractive"}):
        sys.exit("Setting up failed; the reason stands above. The next start begins again.")


def start(
    *command: str | Path,
    folder: Path = ROOT,
    quiet: bool = False,
    extra: Mapping[str, str] | None = None,
) -> int:
    """Run a command in a folder, with `extra` variables; return its exit code."""
    environment = {**clean_environment(), **(extra or {})}
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=folder, env=environment, stdout=output).returncode


def clean_environment() -> dict[str, str]:
    """Return the environment without what would bring in another Python's or another Qt's files."""
    foreign = ("PYTHON", "VIRTUAL_ENV", "__PYVENV", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
