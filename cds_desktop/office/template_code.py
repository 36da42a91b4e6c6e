"""Read the code in a template before it runs: fields of a closed list, loops, comparisons; no more.

Everything that is not named here is refused: calls, arithmetic, filters with arguments, `set`,
`macro`, `include`. So a template cannot compute, nor grow beyond the data (INPUT.md 6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from jinja2 import nodes

from cds_desktop.office.sandbox import FILTERS, LOOP_FIELDS, syntax_tree

# What a template can see: a text (its meaning in Vietnamese), a list of one kind, named fields.
Shape = str | list["Shape"] | Mapping[str, "Shape"]

_COMPARISONS = {"eq", "ne", "gt", "lt", "gteq", "lteq"}
_COUNTER = "counter"  # the shape of loop.index and its like


@dataclass(frozen=True, slots=True)
class FieldUse:
    """A field as the template names it, its full path ("parts.heading", "" if unknown)."""

    name: str
    path: str
    line: int
    is_printed: bool


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the code asks for: the fields that it uses; (command, line) that it must not hold."""

    fields: tuple[FieldUse, ...]
    refused: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Something in sight of the code: its shape and where it comes from."""

    shape: Shape
    path: str


_Scope = dict[str, _Seen]


def inspect(source: str, shape: Mapping[str, Shape]) -> Inspection:
    """List the fields and the refused commands of `source`; raises CodeFault when unreadable."""
    inspector = _Inspector()
    scope = {name: _Seen(field, name) for name, field in shape.items()}
    inspector.read(syntax_tree(source).body, scope, frozenset())
    return Inspection(tuple(inspector.fields), tuple(inspector.refused))


class _Inspector:
    """Walks the syntax tree with the fields that are in sight; collects and never raises."""

    def __init__(self) -> None:
        self.fields: list[FieldUse] = []
        self.refused: list[tuple[str, int]] = []

    def read(self, body: Sequence[nodes.Node], scope: _Scope, loops: frozenset[str]) -> None:
        """Read statements; `loops` are the names of the loops around them."""
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    self._printed(part, scope)
            elif isinstance(node, nodes.If):
                self._condition(cast(nodes.Expr, node.test), scope)
                for branch in (node.body, cast(list[nodes.Node], node.elif_), node.else_):
                    self.read(branch, scope, loops)
            elif isinstance(node, nodes.For):
                self._loop(node, scope, loops)
            else:
                self._refuse(node)

    def _printed(self, node: nodes.Expr, scope: _Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        inner = _filtered(node, "upper")
        seen = self._field(inner or node, scope, is_printed=True)
        if seen is not None and not isinstance(seen.shape, str):
            self._refuse(node)

    def _loop(self, node: nodes.For, scope: _Scope, loops: frozenset[str]) -> None:
        seen = self._field(cast(nodes.Expr, node.iter), scope)
        if seen is None:
            return
        # A loop in a loop goes through a part of the outer one's item: no explosion of rows.
        is_bounded = not loops or _root(node.iter) in loops
        is_plain = isinstance(node.target, nodes.Name) and not (node.test or node.recursive)
        if not (is_bounded and is_plain and isinstance(seen.shape, list)):
            self._refuse(node)
            return
        name = cast(nodes.Name, node.target).name
        counters: Shape = dict.fromkeys(LOOP_FIELDS, _COUNTER)
        inner = {name: _Seen(seen.shape[0], seen.path), "loop": _Seen(counters, "loop")}
        self.read(node.body, {**scope, **inner}, loops | {name})
        self.read(node.else_, scope, loops)

    def _condition(self, node: nodes.Expr, scope: _Scope) -> None:
        if isinstance(node, nodes.And | nodes.Or):
            self._condition(node.left, scope)
            self._condition(node.right, scope)
        elif isinstance(node, nodes.Not):
            self._condition(node.node, scope)
        elif isinstance(node, nodes.Compare):
            self._compared(node.expr, scope)
            for operand in node.ops:
                self._compared(operand.expr, scope)
                if operand.op not in _COMPARISONS:
                    self._refuse(node)
        else:
            self._compared(node, scope)

    def _compared(self, node: nodes.Expr, scope: _Scope) -> None:
        if not isinstance(node, nodes.Const):
            self._field(_filtered(node, "length") or node, scope)

    def _field(self, node: nodes.Expr, scope: _Scope, *, is_printed: bool = False) -> _Seen | None:
        """Note the field that `node` names; None (noted as unknown or refused) if it is none."""
        name = _written(node)
        if not name:
            self._refuse(node)
            return None
        seen = _look_up(node, scope)
        self.fields.append(FieldUse(name, seen.path if seen else "", node.lineno, is_printed))
        return seen

    def _refuse(self, node: nodes.Node) -> None:
        self.refused.append((type(node).__name__.lower(), node.lineno))


def _filtered(node: nodes.Expr, name: str) -> nodes.Expr | None:
    """Return what the filter `name` is applied to; None when `node` is no such filter."""
    is_plain = isinstance(node, nodes.Filter) and not (node.args or node.kwargs)
    if is_plain and isinstance(node, nodes.Filter) and node.name == name and name in FILTERS:
        return node.node
    return None


def _written(node: nodes.Node) -> str:
    """Return a field as it is written: "part.heading", "addressees[0]"; "" when it is no field."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (owner := _written(node.node)):
        return f"{owner}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        owner = _written(node.node)
        return f"{owner}[{node.arg.value!r}]" if owner else ""
    return ""


def _root(node: nodes.Node) -> str:
    return _written(node).partition(".")[0].partition("[")[0]


def _look_up(node: nodes.Node, scope: _Scope) -> _Seen | None:
    if isinstance(node, nodes.Name):
        return scope.get(node.name)
    if isinstance(node, nodes.Getattr):
        return _part(_look_up(node.node, scope), node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return _part(_look_up(node.node, scope), cast(object, node.arg.value))
    return None


def _part(owner: _Seen | None, key: object) -> _Seen | None:
    if owner is None:
        return None
    if isinstance(owner.shape, Mapping) and isinstance(key, str) and key in owner.shape:
        return _Seen(owner.shape[key], f"{owner.path}.{key}")
    if isinstance(owner.shape, list) and type(key) is int and key >= 0:
        return _Seen(owner.shape[0], owner.path)
    return None
