"""Show blocks as rows: code left, note right, output on demand; plain text where there are no rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docutils import nodes
from gettext_lint.locales import SOURCE
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxTranslator

from cheatsheet.builders.blocks import collect_blocks
from cheatsheet.builders.programs import find_leans
from cheatsheet.builders.samples import add_samples, describe_sample
from cheatsheet.core.highlight import highlight
from cheatsheet.core.runs import Run
from cheatsheet.core.templates import make_templates
from cheatsheet.pages.run_badges import (
    Stamp,
    describe_versions,
    find_notice,
    make_anchor,
    make_common_stamp,
    make_stamp,
)
from cheatsheet.transforms.notes import find_blocks, noted_block

TEMPLATE = make_templates().get_template("row.html")
SHORT = 40  # columns of an output that stands in the row
LONG = 12  # lines of code from which one that several rows need is folded


@dataclass(frozen=True)
class Row:
    """What ``row.html`` shows of an entry; "" is not shown.

    `id` is the row's on the page, `href` the address that it gives for itself; `needs` are names that it
    takes from other rows, and the addresses of these; `users` is how many rows take names from it;
    `fallback` is why the note is in the language `source`; `sample` says where an output was seen that
    may be another elsewhere; `notice` says of the code's versions and of what is odd about its runs, and
    `report` leads there.
    """

    code: str
    note: str
    id: str = ""
    href: str = ""
    output: str = ""
    sample: str = ""
    fallback: str = ""
    needs: Sequence[tuple[str, str]] = ()
    notice: str = ""
    report: str = ""
    source: str = SOURCE
    users: int = 0

    @property
    def lines(self) -> int:
        """How many lines of code there are."""
        return self.code.count("\n") + 1

    @property
    def is_harness(self) -> bool:
        """Whether the code is long, and there for several other rows more than for itself."""
        return self.users > 1 and self.lines > LONG

    @property
    def is_short(self) -> bool:
        """Whether the output is shown without being asked for."""
        return "\n" not in self.output and len(self.output) <= SHORT


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

    def run(self, **_kwargs: Any) -> None:
        for node in list(find_blocks(self.document)):
            text = node.astext()
            plain = nodes.literal_block(text, text, language=node["language"])
            plain.source, plain.line = node.source, node.line
            node.replace_self(plain)


def show_rows(app: Sphinx, doctree: nodes.document, page: str, runs: Sequence[Run]) -> None:
    """Replace the blocks of a resolved page by rows, and say what the runs made of them."""
    add_samples(app, doctree, page)
    report = app.config.records_page
    base = app.builder.get_relative_uri(page, report) if report else ""
    nodes_of = list(find_blocks(doctree))
    blocks = list(collect_blocks(page, doctree, app.env.metadata[page], app.confdir))
    known = {node: block.id for node, block in zip(nodes_of, blocks, strict=True)}
    odd = stamp_sections(known, runs, base) if runs else {}
    conditions = (app.config.version_condition, app.config.version_end_condition)
    for node, block in zip(nodes_of, blocks, strict=True):
        versions = describe_versions(block.requires, *conditions)
        notice = "; ".join(filter(None, [versions, odd.get(block.id, "")]))
        address = f"{base}#{make_anchor(block.id)}" if base else ""
        rows = make_rows(app, node)
        told = [replace(row, notice=notice, report=address) for row in rows]
        put_html(node, f"{render_rows(told)}\n")
    for node in list(doctree.findall(nodes.literal_block)):
        if node.get("joined"):
            put_html(node, "")


def put_html(node: nodes.Element, html: str) -> None:
    """Put HTML in the place of a node, behind what links lead to: no writer says the ids of HTML."""
    places = [nodes.target("", "", ids=[name]) for name in node["ids"]]
    raw = nodes.raw("", html, format="html", classes=node["classes"])
    node.parent.replace(node, [*places, *([raw] if html else [])])


def stamp_sections(
    blocks: Mapping[noted_block, str], runs: Sequence[Run], report: str
) -> dict[str, str]:
    """What is odd about the runs of each block; what is true of all in a section stands by its title."""
    sections: dict[nodes.Element, list[str]] = {}
    for node, block in blocks.items():
        sections.setdefault(find_section(node), []).append(block)
    notices: dict[str, str] = {}
    for section, inside in sections.items():
        stamp = make_common_stamp(inside, runs)
        if stamp.label:
            title = section.next_node(nodes.title)
            title["beside"] = render_stamp(stamp, title.astext(), f"{report}#{make_anchor(inside[0])}")
        notices |= {block: find_notice(block, make_stamp(block, runs), stamp) for block in inside}
    return notices


def find_section(node: nodes.Node) -> nodes.Element:
    """The section that a block stands in, through quotes and lists."""
    while not isinstance(node, nodes.section):
        node = node.parent
    return node


def make_rows(app: Sphinx, node: noted_block, place: str = "", page: str = "") -> Iterator[Row]:
    """The rows of a block.

    On another page than its own, `place` stands before their ids, and they lead to `page`.
    """
    leans = find_leans(node, app.config.doctest_global_setup or "")
    users = Counter(other for needs in leans for other in {other for _, other in needs})
    for entry, name, needs in zip(node.entries, node["entry_ids"], leans, strict=True):
        row = Row(highlight(entry.code), entry.note, f"{place}{name}", f"{page}#{name}")
        yield replace(
            row,
            output=entry.output,
            sample=describe_sample(entry),
            fallback=entry.fallback,
            needs=[(word, f"{page}#{other}") for word, other in needs],
            users=users[name],
        )


def render_rows(rows: Iterable[Row]) -> Markup:
    """The HTML of rows; whatever an entry holds is text."""
    return TEMPLATE.module.show_rows(rows)  # type: ignore[attr-defined]  # a macro


def render_stamp(stamp: Stamp, title: str, href: str) -> Markup:
    """The HTML of what stands beside a title."""
    return TEMPLATE.module.show_stamp(stamp, title, href)  # type: ignore[attr-defined]  # a macro
