"""Find what a page says of versions: since when something exists, warns or is gone.

The standard directives say so, ``.. versionadded:: 2.13``, ``.. deprecated:: 2.8`` and
``.. versionremoved:: 2.14``, of the literals of their first sentence, and so do cells of tables,
"since 2.13", "deprecated since 2.8", "removed in 2.14", of the literals of the row's first cell. What
held for a while says so, "deprecated since 2.13, until 2.14"; a directive in its first sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

ADDED, DEPRECATED, REMOVED = "added", "deprecated", "removed"
DIRECTIVES = {"versionadded": ADDED, "deprecated": DEPRECATED, "versionremoved": REMOVED}
CELLS = {"since": ADDED, "deprecated since": DEPRECATED, "warns since": DEPRECATED}
CELLS |= {"removed in": REMOVED, "fails since": REMOVED}
# What a cell says. Matches "since 2.14", "removed in 2.7"; not "deprecated", "2.12 or newer".
UNTIL = r"\buntil (\d+\.\d+)\b"
CELL = re.compile(rf"\b((?:deprecated |warns |fails )?since|removed in) (\d+\.\d+)\b(?:, {UNTIL})?")
# The end of a sentence. Matches ". Use" and "x."; not "2.14".
STOP = re.compile(r"\.(?:\s|$)")


@dataclass(frozen=True)
class Mark:
    """What a page says of a literal, with the words that say it; `line` is 1-based.

    It holds from `version` on, and to `until` if that is not "".
    """

    kind: str
    version: str
    literal: str
    line: int
    words: str
    until: str = ""


def find_marks(doctree: nodes.document) -> Iterator[Mark]:
    """Every mark of a page. Call it before the page is translated: the words are the source's."""
    for node in doctree.findall(addnodes.versionmodified):
        name, version = node["type"], node["version"]
        for literal in find_first_literals(node) if name in DIRECTIVES else ():
            place = (literal, node.line or 1, f"{name}:: {version}")
            yield Mark(DIRECTIVES[name], version, *place, find_end(node))
    for row in doctree.findall(nodes.row):
        first, *others = row.children
        literals = [node.astext() for node in first.findall(nodes.literal)]
        for words, version, until in CELL.findall("\n".join(cell.astext() for cell in others)):
            for literal in literals:
                line = find_line(row, f"``{literals[0]}``")
                end = f", until {until}" if until else ""
                yield Mark(CELLS[words], version, literal, line, f"{words} {version}{end}", until)


def find_deprecated(marks: list[Mark]) -> list[str]:
    """The names that a page calls deprecated, sorted."""
    return sorted({m.literal.removesuffix("()") for m in marks if m.kind == DEPRECATED})


def find_first_literals(node: nodes.Element) -> list[str]:
    """The literals of the first sentence; a second one says what to use instead."""
    first = takewhile(
        lambda n: isinstance(n, nodes.literal) or not STOP.search(n.astext()), list_texts(node)
    )
    return [n.astext() for n in first if isinstance(n, nodes.literal)]


def find_end(node: nodes.Element) -> str:
    """The version to which what a directive says of its literals holds, "" if it still does."""
    words = "".join(n.astext() for n in list_texts(node) if not isinstance(n, nodes.literal))
    found = re.search(UNTIL, STOP.split(words)[0])
    return found[1] if found else ""


def list_texts(node: nodes.Element) -> Iterator[nodes.Node]:
    """The words and the literals of a node, in their order."""
    parts = node.findall(lambda n: isinstance(n, (nodes.literal, nodes.Text)))
    return (n for n in parts if not isinstance(n.parent, nodes.literal))


def find_line(node: nodes.Element, text: str) -> int:
    """The 1-based line where a text stands in the node's file, from the node's table on.

    A row of a table knows no line of its own.
    """
    table = node
    while table.parent is not None and not (table.line and table.source):
        table = table.parent
    start = table.line or 1
    with suppress(OSError):
        lines = Path(table.source or "").read_text(encoding="utf-8-sig").split("\n")
        return next((n for n in range(start, len(lines) + 1) if text in lines[n - 1]), start)
    return start
