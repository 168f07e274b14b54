"""The page that says how far each translation is, page by page."""

from __future__ import annotations

import os.path
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from gettext_lint.catalogs import INTERFACE, read_catalog
from gettext_lint.counts import Counts, count_messages
from gettext_lint.locales import SOURCE, name_language
from gettext_lint.parser import CatalogError
from sphinx.application import Sphinx
from sphinx.locale import _

from cheatsheet.pages.page_links import find_catalog, link_to_file
from cheatsheet.pages.report_page import make_cell, make_table
from cheatsheet.pages.rows import make_tag, tag
from cheatsheet.toc import link_page, list_pages
from cheatsheet.ui_catalog import find_ui_catalog


def make_status(app: Sphinx) -> Iterator[tag]:
    """A section a language: a row for all of it, for each page, and for the words around them."""
    names = [*list_pages(app.env), INTERFACE]
    for language in app.config.languages:
        if language == SOURCE:
            continue
        counts = {name: count_catalog(app, name, language) for name in names}
        total = sum(counts.values(), Counts())
        rows = [make_row(make_cell("th", _("All pages")), total, app, "", language)]
        rows += [make_page_row(app, name, counts[name], language) for name in names]
        heads = [_("Page"), _("Translated"), _("Messages"), _("Notes"), _("Untranslated"), _("Fuzzy")]
        heading = make_tag("h2", nodes.Text(name_language(language)), lang=language.replace("_", "-"))
        section = make_tag("section", heading, make_table(heads, rows))
        section["ids"] = [f"status-{language}"]
        yield section


def count_catalog(app: Sphinx, name: str, language: str) -> Counts:
    """The counts of a page's catalog; a page without one has no message yet."""
    path = find_catalog(app, name, language)
    paths = [path] if path else []
    if name == INTERFACE:
        paths += [find_ui_catalog(Path(folder), language) for folder in app.config.ui_catalogs]
    try:
        counts = (count_messages(read_catalog(path, language)) for path in paths if path.exists())
        return sum(counts, Counts())
    except CatalogError:  # the commands that build refuse it, and say why
        return Counts()


def make_page_row(app: Sphinx, name: str, counts: Counts, language: str) -> tag:
    if name == INTERFACE:
        return make_row(make_cell("th", _("Words around the pages")), counts, app, name, language)
    link = link_page(app, name, app.config.status_page)
    cell = make_tag("th", make_tag("a", nodes.Text(link["title"]), href=link["href"]), scope="row")
    return make_row(cell, counts, app, name, language)


def make_row(head: tag, counts: Counts, app: Sphinx, name: str, language: str) -> tag:
    """A bar and the counts; the bar leads to the catalog where that can be edited."""
    head["attrs"]["scope"] = "row"
    words = f"{counts.percent}%"
    bar = make_tag("progress", nodes.Text(words), max="100", value=str(counts.percent))
    bar["attrs"]["aria-label"] = _("Translated")  # the head of the row says of what
    path = find_catalog(app, name, language) if name else None
    text = nodes.Text(words)
    if path is not None and app.config.repository_url:
        text = make_tag("a", text, href=link_to_file(app, path))
    share = _("%s of %s")
    cells = [
        share % (counts.translated, counts.messages),
        share % (counts.translated_notes, counts.notes),
        str(counts.untranslated),
        str(counts.fuzzy),
    ]
    return make_tag("tr", head, make_tag("td", bar, text), *(make_cell("td", cell) for cell in cells))


def on_doctree_read(app: Sphinx, _doctree: nodes.document) -> None:
    """Let the page be read again when a catalog has changed."""
    if app.env.docname == app.config.status_page:
        for folder in app.config.locale_dirs:
            for path in sorted(Path(app.srcdir, folder).rglob("*.po")):
                app.env.note_dependency(os.path.relpath(path, app.srcdir))


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if docname == app.config.status_page and app.builder.format == "html":
        next(doctree.findall(nodes.section)).extend(make_status(app))
