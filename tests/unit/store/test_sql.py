"""SQL is whole statements with parameters, and the database is opened in one place only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

STORE = Path(__file__).resolve().parents[3] / "cds_desktop" / "store"
PACKAGE = STORE.parent

_SQL = re.compile(
    r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|CREATE|DROP|ALTER|ATTACH|VACUUM|FROM|WHERE)\b"
)


def faults(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where SQL is put together from something else than constants."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                parts: list[ast.expr] = values
                is_bad = any(is_sql(part) for part in parts)
            case ast.BinOp(left=left, op=ast.Mod()):
                is_bad = is_sql(left)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                has_sql = is_sql(left) or is_sql(right)
                is_bad = has_sql and not (is_constant(left) and is_constant(right))
            case ast.Call(func=ast.Attribute(value=value, attr="format" | "join" | "replace")):
                is_bad = is_sql(value)
            case _:
                is_bad = False
        if is_bad:
            yield getattr(node, "lineno", 0)


def is_sql(node: ast.expr) -> bool:
    """Say whether this is a text with SQL in it, or a sum of which one part is."""
    if isinstance(node, ast.BinOp):
        return is_sql(node.left) or is_sql(node.right)
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and bool(_SQL.search(text))


def is_constant(node: ast.expr) -> bool:
    """Say whether this is a text or a module's CONSTANT, or such things added up."""
    if isinstance(node, ast.BinOp):
        return is_constant(node.left) and is_constant(node.right)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


@pytest.mark.parametrize("path", sorted(STORE.glob("*.py")), ids=lambda path: path.stem)
def test_sql_is_never_put_together(path: Path) -> None:
    lines = list(faults(ast.parse(path.read_text(encoding="utf-8"))))
    assert not lines, f"{path.name}: SQL from parts in lines {lines}; give values as parameters"


BAD = [
    pytest.param('store.select(f"SELECT * FROM {table}")', id="f-string"),
    pytest.param('store.select("SELECT * FROM %s" % table)', id="percent"),
    pytest.param('store.select("SELECT * FROM {}".format(table))', id="format"),
    pytest.param('store.select("SELECT * FROM " + table)', id="plus a variable"),
    pytest.param('store.select(_SELECT + " WHERE a = " + value)', id="plus a value"),
    pytest.param('" AND ".join(parts) + " WHERE a = ?" + rest', id="a tail"),
]


@pytest.mark.parametrize("source", BAD)
def test_sql_from_parts_is_seen(source: str) -> None:
    assert list(faults(ast.parse(source)))


GOOD = [
    pytest.param('store.select("SELECT a FROM t WHERE b = ?", (b,))', id="parameters"),
    pytest.param('_ONE = _ALL + " WHERE a = ?" + " ORDER BY b"', id="constants"),
    pytest.param('name = f"{path.name}-wal"', id="no SQL"),
]


@pytest.mark.parametrize("source", GOOD)
def test_whole_statements_are_accepted(source: str) -> None:
    assert not list(faults(ast.parse(source)))


def test_the_database_is_opened_in_one_place_only() -> None:
    openers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"sqlite3\.connect\b|apsw\.Connection\b", path.read_text(encoding="utf-8"))
    }
    assert openers == {"store/database.py"}
