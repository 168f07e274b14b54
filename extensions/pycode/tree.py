"""What the tree of a piece of Python holds: imports, dotted names, what its statements bind. Pure.

All that reads names out of Python asks here; what a name means to whoever asks is its own business.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

DEFINITIONS = (ast.ClassDef, ast.FunctionDef)


@dataclass(frozen=True)
class Import:
    """One name of an import: the module that is imported, the name bound, what that stands for."""

    module: str
    name: str
    full: str

    @property
    def written(self) -> str:
        """All that the statement names: ``a.b`` of ``import a.b`` and of ``from a import b``."""
        return max(self.module, self.full, key=len)


def parse_code(code: str) -> ast.Module:
    """The tree of a piece of code; an empty one of what is no Python."""
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return ast.Module([], [])


def order_nodes(tree: ast.AST) -> list[ast.AST]:
    """The nodes that have a place, in the order of the text."""
    return sorted((node for node in ast.walk(tree) if hasattr(node, "lineno")), key=_find_place)


def list_imports(tree: ast.AST) -> Iterator[Import]:
    """Every import below a node, its own included; those of a package from itself name no module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name.partition(".")[0]
                yield Import(alias.name, alias.asname or root, alias.name if alias.asname else root)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield Import(node.module, alias.asname or alias.name, f"{node.module}.{alias.name}")


def write_dotted(node: ast.AST | None) -> str:
    """``a.b.c`` of a name and what is looked up in it; "" of anything else, such as ``f().b``."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def find_outer(nodes: Iterable[ast.AST]) -> list[ast.AST]:
    """Nodes without those that begin a dotted name: of ``nn.Linear`` not ``nn``."""
    nodes = list(nodes)
    dotted = (node for node in nodes if isinstance(node, ast.Attribute) and write_dotted(node))
    inner = {id(node.value) for node in dotted}
    return [node for node in nodes if id(node) not in inner]


def list_dotted(tree: ast.AST) -> Iterator[str]:
    """Dotted names as the code writes them, the longest form of each, in the order of the text."""
    return filter(None, map(write_dotted, find_outer(order_nodes(tree))))


def list_called(tree: ast.AST) -> Iterator[str]:
    """The dotted names that are called, in the order of the text."""
    calls = (node for node in order_nodes(tree) if isinstance(node, ast.Call))
    return filter(None, (write_dotted(call.func) for call in calls))


def find_plain(tree: ast.AST) -> set[str]:
    """The names that stand by themselves or begin a dotted name."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def find_bound(statement: ast.stmt) -> set[str]:
    """The names that an import, a definition or an assignment binds, for whoever comes after it."""
    match statement:
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {alias.asname or alias.name.partition(".")[0] for alias in names}
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=targets):
            return {name for target in targets for name in _find_stored(target)}
        case ast.AnnAssign(target=target):
            return _find_stored(target)
    return set()


def find_first_line(statement: ast.stmt) -> int:
    """Where a statement starts, its decorators included; from 1."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(node.lineno for node in decorators)])


def expand(dotted: str, names: Mapping[str, str]) -> str:
    """What a dotted name is in full, by what its first part stands for; "" where none knows that.

    >>> expand("F.relu", {"F": "torch.nn.functional"})
    'torch.nn.functional.relu'
    """
    root, dot, rest = dotted.partition(".")
    full = names.get(root, "")
    return full + dot + rest if full else ""


def _find_place(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _find_stored(target: ast.expr) -> set[str]:
    nodes = (node for node in ast.walk(target) if isinstance(node, ast.Name))
    return {node.id for node in nodes if isinstance(node.ctx, ast.Store)}
