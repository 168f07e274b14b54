"""What an entry is known by in its address, made of its code; pure."""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from pycode.names import find_imports
from pycode.tree import DEFINITIONS, list_called, list_dotted


def slugify(text: str) -> str:
    """
    >>> slugify("torch.nn.Linear")
    'torch-nn-linear'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def make_slug(code: str, imports: Mapping[str, str] | None = None) -> str:
    """The slug of an entry: of the first name that its last statement calls.

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
                if slug := slugify(name):
                    return slug
    return "-".join(slugify(ast.unparse(tree)).split("-")[:5]) or "entry"


def _unwrap(node: ast.stmt, imports: Mapping[str, str]) -> list[ast.stmt]:
    """What stands inside a ``with`` of the standard library; else the statement itself."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.With):
            roots = [name.partition(".")[0] for item in inner.items for name in list_called(item)]
            modules = {imports.get(root, root).partition(".")[0] for root in roots}
            if modules and modules <= sys.stdlib_module_names:
                return inner.body
    return [node]


def _find_known_by(node: ast.stmt) -> Iterator[str]:
    """The names by which a statement may be known, the best first."""
    if isinstance(node, DEFINITIONS):
        yield node.name
    yield from (name for name in list_called(node) if not hasattr(builtins, name))
    yield from (name for name in list_dotted(node) if "." in name)


def strip_number(unique: str) -> str:
    """What `make_unique` may have made a name of.

    >>> strip_number("torch-cat-2"), strip_number("torch-conv2d")
    ('torch-cat', 'torch-conv2d')
    """
    return re.sub(r"-\d+$", "", unique)


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
