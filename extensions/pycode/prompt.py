"""Write statements so that they run wherever they are pasted: a file, a cell, Python's own prompt."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pycode.tree import find_bound


def tighten(code: str) -> str:
    """A statement without empty lines, which would end it at a prompt; those of texts stay."""
    lines = code.split("\n")
    return "\n".join(lines[number] for number in list_typed(code))


def list_typed(code: str) -> list[int]:
    """The lines of a statement that are left without its empty ones, counted from 0."""
    inside: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.STRING or tokenize.tok_name[token.type].startswith("FSTRING"):
            inside.update(range(token.start[0], token.end[0] + 1))
    lines = enumerate(code.split("\n"))
    return [number for number, line in lines if line.strip() or number + 1 in inside]


def join_statements(codes: Iterable[str]) -> str:
    """Statements below one another, with an empty line behind a body, as a prompt wants it."""
    lines: list[str] = []
    body = False
    for code in codes:
        if body:
            lines.append("")
        lines.append(code)
        body = ends_with_body(code)
    return "\n".join(lines)


def ends_with_body(code: str) -> bool:
    """Whether the last statement has a body, for whose end a prompt waits."""
    body = ast.parse(code).body
    return bool(body) and not {"body", "cases"}.isdisjoint(body[-1]._fields)


def prints(code: str) -> bool:
    """Whether code calls `print`."""
    calls = (node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "print" for called in calls)


@lru_cache
def list_import_lines(setup: str) -> Mapping[str, str]:
    """For each name that the imports of a setup give, the line that does."""
    imports = [node for node in ast.parse(setup).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    return {name: ast.unparse(node) for node in imports for name in sorted(find_bound(node))}
