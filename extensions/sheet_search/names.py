"""The names in a piece of Python by which a reader may look for it."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pycode.tree import (
    DEFINITIONS,
    expand,
    find_outer,
    list_dotted,
    list_imports,
    order_nodes,
    parse_code,
    write_dotted,
)

# A value that names something: matches "bilinear", "max-autotune"; not "a sentence", "x", "2.0".
WORD = re.compile(r"[A-Za-z][\w-]+", re.ASCII)


@dataclass(frozen=True)
class Names:
    """`main` are what is called, read or imported; `asides` arguments, values and definitions."""

    main: tuple[str, ...]
    asides: tuple[str, ...]


@dataclass(frozen=True)
class Scope:
    """What names around a piece of code stand for.

    `imports` are full names of what is imported; `short` those of them that all code may use, which
    need no full name; `local` are those that the code makes itself, see `find_locals`.
    """

    imports: Mapping[str, str]
    short: Collection[str]
    local: Collection[str]

    def write_full(self, dotted: str) -> str:
        """The full name, or a short form of it, of what a dotted name stands for; "" for a variable."""
        known = dotted.partition(".")[0] in self.short
        return dotted if known else expand(dotted, self.imports)


def find_names(code: str, scope: Scope) -> Names:
    """What a piece of code names, in its order.

    >>> find_names("y = nn.Linear(2, 3, bias=False)(x).sum()", Scope({}, {"nn"}, {"x", "y"}))
    Names(main=('nn.Linear', 'sum'), asides=('bias',))
    """
    nodes = order_nodes(parse_code(code))
    main = unique(name for node in find_outer(nodes) for name in name_node(node, scope))
    asides = unique(name for node in nodes for name in name_aside(node))
    defined = {node.name for node in nodes if isinstance(node, DEFINITIONS)}
    shown = tuple(name for name in main if name not in scope.local)
    taken = {*shown, *scope.local} - defined
    return Names(shown, tuple(name for name in asides if name not in taken))


def unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if len(name) > 1))


def find_locals(code: str) -> set[str]:
    """Variables, arguments, attributes, functions and classes that a piece of code makes itself."""
    names: set[str] = set()
    for node in order_nodes(parse_code(code)):
        match node:
            case (
                ast.Name(id=name, ctx=ast.Store())
                | ast.arg(arg=name)
                | ast.FunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                names.add(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                names.add(name)
    return names


def find_dotted(code: str) -> list[str]:
    """Dotted names as the code writes them, the longest form of each, and what it defines."""
    tree = parse_code(code)
    defined = (node.name for node in order_nodes(tree) if isinstance(node, DEFINITIONS))
    return list(dict.fromkeys([*list_dotted(tree), *defined]))


def name_node(node: ast.AST, scope: Scope) -> Iterator[str]:
    match node:
        case ast.Attribute() | ast.Name() if full := scope.write_full(write_dotted(node)):
            yield full
        case ast.Attribute():
            yield from write_attributes(node)
        case ast.Call(func=ast.Name(id=name)) if not scope.write_full(name) and not hasattr(
            builtins, name
        ):
            yield name
        case ast.Import() | ast.ImportFrom():
            yield from (found.written for found in list_imports(node))


def write_attributes(node: ast.expr) -> Iterator[str]:
    """The attributes of a variable, or of what a call returns, the outermost last."""
    if isinstance(node, ast.Attribute):
        if isinstance(node.value, ast.Attribute):
            yield from write_attributes(node.value)
        yield node.attr


def name_aside(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.keyword(arg=str(name)):
            yield name
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            yield name
        case ast.Constant(value=str(text)) if WORD.fullmatch(text):
            yield text
