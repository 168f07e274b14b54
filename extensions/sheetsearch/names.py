"""The names in a piece of Python by which a reader may look for it."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A value that names something: matches "bilinear", "max-autotune"; not "a sentence", "x", "2.0".
WORD = re.compile(r"[A-Za-z][\w-]+", re.ASCII)
DEFINITIONS = (ast.ClassDef, ast.FunctionDef)


@dataclass(frozen=True)
class Names:
    """`main` are attributes, calls and imports; `asides` arguments, values and definitions."""

    main: tuple[str, ...]
    asides: tuple[str, ...]


def find_names(code: str, local: Iterable[str] = ()) -> Names:
    """What a piece of code names, in its order, without names that are `local` to the code around.

    >>> find_names("y = nn.Linear(2, 3, bias=False)(x)")
    Names(main=('Linear',), asides=('bias',))
    """
    hidden = set(local)
    nodes = list(walk_code(code))
    main = unique(name for node in nodes for name in name_node(node))
    asides = unique(name for node in nodes for name in name_aside(node))
    defined = {node.name for node in nodes if isinstance(node, DEFINITIONS)}
    shown = tuple(name for name in main if name not in hidden | defined)
    return Names(shown, tuple(name for name in asides if name not in {*shown, *hidden}))


def unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if len(name) > 1))


def find_locals(code: str) -> set[str]:
    """Variables, arguments and attributes that a piece of code makes itself."""
    made = (ast.Store,)
    names: set[str] = set()
    for node in walk_code(code):
        if isinstance(node, ast.Name) and isinstance(node.ctx, made):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, made):
            names |= (
                {node.attr} if isinstance(node.value, ast.Name) and node.value.id == "self" else set()
            )
    return names


def find_dotted(code: str) -> list[str]:
    """Dotted names as the code writes them, the longest form of each."""
    nodes = [node for node in walk_code(code) if isinstance(node, (ast.Attribute, ast.Name))]
    inner = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    dotted = (write_dotted(node) for node in nodes if id(node) not in inner)
    defined = (n.name for n in walk_code(code) if isinstance(n, DEFINITIONS))
    return list(dict.fromkeys(name for name in [*dotted, *defined] if name))


def name_node(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(attr=name):
            yield name
        case ast.Call(func=ast.Name(id=name)) if not hasattr(builtins, name):
            yield name
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(names=names, module=module):
            yield from (alias.name for alias in names)
            yield module or ""


def name_aside(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.keyword(arg=str(name)):
            yield name
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            yield name
        case ast.Constant(value=str(text)) if WORD.fullmatch(text):
            yield text


def write_dotted(node: ast.AST) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def walk_code(code: str) -> Iterator[ast.AST]:
    """The nodes of Python code in the order of the text; none where it is no Python."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return
    nodes = [node for node in ast.walk(tree) if hasattr(node, "lineno")]
    yield from sorted(nodes, key=lambda node: (node.lineno, node.col_offset))
