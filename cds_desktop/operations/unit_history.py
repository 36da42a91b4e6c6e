"""A district's commune figures of a month, shown in the communes of today."""

from collections.abc import Iterator
from decimal import Decimal

from cds_desktop.errors import InputError
from cds_desktop.formdef.org_unit_catalog import load_org_units
from cds_desktop.model.form import Question, QuestionType
from cds_desktop.model.org_unit import OrgUnit
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.reports.unit_succession import Inheritance, Succession, in_new_units, rates
from cds_desktop.vietnamese import format_number


def column_in_new_units(session: EntrySession, name: str) -> Succession:
    """Return a roster's column in the units of today.

    Raises InputError `question_unknown`, `column_not_additive` for what does not add up.
    """
    column = session.question(name)
    table = session.table_of(name)
    is_rate = column.type in (QuestionType.RATIO, QuestionType.PERCENTAGE)
    if table is None or table.type is not QuestionType.ROSTER or not column.is_figure or is_rate:
        raise InputError("column_not_additive", question=column.label)
    return in_new_units(_figures(session, name), load_org_units())


def rates_in_new_units(session: EntrySession, name: str) -> dict[OrgUnit, Decimal | None]:
    """Return a roster's ratio in the units of today, computed anew from its parts."""
    column = session.question(name)
    if column.type is not QuestionType.RATIO:
        raise InputError("column_not_additive", question=column.label)
    parts = [column_in_new_units(session, part) for part in (column.numerator, column.denominator)]
    return rates(parts[0], parts[1], decimals=column.decimals)


def succession_lines(column: Question, found: Succession) -> Iterator[str]:
    """Yield the table as lines of text, what is not certain said beside each unit."""
    for row in found.rows:
        yield f"{row.unit.code}  {row.unit.name}: {_printed(column, row.value)}{_remark(row)}"
    for unit, value in found.unplaced:
        yield f"{unit.code}  {unit.name}: {_printed(column, value)} (chưa rõ đơn vị kế thừa)"
    yield f"Tổng cộng: {_printed(column, found.total)}"


def _figures(session: EntrySession, name: str) -> dict[OrgUnit, Decimal]:
    values = {unit: session.outcome.value(CellKey(unit.code, name)) for unit in session.areas}
    return {unit: value for unit, value in values.items() if isinstance(value, Decimal)}


def _printed(column: Question, value: Decimal | None) -> str:
    shown = "" if value is None else format_number(value, column.decimals)
    return f"{shown} {column.unit_of_measure}".strip()


def _remark(row: Inheritance) -> str:
    old = ", ".join(unit.name for unit, _ in row.parts)
    remarks = [f"gồm {old}"]
    if row.missing:
        count = len(row.parts) + len(row.missing)
        remarks.append(f"mới có {len(row.parts)}/{count} đơn vị cũ")
    known = [unit for unit, _ in row.parts]
    if divided := [unit.name for unit in row.divided if unit in known]:
        remarks.append(f"{', '.join(divided)} đã chia tách, số liệu tính trọn vào đơn vị này")
    return f" ({'; '.join(remarks)})"
