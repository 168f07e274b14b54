"""What stands in an expression: the name that it begins with, names handed on, texts."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def find_root(node: ast.AST) -> str:
    """The name at the start of an expression: ``net`` of ``net.layers[0].weight.sum()``; "" of none."""
    while True:
        match node:
            case ast.Attribute(value=value) | ast.Subscript(value=value) | ast.Starred(value=value):
                node = value
            case ast.Call(func=func):
                node = func
            case ast.Name(id=name):
                return name
            case _:
                return ""


def find_roots(nodes: Iterator[ast.AST] | list[ast.expr]) -> set[str]:
    """All names in expressions that may be handed on."""
    return {inner.id for node in nodes for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def walk_now(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run with a statement: not the bodies of functions that it defines."""
    yield node
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        return
    for child in ast.iter_child_nodes(node):
        yield from walk_now(child)


def name_called(func: ast.expr) -> tuple[str, str]:
    """The last name of what is called, and the name that it begins with: ``step``, ``opt``."""
    match func:
        case ast.Attribute(attr=name, value=value):
            return name, find_root(value)
        case ast.Name(id=name):
            return name, ""
    return "", ""


def find_texts(node: ast.AST) -> set[str]:
    """Texts in code, as names of what they may name: files."""
    return {
        f"'{inner.value}'"
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value
    }
