"""A Sphinx extension that searches a cheat sheet's entries and sections, in Korean and English.

It stands in the place of Sphinx's own search. Python only collects the texts; every rule of
matching is in the scripts, which run in the reader's browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from cheatsheet.toc import find_address
from cheatsheet.ui_catalog import add_ui_catalogs
from docutils import nodes
from markupsafe import Markup
from sheet_web.assets import Assets, write_files
from sheet_web.slots import fill_slot
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata

from sheet_search import home
from sheet_search.collect import Page, collect_pages, find_aliases
from sheet_search.files import OPENER, make_files
from sheet_search.opensearch import PATH, describe_search, link_search
from sheet_search.page import make_page
from sheet_search.uses import check_uses, read_uses

logger = logging.getLogger(__name__)

HERE = Path(__file__).parent
# The way to the search in the header of a page; the script opens it in place.
LINK = Markup("""
<a class="search-open" href="{root}search.html"><svg viewBox="0 0 24 24" aria-hidden="true">\
<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/></svg>\
<span>{word}</span><kbd>Ctrl K</kbd></a>""")


def on_builder_inited(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.builder.search = False  # type: ignore[attr-defined]  # no index and no page of Sphinx's own
        app.add_js_file(OPENER, loading_method="defer")


def on_check_consistency(app: Sphinx, _env: BuildEnvironment) -> None:
    """Warn of names without words and words without a name, where the style of the pages is checked."""
    tables = app.config.search_uses
    if app.builder.name != "style" or not tables:
        return
    pages, aliases = collect_pages(app), find_aliases(app)
    for path in (Path(app.confdir, path) for paths in tables.values() for path in paths):
        for line, message in check_uses(read_uses([path]), pages, aliases):
            logger.warning(message, location=f"{path}:{line}", type="sheet_search", subtype="uses")


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Write the scripts before the pages, which name them with a checksum; one of these lists all."""
    if builder.format != "html":
        return
    description = describe_search(_(app.config.project), find_address(app), app.config.language)
    pages = collect_pages(app)
    write_files(Path(app.outdir, "_static"), make_files(app, pages))
    write_files(Path(app.outdir), {PATH: description})
    app.connect("html-collect-pages", partial(on_collect_pages, pages=pages))


def on_collect_pages(app: Sphinx, pages: list[Page]) -> Iterator[tuple[str, dict[str, Any], str]]:
    yield "search", make_page(pages, find_aliases(app)), "page.html"


def on_page_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    root = "../" * app.builder.get_target_uri(pagename).count("/")
    context["metatags"] = Markup(context.get("metatags", "")) + link_search(_(app.config.project), root)
    link = LINK.format(root=context.get("content_root", root), word=_("Search"))
    fill_slot(context, "header", link)


def on_collect_assets(_app: Sphinx, assets: Assets) -> None:
    assets.add_style(HERE / "styles" / "header.css")
    assets.add_style(HERE / "styles" / "home.css", "home.css")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("cheatsheet")
    add_ui_catalogs(app, Path(__file__).parent / "locales")
    app.setup_extension("sheet_web")
    app.add_config_value("search_glossaries", {}, "html", dict)
    app.add_config_value("search_uses", {}, "html", dict)
    app.connect("builder-inited", on_builder_inited)
    app.connect("env-check-consistency", on_check_consistency)
    app.connect("write-started", on_write_started)
    app.connect("collect-web-assets", on_collect_assets)
    app.connect("html-page-context", on_page_context)
    app.connect("doctree-resolved", home.on_doctree_resolved)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
