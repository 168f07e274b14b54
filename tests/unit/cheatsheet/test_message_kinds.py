"""A page says what its messages are, and no catalog changes those that are code or formulas."""

from __future__ import annotations

import pytest
from gettext_lint.catalogs import read_kinds

PAGE = """\
Page
====

Words of it.

.. math:: a + b = c

.. doctest::

   >>> # zeros
   >>> 1
   1
"""
FORMULA = "a + b = c\n\n"


def test_templates_tell_what_messages_are(make_project):
    built = make_project({"page": PAGE}).build("gettext")
    kinds = read_kinds(built.outdir)["page"]
    assert kinds == {"Page": ["title"], FORMULA: ["literal"], "zeros": ["note"]}
    assert 'msgid "a + b = c' in built.read("page.pot")


@pytest.mark.parametrize("builder", ["html", "text", "pseudoxml"])
def test_no_catalog_changes_a_formula(make_project, builder):
    words = {FORMULA: "a + b = d", "a + b = c": "a + b = d", "Words of it.": "글."}
    built = make_project({"page": PAGE}, {"ko": {"page": words}}).build(builder, "ko")
    page = built.read({"html": "page.html", "text": "page.txt"}.get(builder, "page.pseudoxml"))
    assert "글." in page
    assert "a + b = c" in page.replace("<span class=", "")
    assert "a + b = d" not in page
