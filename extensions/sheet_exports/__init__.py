"""A Sphinx extension that makes a cheat sheet found by others, and taken along.

It writes the pages as scripts, notebooks, Markdown and paper, and says to search engines, programs
and browsers what is there. It takes its entries from `cheatsheet`.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sheet_exports import downloads


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("cheatsheet")
    app.add_config_value("notebooks_repository", "", "html", str)
    app.connect("config-inited", downloads.on_config_inited)
    app.connect("html-page-context", downloads.on_page_context)
    app.connect("build-finished", downloads.on_build_finished)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
