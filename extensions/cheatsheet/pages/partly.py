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

from cheatsheet.core.per_build import once_a_build
from cheatsheet.pages.status_page import count_catalog
from cheatsheet.toc import list_pages


@once_a_build
def count_pages(app: Sphinx) -> dict[str, Counts]:
    """The counts of the catalogs of the language, by page, if it is not far enough translated."""
    language = app.config.language
    if language == SOURCE:
        return {}
    counts = {name: count_catalog(app, name, language) for name in (*list_pages(app.env), INTERFACE)}
    return counts if measure_share(counts) < app.config.translated_enough else {}


def measure_share(counts: Mapping[str, Counts]) -> int:
    return sum(counts.values(), Counts()).percent


def measure_lack(app: Sphinx) -> int | None:
    """What pages say of the share of the language, None where they say nothing."""
    counts = count_pages(app)
    return measure_share(counts) if counts else None


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Count the catalogs of the language once for all pages."""
    if builder.format == "html" and (counts := count_pages(app)):
        share = measure_share(counts)
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
