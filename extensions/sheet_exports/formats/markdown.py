"""Write the prose of a page as Markdown: pure, a docutils node in, text out."""

from __future__ import annotations

import re
from functools import singledispatch
from textwrap import indent

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from sheet_exports.formats.markdown_text import (
    escape_line,
    escape_starts,
    escape_words,
    join_pieces,
    write_fence,
    write_link,
    write_literal,
)


@singledispatch
def write_inline(node: nodes.Node) -> str:
    """The words of a node inside a line; of one without a form of its own, its children's."""
    return _write_children(node)


@write_inline.register
def _(node: nodes.Text) -> str:
    return escape_words(node.astext())


@write_inline.register
def _(node: nodes.literal) -> str:
    return write_literal(node.astext())


@write_inline.register
def _(node: nodes.emphasis) -> str:
    return f"*{_write_children(node)}*"


@write_inline.register
def _(node: nodes.strong) -> str:
    return f"**{_write_children(node)}**"


@write_inline.register
def _(node: nodes.reference) -> str:
    words = _write_children(node)
    return write_link(words, node.get("refuri", ""))


@write_inline.register
def _(node: nodes.image) -> str:
    return escape_words(node.get("alt", ""))


def _write_children(node: nodes.Node) -> str:
    return join_pieces(write_inline(child) for child in node.children)


@singledispatch
def write_block(node: nodes.Node) -> str:
    """A node that stands by itself; "" for what is no prose, such as a target or a contents list."""
    if isinstance(node, (nodes.Invisible, nodes.system_message)):
        return ""
    return "\n\n".join(filter(None, map(write_block, node.children)))


@write_block.register(nodes.Text)
@write_block.register(addnodes.toctree)
def _(_node: nodes.Node) -> str:
    return ""


@write_block.register(nodes.paragraph)
@write_block.register(nodes.title)
@write_block.register(nodes.image)
@write_block.register(nodes.term)
@write_block.register(nodes.rubric)
def _(node: nodes.Element) -> str:
    return escape_starts(write_inline(node))


@write_block.register
def _(node: nodes.literal_block) -> str:
    language = node.get("language", "")
    name = "" if language in ("default", "none", "text") else language
    return write_fence(node.astext(), name)


@write_block.register
def _(node: nodes.bullet_list) -> str:
    return "\n".join(_write_item("- ", item) for item in node.children)


@write_block.register
def _(node: nodes.enumerated_list) -> str:
    first = node.get("start", 1)
    return "\n".join(_write_item(f"{n}. ", item) for n, item in enumerate(node.children, first))


@write_block.register
def _(node: nodes.Admonition) -> str:
    label = escape_line(str(admonitionlabels.get(type(node).__name__, "")))
    parts = [f"**{label}**" if label else "", *map(write_block, node.children)]
    words = "\n\n".join(filter(None, parts))
    return "\n".join(f"> {line}".rstrip() for line in words.split("\n"))


@write_block.register
def _(node: nodes.table) -> str:
    rows = [[_write_cell(entry) for entry in row.children] for row in node.findall(nodes.row)]
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _write_cell(node: nodes.Element) -> str:
    """One line. A bar in code divides cells too, unless it is escaped; in plain text it is already."""
    text = " ".join(write_block(node).split())
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def _write_item(mark: str, item: nodes.Element) -> str:
    return mark + indent(write_block(item), " " * len(mark)).lstrip()
