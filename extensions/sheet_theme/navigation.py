"""Where a page stands: the chapters, the pages of its own chapter, and its sections."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import TocTree


def list_chapters(app: Sphinx, pagename: str, *, unfold: bool = False) -> list[dict[str, Any]]:
    """The pages below the root, each with its own; only those of this page's chapter unless unfolded.

    The cost of a page is its chapter and not the site, so a large site is built in linear time.
    """
    return [
        {
            **describe_page(app, chapter, pagename),
            "pages": [
                describe_page(app, page, pagename)
                for page in app.env.toctree_includes.get(chapter, [])
                if unfold or is_within(app.env, pagename, chapter)
            ],
        }
        for chapter in app.env.toctree_includes.get(app.config.root_doc, [])
    ]


def describe_page(app: Sphinx, page: str, pagename: str) -> dict[str, Any]:
    title = app.builder.render_partial(app.env.titles[page])["title"]
    href = app.builder.get_relative_uri(pagename, page)
    return {"title": title, "href": href, "current": page == pagename}


def is_within(env: BuildEnvironment, pagename: str, chapter: str) -> bool:
    return pagename == chapter or pagename in env.toctree_includes.get(chapter, [])


def render_sections(app: Sphinx, pagename: str) -> str:
    """The sections of a page as a list of links, "" where it has none."""
    if pagename not in app.env.tocs:
        return ""
    toc = TocTree(app.env).get_toc_for(pagename, app.builder)
    (page,) = (item for item in toc.children if isinstance(item, nodes.list_item))
    inner = [child for child in page.children if isinstance(child, nodes.bullet_list)]
    return app.builder.render_partial(inner[0])["fragment"] if inner else ""
