"""The map on the home page: every chapter with its pages, and what has been run."""

from __future__ import annotations

from collections.abc import Sequence

from blockrun.record import PASSED, SKIPPED
from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.locale import _

from cheatsheet.runs import Run

CHAPTER = Markup('<section class="chapter"><h2><a href="{href}">{title}</a></h2>{pages}</section>\n')
PAGE = Markup('<li><a href="{href}">{title}</a></li>')
RUN = Markup("<li><strong>{software}</strong>, {device}, {date}: {passed}{skipped}</li>")


def show_map(app: Sphinx, doctree: nodes.document, runs: Sequence[Run]) -> None:
    """Put the map where the contents stand in the root page."""
    tree = next(doctree.findall(addnodes.toctree), None)
    if tree is None:
        return
    html = render_runs(app, runs) + Markup('<div class="map">\n{}</div>\n').format(render_map(app))
    holder = tree.parent if isinstance(tree.parent, nodes.compound) else tree
    holder.replace_self(nodes.raw("", html, format="html"))


def render_map(app: Sphinx) -> Markup:
    includes = app.env.toctree_includes
    chapters = includes.get(app.config.root_doc, [])
    return Markup("").join(
        CHAPTER.format(**describe_page(app, chapter), pages=render_pages(app, includes.get(chapter, [])))
        for chapter in chapters
    )


def render_pages(app: Sphinx, pages: Sequence[str]) -> Markup:
    items = Markup("").join(PAGE.format(**describe_page(app, page)) for page in pages)
    return Markup("<ul>{}</ul>").format(items) if pages else Markup("")


def describe_page(app: Sphinx, page: str) -> dict[str, str]:
    href = app.builder.get_relative_uri(app.config.root_doc, page)
    return {"href": href, "title": app.env.titles[page].astext()}


def render_runs(app: Sphinx, runs: Sequence[Run]) -> Markup:
    """What each run made of the blocks, with a link to the whole of it."""
    if not runs or not app.config.records_page:
        return Markup("")
    page = describe_page(app, app.config.records_page)
    items = Markup("").join(render_run(run) for run in runs)
    link = Markup('<li><a href="{href}">{title}</a></li>').format(**page)
    return Markup('<ul class="proof">{}{}</ul>\n').format(items, link)


def render_run(run: Run) -> Markup:
    statuses = [row.status for row in run.rows.values()]
    passed, skipped = statuses.count(PASSED), statuses.count(SKIPPED)
    said = _("%s of %s blocks passed") % (passed, len(statuses))
    rest = ", " + _("%s skipped") % skipped if skipped else ""
    return RUN.format(software=run.software, device=run.device, date=run.date, passed=said, skipped=rest)
