"""The small language of a form's rules: parse, print, find the names in it, evaluate on Decimal.

The front of `syntax` (what there is), `parser` (text to nodes) and `evaluation` (nodes to values).
"""

from cds_desktop.formdef.evaluation import evaluate, evaluator
from cds_desktop.formdef.parser import parse
from cds_desktop.formdef.scope import Evaluator, Result, Scope
from cds_desktop.formdef.syntax import (
    THIS,
    Expression,
    ExpressionError,
    Reference,
    bind,
    references,
    unparse,
    walk,
    walk_names,
)

__all__ = [
    "THIS",
    "Evaluator",
    "Expression",
    "ExpressionError",
    "Reference",
    "Result",
    "Scope",
    "bind",
    "evaluate",
    "evaluator",
    "parse",
    "references",
    "unparse",
    "walk",
    "walk_names",
]
