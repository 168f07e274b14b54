"""Show blocks as rows: code left, note right, output on demand; plain text where there are no rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxTranslator

from cheatsheet.blocks import collect_blocks
from cheatsheet.entries import Entry
from cheatsheet.highlight import highlight
from cheatsheet.languages import SOURCE
from cheatsheet.notes import find_blocks, noted_block
from cheatsheet.runs import Run
from cheatsheet.stamps import Stamp, make_stamp

ROW = Markup("""\
<div class="entry" id="{id}">
<div class="entry-code"><pre>{code}</pre></div>
<div class="entry-text"><p class="entry-note{roomy}">{words}{notice}</p>{run}\
<a class="entry-link" href="{href}" title="{link}" aria-label="{link}: {note}">#</a></div>
{output}</div>
""")
FALLBACK = Markup('<span class="{}" lang="{}">{}</span>')
NOTICE = Markup('<span class="entry-notice">{}</span>')
RUN = Markup('<a class="entry-run" href="{href}" title="{label}" aria-label="{label}">✓</a>')
OUTPUT = Markup('<details class="entry-output"><summary>{word}</summary><pre>{output}</pre></details>\n')


@dataclass(frozen=True)
class Place:
    """Where a row stands: its id on the page, and the address that it gives for itself."""

    id: str
    href: str


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


def make_rows(node: noted_block, stamp: Stamp | None = None, report: str = "") -> nodes.raw:
    """The rows of a block; `report` is the address of the block on the page of all runs."""
    places = [Place(name, f"#{name}") for name in node["entry_ids"]]
    pairs = zip(node.entries, places, strict=True)
    rows = Markup("").join(render_row(*pair, stamp, report) for pair in pairs)
    return nodes.raw("", f'<div class="entries">\n{rows}</div>\n', format="html")


def render_row(entry: Entry, place: Place, stamp: Stamp | None = None, report: str = "") -> Markup:
    """The HTML of one row; whatever the entry holds is text."""
    return ROW.format(
        id=place.id,
        href=place.href,
        code=highlight(entry.code),
        note=entry.note,
        words=FALLBACK.format(entry.fallback, SOURCE, entry.note) if entry.fallback else entry.note,
        roomy=" roomy" if entry.output else "",
        notice=NOTICE.format(stamp.notice) if stamp and stamp.notice else "",
        run=RUN.format(href=report, label=stamp.label) if stamp and stamp.passed else "",
        link=_("Link to this entry"),
        output=OUTPUT.format(word=_("Output"), output=entry.output) if entry.output else "",
    )
