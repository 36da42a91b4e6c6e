"""datapackage.json as strangers read it: a Frictionless Data Package, version 2 (BUNDLE.md 7).

The description of the tables is for them alone; our reader takes its rules from BUNDLE.md.
"""

import re
from collections.abc import Collection

from cds_desktop.bundle.canonical_json import JsonObject, JsonValue, dumps, loads
from cds_desktop.bundle.document_types import DESCRIPTION, SUMMARY
from cds_desktop.bundle.json_fields import JsonFields
from cds_desktop.bundle.manifest import SubmissionEntry
from cds_desktop.bundle.tables import CODE, HEADER, PERIOD, QUESTION, ROW
from cds_desktop.limits import BUNDLE_ENTRIES

_PROFILES = "https://datapackage.org/profiles/2.0"
_PACKAGE_SCHEMA = f"{_PROFILES}/datapackage.json"
_RESOURCE_SCHEMA = f"{_PROFILES}/dataresource.json"
_NAME, _RESOURCE_NAME = re.compile(r"[a-z0-9.-]{1,80}"), re.compile(r"[a-z0-9._-]{1,80}")
_ANY_FILE = re.compile(r"[A-Za-z0-9_.-]{1,64}")

_STATUSES = {
    "A": "reported",
    "P": "provisional",
    "E": "estimated",
    "M": "does not exist here",
    "L": "not collected yet",
    "C": "confidential",
}
_COLUMNS: dict[str, JsonObject] = {
    "form": {"type": "string", "constraints": {"required": True, "pattern": CODE}},
    "form_version": {"type": "integer", "constraints": {"required": True, "minimum": 1}},
    "period": {"type": "string", "constraints": {"required": True, "pattern": PERIOD}},
    "unit": {"type": "string", "constraints": {"required": True, "pattern": CODE}},
    "area": {"type": "string", "constraints": {"required": True, "pattern": CODE}},
    "question": {"type": "string", "constraints": {"required": True, "pattern": QUESTION}},
    "row": {"type": "string", "missingValues": [], "constraints": {"pattern": ROW}},
    "value": {"type": "string", "description": "A number, a choice code or a date; see status."},
    "status": {
        "type": "string",
        "categories": [{"value": code, "label": label} for code, label in _STATUSES.items()],
        "constraints": {"required": True, "enum": [*_STATUSES]},
    },
}


def write_description(name: str, bundle: JsonObject, entries: Collection[SubmissionEntry]) -> bytes:
    """Return datapackage.json: the `bundle` object and the tables of its submissions."""
    # A package has at least one resource, also when the submission is withdrawn.
    resources: list[JsonValue] = [_resource(SUMMARY, "txt", "text/plain")]
    for entry in entries:
        if entry.values:
            resources.append(_figures_resource(entry.values))
        if entry.texts:
            resources.append(_resource(entry.texts, "json", "application/json"))
    return dumps(
        {"$schema": _PACKAGE_SCHEMA, "name": name, "resources": resources, "bundle": bundle}
    )


def write_document_description(name: str, bundle: JsonObject, files: Collection[str]) -> bytes:
    """Return datapackage.json of a bundle without tables: `bundle` and its JSON files."""
    resources: list[JsonValue] = [_resource(file, "json", "application/json") for file in files]
    return dumps(
        {"$schema": _PACKAGE_SCHEMA, "name": name, "resources": resources, "bundle": bundle}
    )


def read_description(data: bytes, files: Collection[str]) -> tuple[JsonFields, JsonFields]:
    """Return the whole description and its `bundle` object; G303-G308.

    The caller refuses other fields of the whole once it knows the minor version.
    """
    fields = JsonFields(loads(data, place=DESCRIPTION), place=DESCRIPTION)
    fields.text("$schema")
    fields.text("name", _NAME)
    for resource in fields.children("resources", most=BUNDLE_ENTRIES):
        _check_resource(resource, files)
    return fields, fields.child("bundle")


def _check_resource(resource: JsonFields, files: Collection[str]) -> None:
    """Refuse a resource that points anywhere but to a file of this bundle."""
    resource.text("name", _RESOURCE_NAME)
    if resource.text("path", _ANY_FILE) not in files:
        resource.fail("path")
    for name in ("schema", "dialect"):
        if name in resource.raw:
            resource.child(name)
    if "data" in resource.raw:
        resource.fail("data")


def _figures_resource(path: str) -> JsonObject:
    fields: list[JsonValue] = [{"name": name, **_COLUMNS[name]} for name in HEADER]
    schema: JsonObject = {
        "fields": fields,
        "missingValues": [""],
        "primaryKey": ["area", "question", "row"],
    }
    return {**_resource(path, "csv", "text/csv"), "type": "table", "schema": schema}


def _resource(path: str, file_format: str, mediatype: str) -> JsonObject:
    return {
        "$schema": _RESOURCE_SCHEMA,
        "name": path.partition(".")[0].lower(),
        "path": path,
        "format": file_format,
        "mediatype": mediatype,
        "encoding": "utf-8",
    }
