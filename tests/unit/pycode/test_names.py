"""The names in a piece of Python."""

from __future__ import annotations

import pytest
from pycode.names import (
    find_apis,
    find_arguments,
    find_definitions,
    find_free_names,
    find_imports,
    find_subjects,
    find_words,
    looks_like_code,
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
    pytest.param("a, (b, *c) = x", {"a", "b", "c"}, id="unpacked"),
    pytest.param("async def f(): pass", {"f"}, id="coroutine"),
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


@pytest.mark.parametrize(("text", "expected"), CODE)
def test_code_is_told_from_words(text, expected):
    assert looks_like_code(text) is expected


# What a line is about, as a mark of a version writes it, and the arguments that it gives.
SUBJECTS = {
    "call": ("torch.load(mmap=True)", {"load"}, {"mmap"}),
    "assignment": ("reduce=False", {"reduce"}, set()),
    "name": ("a_name", {"a_name"}, set()),
    "attribute of a variable": ("x.T", {"T"}, set()),
    "builtin": ("print(x)", set(), set()),
    "no Python": ("a b", set(), set()),
}


@pytest.mark.parametrize(("code", "subjects", "arguments"), SUBJECTS.values(), ids=SUBJECTS)
def test_subjects_and_arguments(code, subjects, arguments):
    assert find_subjects(code) == subjects
    assert find_arguments(code) == arguments


def test_words_of_code():
    words, attributes = find_words(
        ["import a.b\nfrom c import d as e\nx.y(z, key=1)", "1 +", "'text' # note"]
    )
    assert attributes == {"b", "d", "y"}
    assert words == {"b", "d", "y", "x", "z", "key"}
