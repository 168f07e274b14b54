"""The page of a chapter: for each of its pages the sections, and rows that tell best what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx

from cheatsheet.core.runs import Run
from cheatsheet.pages.chapter_index import replace_contents
from cheatsheet.pages.picked_rows import Place, check_wanted, list_names, list_wanted, show_picked
from cheatsheet.toc import Chapter, link_page

TOPIC = Markup('<div class="topic">\n<h2><a href="{href}">{title}</a></h2>\n{sections}{rows}</div>\n')
SECTIONS = Markup('<ul class="sections">{}</ul>\n')
SECTION = Markup('<li><a href="{href}">{title}</a></li>')


def show_chapter(app: Sphinx, doctree: nodes.document, chapter: Chapter, runs: Sequence[Run]) -> None:
    """Put what its pages hold where the contents stand in the page of a chapter."""
    tree = next(doctree.findall(addnodes.toctree), None)
    if tree is None:
        return
    wanted = check_wanted(app, chapter.name)
    topics = (render_topic(app, page, chapter.name, wanted, runs) for page in chapter.pages)
    replace_contents(tree, Markup("").join(topics))


def render_topic(
    app: Sphinx, page: str, base: str, wanted: Sequence[Place], runs: Sequence[Run]
) -> Markup:
    """A page as its title, its sections, and its rows among the `wanted`, else one that tells of it."""
    link = link_page(app, page, base)
    items = Markup("").join(SECTION.format(**item) for item in list_sections(app, page, link["href"]))
    sections = SECTIONS.format(items) if items else Markup("")
    rows = [place for place in wanted if place.page == page] or find_telling(app, page)
    return TOPIC.format(**link, sections=sections, rows=show_picked(app, rows, base, runs))


def list_sections(app: Sphinx, page: str, href: str) -> Iterator[dict[str, str]]:
    """The sections right below a page's title, as `href` and `title`."""
    doctree = app.env.get_doctree(page)
    top = next(iter(doctree.findall(nodes.section)), None)
    for node in top.children if top is not None else ():
        if isinstance(node, nodes.section):
            title = node.next_node(nodes.title)
            yield {"href": f"{href}#{node['ids'][0]}", "title": title.astext()}


def find_telling(app: Sphinx, page: str) -> list[Place]:
    """The row that the home page wants of a page, else its first."""
    home = [place for place in list_wanted(app.env, app.config.root_doc) if place.page == page]
    names = list_names(app, page)
    return [place for place in home if place.name in names][:1] or [
        Place(f"{page}#{name}") for name in names[:1]
    ]
