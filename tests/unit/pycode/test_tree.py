"""What the tree of a piece of Python holds."""

from __future__ import annotations

import ast

import pytest
from pycode.tree import (
    expand,
    find_bound,
    find_first_line,
    find_plain,
    list_called,
    list_dotted,
    list_imports,
    parse_code,
    write_dotted,
)

# For each import the module, the name bound, what that stands for, all that is written.
IMPORTS = {
    "module": ("import a", [("a", "a", "a", "a")]),
    "submodule": ("import a.b", [("a.b", "a", "a", "a.b")]),
    "submodule by a name": ("import a.b as c", [("a.b", "c", "a.b", "a.b")]),
    "from": ("from a import b as c", [("a", "c", "a.b", "a.b")]),
    "of the package itself": ("from . import a\nfrom .b import c", []),
    "nested": ("def f():\n    import a", [("a", "a", "a", "a")]),
}

BOUND = {
    "import": ("import a.b, c as d", {"a", "d"}),
    "from": ("from a import b, c as d", {"b", "d"}),
    "function": ("def f(x): y = 1", {"f"}),
    "coroutine": ("async def f(): pass", {"f"}),
    "class": ("class A(B): c = 1", {"A"}),
    "assignment": ("a = b = c", {"a", "b"}),
    "annotated": ("a: int = b", {"a"}),
    "unpacked": ("a, (b, *c) = d", {"a", "b", "c"}),
    "of something else": ("a.b = c[d] = e", set()),
    "none": ("a(b)", set()),
}

DOTTED = {
    "longest": ("a.b.c(d.e, f)", ["a.b.c", "d.e", "f"]),
    "of a call": ("a.b(1).c", ["a.b"]),
    "of an item": ("a[b].c", ["a", "b"]),
    "order of the text": ("a = b.c + d", ["a", "b.c", "d"]),
    "nothing": ("'a.b'  # c.d", []),
    "no Python": ("a b", []),
}


@pytest.mark.parametrize(("code", "expected"), IMPORTS.values(), ids=IMPORTS)
def test_imports(code, expected):
    found = list_imports(ast.parse(code))
    assert [(one.module, one.name, one.full, one.written) for one in found] == expected


@pytest.mark.parametrize(("code", "expected"), BOUND.values(), ids=BOUND)
def test_bound_names(code, expected):
    assert find_bound(ast.parse(code).body[0]) == expected


@pytest.mark.parametrize(("code", "expected"), DOTTED.values(), ids=DOTTED)
def test_dotted_names(code, expected):
    assert list(list_dotted(parse_code(code))) == expected


def test_called_names_are_in_the_order_of_the_text():
    assert list(list_called(ast.parse("a(b.c(1), d[0](2))\ne()"))) == ["a", "b.c", "e"]


def test_plain_names():
    assert find_plain(ast.parse("a = b.c(d=e)\nf: g")) == {"a", "b", "e", "f", "g"}


@pytest.mark.parametrize("code", ["a b", "x\x00", "-" * 10_000 + "x", "(" * 10_000])
def test_tree_of_what_is_no_python_is_empty(code):
    assert parse_code(code).body == []


def test_nothing_has_no_dotted_name():
    assert write_dotted(None) == ""


def test_first_line_is_that_of_the_first_decorator():
    (node,) = ast.parse("\n@a\n@b\ndef f():\n    pass").body
    assert find_first_line(node) == 2


EXPANDED = {
    "module": ("nn.Linear", "torch.nn.Linear"),
    "name": ("relu", "torch.relu"),
    "unknown": ("x.mm", ""),
    "known to be unknown": ("y.mm", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("dotted", "full"), EXPANDED.values(), ids=EXPANDED)
def test_names_in_full(dotted, full):
    assert expand(dotted, {"nn": "torch.nn", "relu": "torch.relu", "y": ""}) == full
