"""A Sphinx extension that makes a cheat sheet found by others, and taken along.

It writes the pages as scripts, notebooks, Markdown and paper, and says to search engines, programs
and browsers what is there. It takes its entries from `cheatsheet`.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sheet_exports import downloads, head, llms, sitemap


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("cheatsheet")
    app.add_config_value("notebooks_repository", "", "html", str)
    app.add_config_value("social_pictures", {}, "html", dict)
    app.add_config_value("unlisted_pages", ["search", "genindex", "print"], "html", list)
    app.connect("config-inited", downloads.on_config_inited)
    app.connect("html-page-context", downloads.on_page_context)
    # After those that say which files a page has.
    app.connect("html-page-context", head.on_page_context, priority=700)
    for part in (downloads, sitemap, llms):
        app.connect("build-finished", part.on_build_finished)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
