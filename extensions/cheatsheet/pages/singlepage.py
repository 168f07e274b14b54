"""The whole sheet on one page, ``all.html``, and a chapter on one, ``all/<chapter>.html``.

The page holds what fits a first load and leads to the rest; the theme's script brings it in.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.locale import _

from cheatsheet.builders.committed_runs import find_runs
from cheatsheet.builders.samples import load_page
from cheatsheet.core.runs import Run
from cheatsheet.pages.picked_rows import list_rows
from cheatsheet.pages.rows import render_rows
from cheatsheet.toc import link_page, list_chapters
from cheatsheet.transforms.notes import find_blocks

FIRST_LOAD = 25_000  # bytes of compressed HTML: some 350 rows, which a phone shows at once
PAGE = "all"
PART = Markup("""\
<section id="{id}"><div class="head"><h2><a href="{href}">{title}</a></h2></div>
{body}</section>
""")
LATER = Markup("""\
<section id="{id}" data-src="{src}" data-rows="{rows}">
<div class="head"><h2><a href="{src}">{title}</a></h2></div></section>
""")
TOPIC = Markup("""\
<section id="{id}"><div class="head"><{h}><a href="{href}">{title}</a></{h}></div>
{rows}</section>
""")


@dataclass(frozen=True)
class Part:
    """A chapter's page, those of its pages that have entries, and the runs of their blocks."""

    name: str
    title: str
    pages: list[str]
    runs: list[Run]

    @property
    def id(self) -> str:
        return self.name.replace("/", "-").removesuffix("-index")

    @property
    def docname(self) -> str:
        return f"{PAGE}/{self.id}"


def list_parts(app: Sphinx) -> Iterator[Part]:
    runs = find_runs(app)
    for chapter in list_chapters(app.env):
        pages = [page for page in (chapter.name, *chapter.pages) if has_entries(app, page)]
        if pages:
            yield Part(chapter.name, app.env.titles[chapter.name].astext(), pages, runs)


def has_entries(app: Sphinx, page: str) -> bool:
    return next(find_blocks(load_page(app, page)), None) is not None


def count_rows(app: Sphinx, part: Part) -> int:
    blocks = [node for page in part.pages for node in find_blocks(load_page(app, page))]
    return sum(len(node.entries) for node in blocks)


def render_topic(app: Sphinx, part: Part, page: str, base: str) -> Markup:
    """The rows of a page as they stand on the page `base`; each leads to its place on its own page.

    What has not been run says so; where a row has passed, its own page says.
    """
    found = list_rows(app, page, base, part.runs)
    blocks = groupby((row for _name, row in found), key=lambda row: row.report)
    rows = Markup("\n").join(render_rows(block) for _report, block in blocks)
    heading = "h2" if part.pages == [page] else "h3"
    return TOPIC.format(id=page, **link_page(app, page, base), rows=rows, h=heading)


def render_part(app: Sphinx, part: Part, base: str) -> Markup:
    if part.pages == [part.name]:
        return render_topic(app, part, part.name, base)
    body = Markup("").join(render_topic(app, part, page, base) for page in part.pages)
    return PART.format(id=part.id, **link_page(app, part.name, base), body=body)


def render_whole(app: Sphinx, parts: list[Part]) -> Markup:
    """As many chapters as a first load holds; of the others their names, and where they are."""
    body, room = Markup(""), True
    for part in parts:
        more = body + render_part(app, part, PAGE)
        room = room and len(zlib.compress(more.encode(), 9)) <= FIRST_LOAD
        if room:
            body = more
        else:
            src = app.builder.get_relative_uri(PAGE, part.docname)
            body += LATER.format(id=part.id, src=src, title=part.title, rows=count_rows(app, part))
    return body


def make_page(title: str, body: Markup) -> dict[str, Any]:
    return {"title": escape(title), "body": Markup("<h1>{}</h1>\n{}").format(title, body)}


def on_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    parts = list(list_parts(app))
    for part in parts:
        yield part.docname, make_page(part.title, render_part(app, part, part.docname)), "page.html"
    yield PAGE, make_page(_("The whole sheet"), render_whole(app, parts)), "page.html"
