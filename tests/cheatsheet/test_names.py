"""The names in a piece of Python, and the names that entries get."""

from __future__ import annotations

import re

import pytest
from cheatsheet.names import (
    find_apis,
    find_definitions,
    find_free_names,
    find_imports,
    looks_like_code,
    make_slug,
    make_unique,
)

IMPORTS = [
    pytest.param("", {}, id="empty"),
    pytest.param("import math", {"math": "math"}, id="module"),
    pytest.param("import os.path", {"os": "os"}, id="submodule"),
    pytest.param("import torch.nn as nn", {"nn": "torch.nn"}, id="submodule-as"),
    pytest.param("import a, b as c", {"a": "a", "c": "b"}, id="two"),
    pytest.param(
        "from math import floor, ceil as up", {"floor": "math.floor", "up": "math.ceil"}, id="from"
    ),
    pytest.param("from . import x", {}, id="relative"),
    pytest.param("if x:\n    import math", {"math": "math"}, id="nested"),
    pytest.param("import 수학 as 셈", {"셈": "수학"}, id="korean"),
]

DEFINITIONS = [
    pytest.param("", set(), id="empty"),
    pytest.param("import math\nfrom os import path", set(), id="imports-are-none"),
    pytest.param("a = b = ''", {"a", "b"}, id="assignment"),
    pytest.param("a: str = ''", {"a"}, id="annotated-assignment"),
    pytest.param("def f(x):\n    y = 1", {"f"}, id="function"),
    pytest.param("class C:\n    x = 1", {"C"}, id="class"),
    pytest.param("_a = 1\ndef _f(): pass\n__name__ = 'x'", set(), id="private"),
    pytest.param("a.b = 1\na[0] = 1", set(), id="attribute-and-item"),
    pytest.param("없음 = ''", {"없음"}, id="korean"),
]

FREE = [
    pytest.param("no_cuda", {"no_cuda"}, id="name"),
    pytest.param(" no_cuda ", {"no_cuda"}, id="blanks"),
    pytest.param("not a or b(2)", {"a", "b"}, id="expression"),
    pytest.param("torch.cuda.is_available()", {"torch"}, id="attribute"),
    pytest.param("len(str(1))", set(), id="builtins"),
    pytest.param("True", set(), id="constant"),
    pytest.param("없음", {"없음"}, id="korean"),
]

KNOWN = {"torch": "torch", "nn": "torch.nn", "F": "torch.nn.functional", "Tensor": "torch.Tensor"}
APIS = [
    pytest.param("", [], id="empty"),
    pytest.param("torch.zeros(2)", ["torch.zeros"], id="call"),
    pytest.param("nn.Linear(2, 3)", ["torch.nn.Linear"], id="alias"),
    pytest.param("x.mm(y)", [], id="method-of-a-variable"),
    pytest.param("F.relu(torch.ones(2))", ["torch.nn.functional.relu", "torch.ones"], id="nested"),
    pytest.param("Tensor", ["torch.Tensor"], id="imported-name"),
    pytest.param("torch.ones(2).sum()", ["torch.ones"], id="method-of-a-call"),
    pytest.param("import math\nmath.pi", ["math", "math.pi"], id="own-import"),
    pytest.param("from math import floor\nfloor(1)", ["math.floor"], id="own-from-import"),
    pytest.param("class M(nn.Module):\n    pass", ["torch.nn.Module"], id="base-class"),
    pytest.param("'torch.zeros'", [], id="string"),
    pytest.param("값 = torch.ones(2)  # 설명", ["torch.ones"], id="korean"),
]

SLUGS = [
    pytest.param("torch.zeros(2)", "torch-zeros", id="call"),
    pytest.param("x = torch.zeros(2)", "torch-zeros", id="assigned-call"),
    pytest.param("x = torch.ones(2)\nx.sum()", "x-sum", id="last-statement"),
    pytest.param("print(torch.ones(2))", "torch-ones", id="builtin-is-passed-over"),
    pytest.param("f(g(1))", "f", id="outer-call-first"),
    pytest.param("torch.float32", "torch-float32", id="attribute"),
    pytest.param("class Net(nn.Module):\n    pass", "net", id="class"),
    pytest.param("def train_step(x):\n    return x", "train-step", id="function"),
    pytest.param("1 + 1", "1-1", id="no-name"),
    pytest.param("a + b + c + d + e + f + g", "a-b-c-d-e", id="five-words"),
    pytest.param("", "entry", id="empty"),
    pytest.param("'글'", "entry", id="korean-string"),
    pytest.param("값 = torch.ones(2)", "torch-ones", id="korean-name"),
]

UNIQUE = [
    pytest.param([], [], [], id="empty"),
    pytest.param(["a", "b"], [], ["a", "b"], id="different"),
    pytest.param(["a", "a", "a"], [], ["a", "a-2", "a-3"], id="same"),
    pytest.param(["a"], ["a"], ["a-2"], id="taken"),
    pytest.param(["a-2", "a", "a"], [], ["a-2", "a", "a-3"], id="number-is-taken"),
    pytest.param(["a", "a-2", "a"], [], ["a", "a-2", "a-3"], id="number-comes-first"),
]

CODE = [
    pytest.param("torch.zeros(2)", True, id="call"),
    pytest.param("x = 1", True, id="assignment"),
    pytest.param("x += 1", True, id="augmented"),
    pytest.param("import torch", True, id="import"),
    pytest.param("from torch import nn", True, id="from-import"),
    pytest.param("torch.float32", True, id="attribute"),
    pytest.param("x[0]", True, id="item"),
    pytest.param("", False, id="empty"),
    pytest.param("words", False, id="word"),
    pytest.param("in place", False, id="two-words"),
    pytest.param("zero-copy", False, id="hyphen"),
    pytest.param("a tensor, e.g. of zeros", False, id="sentence"),
    pytest.param("the mean (of all)", False, id="brackets"),
    pytest.param("mean (average)", False, id="bracketed-word"),
    pytest.param("x = = 1", False, id="broken"),
    pytest.param("x\x00", False, id="nul"),
    pytest.param("-" * 10_000 + "x", False, id="deep"),
    pytest.param("(" * 10_000, False, id="deep-brackets"),
    pytest.param("0으로 채움", False, id="korean"),
    pytest.param("크기(행, 열)", False, id="korean-brackets"),
]

IDENTIFIERS = [
    pytest.param("_(1)", id="underscore"),
    pytest.param("__(1)", id="underscores"),
    pytest.param("함수(1)", id="korean-call"),
    pytest.param("class 망: pass", id="korean-class"),
    pytest.param("x.값", id="korean-attribute"),
    pytest.param("...", id="ellipsis"),
]


@pytest.mark.parametrize(("code", "expected"), IMPORTS)
def test_imports_are_found(code, expected):
    assert find_imports(code) == expected


@pytest.mark.parametrize(("code", "expected"), DEFINITIONS)
def test_definitions_are_found(code, expected):
    assert find_definitions(code) == expected


@pytest.mark.parametrize(("expression", "expected"), FREE)
def test_free_names_are_found(expression, expected):
    assert find_free_names(expression) == expected


@pytest.mark.parametrize("expression", ["", "x = 1", "x y", "import os", "없음 없음"])
def test_free_names_need_an_expression(expression):
    with pytest.raises(SyntaxError):
        find_free_names(expression)


@pytest.mark.parametrize(("code", "expected"), APIS)
def test_apis_are_found(code, expected):
    assert find_apis(code, KNOWN) == expected


@pytest.mark.parametrize(("code", "expected"), SLUGS)
def test_slug_is_the_name_that_is_called(code, expected):
    assert make_slug(code) == expected


# A statement inside a `with`, and what it is known by; the block has imported both names.
WRAPPED = {
    "warnings caught": ("with catch_warnings(action='error'):\n    torch.range(0, 2)", "torch-range"),
    "inside try": (
        "try:\n    with catch_warnings():\n        y = x.storage()\nexcept Warning as w:\n    print(w)",
        "x-storage",
    ),
    "module": ("with warnings.catch_warnings():\n    f.g(x)", "f-g"),
    "not the library's": ("with torch.no_grad():\n    net(x)", "torch-no-grad"),
    "one of two": ("with catch_warnings(), torch.no_grad():\n    net(x)", "catch-warnings"),
    "same name": ("with profile() as p:\n    net(x)", "profile"),
}


@pytest.mark.parametrize(("code", "expected"), WRAPPED.values(), ids=WRAPPED)
def test_slug_is_of_what_a_with_of_the_library_wraps(code, expected):
    imports = {"catch_warnings": "warnings.catch_warnings", "warnings": "warnings"}
    assert make_slug(code, {**imports, "profile": "torch.profiler.profile"}) == expected


@pytest.mark.parametrize("code", IDENTIFIERS)
def test_slug_is_never_empty(code):
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", make_slug(code))


def test_slug_does_not_depend_on_a_comment():
    assert make_slug("x = [\n    1,  # one\n]") == make_slug("x = [\n    1,\n]")


@pytest.mark.parametrize(("slugs", "taken", "expected"), UNIQUE)
def test_slugs_are_made_unique(slugs, taken, expected):
    assert make_unique(slugs, taken) == expected


def test_unique_slugs_differ_from_each_other_and_from_those_taken():
    taken = ["a", "a-3"]
    found = make_unique(["a", "a-2", "a", "a", "b", "a-2-2", "a-2"], taken)
    assert len({*found, *taken}) == len(found) + len(taken)


@pytest.mark.parametrize(("text", "expected"), CODE)
def test_code_is_told_from_words(text, expected):
    assert looks_like_code(text) is expected
