"""What holds for every test: no real home folder, no network, no screen, no unexpected warning."""

import logging
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Before the first test module imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

_HOME_VARIABLES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
_XDG_VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
_LOCAL_FAMILIES = {getattr(socket, "AF_UNIX", None)}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a home folder and a data folder of its own; return the home folder."""
    folder = tmp_path_factory.mktemp("home")
    for name in _HOME_VARIABLES:
        monkeypatch.setenv(name, str(folder))
    for name in _XDG_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CDS_DATA_DIR", str(folder / "data"))
    return folder


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] not in _LOCAL_FAMILIES:
        raise RuntimeError("A test reached for the network; this program has none.")


# An audit hook sees sockets made from C too, and nobody can take it off again.
sys.addaudithook(_refuse_network)


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    """Collect the program's log records, whatever handlers the program puts up or takes down."""
    records: list[logging.LogRecord] = []
    make: Callable[..., logging.LogRecord] = logging.getLogRecordFactory()

    def make_and_keep(*arguments: object, **keywords: object) -> logging.LogRecord:
        record = make(*arguments, **keywords)
        if record.name.split(".")[0] == "cds_desktop":
            records.append(record)
        return record

    logging.setLogRecordFactory(make_and_keep)
    yield records
    logging.setLogRecordFactory(make)


@pytest.fixture(autouse=True)
def no_unexpected_log(
    request: pytest.FixtureRequest, logged: list[logging.LogRecord]
) -> Iterator[None]:
    """Fail the test when the program warns, unless it is marked `expects_log`."""
    logger = logging.getLogger("cds_desktop")
    before = (list(logger.handlers), logger.level, logger.propagate)
    yield
    _restore(logger, *before)
    warnings = [record for record in logged if record.levelno >= logging.WARNING]
    if warnings and not request.node.get_closest_marker("expects_log"):
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in warnings]
        pytest.fail("Unexpected in the log (mark the test expects_log?):\n" + "\n".join(lines))


def _restore(
    logger: logging.Logger, handlers: list[logging.Handler], level: int, propagate: bool
) -> None:
    for handler in set(logger.handlers) - set(handlers):
        handler.close()
    logger.handlers[:] = handlers
    logger.setLevel(level)
    logger.propagate = propagate
