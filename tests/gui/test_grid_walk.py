"""Where Enter leads in a table."""

import pytest

from cds_desktop.gui.widgets.grid_walk import Place, first_place, next_place

SIZE = Place(3, 3)
LOCKED = {Place(1, 1), Place(2, 2)}


def can_enter(row: int, column: int) -> bool:
    """Say whether a cell of the little table is open."""
    return Place(row, column) not in LOCKED


@pytest.mark.parametrize(
    ("here", "step", "goes_down", "expected"),
    [
        pytest.param((0, 0), 1, True, (1, 0), id="down"),
        pytest.param((0, 0), 1, False, (0, 1), id="right"),
        pytest.param((2, 0), 1, True, (0, 1), id="from the foot of a column to the next"),
        pytest.param((0, 2), 1, False, (1, 0), id="from the end of a row to the next"),
        pytest.param((0, 1), 1, True, (2, 1), id="past a locked cell"),
        pytest.param((1, 0), 1, False, (1, 2), id="past a locked cell to the right"),
        pytest.param((0, 1), -1, True, (2, 0), id="back to the former column"),
        pytest.param((1, 2), 1, True, None, id="the table ends"),
        pytest.param((0, 0), -1, False, None, id="the table begins"),
    ],
)
def test_enter_leads_to_the_next_cell_that_is_open(
    here: tuple[int, int], step: int, goes_down: bool, expected: tuple[int, int] | None
):
    assert next_place(Place(*here), SIZE, can_enter, step=step, goes_down=goes_down) == expected


@pytest.mark.parametrize(
    ("is_last", "goes_down", "expected"),
    [(False, True, (0, 0)), (True, True, (1, 2)), (False, False, (0, 0)), (True, False, (2, 1))],
)
def test_the_ends_are_open_cells(is_last: bool, goes_down: bool, expected: tuple[int, int]):
    assert first_place(SIZE, can_enter, goes_down=goes_down, is_last=is_last) == expected


def test_a_table_without_an_open_cell_has_no_first_one():
    assert first_place(SIZE, lambda row, column: False, goes_down=True) is None
