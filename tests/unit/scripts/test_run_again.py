"""Checks that read only what has changed find what those find that read everything."""

from __future__ import annotations

import re

import build_state
import pytest
from small_sheet import Sheet, sheet

__all__ = ["sheet"]

PAGE = """\
A title
=======

.. doctest::

   >>> # {note}
   >>> 1 + 1
   2
"""
DATE = re.compile("POT-Creation-Date: .*")
BUILDERS = ("blocks", "gettext", "style")


def run(sheet: Sheet, builder: str, **pages: str) -> tuple[dict[str, str], str]:
    """The files that a builder leaves of some pages, and what it says."""
    sheet.write({f"source/{name}.rst": text for name, text in pages.items()})
    output = sheet.root / "out" / builder
    _, said = build_state.run_again(builder, "en", output, build_state.read_sources())
    made = {path.name: path.read_text("utf-8") for path in output.glob("*.*")}
    return {name: DATE.sub("", text) for name, text in made.items()}, said


def forget(sheet: Sheet, builder: str) -> None:
    build_state.State(build_state.find_doctrees(builder, "en")).note.unlink()


@pytest.mark.parametrize("builder", BUILDERS)
def test_what_is_left_is_that_of_a_build_from_nothing(sheet: Sheet, builder: str) -> None:
    pages = {"one": PAGE.format(note="the first sum"), "two": PAGE.format(note="the second sum")}
    run(sheet, builder, **pages)
    mark = build_state.find_doctrees(builder, "en") / "one.doctree"
    before = mark.stat().st_mtime_ns
    found = run(sheet, builder, two=PAGE.format(note="another sum"))
    assert mark.stat().st_mtime_ns == before, "the other page was read, too"
    forget(sheet, builder)
    assert run(sheet, builder) == found
    assert mark.stat().st_mtime_ns != before
    assert ("another sum" in str(found), found[1]) == (builder == "gettext", "")


def test_a_finding_is_told_until_it_is_mended(sheet: Sheet) -> None:
    wrong = "found no note for '1 + 1'"
    pages = {"one": PAGE.format(note="a sum"), "two": PAGE.replace("   >>> # {note}\n", "")}
    assert wrong in run(sheet, "style", **pages)[1]
    assert wrong in run(sheet, "style")[1]
    assert run(sheet, "style", two=PAGE.format(note="a sum"))[1] == ""
    assert run(sheet, "style")[1] == ""
    assert wrong in run(sheet, "style", **pages)[1]
