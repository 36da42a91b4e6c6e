"""Make the unit of a department (sở, ngành) from its name and its official code.

The catalogue ships no departments: no source lists those of Đồng Tháp with their codes. Each one
has a code of its own, mã định danh điện tử của cơ quan (Quyết định 20/2020/QĐ-TTg): "H20.14" is
the fourteenth of the province H20. The form of before 2020, "000.00.14.H20", is read too.
"""

import re
from datetime import date

from cds_desktop.errors import InputError
from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.model.org_unit import Level, OrgUnit
from cds_desktop.text_rules import clean

_CODE = re.compile(r"[A-Y][0-9]{2}(\.[0-9A-Z]{1,6}){1,6}")
_FORMER_CODE = re.compile(r"([0-9]{3})\.([0-9]{2})\.([0-9]{2})\.([A-Y][0-9]{2})")
_MOST_CODE_CHARS = 32
_NAME_CHARS = (4, 150)


def department(name: str, code: str, *, since: date) -> OrgUnit:
    """Return a department of the province as it is on the day `since`.

    Raises InputError `department_name_wrong`, `department_code_wrong`, `department_too_early`.
    """
    plain = " ".join(clean(name).text.split())
    if not _NAME_CHARS[0] <= len(plain) <= _NAME_CHARS[1]:
        raise InputError("department_name_wrong", name=plain[:40])
    provinces = [unit for unit in load_org_units() if unit.level is Level.PROVINCE]
    above = next((unit for unit in provinces if unit.is_open_on(since)), None)
    if above is None:
        raise InputError("department_too_early", day=f"{since:%d/%m/%Y}")
    return OrgUnit(
        code=read_code(code),
        name=plain,
        level=Level.DEPARTMENT,
        parent=above.code,
        opening_date=since,
    )


def read_code(text: str) -> str:
    """Return a code as "H20.14"; raises InputError `department_code_wrong`."""
    plain = text.strip().upper()
    if found := _FORMER_CODE.fullmatch(plain):
        *groups, province = found.groups()
        plain = ".".join([province, *reversed([group for group in groups if int(group)])])
    if not _CODE.fullmatch(plain) or len(plain) > _MOST_CODE_CHARS:
        raise InputError("department_code_wrong", typed=text.strip()[:40])
    return plain
