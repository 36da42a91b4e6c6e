"""How far a section is filled in."""

import pytest

from cds_desktop.formdef.completeness import Progress, progress
from cds_desktop.formdef.loader import load_form
from tests.unit.formdef.forms import FIXTURES, a_report, applied

FIXTURE = load_form(FIXTURES / "mau_thu_v1.toml")
FELL = {"202308": {"ap@1": "9"}}

STATES = [
    pytest.param(0, {}, {}, Progress(0, 4, 1, 0), id="empty"),
    pytest.param(0, {"co_tong_dai": "co"}, {}, Progress(1, 5, 2, 0), id="a question appears"),
    pytest.param(0, {"hs_tiep_nhan": "x"}, {}, Progress(1, 4, 1, 0), id="typed, not understood"),
    pytest.param(1, {"ap@1": "8"}, {}, Progress(1, 7, 2, 1), id="a warning"),
    pytest.param(1, {"ap@1": "8"}, {"ap@1": "8"}, Progress(1, 7, 2, 0), id="explained"),
    pytest.param(2, {}, {}, Progress(0, 0, 0, 0), id="a list without rows"),
    pytest.param(2, {"vb_so@r0001": "1/KH"}, {}, Progress(1, 3, 1, 0), id="a list with a row"),
    pytest.param(4, {"kho_khan_chung": "Không"}, {}, Progress(1, 1, 0, 0), id="done"),
]


@pytest.mark.parametrize(("section", "typed", "explained", "expected"), STATES)
def test_a_section_is_counted_over_what_people_fill_in(
    section: int, typed: dict[str, str], explained: dict[str, str], expected: Progress
):
    data = a_report(FIXTURE, typed, history=FELL, explained=explained)
    outcome = applied(FIXTURE, data)
    assert progress(FIXTURE.sections[section], data, outcome) == expected
