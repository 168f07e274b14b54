"""Let a package bring the words of its interface in other languages, as Sphinx's own way has it.

Each package keeps ``locales/<language>/LC_MESSAGES/sphinx.po``. The domain is Sphinx's, for templates
know no other (sphinx/jinja2glue.py). A site's own catalog of that name, and Sphinx's, come first.
"""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx.application import Sphinx

DOMAIN = "sphinx"


def find_ui_catalog(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def compile_catalog(path: Path, language: str) -> None:
    """Write the ``.mo`` beside a ``.po`` that is newer, whole or not at all: builds run side by side."""
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return
    with path.open("rb") as file:
        catalog = read_po(file, language)
    part = compiled.with_suffix(f".mo.{os.getpid()}")
    with part.open("wb") as file:
        write_mo(file, catalog)
    part.replace(compiled)


def add_ui_catalogs(app: Sphinx, folder: Path) -> None:
    """Take a package's words from the catalogs in its `folder`, and tell who counts them of it."""
    path = find_ui_catalog(folder, app.config.language)
    if path.exists():
        compile_catalog(path, app.config.language)
    app.add_message_catalog(DOMAIN, str(folder))
    app.config.ui_catalogs = [*app.config.ui_catalogs, str(folder)]
