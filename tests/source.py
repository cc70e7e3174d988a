"""The project's own source, for guard tests that read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTEXTS = ("tenants", "catalog", "requests", "reporting")


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program by its path under the root; migrations and vendored files left out."""
    found = {}
    for folder in ("config", *CONTEXTS):
        for file in sorted((ROOT / folder).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and "/vendor/" not in name:
                found[name] = ast.parse(file.read_text(encoding="utf-8"), name)
    return found


@cache
def _by_kind() -> dict[type[ast.AST], list[tuple[str, ast.AST]]]:
    """Every node with its file: one walk for all that is asked."""
    found: dict[type[ast.AST], list[tuple[str, ast.AST]]] = {}
    for name, tree in modules().items():
        for node in ast.walk(tree):
            found.setdefault(type(node), []).append((name, node))
    return found


def nodes(kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of a kind, with its file."""
    for each, found in _by_kind().items():
        if issubclass(each, kind):
            yield from found


def _docstrings(tree: ast.Module) -> set[int]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, owners)]
    # A text that stands alone documents something wherever it stands.
    alone = [item.value for body in bodies for item in body if isinstance(item, ast.Expr)]
    return {id(value) for value in alone if isinstance(value, ast.Constant)}


def texts() -> Iterator[tuple[str, int, str]]:
    """Every string of the program that is no documentation: (file, line, text)."""
    for name, tree in modules().items():
        skipped = _docstrings(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                yield name, node.lineno, node.value


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute; calls and subscripts on the way are left out."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call | ast.Subscript):
        return dotted(node.func if isinstance(node, ast.Call) else node.value)
    return node.id if isinstance(node, ast.Name) else ""


def calls() -> Iterator[tuple[str, int, str]]:
    """Every call: (file, line, dotted name of what is called)."""
    for name, node in nodes(ast.Call):
        yield name, node.lineno, dotted(node.func)  # type: ignore[attr-defined]
