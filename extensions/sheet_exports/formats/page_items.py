"""A page as a list of what stands on it, from top to bottom: titles, prose and code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cheatsheet.builders.samples import describe_sample
from cheatsheet.core.entries import Entry
from cheatsheet.transforms.notes import noted_block
from docutils import nodes
from pycode.comments import join_lines
from sphinx.locale import _

from sheet_exports.formats.markdown import write_block, write_inline


@dataclass(frozen=True)
class Title:
    """The heading of a section; `level` is 1 for the page's own."""

    text: str
    level: int
    name: str


@dataclass(frozen=True)
class Prose:
    """Markdown of one paragraph, table or list."""

    text: str


@dataclass(frozen=True)
class Step:
    """Code that ends in at most one output. `name` is the id of its entry on the page."""

    name: str
    notes: tuple[str, ...]
    code: str
    output: str = ""
    prints: bool = False


@dataclass(frozen=True)
class Code:
    """A block: the steps of a session, or a program in one step.

    `requires` is the condition under which it does not run, or "".
    """

    steps: tuple[Step, ...]
    session: bool
    requires: str = ""


Item = Title | Prose | Code


def list_items(section: nodes.Element, level: int = 1) -> Iterator[Item]:
    """What stands in a section, of the sections below it too; `level` is that of its title."""
    for node in section.children:
        if isinstance(node, nodes.section):
            yield from list_items(node, level + 1)
        elif isinstance(node, nodes.title):
            yield Title(join_lines(write_inline(node)), level, section["ids"][0])
        elif isinstance(node, noted_block):
            yield read_code(node)
        elif not node.get("joined") and (text := write_block(node)):
            yield Prose(text)


def read_code(node: noted_block) -> Code:
    requires = node.get("skipif", "")
    pairs = list(zip(node["entry_ids"], node.entries, strict=True))
    if node.session:
        steps = [Step(name, (*e.notes, *mark(e)), e.code, e.output, e.prints) for name, e in pairs]
        return Code(tuple(steps), True, requires)
    name, last = pairs[0][0], pairs[-1][1]
    step = Step(name, mark(last), node.astext(), last.output, bool(last.output))
    return Code((step,), False, requires)


def mark(entry: Entry) -> tuple[str, ...]:
    """A note more, of an output that differs by machine."""
    sample = describe_sample(entry)
    return (_("output: %s") % sample,) if sample else ()


def find_sections(doctree: nodes.document) -> list[nodes.section]:
    """The sections that hold code, the page's own, which holds all, first."""
    found = []
    for section in doctree.findall(nodes.section):
        if next(iter(section.findall(noted_block)), None) is not None:
            found.append(section)
    return found
