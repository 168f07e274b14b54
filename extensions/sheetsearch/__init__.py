"""A Sphinx extension that searches a cheat sheet's entries and sections, in Korean and English.

It stands in the place of Sphinx's own search. Python only collects the texts; every rule of
matching is in the scripts, which run in the reader's browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.locale import _
from sphinx.util.typing import ExtensionMetadata

from sheetsearch.collect import collect_pages, find_aliases
from sheetsearch.files import OPENER, make_files, write_files
from sheetsearch.opensearch import PATH, describe_search, link_search
from sheetsearch.page import make_page


def on_builder_inited(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.builder.search = False  # no index and no page of Sphinx's own
        app.add_js_file(OPENER, loading_method="defer")


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Write the scripts before the pages, which name them with a checksum."""
    if builder.format != "html":
        return
    address = f"{app.config.site_url}{app.config.language}/"
    description = describe_search(_(app.config.project), address, app.config.language)
    pages = collect_pages(app)
    write_files(Path(app.outdir, "_static"), make_files(app, pages))
    write_files(Path(app.outdir), {PATH: description})


def on_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if app.builder.format == "html":
        yield "search", make_page(collect_pages(app), find_aliases(app)), "page.html"


def on_page_context(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    root = "../" * app.builder.get_target_uri(pagename).count("/")
    context["metatags"] = context.get("metatags", "") + link_search(_(app.config.project), root)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("cheatsheet")
    app.add_config_value("search_glossaries", {}, "html", dict)
    app.connect("builder-inited", on_builder_inited)
    app.connect("write-started", on_write_started)
    app.connect("html-collect-pages", on_collect_pages)
    app.connect("html-page-context", on_page_context)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
