"""The conditions that skip a block: which names a setup defines for them, and how they are written."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache

from pycode.names import find_definitions


@cache
def find_conditions(setup: str) -> Mapping[str, bool]:
    """The names that a setup defines, and whether each is to be called."""
    functions = {node.name for node in ast.parse(setup).body if isinstance(node, ast.FunctionDef)}
    return {name: name in functions for name in find_definitions(setup)}


def gives_reason(condition: str, known: Mapping[str, bool]) -> bool:
    """Whether an expression is a reason to skip where one is: "" or words, as the setup makes them.

    Raises SyntaxError.
    """
    return _gives_reason(ast.parse(condition.strip(), mode="eval").body, known)


def _gives_reason(node: ast.expr, known: Mapping[str, bool]) -> bool:
    match node:
        case ast.BoolOp(values=values):
            return all(_gives_reason(value, known) for value in values)
        case ast.Call(func=ast.Name(id=name), args=[_, *_] as values, keywords=[]):
            return known.get(name, False) and all(isinstance(value, ast.Constant) for value in values)
        case ast.Name(id=name):
            return not known.get(name, True)
    return False
