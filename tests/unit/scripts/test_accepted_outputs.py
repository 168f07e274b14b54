"""An output that is right as it was found is written into its page, and the difference shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from accepted_outputs import accept_outputs
from blockrun.execution.execute import execute_block
from blockrun.model.block import Block
from blockrun.model.record import Record

PAGE = """\
Page
====

.. doctest::

   >>> # one
   >>> 1 + 1
   3
   >>> print("a\\n\\nb")
   a
   >>> 4
   >>> x = 5
   6

.. testcode::

   # two
   print("c")

   print("d")

.. testoutput::

   c
   e

Words.
"""
SESSION = """>>> # one
>>> 1 + 1
{}
>>> print("a\\n\\nb")
{}
>>> 4
{}>>> x = 5
{}"""


def run(block: Block, names: dict) -> Record:
    outcome = execute_block(block, names, 0)
    return Record(
        block.id, block.page, outcome.line, outcome.status, outcome.reason, found=outcome.found
    )


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("stdout", "displayhook", "argv"):
        monkeypatch.setattr(f"sys.{name}", getattr(__import__("sys"), name))
    monkeypatch.setitem(__import__("sys").modules, "__main__", __import__("__main__"))
    path = tmp_path / "p.rst"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_outputs_are_written_one_after_the_other(page: Path) -> None:
    """A block stops at the first; of those in other blocks each is written."""
    program = Block("p", "p.rst", 18, "testcode", '# two\nprint("c")\n\nprint("d")', "c\ne")
    told = []
    for expected in (
        ("3", "a", "", "6"),
        ("2", "a", "", "6"),
        ("2", "a\n<BLANKLINE>\nb", "", "6"),
        ("2", "a\n<BLANKLINE>\nb", "4\n", "6"),
    ):
        block = Block("p", "p.rst", 6, "doctest", SESSION.format(*expected), "")
        blocks = [block, program] if expected[0] == "3" else [block]
        told += list(accept_outputs(page.parent, blocks, [run(found, {}) for found in blocks]))
    text = page.read_text(encoding="utf-8")
    shown = SESSION.format("2", "a\n<BLANKLINE>\nb", "4\n", "").rstrip("\n")
    assert "".join(f"   {line}\n" for line in shown.split("\n")) in text
    assert "   c\n   d\n\nWords.\n" in text
    assert text.startswith("Page\n====\n")
    assert told[0].split("\n")[:2] == ["--- p.rst", "+++ p.rst"]
    assert {"-   3", "+   2", "-   e", "+   d"} <= set(told[0].split("\n"))


def test_an_error_is_nothing_to_accept(page: Path) -> None:
    block = Block("p", "p.rst", 6, "doctest", ">>> 1 / 0\n3", "")
    assert list(accept_outputs(page.parent, [block], [run(block, {})])) == []
    assert page.read_text(encoding="utf-8") == PAGE


def test_each_of_two_alike_is_written_in_its_own_place(page: Path) -> None:
    twice = ".. doctest::\n\n   >>> 1 + 1\n   3\n\n"
    page.write_text(twice * 2, encoding="utf-8")
    blocks = [Block("p", "p.rst", line, "doctest", ">>> 1 + 1\n3\n", "") for line in (3, 8)]
    list(accept_outputs(page.parent, blocks, [run(block, {}) for block in blocks]))
    assert page.read_text(encoding="utf-8") == twice.replace("3", "2") * 2


def test_what_a_page_says_of_a_version_is_left_to_a_person(page: Path) -> None:
    """Its record is of no block of the pages."""
    mark = Block("p", "p.rst", 6, "doctest", ">>> 1 + 1\n3", "", options={"mark": {}})
    [told] = accept_outputs(page.parent, [], [run(mark, {})])
    assert told.startswith("p:6: found no place for the output")
    assert page.read_text(encoding="utf-8") == PAGE
