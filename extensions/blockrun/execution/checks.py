"""Run the hidden check of a block; an assertion that does not hold says what it found."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

VALUE_LIMIT = 300  # characters of a value
SIGNS = {
    ast.Eq: "",
    ast.NotEq: "!= ",
    ast.Lt: "< ",
    ast.LtE: "<= ",
    ast.Gt: "> ",
    ast.GtE: ">= ",
    ast.Is: "is ",
    ast.IsNot: "is not ",
    ast.In: "in ",
    ast.NotIn: "not in ",
}


class CheckError(AssertionError):
    """An assertion that does not hold, at a 1-based `line` of the page."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def run_check(check: str, path: str, line: int, names: dict[str, Any]) -> None:
    """Run a check that starts at a 1-based line of a page, with the names that its block left.

    Raises CheckError where an assertion does not hold, and whatever the code itself raises.
    """
    tree = ast.parse("\n" * (line - 1) + check, path)

    def evaluate(node: ast.expr) -> Any:
        return eval(compile(ast.Expression(node), path, "eval", dont_inherit=True), names)

    for statement in tree.body:
        if isinstance(statement, ast.Assert):
            check_assertion(statement, evaluate)
        else:
            module = ast.Module([statement], [])
            exec(compile(module, path, "exec", dont_inherit=True), names)


def check_assertion(statement: ast.Assert, evaluate: Callable[[ast.expr], Any]) -> None:
    reason = _explain(statement.test, evaluate)
    if reason and statement.msg:
        reason += f"; {evaluate(statement.msg)}"
    if reason:
        raise CheckError(reason, statement.lineno)


def _explain(node: ast.expr, evaluate: Callable[[ast.expr], Any]) -> str:
    """What was found where a condition does not hold, and what was expected; "" where it does."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return next(filter(None, (_explain(value, evaluate) for value in node.values)), "")
    if isinstance(node, ast.Compare):
        return _explain_comparison(node, evaluate)
    value = evaluate(node)
    return "" if value else f"found {_show(value, node)}, expected what counts as true"


def _explain_comparison(node: ast.Compare, evaluate: Callable[[ast.expr], Any]) -> str:
    """As Python compares a chain: pair by pair, each operand evaluated once."""
    first, left = node.left, evaluate(node.left)
    for sign, second in zip(node.ops, node.comparators, strict=True):
        right = evaluate(second)
        pair = ast.Compare(ast.Name("left", ast.Load()), [sign], [ast.Name("right", ast.Load())])
        code = compile(ast.fix_missing_locations(ast.Expression(pair)), "<pair>", "eval")
        if not eval(code, {"left": left, "right": right}):
            return f"found {_show(left, first)}, expected {SIGNS[type(sign)]}{_shorten(right)}"
        first, left = second, right
    return ""


def _show(value: object, node: ast.expr) -> str:
    return f"{_shorten(value)} for {ast.unparse(node)!r}"


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= VALUE_LIMIT else text[:VALUE_LIMIT] + "..."
