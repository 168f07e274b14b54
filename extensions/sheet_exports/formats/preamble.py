"""What stands above exported code: the standard imports, and the conditions that it names."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from pycode.names import find_free_names
from pycode.tree import find_bound, find_plain


def list_imports(setup: str) -> list[str]:
    """The imports that every block may take for granted, a line each: those at the top level."""
    return [
        ast.unparse(node)
        for node in ast.parse(setup).body
        if isinstance(node, (ast.Import, ast.ImportFrom)) and not _is_private(node)
    ]


def find_conditions(setup: str, expressions: Iterable[str]) -> str:
    """The lines of the setup that define what the conditions name, and what those lines name in turn."""
    tree = ast.parse(setup)
    defined = {name: node for node in tree.body for name in find_bound(node)}
    standard = set(list_imports(setup))
    wanted: dict[ast.stmt, None] = {}
    names = [name for text in expressions for name in sorted(find_free_names(text))]
    while names:
        node = defined.get(names.pop(0))
        if node is not None and node not in wanted and ast.unparse(node) not in standard:
            wanted[node] = None
            names += sorted(find_plain(node))
    chosen = [node for node in tree.body if node in wanted]
    return "\n\n".join(ast.get_source_segment(setup, node) or "" for node in chosen)


def _is_private(node: ast.Import | ast.ImportFrom) -> bool:
    return all(name.startswith("_") for name in find_bound(node))
