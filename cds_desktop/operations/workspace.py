"""Make, open and close a workspace: the folder of one unit's database, key and settings."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cds_desktop import paths
from cds_desktop.errors import InputError, StoreError
from cds_desktop.formdef.catalog import Catalog, FormChange
from cds_desktop.formdef.org_unit_catalog import load_org_units, search
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.model.period import DataWindow
from cds_desktop.operations.safekeeping import back_up_quietly, close_safely, open_safely
from cds_desktop.operations.suggestions import suggest_settings
from cds_desktop.settings import Settings, load_settings, save_settings
from cds_desktop.store import meta, org_units
from cds_desktop.store.connection import Store
from cds_desktop.store.home import Home, logs_of

_SETTINGS = "settings.toml"
_KEY = Path("keys") / "signing_key"
_REPORTING_LEVELS = (Level.DISTRICT, Level.COMMUNE, Level.DEPARTMENT, Level.PROVINCE)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Workspace:
    """One unit's open workspace; doors hand it to operations and look at its plain fields only."""

    root: Path
    settings: Settings
    org_unit: OrgUnit
    is_practice: bool
    store: Store
    catalog: Catalog

    @property
    def is_read_only(self) -> bool:
        """Say whether the database can only be looked at: a newer program made it."""
        return self.store.is_read_only

    @property
    def is_closed(self) -> bool:
        """Say whether the workspace was closed and must not be used any more."""
        return self.store.is_closed

    @property
    def key_file(self) -> Path:
        """Where the unit's private key lies, encrypted; never in the database."""
        return key_file_of(self.root)

    @property
    def actor(self) -> str:
        """Who edits, as the history records it: from the settings, else a role."""
        return self.settings.prepared_by or "Người nhập số liệu"


def key_file_of(root: Path) -> Path:
    """Return where the private key of the workspace in `root` lies or will lie."""
    return root / _KEY


def has_workspace(root: Path) -> bool:
    """Say whether `root` holds a workspace, also a damaged one: opening then says what is wrong."""
    database = Home(root).database
    return any(path.exists() for path in (database, *logs_of(database), Home(root).journal))


def create_workspace(
    root: Path, *, org_unit: OrgUnit, settings: Settings, is_practice: bool = False
) -> Workspace:
    """Create the workspace of `org_unit` in `root` and open it.

    Raises InputError `workspace_exists`, StoreError when the folder cannot be used.
    """
    if has_workspace(root):
        raise InputError("workspace_exists", folder=str(root))
    _make_folder(root)
    save_settings(root / _SETTINGS, settings)
    store = open_safely(Home(root), create=True)
    with store.atomic():
        org_units.save_org_units(store, _with_own(load_org_units(), org_unit))
        meta.put(store, "org_unit", org_unit.code)
        meta.put(store, "org_unit_opened", org_unit.opening_date.isoformat())
        meta.put(store, "is_practice", "1" if is_practice else "0")
        meta.put(store, "created", datetime.now(UTC).isoformat(timespec="seconds"))
    back_up_quietly(store, Home(root), reason="create")
    _log.info("workspace created unit=%s practice=%s", org_unit.code, is_practice)
    return _opened(root, store)


def open_workspace(root: Path) -> Workspace:
    """Open the workspace in `root`; raises StoreError or SettingsError with a way out."""
    if not has_workspace(root):
        raise StoreError("workspace_missing", folder=str(root))
    return _opened(root, open_safely(Home(root)))


def close_workspace(workspace: Workspace) -> None:
    """Back up what changed and close; the workspace must not be used afterwards."""
    close_safely(workspace.store, Home(workspace.root))


def update_settings(workspace: Workspace, settings: Settings) -> Workspace:
    """Save `settings` and return the workspace that uses them."""
    save_settings(workspace.root / _SETTINGS, settings)
    is_same = settings.forms == workspace.settings.forms
    catalog = workspace.catalog if is_same else _catalog(workspace.root, settings)
    return replace(workspace, settings=settings, catalog=catalog)


def reporting_org_units() -> tuple[OrgUnit, ...]:
    """Return the shipped units that report: districts, communes and the province, of both eras.

    Departments are not shipped: `department_units` makes one from its name and its own code.
    """
    return tuple(unit for unit in load_org_units() if unit.level in _REPORTING_LEVELS)


def workspace_org_units() -> tuple[OrgUnit, ...]:
    """Return the units that may have a workspace: those that report, and the provinces."""
    levels = (*_REPORTING_LEVELS, Level.PROVINCE)
    return tuple(unit for unit in load_org_units() if unit.level in levels)


def search_org_units(text: str) -> list[OrgUnit]:
    """Find reporting units by a part of their name, with or without tone marks, or by code.

    Without a text, all of them: those that report most often at the top.
    """
    found = search(reporting_org_units(), text)
    return found if text.strip() else sorted(found, key=_level_rank)


def parent_name(org_unit: OrgUnit) -> str:
    """Return the name of the unit above, "" at the top: it tells homonyms apart."""
    above = (unit for unit in load_org_units() if unit.code == org_unit.parent)
    return next((unit.name for unit in above if unit.is_open_on(org_unit.opening_date)), "")


def settings_for(org_unit: OrgUnit) -> Settings:
    """Return settings to start from: what an office of this kind usually prints."""
    return suggest_settings(org_unit, parent_name(org_unit))


def _with_own(shipped: tuple[OrgUnit, ...], own: OrgUnit) -> tuple[OrgUnit, ...]:
    """Return the shipped units, and the workspace's own one when it is none of them."""
    return shipped if own in shipped else (*shipped, own)


def _level_rank(unit: OrgUnit) -> int:
    return _REPORTING_LEVELS.index(unit.level)


def _make_folder(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
        (root / "keys").mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError("workspace_folder_unwritable", folder=str(root)) from error


def _opened(root: Path, store: Store) -> Workspace:
    try:
        settings = load_settings(root / _SETTINGS)
        return Workspace(
            root=root,
            settings=settings,
            org_unit=_own_unit(store),
            is_practice=meta.get(store, "is_practice") == "1",
            store=store,
            catalog=_catalog(root, settings),
        )
    except BaseException:
        store.close()
        raise


def _own_unit(store: Store) -> OrgUnit:
    code = meta.get(store, "org_unit")
    opened = meta.get(store, "org_unit_opened")
    unit = org_units.org_unit(store, code, datetime.fromisoformat(opened).date()) if code else None
    if unit is None:
        raise StoreError("workspace_unit_unknown", unit=code)
    return unit


def _catalog(root: Path, settings: Settings) -> Catalog:
    """Return the forms with the deadlines and data windows that the unit's settings give them."""
    changes = [
        FormChange(
            form.form_id,
            form.deadline_day,
            form.deadline_months_after,
            DataWindow(form.data_window) if form.data_window else None,
        )
        for form in settings.forms
    ]
    return Catalog(_form_folders(root), changes=changes)


def _form_folders(root: Path) -> Iterable[Path]:
    own = root / "forms"
    return (own, paths.FORMS) if own.is_dir() else (paths.FORMS,)
