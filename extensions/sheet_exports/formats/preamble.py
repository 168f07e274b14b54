"""What of the setup stands above exported code: the imports that it uses, the conditions it names."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from cheatsheet.core.programs import find_used
from pycode.names import find_free_names
from pycode.prompt import list_import_lines
from pycode.tree import find_bound, find_plain


def find_imports(setup: str, codes: Iterable[str]) -> list[str]:
    """The lines of the standard imports that the codes use: those of public names."""
    public = {name: line for name, line in list_import_lines(setup).items() if not _is_private(name)}
    return list(find_used(codes, public))


def find_conditions(setup: str, expressions: Iterable[str]) -> str:
    """The lines of the setup that define what the conditions name, and what those lines name in turn."""
    tree = ast.parse(setup)
    defined = {name: node for node in tree.body for name in find_bound(node)}
    wanted: dict[ast.stmt, None] = {}
    names = [name for text in expressions for name in sorted(find_free_names(text))]
    while names:
        node = defined.get(names.pop(0))
        if node is not None and node not in wanted and not _is_standard(node):
            wanted[node] = None
            names += sorted(find_plain(node))
    chosen = [node for node in tree.body if node in wanted]
    return "\n\n".join(ast.get_source_segment(setup, node) or "" for node in chosen)


def _is_standard(node: ast.stmt) -> bool:
    """Whether it is an import that blocks may take for granted: not all of its names are private."""
    is_import = isinstance(node, (ast.Import, ast.ImportFrom))
    return is_import and not all(map(_is_private, find_bound(node)))


def _is_private(name: str) -> bool:
    return name.startswith("_")
