"""Read `forms/<form_id>_v<version>.toml` and `forms/plans/<year>.toml`, faults with file and line.

The format is described in forms/README.md. Version 1 of the format is the only one there has been.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from cds_desktop.errors import FormDefinitionError
from cds_desktop.formdef.declared_lint import sibling_forms, total_troubles
from cds_desktop.formdef.examples import check_examples
from cds_desktop.formdef.faults import FormFault, PlacedFault
from cds_desktop.formdef.form_reader import Definition, read_form
from cds_desktop.formdef.meaning import check_form
from cds_desktop.formdef.plan_reader import Plan, read_plan
from cds_desktop.formdef.rules import with_tables
from cds_desktop.formdef.toml_lines import find_lines, line_of
from cds_desktop.limits import FORM_BYTES
from cds_desktop.model.form import Form

_LINE = re.compile(r"\(at line (\d+)")


def load_form(path: Path) -> Form:
    """Return the form of a file; raises FormDefinitionError, which names the first fault.

    The form's own examples are not run: that is what `faults` does.
    """
    text, content = _read(path)
    definition = read_form(content)
    definition.faults.extend(check_form(definition))
    _refuse(_located(path, text, definition.faults))
    return definition.form


def load_plan(path: Path) -> Plan:
    """Return the plan of a year; raises FormDefinitionError, which names the first fault."""
    text, content = _read(path)
    plan, found = read_plan(content)
    _refuse(_located(path, text, found))
    return plan


def faults(path: Path) -> list[FormFault]:
    """Return every fault of a form file in the order of its lines, its examples run."""
    try:
        text, content = _read(path)
    except FormDefinitionError as error:
        file, line = str(error.params["file"]), error.params["line"]
        return [FormFault(file, line if isinstance(line, int) else 1, error.code, error.params)]
    definition = read_form(content)
    found = [*definition.faults, *check_form(definition), *_misnamed(path, definition)]
    found += [] if found else _wrong_totals(path, definition)
    return _located(path, text, found or check_examples(definition))


def _read(path: Path) -> tuple[str, Mapping[str, object]]:
    data = _read_bytes(path)
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormDefinitionError("form_not_utf8", file=path.name, line=line) from error
    try:
        return text, tomllib.loads(text, parse_float=_exact)
    except ValueError as error:
        line, reason = _line_in(error), str(error)
        raise FormDefinitionError(
            "form_not_toml", file=path.name, line=line, reason=reason
        ) from error
    except RecursionError as error:
        raise FormDefinitionError("form_too_deep", file=path.name, line=1) from error


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(FORM_BYTES + 1)
    except OSError as error:
        raise FormDefinitionError("form_unreadable", file=str(path), line=1) from error
    if len(data) > FORM_BYTES:
        raise FormDefinitionError("form_too_large", file=path.name, line=1, limit=FORM_BYTES)
    return data


def _exact(text: str) -> Decimal:
    return Decimal(text.replace("_", ""))


def _line_in(error: ValueError) -> int:
    found = _LINE.search(str(error))
    return int(found.group(1)) if found else 1


def _misnamed(path: Path, definition: Definition) -> list[PlacedFault]:
    form = definition.form
    wanted = f"{form.form_id}_v{form.version}.toml"
    params = {"place": "phần đầu biểu mẫu", "key": "form_id", "wanted": wanted}
    fault = PlacedFault(("form_id",), "form_file_misnamed", params)
    return [] if path.name == wanted else [fault]


def _wrong_totals(path: Path, definition: Definition) -> list[PlacedFault]:
    """Return a fault for each figure of `total_of` that the forms beside this one do not have."""
    files = sibling_forms(path, definition.form)
    forms = [read_form(_read(file)[1]).form for file in files]
    questions = with_tables(definition.form)
    for (question, _), place in zip(questions, definition.tables, strict=True):
        for trouble in total_troubles(question, forms):
            place.fault("total_of", trouble.code, **trouble.params)
    found = list(definition.faults)
    definition.faults.clear()
    return found


def _located(path: Path, text: str, found: Sequence[PlacedFault]) -> list[FormFault]:
    if not found:
        return []
    lines = find_lines(text)
    located = [
        FormFault(path.name, line_of(lines, fault.place), fault.code, fault.params)
        for fault in found
    ]
    return sorted(located, key=lambda fault: fault.line)


def _refuse(found: list[FormFault]) -> None:
    """Raise the first fault, and say how many more there are."""
    if not found:
        return
    first = found[0]
    if len(found) == 1:
        raise FormDefinitionError(first.code, file=first.file, line=first.line, **first.params)
    message = first.message
    raise FormDefinitionError(
        "form_has_faults",
        file=first.file,
        line=first.line,
        count=len(found),
        first=message.text,
        way_out=message.way_out,
    )
