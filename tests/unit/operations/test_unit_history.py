"""A district's commune figures shown in the communes of today."""

from decimal import Decimal

import pytest

from cds_desktop.errors import InputError
from cds_desktop.model.submission import CellKey
from cds_desktop.operations.data_entry import EntrySession
from cds_desktop.operations.unit_history import column_in_new_units, succession_lines


def test_a_column_adds_up_to_the_same_in_both_eras(completed: EntrySession):
    old = [completed.outcome.value(CellKey(unit.code, "ht_ho")) for unit in completed.areas]
    found = column_in_new_units(completed, "ht_ho")
    assert found.total == sum(value for value in old if isinstance(value, Decimal))
    assert {row.unit.parent for row in found.rows} == {"82"}
    lines = list(succession_lines(completed.question("ht_ho"), found))
    assert any("Xã Tháp Mười" in line for line in lines)
    assert any("mới có 1/2 đơn vị cũ" in line for line in lines)


@pytest.mark.parametrize("name", ["so_ho", "tin_bai", "vb_loai", "ty_le_truc_tuyen"])
def test_only_a_commune_column_that_adds_up_can_be_shown(completed: EntrySession, name: str):
    with pytest.raises(InputError, match="không phải cột số cộng được"):
        column_in_new_units(completed, name)
