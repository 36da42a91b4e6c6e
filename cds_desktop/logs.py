"""One rotating log file: codes and identifiers, never figures or names of people."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_FILE_BYTES = 1_000_000
_FILES = 5


def start_logging(folder: Path) -> Path:
    """Send the program's log records to `folder`/cds-desktop.log; return the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "cds-desktop.log"
    handler = RotatingFileHandler(path, maxBytes=_FILE_BYTES, backupCount=_FILES, encoding="utf-8")
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger = logging.getLogger("cds_desktop")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return path


def stop_logging() -> None:
    """Close the log file, so that its folder can be moved or deleted."""
    logger = logging.getLogger("cds_desktop")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True
