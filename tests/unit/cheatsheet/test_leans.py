"""What a row says of the rows that it leans on: names, and which entries they are from."""

from __future__ import annotations

import re

import pytest
from cheatsheet.builders.programs import find_leans
from cheatsheet.transforms.notes import find_blocks

SETUP = "import math\n"
CASES = [
    pytest.param([">>> # a\n>>> x = math.pi", ">>> # b\n>>> y = 1"], [[], []], id="none"),
    pytest.param(
        [">>> # a\n>>> x = 1", ">>> # b\n>>> y = 2", ">>> # c\n>>> x + y\n3"],
        [[], [], [("x", 0), ("y", 1)]],
        id="names-and-where-they-come-from",
    ),
    pytest.param(
        [">>> # a\n>>> x = 1", ">>> # b\n>>> x = 2", ">>> # c\n>>> x\n2"],
        [[], [], [("x", 1)]],
        id="the-last-that-bound-it",
    ),
    pytest.param(
        [">>> # a\n>>> x = 1", ">>> # b\n>>> def f():\n...     return x", ">>> # c\n>>> f()\n1"],
        [[], [("x", 0)], [("f", 1)]],
        id="through-a-function",
    ),
    pytest.param(
        [">>> # a\n>>> n = save(1, 'f.pt')", ">>> # b\n>>> load('f.pt')\n1"],
        [[], [("", 0)]],
        id="a-file",
    ),
]


HARNESS = ">>> # start\n>>> def start():\n" + "...     x = 1\n" * 12
LOOKS = [pytest.param(1, 13, id="one-row-needs-it"), pytest.param(2, 12, id="short")]


def read_more(make_project, users: int, lines: int, use: str = "start()") -> str:
    """What is said below the code of a function of some lines that some rows need."""
    code = HARNESS.replace("...     x = 1\n", "", 13 - lines) + f">>> # use\n>>> {use}\n" * users
    text = "Index\n=====\n\n.. doctest::\n\n   {}\n".format(code.replace("\n", "\n   "))
    html = make_project({"index": text}).build("html").read("index.html")
    return "".join(re.findall('<details class="entry-more"><summary>(.*?)</summary></details>', html))


def test_a_harness_that_several_rows_need_is_folded(make_project):
    assert read_more(make_project, 2, 13) == "all 13 lines"


@pytest.mark.parametrize(("users", "lines"), LOOKS)
def test_no_other_code_is_folded(users, lines, make_project):
    assert read_more(make_project, users, lines) == ""


def test_a_row_that_needs_two_names_of_a_harness_is_one_row(make_project, monkeypatch):
    monkeypatch.setitem(globals(), "HARNESS", f"{HARNESS}>>> other = 1\n")
    assert read_more(make_project, 1, 13, "start(), other") == ""


@pytest.mark.parametrize(("entries", "leans"), CASES)
def test_leans(entries: list[str], leans: list, make_project) -> None:
    code = "\n".join(entries).replace("\n", "\n   ")
    built = make_project({"index": f"Index\n=====\n\n.. doctest::\n\n   {code}\n"}).build("html")
    [node] = find_blocks(built.app.env.get_doctree("index"))
    places = {name: number for number, name in enumerate(node["entry_ids"])}
    found = [[(name, places[place]) for name, place in row] for row in find_leans(node, SETUP)]
    assert found == leans
