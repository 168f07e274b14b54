"""Read the markup of a message as the build would: what it holds, and what would break the page.

A message is reST on a page in reST, Markdown on a page in Markdown, and plain text elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Parser, roles
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from sphinx.util.docutils import docutils_namespace

Syntax = Literal["rst", "md", "plain"]

# A role's name, before or behind its text. Matches ":doc:`a`", "`a`:sub:"; not "a:b".
ROLE = re.compile(r":([\w:+.-]+):(?=`)|(?<=`):([\w:+.-]+):")
# The target of a role that has a title. Matches "title <target>".
TARGET = re.compile(r"<([^<>]+)>$", re.DOTALL)
# What is left of markup that was not understood.
BARE = "`*|\\"
# Of the parser: nothing is printed, nothing stops, no file is read.
SETTINGS = frontend.get_default_settings(Parser())
SETTINGS.report_level = SETTINGS.halt_level = 5
SETTINGS.file_insertion_enabled = SETTINGS.raw_enabled = False
WARNING = 2  # docutils' level from which a build that takes warnings for errors stops
# What Sphinx puts behind a message that ends so, of which it then takes the first block alone
# (sphinx/transforms/i18n.py, Locale).
LITERAL = "\n\n   dummy literal"
# As conf.py has it: no HTML in Markdown.
MYST = MdParserConfig(disable_syntax=["html_block", "html_inline"])


@dataclass
class Markup:
    """What a message holds: its blocks, by kind what must stay as it is, its words, its errors."""

    blocks: list[str] = field(default_factory=list)
    parts: dict[str, Counter[str]] = field(default_factory=dict)
    words: str = ""
    errors: list[str] = field(default_factory=list)
    ordered: list[str] = field(default_factory=list)  # references whose order and text Sphinx compares

    def add(self, kind: str, key: str) -> None:
        self.parts.setdefault(kind, Counter())[key] += 1

    @property
    def bare(self) -> Counter[str]:
        """Characters of markup that readers would see."""
        return Counter(char for char in self.words if char in BARE)


@cache
def read_markup(text: str, syntax: Syntax) -> Markup:
    if syntax == "plain":
        return Markup(words=text)
    return read_markdown(text) if syntax == "md" else read_rst(text)


def read_rst(text: str) -> Markup:
    markup = Markup()
    document = parse_rst(text + (LITERAL if text.strip().endswith("::") else ""))
    for child in document.children:
        if not isinstance(child, nodes.system_message):
            markup.blocks.append(child.tagname.replace("_", " "))
            if isinstance(child, nodes.enumerated_list):  # a title with a number looks like one
                markup.words += f"{child.get('start', 1)}. "
            read_nodes(child.children, markup)
    found = document.findall(nodes.system_message)
    markup.errors += [error.children[0].astext() for error in found if error["level"] >= WARNING]
    markup.ordered += sorted(find_compared(document), key=lambda source: source.partition(":")[0])
    return markup


def find_compared(document: nodes.document) -> Iterator[str]:
    """What Sphinx compares letter by letter and in order, as ``kind:source``.

    Follows sphinx/transforms/i18n.py, _NodeUpdater, whose warnings stop a strict build.
    """
    for node in document.findall(nodes.reference):
        if "refname" in node:
            yield f"reference:{node.rawsource}"
    for node in document.findall(nodes.footnote_reference):
        yield f"footnote:{node.rawsource}"
    for node in document.findall(nodes.citation_reference):
        yield f"citation:{node.rawsource}"


def parse_rst(text: str) -> nodes.document:
    """A document without Sphinx: a role is whatever is written as one; nothing is read or run."""
    document = utils.new_document("", SETTINGS)
    with docutils_namespace():
        for match in ROLE.finditer(text):
            roles.register_local_role(match[1] or match[2], make_role)
        Parser().parse(text, document)
    return document


def make_role(name: str, rawtext: str, text: str, *_: object, **__: object) -> tuple[list, list]:
    target = TARGET.search(text)
    return [nodes.inline(rawtext, text, role=f":{name}:`{target[1] if target else text}`")], []


def read_nodes(children: Iterable[nodes.Node], markup: Markup) -> None:
    for node in children:
        if isinstance(node, nodes.Text):
            markup.words += node.astext()
        elif found := name_part(node):
            markup.add(*found)
            stands_for_itself = isinstance(node, nodes.reference) and node.astext() != found[1]
            if stands_for_itself or isinstance(node, nodes.strong | nodes.emphasis):
                read_nodes(node.children, markup)
            else:
                markup.words += " "
        elif not isinstance(node, nodes.system_message):
            read_nodes(node.children, markup)


def name_part(node: nodes.Node) -> tuple[str, str] | None:
    """The kind of what must stay as it is, and what to know it by."""
    if isinstance(node, nodes.literal):
        return "literals", node.astext()
    if isinstance(node, nodes.inline) and "role" in node:
        return "roles", node["role"]
    if isinstance(node, nodes.title_reference):
        return "roles", f"`{node.astext()}`"
    if isinstance(node, nodes.reference):
        return "links", node.get("refuri") or f"{node.get('refname', '')}_"
    if isinstance(node, nodes.target):  # of a link with one underscore
        return "targets", node.get("refuri", "")
    if isinstance(node, nodes.substitution_reference):
        return "substitutions", f"|{node['refname']}|"
    if isinstance(node, nodes.footnote_reference | nodes.citation_reference):
        return "footnotes", f"[{node.get('refname', '')}]_"
    if isinstance(node, nodes.strong | nodes.emphasis):
        return "emphasis", "**" if isinstance(node, nodes.strong) else "*"
    if isinstance(node, nodes.image):
        return "images", node["uri"]
    return None


def read_markdown(text: str) -> Markup:
    markup = Markup()
    for token in create_md_parser(MYST, RendererHTML).parse(text):
        if token.type == "inline":
            read_tokens(token.children or [], markup)
        elif token.nesting >= 0 and token.level == 0:
            markup.blocks.append(token.type.removesuffix("_open").replace("_", " "))
        if token.type == "list_item_open" and token.info:  # a title with a number looks like one
            markup.words += f"{token.info}. "
    return markup


def read_tokens(tokens: list[Token], markup: Markup) -> None:
    for token in tokens:
        if token.type in ("text", "html_inline"):
            markup.words += token.content
        elif token.type in ("code_inline", "myst_role"):
            markup.add(*name_literal(token))
            markup.words += " "
        elif token.type in ("link_open", "image"):
            address = token.attrs.get("href") or token.attrs.get("src")
            markup.add("links" if token.type == "link_open" else "images", str(address))
        elif token.type in ("strong_open", "em_open"):
            markup.add("emphasis", token.markup)
        elif token.type == "footnote_ref":
            markup.add("footnotes", f"[^{token.meta.get('label', '')}]")
        elif token.type in ("softbreak", "hardbreak"):
            markup.words += "\n"


def name_literal(token: Token) -> tuple[str, str]:
    """The kind of a literal of Markdown or of a role of MyST, and what to know it by."""
    if token.type == "code_inline":
        return "literals", token.content
    target = TARGET.search(token.content)
    return "roles", f"{{{token.meta['name']}}}`{target[1] if target else token.content}`"
