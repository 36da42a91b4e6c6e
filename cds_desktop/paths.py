"""Where shipped data, user data and logs are: the only module that knows a folder."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PACKAGED_DATA = _PACKAGE / "_data"  # put there by the wheel and by build.spec
DATA_ROOT = _PACKAGED_DATA if _PACKAGED_DATA.is_dir() else _PACKAGE.parent

FORMS = DATA_ROOT / "forms"
REPORT_TEMPLATES = DATA_ROOT / "report_templates"
RESOURCES = DATA_ROOT / "resources"

PRACTICE_FOLDER = "tap-nhap"


def user_data(override: Path | None = None) -> Path:
    """Return the folder of the database, keys, backups and logs; does not create it.

    Order: the argument (`--data-dir`), `CDS_DATA_DIR`, the platform's folder for local data.
    """
    if override is not None:
        return override.expanduser().absolute()
    if from_environment := os.environ.get("CDS_DATA_DIR"):
        return Path(from_environment).expanduser().absolute()
    from platformdirs import user_data_path  # 8 ms that a start with a given folder saves

    return user_data_path("cds-desktop", appauthor=False, roaming=False)


def practice_data(root: Path) -> Path:
    """Return the folder of the practice workspace: its own database and key."""
    return root / PRACTICE_FOLDER


def documents() -> Path:
    """Return the folder that file dialogs open in: Documents when there is one, else home."""
    home = Path.home()
    known = [home / "Documents", home / "Tài liệu"]
    return next((folder for folder in known if folder.is_dir()), home)


def is_frozen() -> bool:
    """Say whether this is the built program (PyInstaller) and not Python running a checkout."""
    return bool(getattr(sys, "frozen", False))
