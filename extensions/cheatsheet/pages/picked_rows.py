"""Rows that a page shows of others: those whose addresses stand in the field ``:wanted:`` at its top.

An address is that of an entry, ``tensors/creation#torch-zeros``; blanks or lines stand between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from cheatsheet.builders.blocks import collect_blocks
from cheatsheet.builders.samples import load_page
from cheatsheet.core.runs import Run
from cheatsheet.pages.rows import Row, make_rows, render_rows
from cheatsheet.pages.run_badges import make_anchor, make_stamp
from cheatsheet.transforms.notes import find_blocks

logger = logging.getLogger(__name__)

FIELD = "wanted"
# The theme knows by it that a page shows rows that are not its own.
PICKED = Markup('<div class="picked">\n{}</div>\n')


@dataclass(frozen=True)
class Place:
    """Where an entry stands, as it is written: its page, and its id there."""

    address: str

    @property
    def page(self) -> str:
        return self.address.partition("#")[0]

    @property
    def name(self) -> str:
        return self.address.partition("#")[2]


def list_wanted(env: BuildEnvironment, page: str) -> list[Place]:
    return [Place(word) for word in env.metadata[page].get(FIELD, "").split()]


def check_wanted(app: Sphinx, page: str) -> list[Place]:
    """The addresses that a page picks; each that leads to no entry is told of, and left out."""
    return [place for place in list_wanted(app.env, page) if has_entry(app, page, place)]


def has_entry(app: Sphinx, page: str, place: Place) -> bool:
    known = list_names(app, place.page)
    if place.name in known:
        return True
    near = get_close_matches(place.name, known, 1, 0)
    meant = (
        f"{place.page}#{near[0]}, the nearest"
        if near
        else f"an entry of a page such as {find_page(app, place)}"
    )
    line = find_line(Path(app.env.doc2path(page)), place.address)
    text = "found %r, which is no entry, expected %s"
    where = f"{app.env.doc2path(page)}:{line}"
    logger.warning(text, place.address, meant, location=where, type="cheatsheet", subtype="wanted")
    return False


def find_page(app: Sphinx, place: Place) -> str:
    """The page with entries whose name is nearest, "" where no page has any."""
    pages = [page for page in sorted(app.env.found_docs) if list_names(app, page)]
    return "".join(get_close_matches(place.page, pages, 1, 0))


def list_names(app: Sphinx, page: str) -> list[str]:
    """The ids of a page's entries, in order; of a page that is not there none."""
    if page not in app.env.found_docs:
        return []
    return [name for node in find_blocks(load_page(app, page)) for name in node["entry_ids"]]


def find_line(path: Path, word: str) -> int:
    """The first line of a file with a word, from 1; 1 where there is none."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((number for number, line in enumerate(lines, 1) if word in line.split()), 1)


def list_rows(app: Sphinx, page: str, base: str, runs: Sequence[Run]) -> Iterator[tuple[str, Row]]:
    """The entries of a page by their ids, as rows of the page `base` that lead to their own places."""
    find_address = app.builder.get_relative_uri
    report = app.config.records_page
    top = find_address(base, report) if report else ""
    doctree = load_page(app, page)
    blocks = collect_blocks(page, doctree, app.env.metadata[page], app.confdir)
    for node, block in zip(find_blocks(doctree), blocks, strict=True):
        notice = make_stamp(block.id, runs).notice if runs else ""
        rows = make_rows(app, node, f"{page}/", find_address(base, page))
        for name, row in zip(node["entry_ids"], rows, strict=True):
            yield name, replace(row, notice=notice, report=f"{top}#{make_anchor(block.id)}")


def show_picked(app: Sphinx, places: Iterable[Place], base: str, runs: Sequence[Run]) -> Markup:
    """The rows at `places`, in their order, on the page `base`."""
    picked = list(places)
    pages = dict.fromkeys(place.page for place in picked)
    rows = {f"{page}#{name}": row for page in pages for name, row in list_rows(app, page, base, runs)}
    return PICKED.format(render_rows(rows[place.address] for place in picked)) if picked else Markup("")


def on_doctree_read(app: Sphinx, _doctree: nodes.document) -> None:
    """Have a page written again when one is read whose rows it shows."""
    base = app.env.current_document.docname
    for place in list_wanted(app.env, base):
        app.env.files_to_rebuild.setdefault(place.page, set()).add(base)
