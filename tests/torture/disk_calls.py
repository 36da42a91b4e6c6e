"""The system calls that change files, read from strace's output in the order they ended.

`strace -f -y -xx` prints strings as hexadecimal bytes and descriptors with their paths; calls that
another thread interrupts come in two pieces, which are put together here.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,close,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,"
    "renameat2,mkdir,rmdir,lseek"
)
_LINE = re.compile(r"^(?:(\d+) +)?(.*)$")
_BEGUN = re.compile(r"^(\w+)\((.*) <unfinished \.\.\.>$")
_ENDED = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$")
_WHOLE = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?.*$")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FOLDER = re.compile(r"^(?:AT_FDCWD|\d+)<([^>]*)>, ")


class TracerMissing(Exception):
    """Strace is not there or may not trace: the tier fails, it is never left out."""


@dataclass(frozen=True, slots=True)
class Call:
    """One finished call; `begun` is how many calls had ended when it began."""

    name: str
    arguments: str
    result: int
    begun: int

    @property
    def strings(self) -> list[bytes]:
        """The strings among the arguments."""
        found = _STRING.findall(self.arguments)
        return [bytes.fromhex(text.replace("\\x", "")) for text in found]

    @property
    def paths(self) -> list[str]:
        """The paths among the arguments; one relative to an open folder is made whole."""
        folder = _FOLDER.match(self.arguments)
        start = _plain(folder[1]) if folder and folder[1] else ""
        return [os.path.join(start, os.fsdecode(text)) for text in self.strings]

    @property
    def descriptor(self) -> int:
        """The first argument as a file descriptor."""
        return int(re.match(r"-?\d+", self.arguments)[0])  # type: ignore[index]

    @property
    def last_number(self) -> int:
        """The last argument as a number: an offset or a length."""
        return int(self.arguments.rsplit(", ", 1)[1])


def trace(command: Sequence[str], log: Path, *, folder: Path, environment: dict[str, str]) -> str:
    """Run a command under strace; return its standard output. Raises TracerMissing."""
    if shutil.which("strace") is None:
        raise TracerMissing("strace is not installed: apt-get install strace")
    options = ["-f", "-y", "-xx", "-s", "4000000", "-e", f"trace={CALLS}", "-o", str(log)]
    done = subprocess.run(
        ["strace", *options, *command], cwd=folder, env=environment, capture_output=True, text=True
    )
    if not log.is_file() or "ptrace" in done.stderr:
        raise TracerMissing(f"strace may not trace here: {done.stderr[-500:]}")
    if done.returncode:
        raise RuntimeError(f"the traced program failed: {done.stderr[-2000:]}")
    return done.stdout


def read_calls(log: Path) -> list[Call]:
    """Return the calls that succeeded, in the order they ended."""
    calls: list[Call] = []
    begun: dict[str, tuple[str, int]] = {}
    for line in _lines(log):
        thread, text = line
        if found := _BEGUN.match(text):
            begun[thread] = (f"{found[1]}({found[2]}", len(calls))
            continue
        start = len(calls)
        if found := _ENDED.match(text):
            former, start = begun.pop(thread, ("", 0))
            text = former + found[2]
        if (found := _WHOLE.match(text)) and int(found[3]) >= 0:
            calls.append(Call(found[1], found[2], int(found[3]), start))
    return calls


def _lines(log: Path) -> Iterator[tuple[str, str]]:
    with log.open(encoding="ascii", errors="replace") as file:
        for line in file:
            if found := _LINE.match(line.rstrip("\n")):
                yield found[1] or "", found[2]


def _plain(text: str) -> str:
    """Return a path as it is: strace prints those of descriptors as bytes, too."""
    if "\\x" not in text:
        return text
    return os.fsdecode(bytes.fromhex(text.replace("\\x", "")))
