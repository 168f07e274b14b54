"""A Sphinx extension through which packages give scripts, styles and markup to the pages of a site.

A package connects to ``collect-web-assets`` and adds to the `Assets` that it is given; in
``html-page-context`` it may fill the slots of the theme. None needs to know of another.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sheet_web.assets import PAGE, Assets, update_versions, write_files


def refuse_builder(app: Sphinx) -> None:
    """End a build of pages that are not those of the site, whose addresses scripts and lists know.

    Whatever else is raised, Sphinx tells at length, as for its developers.
    """
    if app.builder.format == "html" and app.builder.name != "html":
        found = f"found the builder {app.builder.name!r}, expected 'html', the one that makes the site"
        raise SystemExit(f"{found}; for words alone use 'text' or 'gettext'")


def on_builder_inited(app: Sphinx) -> None:
    """Write what pages load before any of them names it with its checksum."""
    if app.builder.format != "html":
        return
    assets = Assets()
    app.emit("collect-web-assets", assets)
    files = assets.make_files()
    write_files(Path(app.outdir, "_static"), files)
    if PAGE in files:
        app.add_js_file(PAGE, priority=400, loading_method="defer")


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        update_versions(Path(app.outdir))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_event("collect-web-assets")
    app.connect("builder-inited", refuse_builder, priority=0)
    app.connect("builder-inited", on_builder_inited, priority=700)
    app.connect("build-finished", on_build_finished, priority=900)  # behind what writes scripts
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
