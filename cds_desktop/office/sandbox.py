"""Run template code where it can do nothing: Jinja's sandbox with everything taken out of it.

A dot only looks up a key of a plain dict, nothing can be called, and only texts are printed,
escaped for XML. `template_code` has read the code before and refused what is not on its list.
"""

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

LOOP_FIELDS = frozenset({"first", "last", "index"})
FILTERS = {"upper": str.upper, "length": len}


class CodeFault(Exception):
    """The template's code cannot be read or failed while running; `line` is 0 when not known."""

    def __init__(self, reason: str, *, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def syntax_tree(source: str) -> nodes.Template:
    """Parse template code without running it; raises CodeFault with the line."""
    try:
        return _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        raise CodeFault(error.message or "", line=error.lineno) from error


def render(source: str, context: Mapping[str, object]) -> str:
    """Fill the template with plain texts, lists and dicts; raises CodeFault."""
    try:
        return _ENVIRONMENT.from_string(source).render(context)
    except TemplateSyntaxError as error:
        raise CodeFault(error.message or "", line=error.lineno) from error
    except (TemplateRuntimeError, TypeError, ValueError, LookupError) as error:
        raise CodeFault(str(error)) from error


class _PlainEnvironment(ImmutableSandboxedEnvironment):
    """Jinja without globals, tests, attributes and calls."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, LoopContext) and attr in LOOP_FIELDS

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        # The exact types: a subclass could bring behaviour with it.
        if (type(obj), type(argument)) not in ((dict, str), (list, int)):
            raise SecurityError(f"{argument!r} of a {type(obj).__name__}")
        try:
            return obj[argument]
        except LookupError:
            return self.undefined(obj=obj, name=argument)


def _printable(value: object) -> object:
    """Let only texts and counters into the document; an undefined field raises when printed."""
    if isinstance(value, str | StrictUndefined):
        return value
    if type(value) is int:
        return str(value)
    raise TypeError(f"a {type(value).__name__} cannot be printed")


def _make_environment() -> _PlainEnvironment:
    environment = _PlainEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=_printable, cache_size=0
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update(FILTERS)
    return environment


_ENVIRONMENT = _make_environment()
