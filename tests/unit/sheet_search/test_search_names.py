"""The names in Python code by which readers may look for it."""

from __future__ import annotations

import pytest
from sheet_search.names import Names, Scope, find_dotted, find_locals, find_names

LOCAL = {"x", "loss", "Net", "save"}
SCOPE = Scope({"nn": "lib.nn", "grad": "lib.func.grad", "np": "numpy"}, {"nn"}, LOCAL)

# Code, its names, and those by the way.
NAMES = [
    ("nn.Linear(2, 3, bias=False)(x)", "nn.Linear", "bias"),
    ("x.view(-1).shape", "shape view", ""),
    ("grad(f)(x)", "lib.func.grad", ""),
    ("np.zeros(2)", "numpy.zeros", ""),
    ("nn.functional.relu(x)", "nn.functional.relu", ""),
    ("from lib.func import vmap, grad", "lib.func.vmap lib.func.grad", ""),
    ("import lib.data", "lib.data", ""),
    ("loss(x)", "", ""),
    ("save(x)", "", ""),
    ("def save(x):\n    lib.save(x)", "", "save"),
    ("print(len(x))", "", ""),
    ("compiled(x)", "compiled", ""),
    ('nn.Upsample(mode="bilinear")', "nn.Upsample", "mode bilinear"),
    ('f("two words", "x", "1")', "", ""),
    ("class Net(nn.Module):\n    def forward(self, x): return x", "nn.Module", "Net forward"),
    ("lib.write(Net(x))", "write", ""),
    ("x.weight.grad.sum()", "weight grad sum", ""),
    ("with lib.no_grad():\n    x.sum()", "no_grad sum", ""),
    ("x @ x", "", ""),
    ("", "", ""),
    ("not python", "", ""),
    ("학습률 = 1", "", ""),
]

LOCALS = [
    ("x = 1", {"x"}),
    ("a, (b, *c) = x", {"a", "b", "c"}),
    ("for i in x: pass", {"i"}),
    ("with f() as g: pass", {"g"}),
    ("def f(a, *b, c=1): d = a", {"f", "a", "b", "c", "d"}),
    ("class A:\n    def f(self): self.w = 1", {"A", "f", "self", "w"}),
    ("x.y = 1", set()),
    ("x[0] = 1", set()),
    ("", set()),
]

DOTTED = [
    ("nn.Linear(2)(x)", ["nn.Linear", "x"]),
    ("x.a.b()", ["x.a.b"]),
    ("f(x).a", ["f", "x"]),
    ("class A(nn.Module): pass", ["nn.Module", "A"]),
    ("", []),
]


@pytest.mark.parametrize(("code", "main", "asides"), NAMES)
def test_names(code: str, main: str, asides: str) -> None:
    assert find_names(code, SCOPE) == Names(tuple(main.split()), tuple(asides.split()))


@pytest.mark.parametrize(("code", "names"), LOCALS)
def test_locals(code: str, names: set[str]) -> None:
    assert find_locals(code) == names


@pytest.mark.parametrize(("code", "names"), DOTTED)
def test_dotted(code: str, names: list[str]) -> None:
    assert find_dotted(code) == names
