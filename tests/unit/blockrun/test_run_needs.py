"""What reading a block tells of the modules that it needs."""

from __future__ import annotations

import pytest
from blockrun.imports.needs import Needs, find_modules, find_needs
from blockrun_samples import sample

HINTS = {"torch.export": ["torch._dynamo", "torch.export._trace"], "optim": ["torch._dynamo"]}
NAMES = {"torch": "torch", "F": "torch.nn.functional"}

# name: code, what it imports, what it may import by name, what it takes for granted
BLOCKS = {
    "nothing": ("x = 1", set(), set(), set()),
    "a module": ("import json", {"json"}, {"json"}, set()),
    "a part": ("import xml.dom\nxml.dom.x", {"xml.dom"}, {"xml"}, {"xml.dom.x"}),
    "another part": ("import xml.dom\nxml.sax", {"xml.dom"}, {"xml"}, {"xml.sax"}),
    "two modules": ("import json, xml.sax as s", {"json", "xml.sax"}, {"json", "xml.sax"}, set()),
    "a name": ("from json import loads", {"json"}, {"json.loads"}, set()),
    "a name of a name": (
        "from xml import dom as d\nd.x.y",
        {"xml"},
        {"xml.dom"},
        {"xml.dom.x", "xml.dom.x.y"},
    ),
    "in a function": ("def f():\n    import json\n    return json.x", {"json"}, {"json"}, {"json.x"}),
    "of a package's own": ("from . import json", set(), set(), set()),
    "a session": (">>> import json\n>>> json.x\n1", {"json"}, {"json"}, {"json.x"}),
    "a standard import": ("torch.a.b", set(), set(), {"torch", "torch.a", "torch.a.b"}),
    "a standard import by its short name": (
        "F.x",
        set(),
        set(),
        {"torch", "torch.nn", "torch.nn.functional", "torch.nn.functional.x"},
    ),
    "a standard import by another name": (
        "t = torch.a\nt.b",
        set(),
        set(),
        {"torch", "torch.a", "torch.a.b"},
    ),
    "an attribute of something else": ("x = f()\nx.torch.a\ny.b\n'torch.c'", set(), set(), set()),
    "what a hint grants": (
        "torch.export.x",
        {"torch._dynamo", "torch.export._trace"},
        set(),
        {"torch.export.x"},
    ),
    "a hint in a comment": ("1  # optim", {"torch._dynamo"}, set(), set()),
    "no Python": ("def broken(", set(), set(), set()),
    "no session": (">>>1", set(), set(), set()),
    "zero": ("'\0'", set(), set(), set()),
}


@pytest.mark.parametrize(("code", "imported", "named", "borrowed"), BLOCKS.values(), ids=BLOCKS)
def test_needs(code, imported, named, borrowed):
    assert find_needs(sample(code), HINTS, NAMES) == Needs(
        frozenset(imported), frozenset(named), frozenset(borrowed)
    )


def test_modules_are_those_of_two_blocks_and_of_hints():
    codes = ["import json, csv", "import json, json.tool", "torch.export", "import csv\nimport csv"]
    needs = [find_needs(sample(code), HINTS, NAMES) for code in codes]
    assert find_modules(needs, HINTS) == {"csv", "json", "torch._dynamo", "torch.export._trace"}
    assert find_modules(needs[:1], HINTS) == set()
