"""Faults of rules declared by name, and of totals over units."""

from pathlib import Path

import pytest

from cds_desktop.formdef.loader import faults
from tests.unit.formdef.forms import form_text

GOOD = """
[[sections.questions]]
name = "a"
type = "integer"
[[sections.questions]]
name = "b"
type = "integer"
[[sections.questions]]
name = "xa"
type = "roster"
[[sections.questions.questions]]
name = "cot"
type = "integer"
[[sections.questions]]
name = "ty_le"
type = "ratio"
numerator = "a"
denominator = "b"
"""


def _codes(folder: Path, question: str) -> list[str]:
    path = folder / "thu_v1.toml"
    path.write_text(form_text(GOOD + question), "utf-8")
    found = faults(path)
    assert all(fault.message.text and fault.message.way_out for fault in found)
    return [fault.code for fault in found]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        pytest.param('compulsory_with = ["b"]', None, id="a good pair"),
        pytest.param('compulsory_with = ["khong_co"]', "lint_partner", id="an unknown partner"),
        pytest.param('compulsory_with = ["x"]', "lint_partner", id="a pair with itself"),
        pytest.param('exclusive_with = ["cot"]', "lint_partner", id="a partner in a table"),
        pytest.param('exclusive_with = ["xa"]', "lint_partner", id="a table as partner"),
        pytest.param('exclusive_with = "b"', "form_key_type", id="a partner that is no list"),
        pytest.param('nature = "cumulative"\ncumulates = "a"', None, id="a running sum"),
        pytest.param('cumulates = "a"', "lint_cumulates", id="a running sum that is a stock"),
        pytest.param(
            'nature = "cumulative"\ncumulates = "cot"', "lint_cumulates", id="over a column"
        ),
        pytest.param('column_total = "cot"', None, id="a column total"),
        pytest.param('column_total = "a"', "lint_column_total", id="a total of no column"),
        pytest.param("applies_to = \"month() = 6 or unit() = '87'\"", None, id="applicability"),
        pytest.param('applies_to = "a > 1"', "lint_applies_to_names", id="hangs on an answer"),
        pytest.param('applies_to = "month() +"', "expression_unfinished", id="unreadable"),
        pytest.param('applies_to = "month()"', "lint_kind", id="no condition"),
        pytest.param('total_of = ["khac.a"]', "lint_total_of_unknown", id="a form not there"),
        pytest.param('total_of = ["khac"]', "lint_total_of_shape", id="no question named"),
        pytest.param('total_of = ["thu.ty_le"]', "lint_total_of_not_additive", id="a rate"),
        pytest.param('total_of = ["thu.a"]', None, id="a figure that adds up"),
    ],
)
def test_a_declared_rule_is_checked(tmp_path: Path, keys: str, code: str | None):
    found = _codes(tmp_path, f'[[sections.questions]]\nname = "x"\ntype = "integer"\n{keys}\n')
    assert found == ([code] if code else [])


def test_a_figure_s_keys_are_refused_for_a_text(tmp_path: Path):
    question = '[[sections.questions]]\nname = "x"\ntype = "text"\ncumulates = "a"\nmay_jump = true'
    assert set(_codes(tmp_path, question)) >= {"form_key_not_for_type"}
