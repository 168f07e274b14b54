"""A Sphinx extension that makes a cheat sheet found by others, and taken along.

It writes the pages as scripts, notebooks, Markdown and paper, and says to search engines, programs
and browsers what is there. It takes its entries from `cheatsheet`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cheatsheet.ui_catalog import add_ui_catalogs
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sheet_exports.formats import colab, downloads, llms, notebook, paper, programs, registry, script
from sheet_exports.offline import manifest
from sheet_exports.redirects import redirect_pages
from sheet_exports.seo import meta_tags, sitemap

if TYPE_CHECKING:
    from sheet_web.assets import Assets

HERE = Path(__file__).parent


def on_collect_assets(app: Sphinx, assets: Assets) -> None:
    assets.add_script(HERE / "js" / "page.js")
    assets.add_words(downloads.list_words(app))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("cheatsheet")
    add_ui_catalogs(app, Path(__file__).parent / "locales")
    app.setup_extension("sheet_web")
    app.add_event(registry.EVENT)
    for known in (script.FORMAT, notebook.FORMAT):
        registry.add_format(app, known)
    app.add_config_value("notebooks_repository", "", "html", str)
    app.add_config_value("manifest", {}, "html", dict)
    app.add_config_value("touch_icon", "", "html", str)
    app.add_config_value("paper_lines", 6, "html", int)
    app.add_config_value("redirects_file", "", "html", str)
    app.add_config_value("social_pictures", {}, "html", dict)
    app.add_config_value("printed_pages", [], "html", list)
    app.add_config_value("unlisted_pages", ["all/*", "genindex", "search"], "html", list)
    app.connect("config-inited", colab.on_config_inited)
    app.connect("config-inited", redirect_pages.on_config_inited)
    app.connect("env-check-consistency", redirect_pages.on_check_consistency)
    app.connect("html-page-context", downloads.on_page_context)
    # After those that say which files a page has.
    app.connect("html-page-context", meta_tags.on_page_context, priority=700)
    app.connect("html-page-context", manifest.on_page_context)
    app.connect("html-page-context", paper.on_page_context)
    # Redirects behind what writes a page of its own, which none may replace.
    for part in (downloads, manifest, paper, redirect_pages, programs, sitemap, llms):
        app.connect("build-finished", part.on_build_finished)
    app.connect("collect-web-assets", on_collect_assets)
    app.config.html_static_path.append(str(HERE / "static"))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
