"""The home page: the rows most wanted, the map of every chapter with its pages, what has been run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.locale import _

from cheatsheet.core.runs import Run
from cheatsheet.pages.picked_rows import check_wanted, show_picked
from cheatsheet.pages.rows import put_html
from cheatsheet.pages.run_badges import count_blocks, describe_rest, describe_runs
from cheatsheet.toc import Chapter, link_page, list_chapters

CHAPTER = Markup(
    '<section class="chapter{hue}"><h2><a href="{href}">{title}</a></h2>{pages}</section>\n'
)
LABEL = Markup('<h2 class="label">{}</h2>\n')
PAGE = Markup('<li><a href="{href}">{title}</a></li>')
BADGE = Markup('<p class="proof"><a href="{href}"><strong>{passed}</strong></a> {where}{rest}</p>\n')


def show_map(app: Sphinx, doctree: nodes.document, runs: Sequence[Run]) -> None:
    """Put rows and map where the contents stand in the root page; further contents stay lists."""
    first, *others = list(doctree.findall(addnodes.toctree)) or [None]
    if first is None:
        return
    root = app.config.root_doc
    wanted = show_picked(app, check_wanted(app, root), root, runs)
    chapters = render_map(app, first["includefiles"])
    label = LABEL.format(_("Most wanted")) if wanted else Markup("")
    html = (
        render_runs(app, runs)
        + label
        + wanted
        + Markup('<div class="map">\n{}</div>\n').format(chapters)
    )
    replace_contents(first, html)
    for tree in others:
        items = (PAGE.format(**link_page(app, page, root)) for page in tree["includefiles"])
        replace_contents(tree, Markup('<ul class="about">{}</ul>\n').format(Markup("").join(items)))


def replace_contents(tree: addnodes.toctree, html: Markup) -> None:
    """Put HTML where contents stand, with what is around them."""
    holder = tree.parent if isinstance(tree.parent, nodes.compound) else tree
    put_html(holder, html)


def render_map(app: Sphinx, names: Iterable[str]) -> Markup:
    chapters = {chapter.name: chapter for chapter in list_chapters(app.env)}
    return Markup("").join(render_chapter(app, chapters[name]) for name in names if name in chapters)


def render_chapter(app: Sphinx, chapter: Chapter) -> Markup:
    root = app.config.root_doc
    items = Markup("").join(PAGE.format(**link_page(app, page, root)) for page in chapter.pages)
    pages = Markup("<ul>{}</ul>").format(items) if items else Markup("")
    hue = f" hue-{chapter.hue}" if chapter.hue else ""
    return CHAPTER.format(**link_page(app, chapter.name, root), hue=hue, pages=pages)


def render_runs(app: Sphinx, runs: Sequence[Run]) -> Markup:
    """How many blocks have passed and where, why the others have not; a link to the whole of it."""
    if not runs or not app.config.records_page:
        return Markup("")
    counts = count_blocks(app, runs)
    said = _("%s of %s blocks passed") % (counts.passed, counts.blocks)
    href = link_page(app, app.config.records_page, app.config.root_doc)["href"]
    rest = f"; {describe_rest(counts)}" if counts.rest else ""
    return BADGE.format(href=href, passed=said, where=describe_runs(runs), rest=rest)
