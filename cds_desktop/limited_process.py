"""Run a function in a child process that may take only so much time and memory (INPUT.md 13).

For everything that parses files from outside: what loops, swells or crashes there does not touch
the program. Linux limits address space and processor time, Windows memory through a job object;
elsewhere only the clock limits. The child imports the function's module and nothing else of ours.
"""

import ctypes
import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.context import SpawnProcess
from types import ModuleType
from typing import Protocol, TypeVar, TypeVarTuple, cast

from cds_desktop.errors import CdsError

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")

_SPAWN = multiprocessing.get_context("spawn")
_STARTING = threading.Lock()
_MIB = 1024 * 1024
_LAST_WORDS_SECONDS = 2


class ChildFailed(Exception):
    """Why the child gave no result; the cause of the error that the caller chose."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the child sends: a result, an error that a user can mend, or another one's trace."""

    result: object = None
    refusal: CdsError | None = None
    fault: str = ""


class _Sender(Protocol):
    def send(self, obj: object, /) -> None: ...


def enter_child_if_asked() -> None:
    """Become the child if the built program was started as one: the first act of `__main__`."""
    multiprocessing.freeze_support()


def run_limited(
    function: Callable[[*_Arguments], _Result],
    *arguments: *_Arguments,
    seconds: float,
    mebibytes: int,
    failure: CdsError,
) -> _Result:
    """Return `function(*arguments)`, computed in a child process.

    The function stands at the top of a module; arguments and result are plain data. A CdsError of
    the function is raised here too. `failure` is raised when the child takes more than `seconds`,
    or more than `mebibytes` beyond what Python itself takes, or crashes, or fails in another way.
    """
    answer = _ask_child(partial(function, *arguments), seconds, mebibytes, failure=failure)
    if answer.refusal is not None:
        raise answer.refusal
    if answer.fault:
        raise failure from ChildFailed(answer.fault)
    return cast(_Result, answer.result)


def _ask_child(
    work: Callable[[], object], seconds: float, mebibytes: int, *, failure: CdsError
) -> _Answer:
    receiver, sender = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=_child, args=(sender, work, seconds, mebibytes), daemon=True)
    watchdog = threading.Timer(seconds, process.kill)
    try:
        with _without_main_module():
            process.start()
        sender.close()  # now only the child can write: its death ends our waiting
        watchdog.start()
        return cast(_Answer, receiver.recv())
    except (EOFError, OSError):
        raise failure from ChildFailed(f"no answer, exit code {_end(process)}")
    finally:
        watchdog.cancel()
        _end(process)
        receiver.close()
        sender.close()


def _end(process: SpawnProcess) -> int | None:
    """Wait for the child's end, which is near; return its exit code (None: it never began)."""
    if process.pid is None:
        return None
    process.join(_LAST_WORDS_SECONDS)
    process.kill()
    return process.exitcode


@contextmanager
def _without_main_module() -> Generator[None]:
    """Hide `__main__` while a child starts: it would import it, and with it the whole program."""
    with _STARTING:
        main_module = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main_module


# --- in the child -------------------------------------------------------------------------------


def _child(sender: _Sender, work: Callable[[], object], seconds: float, mebibytes: int) -> None:
    try:
        _limit_resources(seconds, mebibytes)
        sender.send(_Answer(result=work()))
    except CdsError as error:
        sender.send(_Answer(refusal=error))
    except Exception as error:  # whatever a foreign file provokes is the file's fault
        sender.send(_Answer(fault=_trace(error)))


def _trace(error: Exception) -> str:
    """Return where it happened, without the error's own words: they may hold figures."""
    places = traceback.extract_tb(error.__traceback__)
    lines = [f"{os.path.basename(place.filename)}:{place.lineno} {place.name}" for place in places]
    return " > ".join([*lines, type(error).__name__])


def _limit_resources(seconds: float, mebibytes: int) -> None:
    if sys.platform == "linux":
        _limit_linux(seconds, mebibytes)
    elif sys.platform == "win32":
        _limit_windows(mebibytes)


def _limit_linux(seconds: float, mebibytes: int) -> None:
    import resource

    with open("/proc/self/statm", encoding="ascii") as statm:
        taken = int(statm.read().split()[0]) * resource.getpagesize()
    memory = taken + mebibytes * _MIB
    processor = int(seconds) + 2  # ends a child whose parent is gone
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION: 144 bytes on 64-bit Windows."""

    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


_EXTENDED_LIMIT_INFORMATION = 9
_LIMIT_PROCESS_MEMORY = 0x100
_PYTHON_MIB = 64  # what a bare child commits on Windows


def _limit_windows(mebibytes: int) -> None:
    """Put this process into a job with a memory limit; where Windows refuses, the clock remains."""
    if sys.platform != "win32":
        return
    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel32.CreateJobObjectW.restype = ctypes.c_void_p
    kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel32.CreateJobObjectW(None, None))
    limits = _ExtendedLimits()
    limits.BasicLimitInformation.LimitFlags = _LIMIT_PROCESS_MEMORY
    limits.ProcessMemoryLimit = (mebibytes + _PYTHON_MIB) * _MIB
    kernel32.SetInformationJobObject(
        job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    kernel32.AssignProcessToJobObject(job, ctypes.c_void_p(kernel32.GetCurrentProcess()))
