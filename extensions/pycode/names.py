"""The names that a piece of Python uses: what it imports, defines, reads, calls; pure."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Mapping

from pycode.tree import expand, find_bound, find_plain, list_dotted, list_imports, parse_code

# A call as code writes it: matches "zeros(2"; not "size (2" or "모양(2".
CALL = re.compile(r"[A-Za-z_]\w*\(", re.ASCII)


def find_imports(code: str) -> dict[str, str]:
    """What each imported name stands for: ``import torch.nn as nn`` gives ``{"nn": "torch.nn"}``."""
    if "import" not in code:  # most has none, and need not be parsed
        return {}
    return {found.name: found.full for found in list_imports(ast.parse(code))}


def find_definitions(code: str) -> set[str]:
    """The public names that top-level statements other than imports define."""
    nodes = (n for n in ast.parse(code).body if not isinstance(n, (ast.Import, ast.ImportFrom)))
    return {name for node in nodes for name in find_bound(node) if not name.startswith("_")}


def find_free_names(expression: str) -> set[str]:
    """The names that an expression reads, without Python's own. Raises SyntaxError."""
    return _drop_builtin(find_plain(ast.parse(expression.strip(), mode="eval")))


def find_apis(code: str, imports: Mapping[str, str]) -> list[str]:
    """The full names of what a piece of code uses of its imports, sorted.

    >>> find_apis("nn.Linear(2, 3)", {"nn": "torch.nn"})
    ['torch.nn.Linear']
    """
    own = find_imports(code)
    known = {**imports, **own}
    full = {expand(name, known) for name in list_dotted(ast.parse(code))}
    return sorted({*full, *own.values()} - {""})


def find_words(sources: Iterable[str]) -> tuple[set[str], set[str]]:
    """All names that code uses, and those among them that are looked up in something: ``x.name``.

    What is no Python uses none.
    """
    words: set[str] = set()
    attributes: set[str] = set()
    for node in (node for source in sources for node in ast.walk(parse_code(source))):
        match node:
            case ast.Attribute(attr=name):
                attributes.add(name)
            case ast.alias(name=name):
                attributes.add(name.rpartition(".")[2])
            case ast.Name(id=name) | ast.keyword(arg=str(name)):
                words.add(name)
    return words | attributes, attributes


def find_arguments(code: str) -> set[str]:
    """The names of the arguments that calls give by name."""
    calls = (node for node in ast.walk(parse_code(code)) if isinstance(node, ast.Call))
    return {keyword.arg for call in calls for keyword in call.keywords if keyword.arg}


def find_subjects(code: str) -> set[str]:
    """What code is about: the last part of what it calls, assigns or names, without Python's own.

    >>> sorted(find_subjects("x.view(size)"))
    ['view']
    """
    tree = parse_code(code)
    nodes = list(ast.walk(tree))
    about = [node.func for node in nodes if isinstance(node, ast.Call)]
    for node in tree.body:  # "reduce=False" and "a_name"
        if isinstance(node, ast.Assign):
            about += node.targets
        elif isinstance(node, ast.Expr):
            about.append(node.value)
    plain = {node.id for node in about if isinstance(node, ast.Name)}
    return _drop_builtin(plain) | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def looks_like_code(text: str) -> bool:
    """Whether a note would do something if it were run: it calls, assigns, imports or looks up.

    Plain words such as "in place", "zero-copy" or "mean (average)" do not.
    """
    nodes = list(ast.walk(parse_code(text)))
    acts = (ast.Assign, ast.AugAssign, ast.Import, ast.ImportFrom, ast.Attribute, ast.Subscript)
    calls = any(isinstance(node, ast.Call) for node in nodes) and CALL.search(text)
    return bool(calls) or any(isinstance(node, acts) for node in nodes)


def _drop_builtin(names: Iterable[str]) -> set[str]:
    return {name for name in names if not hasattr(builtins, name)}
