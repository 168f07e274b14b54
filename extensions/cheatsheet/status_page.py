"""The page that says how far each translation is, page by page."""

from __future__ import annotations

import os.path
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import _

from cheatsheet.catalog_counts import Counts, count_messages
from cheatsheet.catalog_text import CatalogError
from cheatsheet.catalogs import INTERFACE, read_catalog
from cheatsheet.languages import SOURCE, name_language
from cheatsheet.page_links import find_catalog, link_to_file
from cheatsheet.report_page import list_pages, make_cell, make_table
from cheatsheet.rows import make_tag, tag


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
        heads = [
            _(word) for word in ("Page", "Translated", "Messages", "Notes", "Untranslated", "Fuzzy")
        ]
        heading = make_tag("h2", nodes.Text(name_language(language)), lang=language.replace("_", "-"))
        section = make_tag("section", heading, make_table(heads, rows))
        section["ids"] = [f"status-{language}"]
        yield section


def count_catalog(app: Sphinx, name: str, language: str) -> Counts:
    """The counts of a page's catalog; a page without one has no message yet."""
    path = find_catalog(app, name, language)
    try:
        return count_messages(read_catalog(path, language)) if path else Counts()
    except CatalogError:  # the commands that build refuse it, and say why
        return Counts()


def make_page_row(app: Sphinx, name: str, counts: Counts, language: str) -> tag:
    if name == INTERFACE:
        return make_row(make_cell("th", _("Words around the pages")), counts, app, name, language)
    title = app.env.titles[name].astext()
    href = app.builder.get_relative_uri(app.config.status_page, name)
    cell = make_tag("th", make_tag("a", nodes.Text(title), href=href), scope="row")
    return make_row(cell, counts, app, name, language)


def make_row(head: tag, counts: Counts, app: Sphinx, name: str, language: str) -> tag:
    """A bar and the counts; the bar leads to the catalog where that can be edited."""
    head["attrs"]["scope"] = "row"
    words = f"{counts.percent}%"
    bar = make_tag("progress", nodes.Text(words), max="100", value=str(counts.percent))
    bar["attrs"]["aria-label"] = _("Translated")  # the head of the row says of what
    path = find_catalog(app, name, language) if name else None
    link = path is not None and app.config.repository_url
    text = make_tag("a", nodes.Text(words), href=link_to_file(app, path)) if link else nodes.Text(words)
    share = _("%s of %s")
    cells = [
        share % (counts.translated, counts.messages),
        share % (counts.translated_notes, counts.notes),
        str(counts.untranslated),
        str(counts.fuzzy),
    ]
    return make_tag("tr", head, make_tag("td", bar, text), *(make_cell("td", cell) for cell in cells))


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Let the page be read again when a catalog has changed."""
    if app.env.docname == app.config.status_page:
        for folder in app.config.locale_dirs:
            for path in sorted(Path(app.srcdir, folder).rglob("*.po")):
                app.env.note_dependency(os.path.relpath(path, app.srcdir))


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if docname == app.config.status_page and app.builder.format == "html":
        next(doctree.findall(nodes.section)).extend(make_status(app))
