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
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import ModuleType
from typing import Any, Protocol, TypeVar, TypeVarTuple, cast

from cds_desktop.errors import CdsError

_Arguments = TypeVarTuple("_Arguments")
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_SPAWN = multiprocessing.get_context("spawn")
_STARTING = threading.Lock()
_MIB = 1024 * 1024
_LAST_WORDS_SECONDS = 2
_START_SECONDS = 60


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


def map_limited(
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    *,
    seconds: float,
    mebibytes: int,
    failure: CdsError,
) -> Generator[_Result | CdsError]:
    """Yield `function(item)` for each item, in order, from one limited child for all of them.

    Starting a child costs more than parsing a file; the limits hold for each item all the same. An
    item that the function refuses gives its CdsError as a value, one that breaks the limits or the
    child gives `failure`, and the others get a fresh child. While the caller works on one result
    the child is at the next.
    """
    waiting = iter(items)
    line = _Line(function, seconds, mebibytes)
    try:
        current = next(waiting, _NOTHING)
        line.ask(current)
        while current is not _NOTHING:
            answer = line.answer()
            if answer.fault and line.is_used:  # may be the fault of what came before
                line.renew()
                line.ask(current)
                answer = line.answer()
            if answer.fault:
                line.renew()
            current = next(waiting, _NOTHING)
            line.ask(current)
            yield _value_of(answer, failure)
    finally:
        line.close()


def _value_of(answer: _Answer, failure: CdsError) -> Any:
    if answer.fault:
        failure.__cause__ = ChildFailed(answer.fault)
        return failure
    return answer.result if answer.refusal is None else answer.refusal


class _Nothing:
    """The end of the items."""


_NOTHING = _Nothing()


class _Line:
    """A child that answers one question after another; started at the first."""

    def __init__(self, function: Callable[[Any], object], seconds: float, mebibytes: int) -> None:
        self._work = (function, seconds, mebibytes)
        self._seconds = seconds
        self._child: tuple[SpawnProcess, Connection] | None = None
        self._answered = 0
        self._is_ready = False

    @property
    def is_used(self) -> bool:
        """Whether the child has answered before the last question."""
        return self._answered > 1

    def ask(self, item: object) -> None:
        """Send the child an item; nothing for the end of the items."""
        if item is _NOTHING:
            return
        if self._child is None:
            self._child = self._start()
        with suppress(OSError):  # a child that is gone is found out by `answer`
            self._child[1].send(item)

    def answer(self) -> _Answer:
        """Wait for the child's answer, so long as an item may take."""
        self._answered += 1
        if self._child is None:
            raise RuntimeError("ask first")
        process, connection = self._child
        try:
            if not self._is_ready:  # starting takes what it takes on a busy machine
                if not connection.poll(_START_SECONDS):
                    return _Answer(fault="the child did not start")
                connection.recv()
                self._is_ready = True
            if not connection.poll(self._seconds):
                return _Answer(fault="no answer in time")
            return cast(_Answer, connection.recv())
        except (EOFError, OSError):
            return _Answer(fault=f"no answer, exit code {_end(process)}")

    def renew(self) -> None:
        """Let the child go; the next item gets a fresh one."""
        self.close()
        self._answered = 0

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            process, connection = self._child
            self._child, self._is_ready = None, False
            connection.close()
            process.kill()
            process.join()

    def _start(self) -> tuple[SpawnProcess, Connection]:
        ours, theirs = _SPAWN.Pipe(duplex=True)
        process = _SPAWN.Process(target=_serve, args=(theirs, *self._work), daemon=True)
        with _without_main_module():
            process.start()
        theirs.close()
        return process, ours


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


def _serve(
    connection: Connection, function: Callable[[Any], object], seconds: float, mebibytes: int
) -> None:
    """Answer items until the parent is gone."""
    _limit_resources(seconds, mebibytes)
    with suppress(EOFError, OSError):
        connection.send(_Answer())  # ready: from now on the clock runs
        while True:
            item: object = connection.recv()
            _limit_next_item(seconds)
            connection.send(_answer_to(function, item))


def _answer_to(function: Callable[[Any], object], item: object) -> _Answer:
    try:
        return _Answer(result=function(item))
    except CdsError as error:
        return _Answer(refusal=error)
    except Exception as error:  # as in `_child`
        return _Answer(fault=_trace(error))


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
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit_next_item(seconds)


def _limit_next_item(seconds: float) -> None:
    """Give the processor so much time from now on: ends a child whose parent is gone."""
    if sys.platform != "linux":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    processor = int(usage.ru_utime + usage.ru_stime + seconds) + 2
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (processor, most))


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
