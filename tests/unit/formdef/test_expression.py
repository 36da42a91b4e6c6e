"""Reading and printing expressions: precedence, places of errors, limits, round trips."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_desktop.formdef.expression import (
    Expression,
    ExpressionError,
    Reference,
    bind,
    parse,
    references,
    unparse,
)
from cds_desktop.formdef.syntax import (
    COMPARISONS,
    FUNCTIONS,
    KEYWORDS,
    Argument,
    Binary,
    Call,
    Name,
    Number,
    Text,
    Unary,
)

PRINTED = [
    pytest.param("a+b*c", "a + b * c", id="product before sum"),
    pytest.param("(a+b)*c", "(a + b) * c", id="parentheses that matter stay"),
    pytest.param("((a))", "a", id="parentheses that do not matter go"),
    pytest.param("a-b-c", "a - b - c", id="left to right"),
    pytest.param("a-(b-c)", "a - (b - c)", id="not right to left"),
    pytest.param("a or b and not c", "a or b and not c", id="or, and, not"),
    pytest.param("(a or b) and c", "(a or b) and c", id="or inside and"),
    pytest.param("not (a and b)", "not (a and b)", id="not of a conjunction"),
    pytest.param("not a = b", "not a = b", id="not of a comparison"),
    pytest.param("- a * b", "-a * b", id="the sign binds most"),
    pytest.param("-(a*b)", "-(a * b)", id="the sign of a product"),
    pytest.param(". <= prev(.)", ". <= prev(.)", id="this question"),
    pytest.param("x='it''s'", "x = 'it''s'", id="a quote in a text"),
    pytest.param("if(a>1,'co','khong')", "if(a > 1, 'co', 'khong')", id="function"),
    pytest.param("max(a,b,c,d)", "max(a, b, c, d)", id="as many arguments as wanted"),
    pytest.param("\n a\t=\n1.50 ", "a = 1.50", id="spaces and lines"),
    pytest.param("month() = 12", "month() = 12", id="function without arguments"),
]
FAULTY = [
    pytest.param("", 0, "expression_unfinished", id="nothing"),
    pytest.param("a +", 3, "expression_unfinished", id="a sum without its second part"),
    pytest.param("(a", 2, "expression_unfinished", id="parenthesis not closed"),
    pytest.param("a)", 1, "expression_unexpected", id="parenthesis not opened"),
    pytest.param("a b", 2, "expression_unexpected", id="two names"),
    pytest.param("a and", 5, "expression_unfinished", id="and without its second part"),
    pytest.param("and a", 0, "expression_unexpected", id="a keyword as a name"),
    pytest.param("a & b", 2, "expression_character", id="unknown sign"),
    pytest.param("A > 1", 0, "expression_character", id="capital letter"),
    pytest.param("hồ_sơ > 1", 1, "expression_character", id="diacritics"),
    pytest.param("a = 'co", 4, "expression_character", id="text not closed"),
    pytest.param('a = "co"', 4, "expression_character", id="double quotes"),
    pytest.param("a < b < c", 6, "expression_chained_comparison", id="comparisons in a row"),
    pytest.param("a = b = c", 6, "expression_chained_comparison", id="equalities in a row"),
    pytest.param("1,5", 1, "expression_unexpected", id="decimal comma"),
    pytest.param("1.", 1, "expression_unexpected", id="a point with nothing behind it"),
    pytest.param("total(a)", 0, "expression_unknown_function", id="unknown function"),
    pytest.param("__import__('os')", 0, "expression_character", id="Python"),
    pytest.param("a.b", 1, "expression_unexpected", id="attribute"),
    pytest.param("abs(a, b)", 0, "expression_argument_count", id="an argument too many"),
    pytest.param("if(a, b)", 0, "expression_argument_count", id="an argument too few"),
    pytest.param("min(a)", 0, "expression_argument_count", id="min of one"),
    pytest.param("month(a)", 0, "expression_argument_count", id="month takes none"),
    pytest.param("sum(a + b)", 6, "expression_column_expected", id="sum of a sum"),
    pytest.param("sum(.)", 4, "expression_column_expected", id="sum of this"),
    pytest.param("rows('a')", 5, "expression_table_expected", id="rows of a text"),
    pytest.param("prev(1)", 5, "expression_question_expected", id="the past of a number"),
    pytest.param("count_if(a, b)", 12, "expression_text_expected", id="count_if of a name"),
    pytest.param("round(a, 7)", 9, "expression_digits_expected", id="round to 7 digits"),
    pytest.param("round(a, n)", 9, "expression_digits_expected", id="round to a name"),
    pytest.param("round(a, 1.5)", 9, "expression_digits_expected", id="round to half a digit"),
    pytest.param("a = " + "9" * 25, 4, "expression_number_too_long", id="25 digits"),
]
TOO_MUCH = [
    pytest.param("(" * 41 + "a" + ")" * 41, "expression_too_deep", id="41 parentheses"),
    pytest.param("not " * 41 + "a", "expression_too_deep", id="41 negations"),
    pytest.param("-" * 41 + "a", "expression_too_deep", id="41 signs"),
    pytest.param("abs(" * 41 + "a" + ")" * 41, "expression_too_deep", id="41 functions"),
    pytest.param("+".join(["a"] * 201), "expression_too_many_parts", id="201 summands"),
    pytest.param("a" + " " * 4000, "expression_too_long", id="4.001 characters"),
    pytest.param("(" * 10**6, "expression_too_long", id="a million parentheses"),
]
ALLOWED = [
    pytest.param("(" * 40 + "a" + ")" * 40, id="40 parentheses"),
    pytest.param("+".join(["a"] * 200), id="200 summands"),
    pytest.param("a = " + "9" * 24, id="24 digits"),
    pytest.param("a" + " " * 3999, id="4.000 characters"),
]


@pytest.mark.parametrize(("text", "printed"), PRINTED)
def test_an_expression_prints_with_the_parentheses_it_needs(text: str, printed: str):
    assert unparse(parse(text)) == printed
    assert parse(printed) == parse(text)


@pytest.mark.parametrize(("text", "position", "code"), FAULTY)
def test_a_faulty_expression_names_its_place_and_cause(text: str, position: int, code: str):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.position, caught.value.code) == (position, code)


@pytest.mark.parametrize(("text", "code"), TOO_MUCH)
def test_an_expression_beyond_a_limit_is_refused(text: str, code: str):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.code == code


@pytest.mark.parametrize("text", ALLOWED)
def test_an_expression_just_within_a_limit_is_read(text: str):
    assert parse(unparse(parse(text))) == parse(text)


def test_references_say_who_reads_a_name_and_how():
    expression = parse("a <= sum(b) + prev(c) and is_missing(a) and rows(t) > count_if(d, 'x')")
    assert references(expression) == {
        Reference("a"),
        Reference("b", "sum"),
        Reference("c", "prev"),
        Reference("a", "is_missing"),
        Reference("t", "rows"),
        Reference("d", "count_if"),
    }


def test_this_is_bound_to_the_question_of_the_rule():
    bound = bind(parse("not (. > prev(.) or -. = 1)"), "x")
    assert unparse(bound) == "not (x > prev(x) or -x = 1)"


_NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(
    lambda name: name not in KEYWORDS
)
_NUMBERS = st.decimals(0, 10**9, places=3).map(Number)
_TEXTS = st.text(st.characters(exclude_characters="\n", codec="utf-8"), max_size=6).map(Text)
_LEAVES = st.one_of(_NUMBERS, _TEXTS, _NAMES.map(Name), st.just(Name(".")))


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    operators = st.sampled_from(["and", "or", "+", "-", "*", "/", *COMPARISONS])
    unary = st.builds(Unary, st.sampled_from(["not", "-"]), inner)
    return st.one_of(unary, st.builds(Binary, operators, inner, inner), _calls(inner))


@st.composite
def _calls(draw: st.DrawFn, inner: st.SearchStrategy[Expression]) -> Call:
    name = draw(st.sampled_from(sorted(FUNCTIONS)))
    function = FUNCTIONS[name]
    more = draw(st.integers(0, 2)) if function.is_variadic else 0
    kinds = function.arguments + function.arguments[-1:] * more
    by_kind: dict[Argument, st.SearchStrategy[Expression]] = {
        Argument.VALUE: inner,
        Argument.CONDITION: inner,
        Argument.TEXT: _TEXTS,
        Argument.DIGITS: st.integers(0, 6).map(lambda digits: Number(Decimal(digits))),
    }
    return Call(name, tuple(draw(by_kind.get(kind, _NAMES.map(Name))) for kind in kinds))


EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(_LEAVES, _larger, max_leaves=12)


@settings(deadline=None)
@given(EXPRESSIONS)
def test_a_printed_expression_reads_back_as_itself(expression: Expression):
    assert parse(unparse(expression)) == expression


@settings(deadline=None)
@given(st.text("ab1'.,()+-*/=<>! \nandortif_é", max_size=60))
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str):
    try:
        expression = parse(text)
    except ExpressionError as error:
        assert 0 <= error.position <= len(text)
    else:
        assert parse(unparse(expression)) == expression
