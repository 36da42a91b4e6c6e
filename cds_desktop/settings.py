"""The office's words on a report and the window's habits: typed, kept in settings.toml.

The file is TOML so that an administrator can read and mend it; what this version does not know in
it is kept when it is saved (comments are not).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from cds_desktop.atomic_file import write_atomically
from cds_desktop.errors import SettingsError
from cds_desktop.text_rules import clean


class Theme(StrEnum):
    """The colours of the window."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class EnterMoves(StrEnum):
    """Where Enter goes in a table."""

    DOWN = "down"
    RIGHT = "right"


SCALES = (100, 200)
"""The smallest and the largest size of text, in per cent."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues the report, as its letterhead says; `symbol` is the "BC-PVHTT" of its number."""

    parent_body: str = ""
    issuing_body: str = ""
    place: str = ""
    symbol: str = ""
    drafting_unit: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the lines of authority and position (KT. CHỦ TỊCH, PHÓ CHỦ TỊCH), the name."""

    lines: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """How the window looks and behaves; `scale` is the size of text in per cent."""

    theme: Theme = Theme.SYSTEM
    scale: int = 100
    enter_moves: EnterMoves = EnterMoves.DOWN


@dataclass(frozen=True, slots=True)
class FormSettings:
    """What a unit changes of a form: `[forms.huyen_cds]`; None and "" leave the form's own.

    `data_window` is "calendar" or "15-14".
    """

    form_id: str
    deadline_day: int | None = None
    deadline_months_after: int | None = None
    data_window: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in settings.toml; `recipients` are the lines of "Nơi nhận" without dashes."""

    issuer: Issuer = field(default_factory=Issuer)
    signer: Signer = field(default_factory=Signer)
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    prepared_by: str = ""
    window: WindowSettings = field(default_factory=WindowSettings)
    forms: tuple[FormSettings, ...] = ()


def load_settings(path: Path) -> Settings:
    """Read settings; a file that does not exist gives the defaults.

    Raises SettingsError: `settings_broken`, `settings_value_wrong`, `settings_unreadable`.
    """
    document = _read(path)
    issuer, signer = document.table("issuer"), document.table("signer")
    window = document.table("window")
    return Settings(
        issuer=Issuer(
            parent_body=issuer.text("parent_body"),
            issuing_body=issuer.text("issuing_body"),
            place=issuer.text("place"),
            symbol=issuer.text("symbol"),
            drafting_unit=issuer.text("drafting_unit"),
        ),
        signer=Signer(lines=signer.texts("lines"), name=signer.text("name")),
        addressees=document.texts("addressees"),
        recipients=document.texts("recipients"),
        prepared_by=document.text("prepared_by"),
        window=WindowSettings(
            theme=Theme(window.one_of("theme", tuple(Theme), default=Theme.SYSTEM)),
            scale=window.integer("scale", SCALES, default=100),
            enter_moves=EnterMoves(
                window.one_of("enter_moves", tuple(EnterMoves), default=EnterMoves.DOWN)
            ),
        ),
        forms=_forms(document.table("forms")),
    )


def save_settings(path: Path, settings: Settings) -> None:
    """Write settings whole or not at all, over those of the file and beside what else it holds.

    Raises SettingsError when the present file cannot be read (it is then left as it is),
    DocumentError when the new one cannot be written.
    """
    import tomli_w  # only needed when settings change

    merged = _merged(_read(path).values, _as_document(settings))
    write_atomically(path, tomli_w.dumps(merged, multiline_strings=False).encode())


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file; knows enough to say where a wrong value stands."""

    file: str
    source: str
    name: str
    values: Mapping[str, object]

    def table(self, key: str) -> "_Table":
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, f"một nhóm mục [{key}]")
        return _Table(self.file, self.source, key, value)  # pyright: ignore[reportUnknownArgumentType]

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(key, "một chuỗi chữ trong dấu nháy kép")
        return clean(value).text.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        items: list[object] = value if isinstance(value, list) else [None]  # pyright: ignore[reportUnknownVariableType]
        if not all(isinstance(item, str) for item in items):
            raise self._wrong(key, "một danh sách chuỗi chữ trong dấu ngoặc vuông")
        return tuple(clean(str(item)).text.strip() for item in items)

    def one_of(self, key: str, allowed: tuple[str, ...], *, default: str) -> str:
        value = self.values.get(key, default)
        if value not in allowed:
            raise self._wrong(
                key, "một trong các giá trị " + ", ".join(f'"{one}"' for one in allowed)
            )
        return str(value)

    def integer(self, key: str, limits: tuple[int, int], *, default: int) -> int:
        value = self.values.get(key, default)
        low, high = limits
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self._wrong(key, f"một số nguyên từ {low} đến {high}")
        return value

    def _wrong(self, key: str, expected: str) -> SettingsError:
        name = f"{self.name}.{key}" if self.name else key
        line = _line_of(self.source, self.name, key)
        return SettingsError(
            "settings_value_wrong", file=self.file, line=line, setting=name, expected=expected
        )


_DATA_WINDOWS = ("", "calendar", "15-14")


def _forms(table: _Table) -> tuple[FormSettings, ...]:
    """Read the tables `[forms.<form_id>]`."""
    return tuple(_form(form_id, table.table(form_id)) for form_id in table.values)


def _form(form_id: str, table: _Table) -> FormSettings:
    table = _Table(table.file, table.source, f"forms.{form_id}", table.values)
    return FormSettings(
        form_id=form_id,
        deadline_day=_optional(table, "deadline_day", (1, 31)),
        deadline_months_after=_optional(table, "deadline_months_after", (0, 12)),
        data_window=table.one_of("data_window", _DATA_WINDOWS, default=""),
    )


def _optional(table: _Table, key: str, limits: tuple[int, int]) -> int | None:
    return table.integer(key, limits, default=limits[0]) if key in table.values else None


def _read(path: Path) -> _Table:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return _Table(path.name, "", "", {})
    except OSError as error:
        raise SettingsError("settings_unreadable", file=path.name) from error
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SettingsError("settings_broken", file=path.name, line=line) from error
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        line = _line_named_by(error, source)
        raise SettingsError("settings_broken", file=path.name, line=line) from error
    return _Table(path.name, source, "", values)


def _line_named_by(error: tomllib.TOMLDecodeError, source: str) -> int:
    """Return the line of a syntax fault; tomllib of Python 3.11 names it in its text only."""
    found = re.search(r"at line (\d+)", str(error))
    return int(found.group(1)) if found else source.count("\n") + 1


def _line_of(source: str, table: str, key: str) -> int:
    """Return the line where `key` of `table` stands, the first one when it cannot be told."""
    inside = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            inside = header.group(1)
        is_header = inside == key and not table
        if is_header or (inside == table and re.match(rf'\s*"?{re.escape(key)}"?\s*[=.]', line)):
            return number
    return 1


def _as_document(settings: Settings) -> dict[str, object]:
    issuer, signer, window = settings.issuer, settings.signer, settings.window
    return {
        "addressees": list(settings.addressees),
        "recipients": list(settings.recipients),
        "prepared_by": settings.prepared_by,
        "issuer": {
            "parent_body": issuer.parent_body,
            "issuing_body": issuer.issuing_body,
            "place": issuer.place,
            "symbol": issuer.symbol,
            "drafting_unit": issuer.drafting_unit,
        },
        "signer": {"lines": list(signer.lines), "name": signer.name},
        "window": {
            "theme": str(window.theme),
            "scale": window.scale,
            "enter_moves": str(window.enter_moves),
        },
    } | _forms_document(settings)


def _forms_document(settings: Settings) -> dict[str, object]:
    """Return the changes of forms; without any, the file keeps what it has."""
    changes = {
        form.form_id: {
            key: value
            for key, value in (
                ("deadline_day", form.deadline_day),
                ("deadline_months_after", form.deadline_months_after),
                ("data_window", form.data_window or None),
            )
            if value is not None
        }
        for form in settings.forms
    }
    return {"forms": changes} if changes else {}


def _merged(present: Mapping[str, object], ours: Mapping[str, object]) -> dict[str, object]:
    merged = dict(present)
    for key, value in ours.items():
        before = merged.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            merged[key] = {**before, **value}  # pyright: ignore[reportUnknownArgumentType]
        else:
            merged[key] = value
    return merged
