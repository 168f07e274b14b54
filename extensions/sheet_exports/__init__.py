"""A Sphinx extension that makes a cheat sheet found by others, and taken along.

It writes the pages as scripts, notebooks, Markdown and paper, and says to search engines, programs
and browsers what is there. It takes its entries from `cheatsheet`.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sheet_exports import downloads, head, llms, manifest, moved, paper, sitemap


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("cheatsheet")
    app.add_config_value("notebooks_repository", "", "html", str)
    app.add_config_value("manifest", {}, "html", dict)
    app.add_config_value("touch_icon", "", "html", str)
    app.add_config_value("paper_lines", 6, "html", int)
    app.add_config_value("redirects_file", "", "html", str)
    app.add_config_value("social_pictures", {}, "html", dict)
    app.add_config_value("printed_pages", [], "html", list)
    app.add_config_value("unlisted_pages", ["all/*", "genindex", "search"], "html", list)
    app.connect("config-inited", downloads.on_config_inited)
    app.connect("config-inited", moved.on_config_inited)
    app.connect("env-check-consistency", moved.on_check_consistency)
    app.connect("html-page-context", downloads.on_page_context)
    # After those that say which files a page has.
    app.connect("html-page-context", head.on_page_context, priority=700)
    app.connect("html-page-context", manifest.on_page_context)
    app.connect("html-page-context", paper.on_page_context)
    for part in (downloads, manifest, moved, paper, sitemap, llms):
        app.connect("build-finished", part.on_build_finished)
    app.config.html_static_path.append(str(Path(__file__).parent / "static"))
    app.add_js_file("offline.js", loading_method="defer")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
