"""What is wrong with a hidden check: it asserts, of what its block shows, and must be able to fail.

Pure: code in, findings out.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pycode.dataflow import find_names
from pycode.names import find_apis, find_imports

LAST = "_"  # what Python's prompt calls the value that it has shown last
# Words of a library that compare or write down what is expected; anything else is the block's to show.
COMPARING = {
    *("equal", "array_equal", "allclose", "isclose", "isfinite", "isnan", "is_tensor"),
    *("tensor", "as_tensor", "array", "Size", "device", "dtype", "Tensor"),
}
# A constant or a dtype, by its look. Matches "float32", "bool", "PI"; not "floor".
VALUE = re.compile(r"[A-Z_]+|(?:bfloat|complex|float|u?int|bool)\d*")
IMPORTS = (ast.Import, ast.ImportFrom)
# Not of the order of numbers: nan is neither less than another nor more.
TURNED = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is}
TURNED |= {ast.In: ast.NotIn, ast.NotIn: ast.In}
Finding = tuple[int, str]


@dataclass(frozen=True)
class Shown:
    """What a check may be about: the names that its block binds, and the APIs that it uses.

    `imports` are what names of the setup and of the block stand for.
    """

    names: frozenset[str]
    apis: frozenset[str]
    imports: Mapping[str, str]

    @classmethod
    def read(cls, codes: Iterable[str], session: bool, imports: Mapping[str, str]) -> Shown:
        """Of the code of a block; a session's last value has a name too."""
        code = "\n".join(codes)
        known = {**imports, **find_imports(code)}
        _, _, binds = find_names(code)
        names = binds | ({LAST} if session else set())
        plain = [node for node in ast.parse(code).body if not isinstance(node, IMPORTS)]
        apis = find_apis(ast.unparse(ast.Module(plain, [])), known)  # to import one is not to show it
        return cls(frozenset(names), frozenset(apis), known)


def find_faults(check: str, shown: Shown) -> Iterator[Finding]:
    """What is wrong with a check, and its row, from 0."""
    try:
        body = ast.parse(check).body
    except (SyntaxError, ValueError) as error:
        row = (getattr(error, "lineno", None) or 1) - 1
        yield row, f"found a check that is not Python, {error}, expected assertions; mend it"
        return
    yield from _find_other_statements(body)
    asserts = [node for node in body if isinstance(node, ast.Assert)]
    if not asserts:
        yield 0, "found a check without an assertion, expected one that can fail; write 'assert ...'"
        return
    sources = {name: node for node in body for name in _find_bound(node)}
    for node in asserts:
        yield from _find_faults_of_assertion(node, shown, sources)
    yield from _find_faults_of_names(body, asserts, shown, sources)


def _find_other_statements(body: list[ast.stmt]) -> Iterator[Finding]:
    for node in body:
        star = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
        plain = isinstance(node, ast.Assign) and all(_is_plain(target) for target in node.targets)
        if star or not (plain or isinstance(node, (ast.Assert, *IMPORTS))):
            yield (
                node.lineno - 1,
                f"found {_quote(node)} in a check, expected assert, import or a name for an assert; "
                "show it in the block, or assert what it leaves",
            )


def _find_faults_of_assertion(
    node: ast.Assert, shown: Shown, sources: Mapping[str, ast.stmt]
) -> Iterator[Finding]:
    row, behind = node.lineno - 1, "\n".join(_follow(node, sources))
    reads, late, _ = find_names(behind)
    apis = set(find_apis(behind, shown.imports))
    if is_always_true(node.test):
        yield row, f"found {_quote(node)}, which cannot fail, expected what the block can break; mend it"
    elif not ((reads | late) & shown.names or any(_lies_in(api, shown.apis) for api in apis)):
        yield row, f"found {_quote(node)}, which reads no name of the block, expected one; mend it"
    for api in sorted(apis):
        if not is_free(api, shown):
            yield (
                row,
                f"found {api} in a check, which the block does not show, expected what compares its "
                "values; show it in the block",
            )


def _find_faults_of_names(
    body: list[ast.stmt], asserts: list[ast.Assert], shown: Shown, sources: Mapping[str, ast.stmt]
) -> Iterator[Finding]:
    used = {text for node in asserts for text in _follow(node, sources)}
    for node in body:
        assigned = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and _stores(n)}
        inner = {n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr)}
        for name in sorted((assigned if isinstance(node, ast.Assign) else inner) & shown.names):
            yield (
                node.lineno - 1,
                f"found {name!r} assigned in a check, expected another name than the block's; "
                "show it in the block",
            )
        if not isinstance(node, ast.Assert) and _find_bound(node) and ast.unparse(node) not in used:
            yield node.lineno - 1, f"found {_quote(node)}, expected what an assertion uses; remove it"


def _follow(node: ast.stmt, sources: Mapping[str, ast.stmt]) -> dict[str, None]:
    """A statement of a check and those before it that it needs, as text."""
    found: dict[str, None] = {}
    queue = [node]
    while queue:
        text = ast.unparse(queue.pop())
        if text not in found:
            found[text] = None
            reads, late, _ = find_names(text)
            queue += [sources[name] for name in sorted(reads | late) if name in sources]
    return dict(reversed(found.items()))


def is_free(api: str, shown: Shown) -> bool:
    """Whether a check may use an API that its block does not show: it compares, or is Python's own.

    A part of what is shown is shown, and what a name of the block is looked up in.
    """
    root, last = api.partition(".")[0], api.rpartition(".")[2]
    inner = _lies_in(api, shown.apis) or any(known.startswith(f"{api}.") for known in shown.apis)
    return root in sys.stdlib_module_names or last in COMPARING or bool(VALUE.fullmatch(last)) or inner


def _lies_in(api: str, apis: Iterable[str]) -> bool:
    """Whether it is one of these, or looked up in one."""
    return any(f"{api}.".startswith(f"{known}.") for known in apis)


def is_always_true(node: ast.expr) -> bool:
    """Whether a condition holds whatever its names are, as far as its form tells."""
    match node:
        case ast.Constant(value=value):
            return bool(value)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Dict(values=parts):
            return bool(parts)
        case ast.Lambda() | ast.GeneratorExp():
            return True
        case ast.BoolOp(op=ast.Or(), values=values):
            negations = (v for v in values if isinstance(v, ast.UnaryOp) and isinstance(v.op, ast.Not))
            denied = {ast.dump(v.operand) for v in negations}
            compared = {ast.dump(v) for v in values}
            denied |= {ast.dump(other) for v in values if (other := _turn(v))}
            return any(is_always_true(v) for v in values) or bool(compared & denied)
        case ast.BoolOp(values=values):
            return all(map(is_always_true, values))
        case ast.UnaryOp(op=ast.Not(), operand=ast.Constant(value=value)):
            return not value
        case ast.Compare(left=left, ops=signs, comparators=others):
            pairs = zip([left, *others], signs, others, strict=False)
            return all(_always_holds(*pair) for pair in pairs)
        case ast.Call(func=ast.Name(id=name), args=args):
            return _call_holds(name, args)
    return False


def _call_holds(name: str, args: list[ast.expr]) -> bool:
    match name, args:
        case "isinstance", [_, ast.Name(id="object")]:
            return True
        case "repr", [_]:
            return True  # text that is never empty
        case "any", [ast.Tuple(elts=parts) | ast.List(elts=parts)]:
            return any(map(is_always_true, parts))
        case "all", [ast.Tuple(elts=parts) | ast.List(elts=parts)]:
            return all(map(is_always_true, parts))
    return False


def _turn(node: ast.expr) -> ast.Compare | None:
    """The comparison that holds where this one does not; None of what is none, or of several."""
    match node:
        case ast.Compare(left=left, ops=[sign], comparators=others) if type(sign) in TURNED:
            return ast.Compare(left, [TURNED[type(sign)]()], others)
    return None


def _always_holds(left: ast.expr, sign: ast.cmpop, right: ast.expr) -> bool:
    if isinstance(sign, (ast.Eq, ast.Is, ast.LtE, ast.GtE)) and ast.dump(left) == ast.dump(right):
        return True
    if isinstance(sign, ast.In) and isinstance(right, (ast.Tuple, ast.List, ast.Set)):
        if ast.dump(left) in map(ast.dump, right.elts):
            return True
        values = [part.value for part in right.elts if isinstance(part, ast.Constant)]
        return any(value is True for value in values) and any(value is False for value in values)
    limit = {ast.GtE: "0", ast.Gt: "-1"}.get(type(sign), "")
    counted = isinstance(left, ast.Call) and ast.unparse(left.func) in ("len", "abs")
    return counted and ast.unparse(right) == limit


def _is_plain(target: ast.expr) -> bool:
    """Whether an assignment makes names, and changes nothing that was there."""
    parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
    return all(isinstance(part, ast.Name) for part in parts)


def _stores(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _find_bound(node: ast.stmt) -> set[str]:
    return find_names(ast.unparse(node))[2] if not isinstance(node, ast.Assert) else set()


def _quote(node: ast.stmt) -> str:
    text = ast.unparse(node).split("\n")[0]
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
