"""The house's own test: who may import what, no circles, and who may catch everything.

Modules are named without "cds_desktop."; the package itself is "".
"""

import ast
import sys
from collections.abc import Callable, Collection, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "cds_desktop"

# --- the two tables -----------------------------------------------------------------------------

GROUND = {"messages", "errors", "paths", "logs", "vietnamese", "settings", "legacy_text"}
DOORS = GROUND | {"operations", "model", "formdef"}
FOR_EVERYBODY = {"", "limits", "text_rules"}

# A room is a package or a module; the longest name that fits a module is its room. It may import
# itself, what stands here, and FOR_EVERYBODY.
MAY_IMPORT: dict[str, set[str]] = {
    "": set(),
    "limits": set(),
    "text_rules": {"vietnamese"},
    "messages": set(),
    "paths": set(),
    "vietnamese": set(),
    "errors": {"messages"},
    "logs": {"errors", "paths", "vietnamese"},
    "settings": {"errors", "paths", "vietnamese", "atomic_file"},
    "atomic_file": {"errors", "paths", "vietnamese"},
    "legacy_text": {"errors", "paths", "vietnamese"},
    "limited_process": {"errors"},
    "model": {"errors", "messages"},
    "formdef": {"model", "errors", "messages", "paths", "vietnamese"},
    "store": {"model", "errors", "atomic_file"},
    "bundle": {"errors", "paths", "atomic_file"},
    "office": {"errors", "paths", "atomic_file"},
    "reports": {"model", "formdef", "errors", "paths", "vietnamese"},
    "operations": GROUND
    | {"atomic_file", "limited_process"}
    | {"model", "formdef", "store", "bundle", "office", "reports"},
    "cli": DOORS,
    "gui": DOORS,
    "gui.pages": DOORS | {"gui.context", "gui.jobs", "gui.dialogs", "gui.widgets"},
    "__main__": {"gui", "cli", "errors", "logs", "paths", "limited_process"},
}
# Frozen, or foreign to everything: these do not even import their neighbours.
IMPORTS_NOTHING = {"store.migrations", "gui.translator"}
# A page never imports another page.
NEVER_ITSELF = {"gui.pages"}

ONLY_IN: dict[str, set[str]] = {
    "PySide6": {"gui"},
    "shiboken6": {"gui"},
    "sqlite3": {"store"},
    "cryptography": {"bundle"},
    "zipfile": {"bundle", "office"},  # docx and xlsx are zip files too
    "docx": {"office"},
    "docxtpl": {"office"},
    "jinja2": {"office"},
    "openpyxl": {"office"},
    "python_calamine": {"office"},
    "lxml": {"office"},
    "defusedxml": {"office"},
    "platformdirs": {"paths"},
    "click": {"cli"},
    "tomli_w": {"settings"},
}
NETWORK = {
    *("socket", "ssl", "asyncio", "socketserver", "http", "xmlrpc", "urllib.request"),
    *("ftplib", "smtplib", "imaplib", "poplib", "PySide6.QtNetwork"),
}

MAY_CATCH_EVERYTHING = {"gui.jobs", "gui.app", "cli.main", "limited_process"}

# --- the rules ----------------------------------------------------------------------------------

Modules = dict[str, ast.Module]


def forbidden_imports(modules: Modules) -> Iterator[str]:
    """A module imports its own room and what MAY_IMPORT names."""
    for module in modules:
        allowed = allowed_for(module)
        for target in our_imports(modules, module):
            if not is_within(target, allowed):
                yield f"{module} imports {target}"


def misplaced_libraries(modules: Modules) -> Iterator[str]:
    """A library is known to one room only; nobody knows the network."""
    for module in modules:
        for library in imported_names(modules[module]):
            if complaint := complaint_about(library, module):
                yield f"{module} imports {library}: {complaint}"


def circles(modules: Modules) -> Iterator[str]:
    """No module imports itself by way of others."""
    try:
        TopologicalSorter({name: our_imports(modules, name) for name in modules}).prepare()
    except CycleError as error:
        yield " <- ".join(error.args[1])


def broad_handlers(modules: Modules) -> Iterator[str]:
    """Only the last doors catch everything."""
    for module in modules.keys() - MAY_CATCH_EVERYTHING:
        for node in ast.walk(modules[module]):
            if catches_everything(node):
                yield f"{module}: {ast.unparse(node).splitlines()[0]}"


def relative_imports(modules: Modules) -> Iterator[str]:
    """Imports are written in full, so that they can be read and searched."""
    for module, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                yield f"{module}: {ast.unparse(node)}"


# --- how a module is read -----------------------------------------------------------------------


def read_modules(package: Path) -> Modules:
    """Parse every module of a package."""
    modules: Modules = {}
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package).with_suffix("").parts)
        name = name.removesuffix("__init__").removesuffix(".")
        modules[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return modules


def imported_names(tree: ast.Module) -> Iterator[str]:
    """Yield every name imported anywhere, in functions and under TYPE_CHECKING too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def our_imports(modules: Modules, module: str) -> set[str]:
    """Return the modules of ours that a module imports."""
    names = (name.partition(".") for name in imported_names(modules[module]))
    return {longest_fit(rest, modules) for top, _, rest in names if top == "cds_desktop"} - {module}


def allowed_for(module: str) -> set[str]:
    """Return what a module may import."""
    room = longest_fit(module, MAY_IMPORT)
    if module and not room:
        pytest.fail(
            f"cds_desktop/{module} is in no known room: move it into a package of MAY_IMPORT, or"
            " give it a row there and say in the commit why the house needs another room"
        )
    if is_within(module, IMPORTS_NOTHING):
        return set()
    return MAY_IMPORT[room] | ({room} - NEVER_ITSELF) | FOR_EVERYBODY


def complaint_about(library: str, module: str) -> str:
    """Say what is wrong with importing this library here; "" when nothing is."""
    top = library.partition(".")[0]
    if is_within(library, NETWORK):
        return "this program has no network"
    if top in ONLY_IN and not is_within(module, ONLY_IN[top]):
        return f"only in {', '.join(sorted(ONLY_IN[top]))}"
    is_known = top in ONLY_IN or top == "cds_desktop" or top in sys.stdlib_module_names
    return "" if is_known else "pin it in pyproject.toml and give it a room in ONLY_IN"


def catches_everything(node: ast.AST) -> bool:
    """Say whether this is `except:`, `except Exception` or `suppress(Exception)`.

    A handler that ends with a bare `raise` only cleans up: it catches nothing.
    """
    if isinstance(node, ast.ExceptHandler):
        is_broad = node.type is None or names_everything(node.type)
        return is_broad and ast.unparse(node.body[-1]) != "raise"
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
        return any(names_everything(argument) for argument in node.args)
    return False


def names_everything(expression: ast.expr) -> bool:
    """Say whether Exception or BaseException stands in an expression."""
    names = {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}
    return bool(names & {"Exception", "BaseException"})


def longest_fit(name: str, known: Collection[str]) -> str:
    """Return the longest beginning of a dotted name that is known, or ""."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def is_within(name: str, places: Collection[str]) -> bool:
    """Say whether a dotted name is one of the places or lies in one."""
    return name in places or any(name.startswith(f"{place}.") for place in places)


# --- the tests ----------------------------------------------------------------------------------

Rule = Callable[[Modules], Iterator[str]]
RULES = [forbidden_imports, misplaced_libraries, circles, broad_handlers, relative_imports]


@pytest.mark.parametrize("rule", RULES, ids=[rule.__name__ for rule in RULES])
def test_the_house_keeps(rule: Rule) -> None:
    faults = sorted(rule(read_modules(PACKAGE)))
    assert not faults, "\n  ".join([rule.__doc__ or "", *faults])


BAD_HOUSES: dict[str, tuple[Rule, dict[str, str]]] = {
    "the store knows Word": (
        forbidden_imports,
        {"store.x": "from cds_desktop.office import docx", "office": "", "office.docx": ""},
    ),
    "a hidden import": (
        forbidden_imports,
        {"gui.x": "def f():\n    from cds_desktop.store.y import g", "store.y": ""},
    ),
    "a page knows a page": (
        forbidden_imports,
        {"gui.pages.a": "import cds_desktop.gui.pages.b", "gui.pages.b": ""},
    ),
    "a page knows the main window": (
        forbidden_imports,
        {"gui.pages.a": "import cds_desktop.gui.main_window", "gui.main_window": ""},
    ),
    "a migration knows its neighbour": (
        forbidden_imports,
        {"store.migrations": "from cds_desktop.store.x import Y", "store.x": ""},
    ),
    "a migration knows a limit": (
        forbidden_imports,
        {"store.migrations": "import cds_desktop.limits", "limits": ""},
    ),
    "the model draws": (misplaced_libraries, {"model.x": "from PySide6.QtCore import Qt"}),
    "an unknown library": (misplaced_libraries, {"store.x": "import requests"}),
    "the network": (misplaced_libraries, {"gui.x": "from urllib.request import urlopen"}),
    "Qt's network": (misplaced_libraries, {"gui.x": "from PySide6 import QtNetwork"}),
    "a circle": (
        circles,
        {"model.a": "import cds_desktop.model.b", "model.b": "from cds_desktop.model.a import X"},
    ),
    "a broad handler": (
        broad_handlers,
        {"store.x": "try: f()\nexcept (KeyError, Exception): pass"},
    ),
    "a bare handler": (broad_handlers, {"store.x": "try: f()\nexcept: pass"}),
    "a broad suppress": (broad_handlers, {"store.x": "with contextlib.suppress(Exception): f()"}),
    "a relative import": (relative_imports, {"store.x": "from . import y"}),
}


@pytest.mark.parametrize("name", BAD_HOUSES)
def test_a_bad_house_is_found(name: str) -> None:
    rule, sources = BAD_HOUSES[name]
    assert list(rule({module: ast.parse(source) for module, source in sources.items()}))


def test_an_unknown_room_is_told_what_to_do() -> None:
    with pytest.raises(pytest.fail.Exception, match="MAY_IMPORT"):
        allowed_for("helpers.things")
