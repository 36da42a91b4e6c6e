"""The fields that a template may use, with what each would print for an open month."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.reporting import (
    ReportSnapshot,
    annex_context,
    report_context,
    take_snapshot,
)
from cds_desktop.operations.templates import TemplateKind

_WHOLE_ROWS = ("annexes.columns", "annexes.rows", "annexes.total")
_SHOWN_ITEMS = 3
_SHOWN_CHARS = 160


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field: its path, meaning, whether a template needs it, and its present value."""

    kind: TemplateKind
    path: str
    meaning: str
    is_required: bool
    value: str


def template_fields(session: EntrySession) -> tuple[FieldValue, ...]:
    """Return the fields of both templates, in the order of the documents."""
    return fields_of(take_snapshot(session))


def fields_of(snapshot: ReportSnapshot) -> tuple[FieldValue, ...]:
    """Return the same from a snapshot: a job, it sees no store."""
    from cds_desktop.office.report_fields import report_fields
    from cds_desktop.office.xlsx_template import FIELD_MEANINGS, REQUIRED_FIELDS

    report = report_context(snapshot)
    word = [
        FieldValue(TemplateKind.WORD, field.path, field.meaning, field.is_required, value)
        for field in report_fields()
        for value in [_value(report, field.path)]
    ]
    annex = annex_context(snapshot)
    sheets = cast(list[Mapping[str, object]], annex["sheets"])
    texts = {**annex, **(sheets[0] if sheets else {})}
    excel = [
        FieldValue(TemplateKind.EXCEL, name, meaning, name in REQUIRED_FIELDS, value)
        for name, meaning in FIELD_MEANINGS.items()
        for value in [_value(texts, name)]
    ]
    return (*word, *excel)


def _value(context: Mapping[str, object], path: str) -> str:
    if path in _WHOLE_ROWS:
        return ""
    texts = [text for text in _texts(context, path.split(".")) if text]
    more = " …" if len(texts) > _SHOWN_ITEMS else ""
    shown = " | ".join(" ".join(text.split()) for text in texts[:_SHOWN_ITEMS]) + more
    return shown if len(shown) <= _SHOWN_CHARS else shown[:_SHOWN_CHARS].rstrip() + "…"


def _texts(value: object, path: list[str]) -> list[str]:
    if isinstance(value, list):
        return [text for item in cast(list[object], value) for text in _texts(item, path)]
    if not path:
        return [value] if isinstance(value, str) else []
    if isinstance(value, Mapping):
        return _texts(cast(Mapping[str, object], value).get(path[0], ""), path[1:])
    return []
