"""What forms/README.md shows is true: every form in it is without fault, every result right."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from cds_desktop.formdef.answers import apply, compile_rules
from cds_desktop.formdef.lint import lint_file
from cds_desktop.formdef.loader import load_plan
from cds_desktop.formdef.syntax import FUNCTIONS
from cds_desktop.model.form import QuestionType
from tests.unit.formdef.forms import HEAD, a_form, a_report, key_of

README = Path(__file__).resolve().parents[3] / "forms" / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
FORMS = [text for kind, text in BLOCKS if kind == "toml" and "[[targets]]" not in text]
PLANS = [text for kind, text in BLOCKS if kind == "toml" and "[[targets]]" in text]
(EXPRESSIONS,) = [text for kind, text in BLOCKS if kind == "expressions"]
LINES = [re.split(r" {2,}", line) for line in EXPRESSIONS.splitlines()]


def write_form(folder: Path, text: str) -> Path:
    whole = text if text.startswith("form_id") else HEAD + text
    path = folder / f"{tomllib.loads(whole)['form_id']}_v1.toml"
    path.write_text(whole, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", FORMS, ids=range(len(FORMS)))
def test_every_form_shown_is_without_fault(tmp_path: Path, text: str):
    assert [str(fault.message) for fault in lint_file(write_form(tmp_path, text))] == []


@pytest.mark.parametrize("text", FORMS, ids=range(len(FORMS)))
def test_every_form_shown_has_examples_that_are_run(tmp_path: Path, text: str):
    broken = re.sub(r"expect = \{ (\S+) = \"[^\"]*\"", r'expect = { \1 = "=123456"', text)
    assert {fault.code for fault in lint_file(write_form(tmp_path, broken))} == {"example_failed"}


@pytest.mark.parametrize("text", PLANS, ids=range(len(PLANS)))
def test_every_plan_shown_is_without_fault(tmp_path: Path, text: str):
    path = tmp_path / "2023.toml"
    path.write_text(text, encoding="utf-8")
    assert load_plan(path).targets


def outcome_of(expression: str) -> str:
    """Return what an expression gives in the README's words."""
    form = a_form(f"""
    [[sections.questions]]
    name = "a"
    type = "integer"
    nature = "flow"
    [[sections.questions]]
    name = "b"
    type = "integer"
    [[sections.questions]]
    name = "khong_ro"
    type = "integer"
    [[sections.questions]]
    name = "chon"
    type = "select_one"
    choices = "co_khong"
    [[sections.questions]]
    name = "bang"
    type = "roster"
    [[sections.questions.questions]]
    name = "cot"
    type = "decimal"
    [[sections.questions]]
    name = "ket_qua"
    type = "decimal"
    {expression}
    """)
    typed = {"a": "7", "b": "2", "chon": "co", "cot@1": "1", "cot@2": "2", "cot@3": "3,5"}
    data = a_report(form, typed, history={"202308": {"a": "5"}})
    value = apply(compile_rules(form), data).value(key_of(form, "ket_qua"))
    return "missing" if value is None else str(value)


@pytest.mark.parametrize(("expression", "result"), LINES)
def test_every_expression_shown_gives_what_is_shown(expression: str, result: str):
    if result in ("true", "false") or expression == "a > khong_ro":
        given = outcome_of(f'calculation = "if({expression}, 1, 0)"')
        assert given == {"true": "1.00", "false": "0.00"}.get(result, result)
    else:
        given = outcome_of(f'calculation = "{expression}"')
        expected = result if result == "missing" else Decimal(result)
        assert (given if given == "missing" else Decimal(given)) == expected


def test_every_function_and_every_type_is_shown():
    assert [name for name in FUNCTIONS if f"`{name}(" not in TEXT] == []
    assert [kind.value for kind in QuestionType if f"`{kind.value}`" not in TEXT] == []
