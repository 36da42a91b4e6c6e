"""Where Enter and Tab lead in a table: down or right, round the corner, past what is locked."""

from collections.abc import Callable
from typing import NamedTuple

CanEnter = Callable[[int, int], bool]


class Place(NamedTuple):
    """A cell by row and column."""

    row: int
    column: int


def next_place(
    here: Place, size: Place, can_enter: CanEnter, *, step: int, goes_down: bool
) -> Place | None:
    """Return the next cell that can be entered; None where the table ends.

    Going down, the walk turns to the top of the next column; going right, to the next row.
    """
    rows, columns = size
    at = here.column * rows + here.row if goes_down else here.row * columns + here.column
    while 0 <= (at := at + step) < rows * columns:
        place = Place(at % rows, at // rows) if goes_down else Place(at // columns, at % columns)
        if can_enter(*place):
            return place
    return None


def first_place(
    size: Place, can_enter: CanEnter, *, goes_down: bool, is_last: bool = False
) -> Place | None:
    """Return the first (or last) cell that can be entered."""
    rows, columns = size
    if is_last:
        return next_place(
            Place(rows, columns - 1) if goes_down else Place(rows - 1, columns),
            size,
            can_enter,
            step=-1,
            goes_down=goes_down,
        )
    return next_place(
        Place(-1, 0) if goes_down else Place(0, -1), size, can_enter, step=1, goes_down=goes_down
    )
