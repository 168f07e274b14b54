"""What entries are known by in their addresses."""

from __future__ import annotations

import re

import pytest
from pycode.slugs import make_slug, make_unique, slugify

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

IDENTIFIERS = [
    pytest.param("_(1)", id="underscore"),
    pytest.param("__(1)", id="underscores"),
    pytest.param("함수(1)", id="korean-call"),
    pytest.param("class 망: pass", id="korean-class"),
    pytest.param("x.값", id="korean-attribute"),
    pytest.param("...", id="ellipsis"),
]


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


@pytest.mark.parametrize("text", ["torch.nn.Linear", " torch nn/Linear! ", "torch.nn.Linear 값"])
def test_slug_of_a_text(text):
    assert slugify(text) == "torch-nn-linear"
