"""Prose becomes Markdown."""

from __future__ import annotations

import pytest
from docutils.core import publish_doctree
from sheet_exports.markdown import write_block

# reST, Markdown
CASES = [
    pytest.param("Words.", "Words.", id="words"),
    pytest.param("한글 문장.", "한글 문장.", id="korean"),
    pytest.param("Use ``a_b*``.", "Use `a_b*`.", id="literal"),
    pytest.param("Use ``a`b``.", "Use `` a`b ``.", id="backquote-in-literal"),
    pytest.param(r"a_b \*c\* <d> [e]", r"a\_b \*c\* \<d\> \[e\]", id="markup-in-text"),
    pytest.param("*a* and **b**", "*a* and **b**", id="emphasis"),
    pytest.param("`Site <https://a.org/b_c>`__", "[Site](https://a.org/b_c)", id="link"),
    pytest.param("- a\n- b\n\n  c", "- a\n- b\n\n  c", id="list"),
    pytest.param("3. a\n4. b", "3. a\n4. b", id="numbers"),
    pytest.param("::\n\n   x | y", "```\nx | y\n```", id="literal-block"),
    pytest.param(".. note:: A\n   b", "> **Note**\n>\n> A\n> b", id="admonition"),
    pytest.param(".. comment", "", id="comment"),
    pytest.param(".. _target:", "", id="target"),
    pytest.param(".. image:: a.svg\n   :alt: A *b*", r"A \*b\*", id="picture"),
    pytest.param("", "", id="empty"),
    pytest.param(
        ".. csv-table::\n   :header: A, B\n\n   ``x | y``, a|b\n   c,",
        "| A | B |\n| --- | --- |\n| `x \\| y` | a\\|b |\n| c |  |",
        id="table",
    ),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_prose_becomes_markdown(source, expected):
    document = publish_doctree(source, settings_overrides={"report_level": 5})
    assert write_block(document) == expected
