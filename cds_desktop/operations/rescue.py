"""The last ways out: export what can still be read; a package without figures for the helpdesk."""

import csv
import io
import json
import platform
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from cds_desktop import __version__
from cds_desktop.atomic_file import free_name, write_atomically
from cds_desktop.bundle.container import write_zip
from cds_desktop.errors import DocumentError, StoreError
from cds_desktop.model.submission import Answer, CellKey, Value
from cds_desktop.operations import maintenance
from cds_desktop.operations.workspace import Workspace
from cds_desktop.store import answers, ballast, disk_kind, install, integrity, recovery, salvage
from cds_desktop.store import submissions as submission_table
from cds_desktop.store.database import engine, open_store
from cds_desktop.store.home import Home
from cds_desktop.store.integrity import Health

_COLUMNS = ("period", "area", "question", "row", "value", "status", "note")
_LOG_BYTES = 300_000
_UNKNOWN_PERIOD = "khong-ro-ky"

_Cells = dict[str, dict[CellKey, Answer]]


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was saved: the files (one a period, to be read again by `enter --csv`) and cells."""

    files: tuple[Path, ...]
    cells: int


def rescue(root: Path, folder: Path) -> Rescue:
    """Write every figure and text that can still be read, whatever state the database is in.

    Reads the pages of the file itself, the newest good backup and the spill log; changes nothing.
    The workspace must not be open. Raises StoreError `rescue_nothing`, DocumentError.
    """
    home = Home(root)
    recovery.require_closed(home)
    found = _by_period(home)
    cells = sum(map(len, found.values()))
    if not cells:
        raise StoreError("rescue_nothing", folder=str(root))
    _make_folder(folder)
    files: list[Path] = []
    for period, content in sorted(found.items()):
        target = free_name(folder / f"cuu-ho-{period or _UNKNOWN_PERIOD}.csv")
        write_atomically(target, _csv(period, content))
        files.append(target)
    return Rescue(tuple(files), cells)


def diagnose(
    root: Path,
    folder: Path,
    *,
    workspace: Workspace | None = None,
    health: Health | None = None,
    error: str = "",
) -> Path:
    """Write the diagnostics package: versions, places, backups, checks, logs; no figures, no names.

    `workspace` when it is open, else `error` says why not; `health` saves another check, and with
    it this is a job that touches no open database.
    """
    _make_folder(folder)
    parts = {
        "thong-tin.json": json.dumps(_facts(root, workspace, health, error), indent=1).encode(),
        "tep.txt": "\n".join(_listing(root)).encode(),
    }
    for log in sorted((root / "logs").glob("*.log*")):
        with suppress(OSError):
            parts[log.name] = _without_names(log.read_bytes()[-_LOG_BYTES:], root)
    target = free_name(folder / "goi-chan-doan.zip")
    write_atomically(target, write_zip(parts))
    return target


def _by_period(home: Home) -> _Cells:
    """Return the newest state of every cell in a backup with the log, or in the file's pages."""
    work = home.root / ".~rescue"
    shutil.rmtree(work, ignore_errors=True)
    try:
        best = recovery.best_available(home, work)
        recovered: _Cells = _cells_of(best.file) if best else {}
        found = salvage.salvage(home.database)
        is_newer = best is None or found.seq > best.head.seq
        return _merged(recovered, found) if is_newer else recovered
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _cells_of(file: Path) -> _Cells:
    with closing(open_store(file)) as store:
        return {
            report.period.iso: answers.answers(store, report.instance_id)
            for report in submission_table.list_submissions(store)
        }


def _merged(recovered: _Cells, found: salvage.Salvage) -> _Cells:
    merged = {period: dict(cells) for period, cells in recovered.items()}
    for (number, key), answer in found.cells.items():
        _, period = found.reports.get(number, ("", ""))
        merged.setdefault(period, {})[key] = answer
    return merged


def _csv(period: str, cells: Mapping[CellKey, Answer]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for key, answer in sorted(cells.items()):
        typed = answer.raw or _typed(answer.value)
        writer.writerow([period, *key, typed, str(answer.status), answer.note])
    return text.getvalue().encode("utf-8-sig")


def _typed(value: Value) -> str:
    """Return a value as a person types it, so that the file can be entered again."""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    return value or ""


def _facts(
    root: Path, workspace: Workspace | None, health: Health | None, error: str
) -> dict[str, object]:
    home = Home(root)
    known = install.load(home.install_file)
    drill = maintenance.last_drill(root)
    return {
        "program": __version__,
        "python": sys.version,
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "sqlite": engine(),
        "free_mib": ballast.free_bytes(root) // (1024 * 1024),
        "place": disk_kind.fault_of_disk(root) or "sound",
        "mark": known.mark.seq,
        "is_same_machine": known.machine == install.machine(),
        "is_recovering": home.journal.exists(),
        "error": error,
        "drill": asdict(drill) if drill else None,
        "backups": [
            [one.number, one.size, one.is_verified, one.head.seq, one.reason, one.made_at]
            for one in maintenance.list_backups(root)
        ],
        "notes": list(workspace.store.notes) if workspace else [],
        "health": _findings(workspace, health),
    }


def _findings(workspace: Workspace | None, health: Health | None) -> list[str]:
    """Return kinds and tables of damage; places name cells and stay at home."""
    found = integrity.check(workspace.store) if workspace and health is None else health
    if found is None:
        return []
    return sorted({f"{damage.kind} {damage.table}" for damage in found.damages}) or ["sound"]


def _listing(root: Path) -> Iterable[str]:
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield f"{path.stat().st_size:>12} {path.relative_to(root).as_posix()}"


def _without_names(data: bytes, root: Path) -> bytes:
    """Take out folders, in which people's names stand."""
    for place, word in ((root, b"<data>"), (Path.home(), b"<home>")):
        data = data.replace(str(place).encode(), word)
    return data


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentError("output_folder_unwritable", folder=str(folder)) from error
