"""Put every page, and every section with code, beside the page as ``.py`` and ``.ipynb``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.osutil import relative_uri

from sheet_exports.listing import find_sections, list_items
from sheet_exports.notebook import write_notebook
from sheet_exports.script import write_script
from sheet_exports.writing import Source

WRITERS = {".py": write_script, ".ipynb": write_notebook}
COLAB = "https://colab.research.google.com/github/"
# Where a host has the built site: matches "owner/name/blob/gh-pages"; not "owner/name".
REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+/blob/[\w./-]*\w")


def list_parts(doctree: nodes.document) -> dict[str, nodes.section]:
    """What can be taken of a page: by "" all of it, by its id each section with code; {} of no code."""
    sections = find_sections(doctree)
    parts = {section["ids"][0]: section for section in sections[1:]}
    return {"": sections[0], **parts} if sections else {}


def name_part(docname: str, name: str, suffix: str) -> str:
    """``tensors/creation.from-data.py``; without the section's name where `name` is empty."""
    return f"{docname}.{name}{suffix}" if name else f"{docname}{suffix}"


def write_downloads(app: Sphinx, docname: str) -> None:
    config = app.config
    page = f"{config.site_url}{config.language}/{app.builder.get_target_uri(docname)}"
    for name, section in list_parts(app.env.get_doctree(docname)).items():
        source = Source(f"{page}#{name}" if name else page, config.doctest_global_setup or "")
        items = list(list_items(section))
        for suffix, write in WRITERS.items():
            path = Path(app.outdir, name_part(docname, name, suffix))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(write(items, source), encoding="utf-8")


def describe_downloads(app: Sphinx, docname: str, parts: list[str]) -> dict[str, Any]:
    """The addresses of a page's files, relative to it, and the sections that have theirs."""
    uri = app.builder.get_target_uri(docname)
    script, notebook = (f"{quote(docname)}{suffix}" for suffix in WRITERS)
    repository = app.config.notebooks_repository
    return {
        "python": relative_uri(uri, script),
        "notebook": relative_uri(uri, notebook),
        "colab": f"{COLAB}{repository}/{app.config.language}/{notebook}" if repository else "",
        "sections": [name for name in parts if name],
    }


def on_config_inited(app: Sphinx, config: Config) -> None:
    found = config.notebooks_repository
    if found and not REPOSITORY.fullmatch(found):
        raise ConfigError(
            f"notebooks_repository: found {found!r}, expected 'owner/name/blob/branch', where the host "
            "has the built site, or ''"
        )


def on_page_context(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the theme ``downloads``, on pages that have any."""
    if doctree is not None and (parts := list_parts(app.env.get_doctree(pagename))):
        context["downloads"] = describe_downloads(app, pagename, list(parts))


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html":
        for docname in sorted(app.env.found_docs):
            write_downloads(app, docname)
