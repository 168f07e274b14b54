"""Formulas are drawn by the browser itself: no script, and nothing of another host."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

PAGE = """
Page
====

Inline :math:`x < y`.

.. math:: a^2 + b = c
   :label: sum

.. math::

   \\frac{1}{2}
"""
CONF = "extensions += ['sheet_theme']\nhtml_theme = 'sheet'\n"


def read(built) -> BeautifulSoup:
    return BeautifulSoup(built.read("index.html"), "html.parser")


def test_formulas_are_mathml(make_project):
    built = make_project({"index": PAGE}, conf=CONF).build("html")
    assert built.warnings == ""
    page = read(built)
    assert [tag.get("display") for tag in page.find_all("math")] == [None, "block", "block"]
    assert page.find("math").get_text("", strip=True) == "x<y"
    assert page.find("mfrac")
    assert [tag["src"] for tag in page.find_all("script") if "//" in tag.get("src", "")] == []
    assert page.find(id="equation-sum").find(class_="eqno").get_text() == "(1)"


def test_what_is_no_formula_is_told_by_every_builder(make_project):
    project = make_project({"index": "Page\n====\n\n.. math:: \\nothing{<b>}\n"}, conf=CONF)
    built = project.build("html")
    assert project.build("style").warnings == built.warnings
    assert "index.rst:4: WARNING: found " in built.warnings
    assert "expected LaTeX" in built.warnings
    assert "<b>" not in str(read(built).find("main"))


@pytest.mark.parametrize(
    "text",
    ["a & b", r"\overset{x}", r"\displaystyle \limits", r"\pmod \right", "{" * 2000, "&lt;b&gt;"],
    ids=["align", "argument", "limits", "delimiter", "deep", "entity"],
)
def test_no_formula_ends_the_build(make_project, text):
    pages = {"index": f"Page\n====\n\nOn :math:`{text}` it goes.\n"}
    built = make_project(pages, conf=CONF).build("html")
    assert "index.rst:4: WARNING: found " in built.warnings
    assert "expected LaTeX" in built.warnings
    assert text in read(built).find("main").get_text()
