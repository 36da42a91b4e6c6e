"""enrol.json: a unit asks for its key to be trusted (BUNDLE.md 15).

The bundle is signed by the very key that it enrols: that proves possession, nothing more. Whose key
it is, the paper form says.
"""

import re
from dataclasses import dataclass

from cds_desktop.bundle.canonical_json import dumps, loads
from cds_desktop.bundle.json_fields import JsonFields
from cds_desktop.bundle.manifest import FINGERPRINT_PATTERN, UNIT_PATTERN
from cds_desktop.limits import PERSON_CHARS

_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_NAME_CHARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Whose key is enrolled; `replaces` is the fingerprint of the key before it, or ""."""

    unit: str
    unit_name: str
    fingerprint: str
    made_on: str
    prepared_by: str
    replaces: str = ""


def write_enrolment_file(enrolment: Enrolment) -> bytes:
    """Return the canonical bytes of enrol.json."""
    return dumps(
        {
            "unit": enrolment.unit,
            "unit_name": enrolment.unit_name,
            "fingerprint": enrolment.fingerprint,
            "made_on": enrolment.made_on,
            "prepared_by": enrolment.prepared_by,
            "replaces": enrolment.replaces or None,
        }
    )


def read_enrolment(data: bytes, *, place: str) -> Enrolment:
    """Read enrol.json; G303-G308."""
    fields = JsonFields(loads(data, place=place), place=place)
    enrolment = Enrolment(
        unit=fields.text("unit", UNIT_PATTERN),
        unit_name=fields.text("unit_name", most=_NAME_CHARS),
        fingerprint=fields.text("fingerprint", FINGERPRINT_PATTERN),
        made_on=fields.text("made_on", _DATE),
        prepared_by=fields.text("prepared_by", most=PERSON_CHARS),
        replaces=fields.text_or_none("replaces", FINGERPRINT_PATTERN) or "",
    )
    fields.expect_no_other()
    return enrolment
