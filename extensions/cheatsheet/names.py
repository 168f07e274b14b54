"""The names that a piece of Python uses: imports, dotted names, and the name it is known by."""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Iterable, Iterator, Mapping

# A call as code writes it: matches "zeros(2"; not "size (2" or "모양(2".
CALL = re.compile(r"[A-Za-z_]\w*\(", re.ASCII)


def find_imports(code: str) -> dict[str, str]:
    """What each imported name stands for: ``import torch.nn as nn`` gives ``{"nn": "torch.nn"}``."""
    names: dict[str, str] = {}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                names[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def find_definitions(code: str) -> set[str]:
    """The public names that top-level statements other than imports define."""
    names: set[str] = set()
    for node in ast.parse(code).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def find_free_names(expression: str) -> set[str]:
    """The names that an expression reads, without Python's own. Raises SyntaxError."""
    tree = ast.parse(expression.strip(), mode="eval")
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return {name for name in names if not hasattr(builtins, name)}


def find_apis(code: str, imports: Mapping[str, str]) -> list[str]:
    """The full names of what a piece of code uses of its imports, sorted.

    >>> find_apis("nn.Linear(2, 3)", {"nn": "torch.nn"})
    ['torch.nn.Linear']
    """
    known = {**imports, **find_imports(code)}
    full = set(find_imports(code).values())
    for name in _find_dotted(ast.parse(code)):
        root, dot, rest = name.partition(".")
        if root in known:
            full.add(known[root] + dot + rest)
    return sorted(full)


def looks_like_code(text: str) -> bool:
    """Whether a note would do something if it were run: it calls, assigns, imports or looks up.

    Plain words such as "in place", "zero-copy" or "mean (average)" do not.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    acts = (ast.Assign, ast.AugAssign, ast.Import, ast.ImportFrom, ast.Attribute, ast.Subscript)
    calls = any(isinstance(node, ast.Call) for node in ast.walk(tree)) and CALL.search(text)
    return bool(calls) or any(isinstance(node, acts) for node in ast.walk(tree))


def make_slug(code: str, imports: Mapping[str, str] | None = None) -> str:
    """What an entry is known by in its address: the first name that its last statement calls.

    A statement inside a ``with`` of Python's own library, such as one that catches warnings, is
    known by itself. `imports` tells which names are that library's.

    >>> make_slug("x = torch.zeros(2)")
    'torch-zeros'
    """
    tree = ast.parse(code)
    known = {**(imports or {}), **find_imports(code)}
    for node in reversed(tree.body):
        for inner in _unwrap(node, known):
            for name in _find_known_by(inner):
                if slug := _slugify(name):
                    return slug
    return "-".join(_slugify(ast.unparse(tree)).split("-")[:5]) or "entry"


def _unwrap(node: ast.stmt, imports: Mapping[str, str]) -> list[ast.stmt]:
    """What stands inside a ``with`` of the standard library; else the statement itself."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.With):
            roots = [name.partition(".")[0] for item in inner.items for name in _find_called(item)]
            modules = {imports.get(root, root).partition(".")[0] for root in roots}
            if modules and modules <= sys.stdlib_module_names:
                return inner.body
    return [node]


def _find_known_by(node: ast.stmt) -> Iterator[str]:
    """The names by which a statement may be known, the best first."""
    if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
        yield node.name
    yield from (name for name in _find_called(node) if not hasattr(builtins, name))
    yield from (name for name in _find_dotted(node) if "." in name)


def make_unique(slugs: Iterable[str], taken: Iterable[str]) -> list[str]:
    """The slugs with ``-2``, ``-3``, ... added to those that came before or are taken."""
    used = set(taken)
    ids = []
    for slug in slugs:
        number, unique = 1, slug
        while unique in used:
            number += 1
            unique = f"{slug}-{number}"
        used.add(unique)
        ids.append(unique)
    return ids


def _slugify(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _find_called(tree: ast.AST) -> Iterator[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        if name := _dotted(call.func):
            yield name


def _find_dotted(tree: ast.AST) -> Iterator[str]:
    """Dotted names, longest form, in the order of the text."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.Attribute, ast.Name))]
    inner = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset)):
        name = _dotted(node)
        if name and id(node) not in inner and not hasattr(builtins, name):
            yield name


def _dotted(node: ast.AST) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""
