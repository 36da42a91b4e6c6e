"""Take the targets of a year's plan from an Excel or CSV sheet: names for what nobody knew.

The sheet has a header row; its columns are found by their words (COLUMNS). A row with the id of an
unnamed target (DL3) gives it its words; ids and statuses entered before stay. The result is the
plan file of the workspace, which takes the place of the shipped one; it is checked like a form file
before it is written, and nothing is written when a row is wrong.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from cds_desktop import paths
from cds_desktop.atomic_file import write_atomically
from cds_desktop.errors import FormDefinitionError, InputError
from cds_desktop.formdef.loader import load_plan
from cds_desktop.formdef.plan_reader import Comparator, Plan
from cds_desktop.formdef.reading import value_text
from cds_desktop.model.org_unit import LEVEL_NAMES, Level
from cds_desktop.model.target import Target
from cds_desktop.operations.sheet_import import read_file
from cds_desktop.vietnamese import parse_number, search_key

COLUMNS = {
    "id": ("ma", "ma chi tieu"),
    "group": ("nhom", "nhom chi tieu"),
    "wording": ("chi tieu", "noi dung", "noi dung chi tieu", "ten chi tieu"),
    "comparator": ("so sanh", "dau"),
    "value": ("gia tri", "ke hoach", "muc ke hoach"),
    "unit_of_measure": ("don vi tinh", "dvt"),
    "levels": ("cap", "cap theo doi"),
    "source": ("nguon", "can cu"),
}
_NEEDED = ("group", "wording")
_HEADER_ROWS = 15
_VALUE_DECIMALS = 6
_COMPARATORS = {"": Comparator.AT_LEAST, "≥": Comparator.AT_LEAST, "≤": Comparator.AT_MOST}
_LEVELS = {search_key(name): level for level, name in LEVEL_NAMES.items()} | {
    "tinh": Level.PROVINCE,
    "so": Level.DEPARTMENT,
    "so nganh": Level.DEPARTMENT,
    "huyen": Level.DISTRICT,
    "xa": Level.COMMUNE,
}

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlanImport:
    """What an import did: how many targets got words, were changed, were added."""

    path: Path
    named: int
    changed: int
    added: int


def import_plan(root: Path, sheet: Path, *, year: int) -> PlanImport:
    """Write the workspace's plan of `year` from a sheet and what is known of it already.

    Raises DocumentError for an unreadable file, InputError `plan_columns_missing`,
    `plan_row_wrong`, `plan_refused` for its content.
    """
    path = root / "forms" / "plans" / f"{year}.toml"
    plan = _known_plan(path, year)
    rows = list(_rows(sheet))
    targets, counts = _merged(plan, rows, source=sheet.name)
    text = plan_text(replace(plan, targets=targets))
    _check(text, year, sheet)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text.encode())
    return PlanImport(path, *counts)


def plan_text(plan: Plan) -> str:
    """Return a plan as its file writes it."""
    lines = [f"plan = {_quoted(plan.plan)}", f"number = {_quoted(plan.number)}"]
    if plan.date:
        lines.append(f"date = {plan.date.isoformat()}")
    lines.append(f"year = {plan.year}")
    for group in plan.groups:
        lines += ["", "[[groups]]", f"name = {_quoted(group.name)}"]
        lines += [f"code = {_quoted(group.code)}", f"count = {group.count}"]
    for target in plan.targets:
        lines += ["", "[[targets]]", *_target_lines(target)]
    return "\n".join(lines) + "\n"


def _known_plan(own: Path, year: int) -> Plan:
    shipped = paths.FORMS / "plans" / f"{year}.toml"
    known = own if own.is_file() else shipped
    if known.is_file():
        return load_plan(known)
    return Plan(f"kh_{year}", "chưa rõ số", None, year, ())


def _rows(sheet: Path) -> Iterator[tuple[int, Row]]:
    """Yield each row under the header with its number in the sheet."""
    for one in read_file(sheet).book.sheets:
        cells: dict[int, dict[int, str]] = {}
        for cell in one.cells:
            cells.setdefault(cell.row, {})[cell.column] = cell.text.strip()
        for number in sorted(cells)[:_HEADER_ROWS]:
            places = _places(cells[number])
            if all(name in places.values() for name in _NEEDED):
                yield from _body(cells, number, places)
                return
    raise InputError("plan_columns_missing", file=sheet.name)


def _places(header: Mapping[int, str]) -> dict[int, str]:
    names = {word: name for name, words in COLUMNS.items() for word in words}
    found = {column: names.get(search_key(text)) for column, text in header.items()}
    return {column: name for column, name in found.items() if name}


def _body(
    cells: Mapping[int, Mapping[int, str]], header: int, places: Mapping[int, str]
) -> Iterator[tuple[int, Row]]:
    for number in sorted(cells):
        row = {name: cells[number].get(column, "") for column, name in places.items()}
        if number > header and row.get("wording"):
            yield number, row


def _merged(
    plan: Plan, rows: Sequence[tuple[int, Row]], *, source: str
) -> tuple[tuple[Target, ...], tuple[int, int, int]]:
    """Return the targets with those of the sheet, and how many were named, changed, added."""
    targets = {target.id: target for target in plan.targets}
    unnamed = {target.id for target in plan.all_targets() if not target.is_named}
    named = changed = added = 0
    for line, row in rows:
        target = _target(plan, row, line, taken=targets.keys() | unnamed, source=source)
        if target.id in unnamed and target.id not in targets:
            named += 1
        elif target.id in targets:
            changed += targets[target.id] != target
        else:
            added += 1
        targets[target.id] = target
    return tuple(targets.values()), (named, changed, added)


def _target(plan: Plan, row: Row, line: int, *, taken: set[str], source: str) -> Target:
    comparator = _comparator(row.get("comparator", ""), line)
    return Target(
        id=row.get("id") or _free_id(taken),
        plan=plan.plan,
        group=row["group"],
        wording=row["wording"],
        comparator=comparator.value,
        value=None if comparator is Comparator.DEED else _value(row.get("value", ""), line),
        unit_of_measure=row.get("unit_of_measure", ""),
        levels=_levels(row.get("levels", ""), line),
        source=row.get("source") or f"nhập từ {source}",
    )


def _free_id(taken: set[str]) -> str:
    numbers = (f"T{number:02d}" for number in range(1, len(taken) + 2))
    return next(one for one in numbers if one not in taken)


def _comparator(text: str, line: int) -> Comparator:
    if text in _COMPARATORS:
        return _COMPARATORS[text]
    if search_key(text) in ("viec", "thuc hien", "nhiem vu"):
        return Comparator.DEED
    try:
        return Comparator(text)
    except ValueError as error:
        raise InputError("plan_row_wrong", line=line, found=text[:40]) from error


def _value(text: str, line: int) -> Decimal | None:
    if not text:
        return None
    value = parse_number(text, decimals=_VALUE_DECIMALS).value
    if value is None:
        raise InputError("plan_row_wrong", line=line, found=text[:40])
    return value


def _levels(text: str, line: int) -> tuple[Level, ...]:
    """Return the levels named, separated by commas; the province's without any."""
    words = [search_key(word) for word in text.split(",") if word.strip()]
    unknown = [word for word in words if word not in _LEVELS]
    if unknown:
        raise InputError("plan_row_wrong", line=line, found=unknown[0][:40])
    return tuple(dict.fromkeys(_LEVELS[word] for word in words)) or (Level.PROVINCE,)


def _check(text: str, year: int, sheet: Path) -> None:
    """Read the plan back as the program will; nothing faulty is written."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{year}.toml"
        path.write_text(text, "utf-8")
        try:
            load_plan(path)
        except FormDefinitionError as error:
            reason = error.message.text
            raise InputError("plan_refused", file=sheet.name, reason=reason) from error


def _target_lines(target: Target) -> Iterator[str]:
    for key in ("id", "group", "wording", "comparator"):
        yield f"{key} = {_quoted(getattr(target, key))}"
    if target.value is not None:
        yield f"value = {value_text(target.value)}"
    if target.unit_of_measure:
        yield f"unit_of_measure = {_quoted(target.unit_of_measure)}"
    yield f"levels = [{', '.join(_quoted(level.value) for level in target.levels)}]"
    yield f"source = {_quoted(target.source)}"


def _quoted(text: str) -> str:
    """Return a TOML string: a JSON string is one."""
    return json.dumps(text, ensure_ascii=False)
