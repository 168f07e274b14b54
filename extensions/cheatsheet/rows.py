"""Show blocks as rows: code left, note right, output on demand; plain text where there are no rows."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxTranslator

from cheatsheet.entries import Entry
from cheatsheet.notes import find_blocks, noted_block


class tag(nodes.General, nodes.Element):
    """An HTML element: `name` is its tag, `attrs` are its attributes, text goes in as children."""


def visit_tag(self: SphinxTranslator, node: tag) -> None:
    self.body.append(self.starttag(node, node["name"], "", **node["attrs"]))


def depart_tag(self: SphinxTranslator, node: tag) -> None:
    self.body.append(f"</{node['name']}>\n")


def make_tag(name: str, *children: nodes.Node, classes: str = "", **attrs: str) -> tag:
    node = tag("", name=name, attrs=attrs, classes=classes.split())
    node += list(children)
    return node


class ShowRows(SphinxPostTransform):
    """Replace blocks by rows."""

    default_priority = 5
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        for node in list(find_blocks(self.document)):
            node.replace_self(make_rows(node))
        for node in list(self.document.findall(nodes.literal_block)):
            if node.get("joined"):
                node.parent.remove(node)


class ShowText(SphinxPostTransform):
    """Make blocks plain literal blocks, for builders that know no rows."""

    default_priority = 5
    formats = ("latex", "text", "man", "texinfo", "xml", "pseudoxml")

    def run(self, **kwargs: Any) -> None:
        for node in list(find_blocks(self.document)):
            text = node.astext()
            plain = nodes.literal_block(text, text, language=node["language"])
            plain.source, plain.line = node.source, node.line
            node.replace_self(plain)


def make_rows(node: noted_block) -> tag:
    rows = [make_row(entry, name) for entry, name in zip(node.entries, node["entry_ids"], strict=True)]
    return make_tag("div", *rows, classes="entries")


def make_row(entry: Entry, name: str) -> tag:
    code = make_tag("div", make_literal(entry.code, "python"), classes="entry-code")
    label = _("Link to this entry")
    link = make_tag("a", nodes.Text("#"), classes="entry-link", href=f"#{name}", title=label)
    link["attrs"]["aria-label"] = f"{label}: {entry.note}"
    note = make_tag("p", nodes.Text(entry.note), classes="entry-note")
    row = make_tag("div", code, make_tag("div", note, link, classes="entry-text"), classes="entry")
    row["ids"] = [name]
    if entry.output:
        row += make_tag(
            "details",
            make_tag("summary", nodes.Text(_("Output"))),
            make_literal(entry.output, "none"),
            classes="entry-output",
        )
    return row


def make_literal(text: str, language: str) -> nodes.literal_block:
    return nodes.literal_block(text, text, language=language)
