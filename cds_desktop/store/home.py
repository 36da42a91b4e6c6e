"""The names of everything that lies around one database: logs, marks, backups, incidents."""

from dataclasses import dataclass
from pathlib import Path

LOGS = ("-wal", "-journal")
"""What SQLite puts after a database's name for the files that belong to it."""


@dataclass(frozen=True, slots=True)
class Home:
    """One workspace's folder as the store sees it; nothing is made by asking for a name."""

    root: Path

    @property
    def database(self) -> Path:
        """The database itself."""
        return self.root / "cds.db"

    @property
    def edits(self) -> Path:
        """The folder of the spill log."""
        return self.root / "state" / "edits"

    @property
    def install_file(self) -> Path:
        """The high-water mark, which lies outside the database on purpose."""
        return self.root / "state" / "install.json"

    @property
    def drill_file(self) -> Path:
        """The result of the newest restore drill."""
        return self.root / "state" / "drill.json"

    @property
    def journal(self) -> Path:
        """Names the incident that a recovery works on; it exists only while one is under way."""
        return self.root / "state" / "recovery.json"

    @property
    def backups(self) -> Path:
        """The folder of the backups beside the database."""
        return self.root / "backups"

    @property
    def incidents(self) -> Path:
        """The folder of untouched copies of damaged databases."""
        return self.root / "su-co"

    @property
    def ballast(self) -> Path:
        """The file that is given up when the disk is full."""
        return self.root / "reserve.bin"


def logs_of(database: Path) -> tuple[Path, ...]:
    """Return the names of the files that belong to a database, there or not."""
    return tuple(database.with_name(database.name + suffix) for suffix in LOGS)
