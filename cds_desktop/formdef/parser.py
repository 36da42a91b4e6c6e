"""Read the text of an expression into nodes; says where and why it cannot.

A recursive descent over a list of tokens. Length, depth and digits are limited, so that no text,
however hostile, takes long or overflows the stack.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeVar

from cds_desktop.formdef.syntax import (
    COMPARISONS,
    FUNCTIONS,
    KEYWORDS,
    THIS,
    Argument,
    Binary,
    Call,
    Expression,
    ExpressionError,
    Function,
    Name,
    Number,
    Text,
    Unary,
)

_MAX_CHARS = 4_000
_MAX_TOKENS = 400
_MAX_DEPTH = 40
_MAX_DIGITS = 24
_MAX_ROUND_DIGITS = 6

_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<text>'(?:[^'\n]|'')*')"
    r"|(?P<name>[a-z][a-z0-9_]*)"
    r"|(?P<operator>!=|<=|>=|[-+*/=<>(),.])"
)
_SPACE = re.compile(r"\s*")

_T = TypeVar("_T")


class _Token(NamedTuple):
    kind: str
    text: str
    position: int


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Return the expression that `text` writes; raises ExpressionError with its place and cause."""
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[_Token]:
    if len(text) > _MAX_CHARS:
        raise ExpressionError(_MAX_CHARS, "expression_too_long", limit=_MAX_CHARS)
    tokens: list[_Token] = []
    position = _after_space(text, 0)
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None or found.lastgroup is None:
            raise ExpressionError(position, "expression_character", found=text[position])
        tokens.append(_Token(found.lastgroup, found.group(), position))
        position = _after_space(text, found.end())
    if len(tokens) > _MAX_TOKENS:
        place = tokens[_MAX_TOKENS].position
        raise ExpressionError(place, "expression_too_many_parts", limit=_MAX_TOKENS)
    return [*tokens, _Token("end", "", len(text))]


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._index = 0
        self._depth = 0

    def whole(self) -> Expression:
        expression = self._disjunction()
        if self._next.kind != "end":
            raise self._unexpected()
        return expression

    def _disjunction(self) -> Expression:
        return self._left_to_right(("or",), self._conjunction)

    def _conjunction(self) -> Expression:
        return self._left_to_right(("and",), self._negation)

    def _negation(self) -> Expression:
        if self._next.text != "not":
            return self._comparison()
        token = self._take()
        return Unary("not", self._nested(self._negation, token), token.position)

    def _comparison(self) -> Expression:
        left = self._sum()
        if self._next.text not in COMPARISONS:
            return left
        operator = self._take()
        comparison = Binary(operator.text, left, self._sum(), operator.position)
        if self._next.text in COMPARISONS:
            raise ExpressionError(self._next.position, "expression_chained_comparison")
        return comparison

    def _sum(self) -> Expression:
        return self._left_to_right(("+", "-"), self._product)

    def _product(self) -> Expression:
        return self._left_to_right(("*", "/"), self._signed)

    def _signed(self) -> Expression:
        if self._next.text != "-":
            return self._atom()
        token = self._take()
        return Unary("-", self._nested(self._signed, token), token.position)

    def _atom(self) -> Expression:
        token = self._next
        if token.kind == "number":
            return _number(self._take())
        if token.kind == "text":
            return Text(self._take().text[1:-1].replace("''", "'"), token.position)
        if token.text == THIS:
            return Name(self._take().text, token.position)
        if token.text == "(":
            return self._parenthesis()
        if token.kind == "name" and token.text not in KEYWORDS:
            return self._name_or_call()
        raise self._unexpected()

    def _parenthesis(self) -> Expression:
        inner = self._nested(self._disjunction, self._take())
        self._expect(")")
        return inner

    def _name_or_call(self) -> Expression:
        token = self._take()
        if self._next.text != "(":
            return Name(token.text, token.position)
        function = FUNCTIONS.get(token.text)
        if function is None:
            raise ExpressionError(
                token.position, "expression_unknown_function", function=token.text
            )
        call = Call(token.text, self._nested(self._arguments, token), token.position)
        _check_arguments(call, function)
        return call

    def _arguments(self) -> tuple[Expression, ...]:
        self._expect("(")
        arguments: list[Expression] = []
        while self._next.text != ")":
            if arguments:
                self._expect(",")
            arguments.append(self._disjunction())
        self._expect(")")
        return tuple(arguments)

    def _left_to_right(
        self, operators: tuple[str, ...], operand: Callable[[], Expression]
    ) -> Expression:
        left = operand()
        while self._next.text in operators:
            operator = self._take()
            left = Binary(operator.text, left, operand(), operator.position)
        return left

    def _nested(self, read: Callable[[], _T], token: _Token) -> _T:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ExpressionError(token.position, "expression_too_deep", limit=_MAX_DEPTH)
        inner = read()
        self._depth -= 1
        return inner

    @property
    def _next(self) -> _Token:
        return self._tokens[self._index]

    def _take(self) -> _Token:
        token = self._next
        self._index += 1
        return token

    def _expect(self, text: str) -> None:
        if self._next.text != text or self._next.kind != "operator":
            raise self._unexpected()
        self._index += 1

    def _unexpected(self) -> ExpressionError:
        if self._next.kind == "end":
            return ExpressionError(self._next.position, "expression_unfinished")
        return ExpressionError(self._next.position, "expression_unexpected", found=self._next.text)


def _number(token: _Token) -> Number:
    if len(token.text) > _MAX_DIGITS:
        raise ExpressionError(token.position, "expression_number_too_long", limit=_MAX_DIGITS)
    return Number(Decimal(token.text), token.position)


def _check_arguments(call: Call, function: Function) -> None:
    least, given = len(function.arguments), len(call.arguments)
    if given < least or (given > least and not function.is_variadic):
        raise ExpressionError(
            call.position, "expression_argument_count", function=call.function, count=least
        )
    kinds = function.arguments + function.arguments[-1:] * (given - least)
    for argument, kind in zip(call.arguments, kinds, strict=True):
        if not _is_of_kind(argument, kind):
            code = f"expression_{kind.value}_expected"
            raise ExpressionError(argument.position, code, function=call.function)


def _is_of_kind(argument: Expression, kind: Argument) -> bool:
    match kind:
        case Argument.QUESTION:
            return isinstance(argument, Name)
        case Argument.COLUMN | Argument.TABLE:
            return isinstance(argument, Name) and argument.name != THIS
        case Argument.TEXT:
            return isinstance(argument, Text)
        case Argument.DIGITS:
            return isinstance(argument, Number) and argument.value in range(_MAX_ROUND_DIGITS + 1)
        case _:
            return True
