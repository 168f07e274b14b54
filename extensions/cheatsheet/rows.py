"""Show blocks as rows: code left, note right, output on demand; plain text where there are no rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxTranslator

from cheatsheet.blocks import collect_blocks
from cheatsheet.entries import Entry
from cheatsheet.notes import find_blocks, noted_block
from cheatsheet.runs import Run
from cheatsheet.stamps import Stamp, make_stamp


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


def show_rows(app: Sphinx, doctree: nodes.document, page: str, runs: Sequence[Run]) -> None:
    """Replace the blocks of a resolved page by rows, stamped with what the runs made of them."""
    report = app.config.records_page
    base = app.builder.get_relative_uri(page, report) if report else ""
    blocks = list(collect_blocks(page, doctree, app.env.metadata[page], app.confdir))
    for node, block in zip(list(find_blocks(doctree)), blocks, strict=True):
        stamp = make_stamp(block.id, runs) if runs else None
        node.replace_self(make_rows(node, stamp, f"{base}#block-{block.id}"))
    for node in list(doctree.findall(nodes.literal_block)):
        if node.get("joined"):
            node.parent.remove(node)


def make_rows(node: noted_block, stamp: Stamp | None = None, report: str = "") -> tag:
    """The rows of a block; `report` is the address of the block on the page of all runs."""
    pairs = zip(node.entries, node["entry_ids"], strict=True)
    return make_tag("div", *(make_row(*pair, stamp, report) for pair in pairs), classes="entries")


def make_row(entry: Entry, name: str, stamp: Stamp | None, report: str) -> tag:
    code = make_tag("div", make_literal(entry.code, "python"), classes="entry-code")
    note = make_tag("p", nodes.Text(entry.note), classes="entry-note")
    if stamp and stamp.notice:
        note += make_tag("span", nodes.Text(stamp.notice), classes="entry-notice")
    text = make_tag("div", note, classes="entry-text")
    if stamp and stamp.passed:
        text += make_link("✓", report, stamp.label, stamp.label, "entry-run")
    label = _("Link to this entry")
    text += make_link("#", f"#{name}", label, f"{label}: {entry.note}", "entry-link")
    row = make_tag("div", code, text, classes="entry")
    row["ids"] = [name]
    if entry.output:
        summary = make_tag("summary", nodes.Text(_("Output")))
        output = make_literal(entry.output, "none")
        row += make_tag("details", summary, output, classes="entry-output")
    return row


def make_link(text: str, href: str, title: str, label: str, classes: str) -> tag:
    link = make_tag("a", nodes.Text(text), classes=classes, href=href, title=title)
    link["attrs"]["aria-label"] = label
    return link


def make_literal(text: str, language: str) -> nodes.literal_block:
    return nodes.literal_block(text, text, language=language)
