"""Take what can be found from the doctrees: pages, their sections, and the entries of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cheatsheet.builders.entries_json import list_entries
from cheatsheet.builders.samples import load_page
from cheatsheet.toc import find_chapter_titles, find_parents, list_pages
from cheatsheet.transforms.notes import find_blocks, noted_block
from docutils import nodes
from pycode.names import find_imports
from pycode.slugs import slugify, strip_number
from sphinx import addnodes
from sphinx.application import Sphinx

from sheet_search.names import Names, Scope, find_dotted, find_locals, find_names

# Nodes without words for a reader, or whose words belong to another.
SILENT = (
    nodes.section,
    nodes.title,
    noted_block,
    nodes.comment,
    nodes.raw,
    nodes.system_message,
    addnodes.versionmodified,
)


@dataclass(frozen=True)
class Entry:
    """`lead` is the dotted name that its id is made of, if there is one, as the code writes it.

    `full` is what it stands for, if the entry did not make it itself.
    """

    id: str
    note: str
    code: str
    output: str
    lead: str
    full: str
    names: Names


@dataclass(frozen=True)
class Section:
    anchor: str
    title: str
    prose: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Page:
    """`name` is its docname, `chapter` the title of the page above it, or empty.

    `aside` are pages that show in passing what others are about; they say so at their top or at that
    of their chapter, with ``:search: aside``.
    """

    name: str
    uri: str
    title: str
    chapter: str
    sections: tuple[Section, ...]
    aside: bool = False


def collect_pages(app: Sphinx) -> list[Page]:
    """Every page in the order of the contents; its first section is the page itself."""
    entries: dict[str, dict[str, dict]] = {}
    for entry in list_entries(app):
        entries.setdefault(entry["page"], {})[entry["id"]] = entry
    aliases = find_aliases(app)
    parents, chapters = find_parents(app.env), find_chapter_titles(app.env)
    pages = []
    for docname in list_pages(app.env):
        uri = app.builder.get_target_uri(docname)
        sections = load_page(app, docname).findall(nodes.section)
        known = entries.get(docname, {})
        found = tuple(collect_section(node, known, aliases) for node in sections)
        names = (docname, parents.get(docname, app.config.root_doc))
        aside = any(app.env.metadata[name].get("search") == "aside" for name in names)
        pages.append(
            Page(docname, uri, app.env.titles[docname].astext(), chapters[docname], found, aside)
        )
    return pages


def find_aliases(app: Sphinx) -> dict[str, str]:
    """The names of modules that every block may use: ``{"nn": "torch.nn"}``."""
    imports = find_imports(app.config.doctest_global_setup or "")
    return {name: full for name, full in imports.items() if not name.startswith("_")}


def collect_section(
    node: nodes.section, known: Mapping[str, dict], aliases: Mapping[str, str]
) -> Section:
    found = []
    parts = [part for part in node.children if not isinstance(part, nodes.section)]
    for block in (block for part in parts for block in find_blocks(part)):
        code = "\n".join(entry.code for entry in block.entries)
        scope = Scope({**aliases, **find_imports(code)}, set(aliases), find_locals(code))
        found += [make_entry(known[name], scope) for name in block["entry_ids"]]
    title = node.next_node(nodes.title).astext()
    prose = re.sub(r"\s+", " ", " ".join(find_prose(node))).strip()
    return Section(node["ids"][0], title, prose, tuple(found))


def find_prose(node: nodes.Node) -> Iterator[str]:
    """The texts of a section that are neither title nor entry, without those of its subsections."""
    for child in node.children:
        if isinstance(child, nodes.TextElement) and not isinstance(child, SILENT):
            if not child.get(
                "joined"
            ):  # the output of the block before, see cheatsheet.transforms.notes
                yield child.astext()
        elif isinstance(child, nodes.Element) and not isinstance(child, SILENT):
            yield from find_prose(child)


def make_entry(entry: Mapping, scope: Scope) -> Entry:
    code = entry["code"]
    slug = strip_number(entry["id"])
    lead = next((name for name in find_dotted(code) if slugify(name) == slug), "")
    names = find_names(code, scope)
    full = scope.write_full(lead) or (lead if lead.split(".")[-1] in names.main else "")
    return Entry(entry["id"], entry["note"], code, entry["output"], lead, full, names)
