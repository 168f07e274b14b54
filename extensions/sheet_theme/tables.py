"""Tables for screens of any width: a narrow one shows rows as cards, whose cells bear their heads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

HEAD = "cell-head"  # the name of a column, inside a cell of it
# A table whose last column is what matters: it comes first on a narrow screen, and all cells are named.
LAST_FIRST = "last-first"


class WrapTables(SphinxPostTransform):
    """Put a table into a wrapper that scrolls by itself, and the names of its columns into its cells."""

    default_priority = 500
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        for table in list(self.document.findall(nodes.table)):
            for head, cell in pair_cells(table):
                cell.insert(0, nodes.inline("", "", *head, classes=[HEAD]))
            wrapper = nodes.container(classes=["table-wrapper"])
            table.parent.replace(table, wrapper)  # replace_self would copy ids and classes
            wrapper += table


def pair_cells(table: nodes.table) -> Iterator[tuple[list[nodes.Node], nodes.entry]]:
    """The cells of the body with what the heads of their columns say; the first of a row needs none."""
    start = 0 if LAST_FIRST in table["classes"] else 1
    heads = [
        [child.deepcopy() for child in words.children]
        for row in table.findall(nodes.thead)
        for words in row.findall(nodes.paragraph)
    ]
    for body in table.findall(nodes.tbody):
        for row in body.findall(nodes.row):
            cells = list(row.findall(nodes.entry))
            if len(cells) == len(heads):  # none spans several
                for head, cell in list(zip(heads, cells, strict=True))[start:]:
                    yield [node.deepcopy() for node in head], cell


def setup(app: Sphinx) -> None:
    app.add_post_transform(WrapTables)
