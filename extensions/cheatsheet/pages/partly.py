"""Say at the top of a page of a language that is not far enough translated that it is so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from docutils import nodes
from gettext_lint.catalogs import INTERFACE
from gettext_lint.counts import Counts
from gettext_lint.locales import SOURCE
from sphinx.application import Sphinx
from sphinx.builders import Builder

from cheatsheet.pages.status_page import count_catalog
from cheatsheet.toc import list_pages


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Count the catalogs of the language once for all pages."""
    language = app.config.language
    if builder.format != "html" or language == SOURCE:
        return
    counts = {name: count_catalog(app, name, language) for name in (*list_pages(app.env), INTERFACE)}
    share = sum(counts.values(), Counts()).percent
    if share < app.config.translated_enough:
        app.connect("html-page-context", partial(on_page_context, counts=counts, share=share))


def on_page_context(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
    *,
    counts: Mapping[str, Counts],
    share: int,
) -> None:
    """Give a page that is not whole the share of the language and where that is said in full."""
    if counts.get(pagename, Counts(1)).percent < 100:
        status = app.config.status_page
        href = app.builder.get_relative_uri(pagename, status) if status else ""
        context["partly"] = {"percent": share, "href": href}
