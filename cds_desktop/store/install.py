"""What this installation knows about its database from outside of it (STORE.md 6 and 8).

`state/install.json` keeps the end of the history as it was last known, which machine it was on and
where copies go. A database put back in an older state, or brought from another machine, shows here
and nowhere else.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from cds_desktop.atomic_file import write_atomically
from cds_desktop.errors import DocumentError, StoreError
from cds_desktop.store import events, meta
from cds_desktop.store.connection import Store
from cds_desktop.store.history import NOWHERE, Head, head


@dataclass(frozen=True, slots=True)
class Install:
    """The high-water mark; empty values where nothing is known.

    `mark` is the end of the history, `events` how many the exchange has had. `copies` is the folder
    outside this machine that backups are copied to, `copied` the history's end in the newest copy
    there and `copied_at` when, for people.
    """

    uuid: str = ""
    machine: str = ""
    mark: Head = NOWHERE
    events: int = 0
    copies: str = ""
    copied: int = 0
    copied_at: str = ""


def load(path: Path) -> Install:
    """Return what is known; a file that is missing or cannot be read knows nothing."""
    try:
        fields: dict[str, Any] = json.loads(path.read_text("utf-8"))
        fields["mark"] = Head(**fields["mark"])
        return Install(**fields)
    except (OSError, ValueError, TypeError, KeyError):
        return Install()


def save(path: Path, install: Install) -> None:
    """Write it; raises StoreError when the disk does not take it."""
    data = json.dumps(asdict(install), ensure_ascii=False, indent=1).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except (OSError, DocumentError) as error:
        raise StoreError("store_mark_unwritable", path=str(path)) from error


def mark_present(path: Path, store: Store) -> None:
    """Note where the history of an open database ends now, and on which machine."""
    known = load(path)
    present = as_it_is(known, store)
    if present != known:
        save(path, present)


def as_it_is(known: Install, store: Store) -> Install:
    """Return what is known with the marks of an open database in it."""
    return replace(
        known,
        uuid=meta.get(store, "uuid"),
        machine=machine(),
        mark=head(store),
        events=events.head(store).n,
    )


def machine() -> str:
    """Return a short mark of this machine; not its name, which may be a person's."""
    name = os.environ.get("COMPUTERNAME") or (os.uname().nodename if hasattr(os, "uname") else "")
    with suppress(OSError):
        return sha256(name.encode() + Path("/etc/machine-id").read_bytes()).hexdigest()[:16]
    return sha256(name.encode()).hexdigest()[:16]
