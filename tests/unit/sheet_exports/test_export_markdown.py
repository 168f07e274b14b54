"""Prose becomes Markdown."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from markdown_it import MarkdownIt
from sheet_exports.formats.markdown import write_block

# What GitHub and notebooks make links of: https://github.github.com/gfm/#autolinks-extension-
ADDRESS = re.compile(r"https?:|mailto:|www\.|\w@", re.IGNORECASE)
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
    pytest.param("::\n\n   ```\n   x", "````\n```\nx\n````", id="fence-in-literal-block"),
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


@pytest.mark.parametrize(
    "pieces",
    [
        ("https", "://evil.example"),
        ("htt", "ps://evil.example"),
        ("mailt", "o", ":a"),
        ("www", ".evil.example"),
        ("a@", "evil.example"),
        ("a", "@evil.example"),
        ("WW", "W.evil.example"),
    ],
)
def test_pieces_make_no_address(pieces):
    """As in ``htt\\ :sub:`ps://evil.example```."""
    line = nodes.paragraph()
    line += [nodes.subscript("", nodes.Text(piece)) for piece in pieces]
    written = write_block(line)
    assert not ADDRESS.search(written)
    found = MarkdownIt("commonmark").parse(written)[1].children
    assert "".join(token.content for token in found) == "".join(pieces)


def test_literal_is_one_line():
    line = nodes.paragraph("", "", nodes.literal("", "a\r\r# b\x0b\u2028- c"))
    assert write_block(line) == "`a  # b  - c`"


def test_blanks_start_no_code():
    """As in Markdown that says ``&#32;``."""
    assert write_block(nodes.paragraph("", "    a\n\tb")) == "a\nb"
