"""Where a page stands: the chapters, the pages of its own chapter, and its sections."""

from __future__ import annotations

from typing import Any

from cheatsheet.toc import link_page, list_chapters
from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree


def list_contents(app: Sphinx, pagename: str, *, unfold: bool = False) -> list[dict[str, Any]]:
    """The chapters, each with its pages; only those of this page's chapter unless unfolded.

    The cost of a page is its chapter and not the site, so a large site is built in linear time.
    """
    return [
        {
            **make_item(app, chapter.name, pagename),
            "hue": chapter.hue,
            "pages": [
                make_item(app, page, pagename) for page in chapter.pages if unfold or pagename in chapter
            ],
        }
        for chapter in list_chapters(app.env)
    ]


def find_hue(app: Sphinx, pagename: str) -> int:
    """The number of the colour of the chapter that a page is in, 0 for none."""
    return next((chapter.hue for chapter in list_chapters(app.env) if pagename in chapter), 0)


def make_item(app: Sphinx, page: str, pagename: str) -> dict[str, Any]:
    """A link, its title as it is written, code in it too, and whether it leads to the page itself."""
    title = Markup(render(app, app.env.titles[page])["title"])
    return {**link_page(app, page, pagename), "title": title, "current": page == pagename}


def render_sections(app: Sphinx, pagename: str) -> Markup:
    """The sections of a page as a list of links, "" where it has none."""
    if pagename not in app.env.tocs:
        return Markup("")
    toc = TocTree(app.env).get_toc_for(pagename, app.builder)
    items = [item for item in toc.children if isinstance(item, nodes.list_item)]
    inner = [child for item in items for child in item.children if isinstance(child, nodes.bullet_list)]
    return Markup(render(app, inner[0])["fragment"] if inner else "")


def render(app: Sphinx, node: nodes.Node) -> dict[str, str]:
    """The HTML of a part of a page."""
    parts: dict[str, str] = app.builder.render_partial(node)  # type: ignore[attr-defined]
    return parts
