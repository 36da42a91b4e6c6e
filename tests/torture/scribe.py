"""The process that works and is killed, cut off or starved: it acknowledges what is durable.

`python -m tests.torture.scribe FOLDER FIRST COUNT PHASES`; phases: edits, backup, export, reopen,
restore, recover. Lines on standard output: ["edit", n], ["export", n], ["restore", n] before a
restore to edit n begins, ["restored", n] after it, ["refused", n] for an edit that was not stored.
"""

import sys
from contextlib import suppress
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.errors import CdsError, DocumentError, StoreError
from cds_desktop.store import backups, guard, recovery
from cds_desktop.store.connection import Store
from cds_desktop.store.home import Home
from tests.torture import model

_REFUSED = 3
_TRIES = 3


class Scribe:
    """One session of work; `number` is the last edit made."""

    def __init__(self, home: Home, number: int) -> None:
        self.home = home
        self.number = number
        self.exports = 0
        self.store: Store = guard.open_guarded(home)

    def work(self, phase: str, count: int) -> None:
        """Carry out one phase."""
        getattr(self, f"_{phase}")(count)

    def close(self) -> None:
        """Close, as the program does."""
        guard.close_guarded(self.store, self.home)

    def _edits(self, count: int) -> None:
        for _ in range(count):
            if not self._edit():
                return
            if self.number % 20 == 0:
                with suppress(StoreError):
                    model.freeze(self.store)

    def _edit(self) -> bool:
        """Make the next edit; tries again when it is refused, as a clerk would."""
        for _ in range(_TRIES):
            try:
                model.edit(self.store, self.number + 1)
            except StoreError:
                model.acknowledge(self.number + 1, "refused")
                continue
            self.number += 1
            model.acknowledge(self.number)
            return True
        return False

    def _backup(self, _count: int) -> None:
        with suppress(StoreError):
            backups.make(self.store, self.home.backups, reason="manual")
            backups.rotate(self.home.backups)

    def _export(self, count: int) -> None:
        for _ in range(count):
            with suppress(DocumentError):
                write_atomically(self.home.root / "export.bin", exported(self.exports + 1))
                self.exports += 1
                model.acknowledge(self.exports, "export")

    def _reopen(self, _count: int) -> None:
        self.close()
        self.store = guard.open_guarded(self.home)

    def _restore(self, _count: int) -> None:
        """Go back to the newest backup."""
        [newest, *_] = backups.list_backups(self.home.backups)
        target = backups.verify(newest)
        store = backups.open_copy(target.file)
        number = model.last_edit(store)
        store.close()
        self.close()
        model.acknowledge(number, "restore")
        recovery.restore(self.home, target.file)
        model.acknowledge(number, "restored")
        self.number = number
        self.store = guard.open_guarded(self.home)

    def _recover(self, _count: int) -> None:
        """Damage the database and recover it."""
        self.close()
        model.acknowledge(self.number, "damage")
        data = bytearray(self.home.database.read_bytes())
        data[len(data) // 2 : len(data) // 2 + 8192] = b"\xa5" * 8192
        write_atomically(self.home.database, bytes(data))
        recovery.recover(self.home)
        model.acknowledge(self.number, "recovered")
        self.store = guard.open_guarded(self.home)


def exported(number: int) -> bytes:
    """Return the bytes of export `number`: they name it at the beginning and at the end."""
    mark = f"[{number:06d}]".encode()
    return mark + bytes(range(256)) * 60 + mark


def main() -> int:
    """Work; a refusal by the store ends it with a sentence, as the program would."""
    folder, first, count, *phases = sys.argv[1:]
    try:
        scribe = Scribe(Home(Path(folder)), int(first))
        for phase in phases:
            scribe.work(phase, int(count))
        scribe.close()
    except CdsError as error:
        print(error.code, file=sys.stderr)
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
