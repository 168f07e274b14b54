"""The whole sheet on one page, ``all.html``, and a chapter on one, ``all/<chapter>.html``.

The page holds what fits a first load and leads to the rest; the theme's script brings it in.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.locale import _

from cheatsheet.notes import find_blocks
from cheatsheet.rows import Place, render_row

FIRST_LOAD = 25_000  # bytes of compressed HTML: some 350 rows, which a phone shows at once
PAGE = "all"
PART = Markup('<section id="{id}"><h2><a href="{href}">{title}</a></h2>\n{body}</section>\n')
LATER = Markup('<section id="{id}" data-src="{src}"><h2><a href="{src}">{title}</a></h2></section>\n')
TOPIC = Markup("""\
<section id="{id}"><{h}><a href="{href}">{title}</a></{h}>
<div class="entries">
{rows}</div></section>
""")


@dataclass(frozen=True)
class Chapter:
    """A page below the root, with the pages below it that have entries."""

    name: str
    title: str
    pages: list[str]

    @property
    def id(self) -> str:
        return self.name.replace("/", "-").removesuffix("-index")

    @property
    def docname(self) -> str:
        return f"{PAGE}/{self.id}"


def list_chapters(app: Sphinx) -> Iterator[Chapter]:
    includes = app.env.toctree_includes
    for name in includes.get(app.config.root_doc, []):
        pages = [p for p in [name, *includes.get(name, [])] if has_entries(app, p)]
        if pages:
            yield Chapter(name, app.env.titles[name].astext(), pages)


def has_entries(app: Sphinx, page: str) -> bool:
    return next(find_blocks(app.env.get_doctree(page)), None) is not None


def render_topic(app: Sphinx, page: str, base: str, heading: str = "h3") -> Markup:
    """The rows of a page as they stand on the page `base`; each leads to its place on its own page."""
    href = app.builder.get_relative_uri(base, page)
    rows = Markup("").join(
        render_row(entry, Place(f"{page}/{name}", f"{href}#{name}"))
        for node in find_blocks(app.env.get_doctree(page))
        for entry, name in zip(node.entries, node["entry_ids"], strict=True)
    )
    title = app.env.titles[page].astext()
    return TOPIC.format(id=page, href=href, title=title, rows=rows, h=heading)


def render_chapter(app: Sphinx, chapter: Chapter, base: str) -> Markup:
    if chapter.pages == [chapter.name]:
        return render_topic(app, chapter.name, base, "h2")
    body = Markup("").join(render_topic(app, page, base) for page in chapter.pages)
    href = app.builder.get_relative_uri(base, chapter.name)
    return PART.format(id=chapter.id, href=href, title=chapter.title, body=body)


def render_whole(app: Sphinx, chapters: list[Chapter]) -> Markup:
    """As many chapters as a first load holds; of the others their names, and where they are."""
    body, room = Markup(""), True
    for chapter in chapters:
        more = body + render_chapter(app, chapter, PAGE)
        room = room and len(zlib.compress(more.encode(), 9)) <= FIRST_LOAD
        if room:
            body = more
        else:
            src = app.builder.get_relative_uri(PAGE, chapter.docname)
            body += LATER.format(id=chapter.id, src=src, title=chapter.title)
    return body


def make_page(title: str, body: Markup) -> dict[str, Any]:
    return {"title": escape(title), "body": Markup("<h1>{}</h1>\n{}").format(title, body)}


def on_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    chapters = list(list_chapters(app))
    for chapter in chapters:
        body = render_chapter(app, chapter, chapter.docname)
        yield chapter.docname, make_page(chapter.title, body), "page.html"
    yield PAGE, make_page(_("The whole sheet"), render_whole(app, chapters)), "page.html"
