"""A process that saves answers until it is killed and says each one that was acknowledged.

`python -m tests.unit.store.writer_process <database> <first number>`: edit n puts n into each cell.
"""

import sys
from decimal import Decimal
from pathlib import Path

from cds_desktop.model.submission import CellKey
from cds_desktop.store.database import open_store
from tests.unit.store.making import an_answer, save

CELLS = tuple(CellKey("866", f"q{number}") for number in range(5))


def main(path: Path, number: int) -> None:
    """Save the next number into all cells in one transaction, and acknowledge it."""
    store = open_store(path)
    print("open", flush=True)
    while True:
        save(store, *(an_answer(Decimal(number), key) for key in CELLS))
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
