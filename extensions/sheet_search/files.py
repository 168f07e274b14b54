"""Write the files of the search into a built site: scripts, data, styles."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from cheatsheet.core import js_values
from gettext_lint.locales import SOURCE
from sheet_web.assets import WORDS
from sheet_web.bundle import bundle_scripts, bundle_styles
from sphinx.application import Sphinx

from sheet_search.collect import Page, find_aliases
from sheet_search.data import encode_first, encode_rest
from sheet_search.glossary import read_glossaries
from sheet_search.ui_messages import list_words
from sheet_search.uses import join_uses, read_uses

HERE = Path(__file__).parent
OPENER = "search-open.js"

SCRIPTS = HERE / "js"


def make_files(app: Sphinx, pages: list[Page]) -> dict[str, str]:
    """The text of each file in ``_static``, by its name; the opener names the others."""
    rows = read_glossaries(find_tables(app, app.config.search_glossaries))
    words = list_words()
    uses = join_uses(read_uses(find_tables(app, app.config.search_uses, SOURCE)))
    files = {
        "search.js": bundle_scripts([SCRIPTS / "start.js"], {WORDS: {"words": words}}),
        "search.css": bundle_styles([HERE / "styles" / "search.css"]),
        "glossary.js": write_value("sheetGlossary", rows),
        "search-data.js": write_value("sheetData", encode_first(pages, find_aliases(app))),
        "search-texts.js": write_value("sheetTexts", encode_rest(pages, uses)),
    }
    addresses = {
        "engine": "search.js",
        "styles": "search.css",
        "glossary": "glossary.js",
        "data": "search-data.js",
        "texts": "search-texts.js",
    }
    named = {key: f"{name}?v={hash_text(files[name])}" for key, name in addresses.items()}
    opening = {SCRIPTS / "files.js": {"files": named}, WORDS: {"words": {"search": words["search"]}}}
    opener = bundle_scripts([SCRIPTS / "open.js"], opening)
    return {**files, OPENER: opener}


def find_tables(app: Sphinx, paths: Mapping[str, list[str]], *also: str) -> list[Path]:
    """The source's pages are searched with the words of all languages, others with their own."""
    language = app.config.language
    known = [key for key in paths if language == SOURCE or key in (language, *also)]
    return [Path(app.confdir, path) for key in known for path in paths[key]]


def write_value(name: str, value: object) -> str:
    """A script that sets a name of the page: unlike data that is fetched, it works from a file."""
    return f"globalThis.{name}={js_values.write_value(value)};\n"


def hash_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
