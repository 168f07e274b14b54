"""Marks become blocks that pass from a version on and fail before; they are run here to see it."""

from __future__ import annotations

import json

import pytest
from blockrun.execution.execute import execute_block
from blockrun.model.block import Block
from cheatsheet.builders.version_checks import Checks, Literal, cut_entries, shows
from cheatsheet.transforms.version_marks import Mark

IMPORTS = {"math": "math", "floor": "math.floor"}
# What a literal names: text, APIs, arguments, words.
LITERALS = {
    "api": ("math.e", ["math.e"], set(), {"e"}),
    "call": ("math.hypot(1, x=2)", ["math.hypot"], {"x"}, {"hypot", "x"}),
    "imported": ("floor(x)", ["math.floor"], set(), {"floor"}),
    "attribute": ("x.T", [], set(), {"T"}),
    "method": ("x.storage()", [], set(), {"storage"}),
    "argument": ("reduce=False", [], set(), {"reduce"}),
    "name": ("capture", [], set(), {"capture"}),
    "builtin": ("FutureWarning", [], set(), set()),
    "builtin call": ("super().__init__(data)", [], set(), {"__init__"}),
    "dots": ("math.f(..., a=...)", ["math.f"], {"a"}, {"f", "a"}),
    "no python": ("if x:", [], set(), set()),
    "empty": ("", [], set(), set()),
}


@pytest.mark.parametrize(("text", "apis", "arguments", "words"), LITERALS.values(), ids=LITERALS)
def test_literal_is_read(text, apis, arguments, words):
    found = Literal.read(text, IMPORTS)
    assert (list(found.apis), set(found.arguments), set(found.words)) == (apis, arguments, words)


# Whether code uses what a literal names.
USES = {
    "api": ("math.e", "x = math.e", True),
    "deeper": ("math.e", "x = math.e.real", True),
    "another": ("math.e", "x = math.ex", False),
    "alias": ("math.floor", "floor(2)", True),
    "with argument": ("math.hypot(x=1)", "math.hypot(x=3)", True),
    "without argument": ("math.hypot(x=1)", "math.hypot(y=3)", False),
    "attribute": ("x.T", "y = a.b.T", True),
    "other attribute": ("x.T", "y = a.mT", False),
    "nothing": ("FutureWarning", "FutureWarning", False),
}


@pytest.mark.parametrize(("text", "code", "expected"), USES.values(), ids=USES)
def test_use_is_seen(text, code, expected):
    literal = Literal.read(text, IMPORTS)
    assert literal.is_in(code, IMPORTS) is expected
    assert not expected or all(word in code for word in literal.hints)


SHOWN = {
    "warning": ("deprecated", "f()", "FutureWarning: old", True),
    "caught": ("deprecated", "try:\n    f()\nexcept Warning as w:\n    print(w)", "old", True),
    "not shown": ("deprecated", "with catch_warnings():\n    f()", "1", False),
    "error": ("removed", "f()", "Traceback (most recent call last):\n    ...\nTypeError: no", True),
    "caught error": ("removed", "try:\n    f()\nexcept TypeError as e:\n    print(e)", "no", True),
    "a warning is no error": (
        "removed",
        "f()",
        "Traceback (\n    ...\nUserWarning: no",
        False,
    ),
    "no error": ("removed", "f()", "1", False),
}


@pytest.mark.parametrize(("kind", "source", "output", "expected"), SHOWN.values(), ids=SHOWN)
def test_warning_and_error_are_seen(kind, source, output, expected):
    assert shows(kind, source, output) is expected


SESSION = """\
>>> x = 2
>>> # no note is left
>>> try:
...     math.gone(x)
... except AttributeError:
...     print("gone")
gone
>>> x + 1
3
>>> y = 1"""


def make_block(code: str, requires: str = "", page: str = "a") -> Block:
    return Block(page, f"{page}.rst", 9, "doctest", code, "", requires)


def test_entries_are_cut_with_what_comes_before():
    found = list(cut_entries(make_block(SESSION)))
    assert [output for _, output, _ in found] == ["gone", "3"]
    assert [start.count("\n") for _, _, start in found] == [6, 8]
    assert SESSION.startswith(found[0][2])
    assert found[1][0] == "x + 1"


# name: kind, literal, whether the check holds on this Python
MARKS = {
    "there": ("added", "math.hypot", True),
    "not there": ("added", "math.hypott", False),
    "argument": ("added", "json.dumps(indent=1)", True),
    "no such argument": ("added", "json.dumps(indents=1)", False),
    "no signature": ("added", "math.hypot(x=1)", True),
    "gone": ("removed", "math.hypott", True),
    "not gone": ("removed", "math.hypot", False),
    "module gone": ("removed", "math.sub.module", True),
    "shown": ("removed", "math.gone(x)", True),
}


@pytest.mark.parametrize(("kind", "literal", "holds"), MARKS.values(), ids=MARKS)
def test_checks_hold_where_the_mark_does(kind, literal, holds):
    checks = Checks([make_block(SESSION)], {**IMPORTS, "json": "json"}, 'old("{}")')
    found = checks.make("a", "a.rst", Mark(kind, "3.1", literal, 7, "since 3.1"))
    assert found
    assert {(block.line, block.requires) for block in found} == {(7, 'old("3.1")')}
    outcomes = [run(block) for block in found]
    assert all(outcomes) is holds


def run(block: Block) -> bool:
    """Whether a check passes, in a process of its own."""
    import os

    pid = os.fork()
    if not pid:
        try:
            os._exit(execute_block(block, {"math": __import__("math")}, 2**32).status != "passed")
        finally:
            os._exit(2)
    return os.waitpid(pid, 0)[1] == 0


# What stands in place of the condition of the block that shows it.
CONDITIONS = {
    "none": ("", 'old("3.1")'),
    "version": ('old("3.3")', 'old("3.1")'),
    "other": ('missing("x")', 'missing("x") or old("3.1")'),
    "both": ('missing("x") or old("3.3")', 'missing("x") or old("3.1")'),
}


@pytest.mark.parametrize(("requires", "expected"), CONDITIONS.values(), ids=CONDITIONS)
def test_condition_of_versions_is_that_of_the_mark(requires, expected):
    checks = Checks([make_block(SESSION, requires)], IMPORTS, 'old("{}")')
    (found,) = checks.make("a", "a.rst", Mark("removed", "3.1", "math.gone", 7, "removed in 3.1"))
    assert found.requires == expected
    assert found.options == {"mark": "``math.gone`` removed in 3.1"}


def test_mark_with_an_end_is_checked_to_there():
    mark = Mark("removed", "3.1", "math.gone", 7, "", until="3.4")
    block = make_block(SESSION, 'missing("x") or new("3.4") or old("3.1")')
    (found,) = Checks([block], IMPORTS, 'old("{}")', 'new("{}")').make("a", "a.rst", mark)
    assert found.requires == 'missing("x") or old("3.1") or new("3.4")'


def test_end_of_a_mark_is_left_out_where_no_condition_says_it():
    mark = Mark("added", "3.1", "math.hypot", 7, "", until="3.4")
    (found,) = Checks([], IMPORTS, 'old("{}")').make("a", "a.rst", mark)
    assert found.requires == 'old("3.1")'


def test_own_page_is_looked_at_first():
    blocks = [make_block(SESSION.replace("2", "5"), page="b"), make_block(SESSION)]
    checks = Checks(blocks, IMPORTS, 'old("{}")')
    (found,) = checks.make("a", "a.rst", Mark("removed", "3.1", "math.gone", 7, ""))
    assert found.code.startswith(">>> x = 2")
    (found,) = checks.make("b", "b.rst", Mark("removed", "3.1", "math.gone", 7, ""))
    assert found.code.startswith(">>> x = 5")


PAGE = """\
Index
=====

.. versionadded:: 3.1

   ``{}``

.. doctest::

   >>> # a number
   >>> math.floor(2.5)
   2
"""


def collect_marks(project) -> tuple[list[dict], str]:
    build = project.build("blocks")
    return [json.loads(line) for line in build.read("marks.jsonl").splitlines()], build.warnings


def test_marks_are_written_beside_the_blocks(make_project):
    project = make_project({"index": PAGE.format("math.e")}, conf="version_condition = 'old({})'\n")
    (found,), warnings = collect_marks(project)
    assert not warnings
    assert (found["path"], found["line"], found["requires"]) == ("index.rst", 4, "old(3.1)")
    assert found["options"] == {"mark": "``math.e`` versionadded:: 3.1"}


def test_no_condition_no_checks(make_project):
    assert collect_marks(make_project({"index": PAGE.format("math.e")})) == ([], "")


def test_a_mark_that_names_nothing_is_refused(make_project):
    project = make_project({"index": PAGE.format("mathh.e")}, conf="version_condition = 'old({})'\n")
    found, warnings = collect_marks(project)
    assert not found
    assert warnings.startswith("index.rst:4: WARNING: found 'mathh.e', which names nothing that")
