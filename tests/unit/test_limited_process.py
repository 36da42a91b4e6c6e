"""Work in a child process: results and errors come back, what goes wrong there does not spread."""

import ctypes
import operator
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from cds_desktop import limited_process
from cds_desktop.bundle.reader import read
from cds_desktop.errors import BundleError, CdsError, DocumentError, InputError
from cds_desktop.limited_process import ChildFailed, map_limited, run_limited
from tests.unit.bundle.bundle_making import genuine

ROOT = Path(__file__).parents[2]
FAILURE = BundleError("G299")
Result = TypeVar("Result")


def _limited(
    function: Callable[..., Result], *arguments: object, seconds: float = 20, mebibytes: int = 256
) -> Result:
    work = partial(function, *arguments)
    return run_limited(work, seconds=seconds, mebibytes=mebibytes, failure=FAILURE)


# --- what the child does in these tests: functions at the top of a module ------------------------


def raise_refusal() -> None:
    """Raise an error that a user can mend."""
    raise DocumentError("output_locked", file="BC.docx")


def raise_fault() -> None:
    """Raise an error of ours whose words hold a figure."""
    raise ValueError("1205 hồ sơ")


def answer_with_something_that_cannot_travel() -> object:
    """Return what cannot be pickled."""
    return threading.Lock()


def loaded_modules() -> list[str]:
    """Return the names of the modules in this process."""
    return list(sys.modules)


def take_memory(mebibytes: int) -> int:
    """Fill memory and return how much it was."""
    return len(b"\1" * (mebibytes * 1024 * 1024))


def turn_in_circles() -> None:
    """Never end."""
    while True:
        pass


# ------------------------------------------------------------------------------------------------


def test_the_result_comes_back():
    assert run_limited(operator.add, 2, 3, seconds=20, mebibytes=256, failure=FAILURE) == 5


def test_a_bundle_is_opened_in_the_child_as_it_is_here():
    assert _limited(read, genuine()) == read(genuine())


def test_large_arguments_and_results_travel():
    data = bytes(16 * 1024 * 1024)
    assert _limited(operator.add, data, b"x") == data + b"x"


def test_an_error_that_a_user_can_mend_comes_back_with_its_values():
    with pytest.raises(DocumentError) as caught:
        _limited(raise_refusal)
    assert caught.value.code == "output_locked"
    assert "BC.docx" in caught.value.message.text


def test_the_code_of_a_bad_bundle_comes_back():
    with pytest.raises(BundleError) as caught:
        _limited(read, genuine()[:-1])
    assert caught.value.code == "G202"


@pytest.mark.parametrize(
    ("function", "arguments", "trace"),
    [
        pytest.param(raise_fault, (), "raise_fault > ValueError", id="error of ours"),
        pytest.param(answer_with_something_that_cannot_travel, (), "TypeError", id="result"),
        pytest.param(take_memory, (600,), "MemoryError", id="memory"),
        pytest.param(os._exit, (3,), "exit code 3", id="exit"),
        pytest.param(sys.exit, (4,), "exit code 4", id="polite exit"),
        pytest.param(os.abort, (), f"exit code -{signal.SIGABRT}", id="crash"),
        pytest.param(ctypes.string_at, (0,), f"exit code -{signal.SIGSEGV}", id="bad address"),
        pytest.param(os.kill, ("nonsense",), "TypeError", id="wrong arguments"),
    ],
)
def test_every_other_end_is_the_failure_that_the_caller_chose(
    function: Callable[..., object], arguments: tuple[object, ...], trace: str
):
    with pytest.raises(BundleError) as caught:
        _limited(function, *arguments)
    assert caught.value is FAILURE
    assert isinstance(caught.value.__cause__, ChildFailed)
    assert trace in str(caught.value.__cause__)


@pytest.mark.parametrize(
    "function",
    [pytest.param(turn_in_circles, id="busy"), pytest.param(partial(time.sleep, 60), id="idle")],
)
def test_a_child_that_does_not_end_is_ended(function: Callable[[], object]):
    start = time.perf_counter()
    with pytest.raises(BundleError):
        _limited(function, seconds=0.5)
    assert time.perf_counter() - start < 5


def test_the_trace_holds_no_words_of_the_error():
    with pytest.raises(BundleError) as caught:
        _limited(raise_fault)
    assert "1205" not in str(caught.value.__cause__)


def test_memory_within_the_limit_is_given():
    assert _limited(take_memory, 100) == 100 * 1024 * 1024


def test_the_failure_may_be_of_any_kind():
    failure = InputError("unit_unknown", text="?")
    with pytest.raises(CdsError) as caught:
        run_limited(os.abort, seconds=20, mebibytes=64, failure=failure)
    assert caught.value is failure


def test_the_child_does_not_load_the_window():
    modules = _limited(loaded_modules)
    assert not [name for name in modules if name.startswith(("PySide6", "cds_desktop.gui"))]


def test_the_child_does_not_run_the_main_module_again(tmp_path: Path):
    main_module = tmp_path / "main.py"
    main_module.write_text(
        "print('the whole program')\n"
        "import operator\n"
        "from cds_desktop.errors import BundleError\n"
        "from cds_desktop.limited_process import run_limited\n"
        "failure = BundleError('G299')\n"
        "print(run_limited(operator.add, 2, 3, seconds=20, mebibytes=64, failure=failure))\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(main_module)]
    output = subprocess.check_output(command, env=environment, text=True, timeout=60)
    assert output.splitlines() == ["the whole program", "5"]


def test_a_child_that_opens_a_bundle_loads_only_what_it_needs():
    modules = _limited(_modules_after_reading, genuine())
    ours = {name.split(".")[1] for name in modules if name.startswith("cds_desktop.")}
    assert ours <= {"bundle", "errors", "messages", "limits", "text_rules", "limited_process"}


def _modules_after_reading(data: bytes) -> list[str]:
    read(data)
    return list(sys.modules)


def test_the_main_module_is_back_when_the_child_has_started():
    main_module = sys.modules["__main__"]
    _limited(loaded_modules)
    assert sys.modules["__main__"] is main_module


def test_no_child_is_left_behind():
    _limited(loaded_modules)
    with pytest.raises(BundleError):
        _limited(turn_in_circles, seconds=0.2)
    assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    children = _children()
    assert not [name for name in children if "spawn_main" in name], children


def _children() -> list[str]:
    if sys.platform != "linux":
        return []
    task = f"/proc/self/task/{threading.get_native_id()}/children"
    numbers = Path(task).read_text(encoding="ascii").split()
    return [Path("/proc", one, "cmdline").read_text(encoding="utf-8") for one in numbers]


def test_many_threads_may_ask_at_once():
    results: list[int] = []

    def square(number: int) -> None:
        results.append(_limited(operator.mul, number, number))

    threads = [threading.Thread(target=square, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [0, 1, 4, 9]


def test_the_structure_for_windows_has_the_size_that_windows_expects():
    limits = limited_process._ExtendedLimits  # pyright: ignore[reportPrivateUsage]
    assert ctypes.sizeof(limits) == (144 if sys.maxsize > 2**32 else 112)


# --- many items in one child ----------------------------------------------------------------------


def double(item: object) -> int:
    """Return twice a number; do something bad for other items."""
    match item:
        case int():
            return 2 * item
        case "refuse":
            raise DocumentError("output_locked", file="BC.docx")
        case "fault":
            raise ValueError("1205")
        case "exit":
            os._exit(3)
        case "memory":
            return take_memory(600)
        case _:
            turn_in_circles()
            return 0


def _mapped(*items: object, seconds: float = 20) -> list[object]:
    found = map_limited(double, items, seconds=seconds, mebibytes=256, failure=FAILURE)
    return [one.code if isinstance(one, CdsError) else one for one in found]


def test_many_items_are_answered_in_their_order():
    assert _mapped(*range(300)) == [2 * number for number in range(300)]


def test_no_items_start_no_child():
    assert _mapped() == []


@pytest.mark.parametrize("bad", ["fault", "exit", "memory"])
def test_a_bad_item_spoils_no_other(bad: str):
    assert _mapped(1, bad, 2, bad, bad, 3) == [2, "G299", 4, "G299", "G299", 6]


def test_a_refused_item_gives_its_own_code():
    assert _mapped(1, "refuse", 2) == [2, "output_locked", 4]


def test_an_item_that_does_not_end_is_ended_alone():
    start = time.perf_counter()
    assert _mapped(1, "for ever", 2, seconds=0.7) == [2, "G299", 4]
    assert time.perf_counter() - start < 8


def _process_id(item: int) -> int:
    return os.getpid()


def test_one_child_serves_all_items():
    found = map_limited(_process_id, range(5), seconds=20, mebibytes=256, failure=FAILURE)
    assert len(set(found)) == 1
