"""Take what can be found from the doctrees: pages, their sections, and the entries of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cheatsheet.exports import list_entries
from cheatsheet.notes import find_blocks, noted_block
from cheatsheet.report_page import list_pages
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sheetsearch.names import Names, find_dotted, find_locals, find_names

# Nodes without words for a reader, or whose words belong to another.
SILENT = (nodes.section, nodes.title, noted_block, nodes.comment, nodes.raw, nodes.system_message)


@dataclass(frozen=True)
class Entry:
    """`lead` is the dotted name that its id is made of, if there is one."""

    id: str
    note: str
    code: str
    output: str
    lead: str
    names: Names


@dataclass(frozen=True)
class Section:
    anchor: str
    title: str
    prose: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Page:
    """`chapter` is the title of the page above it, or empty."""

    uri: str
    title: str
    chapter: str
    sections: tuple[Section, ...]


def collect_pages(app: Sphinx) -> list[Page]:
    """Every page in the order of the contents; its first section is the page itself."""
    entries = {entry["url"]: entry for entry in list_entries(app)}
    parents = find_parents(app.env)
    pages = []
    for docname in list_pages(app.env):
        uri = app.builder.get_target_uri(docname)
        doctree = app.env.get_doctree(docname)
        sections = tuple(collect_section(node, uri, entries) for node in doctree.findall(nodes.section))
        parent = parents.get(docname, app.config.root_doc)
        chapter = "" if parent == app.config.root_doc else app.env.titles[parent].astext()
        pages.append(Page(uri, app.env.titles[docname].astext(), chapter, sections))
    return pages


def find_parents(env: BuildEnvironment) -> dict[str, str]:
    return {child: page for page, children in env.toctree_includes.items() for child in children}


def collect_section(node: nodes.section, uri: str, known: Mapping[str, dict]) -> Section:
    found = []
    for block in (
        child
        for part in node.children
        if not isinstance(part, nodes.section)
        for child in find_blocks(part)
    ):
        local = find_locals("\n".join(entry.code for entry in block.entries))
        found += [make_entry(known[f"{uri}#{name}"], local) for name in block["entry_ids"]]
    title = node.next_node(nodes.title).astext()
    prose = re.sub(r"\s+", " ", " ".join(find_prose(node))).strip()
    return Section(node["ids"][0], title, prose, tuple(found))


def find_prose(node: nodes.Node) -> Iterator[str]:
    """The texts of a section that are neither title nor entry, without those of its subsections."""
    for child in node.children:
        if isinstance(child, nodes.TextElement) and not isinstance(child, SILENT):
            if not child.get("joined"):  # the output of the block before, see cheatsheet.notes
                yield child.astext()
        elif isinstance(child, nodes.Element) and not isinstance(child, SILENT):
            yield from find_prose(child)


def make_entry(entry: Mapping, local: set[str]) -> Entry:
    code = entry["code"]
    slug = re.sub(r"-\d+$", "", entry["id"])
    leads = [name for name in find_dotted(code) if make_slug(name) == slug]
    names = find_names(code, local)
    return Entry(entry["id"], entry["note"], code, entry["output"], next(iter(leads), ""), names)


def make_slug(name: str) -> str:
    """An id as `cheatsheet.names` makes it of a name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
