"""Write the files of the search into a built site: scripts, data, styles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from cheatsheet.languages import SOURCE
from sphinx.application import Sphinx

from sheetsearch.bundle import join_scripts, shrink_styles
from sheetsearch.collect import Page, find_aliases
from sheetsearch.data import encode_first, encode_rest
from sheetsearch.glossary import read_glossaries
from sheetsearch.words import list_words

HERE = Path(__file__).parent
OPENER = "search-open.js"

# What is looked for and how it is found, without a page: the tests run these alone.
ENGINE = (
    "hangul",
    "keyboard",
    "particles",
    "english",
    "fold",
    "field",
    "decode",
    "titles",
    "names",
    "vocabulary",
    "synonyms",
    "index",
    "query",
    "forms",
    "match",
    "phrases",
    "rank",
    "typos",
    "loanwords",
    "initials",
    "rescue",
    "known",
    "messages",
    "mark",
    "nearest",
    "search",
)
PAGE = ("session", "results", "answers", "panel", "page", "start")


def find_scripts(*names: str) -> list[Path]:
    return [HERE / "scripts" / f"{name}.js" for name in names]


def make_files(app: Sphinx, pages: list[Page]) -> dict[str, str]:
    """The text of each file in ``_static``, by its name; the opener names the others."""
    rows = read_glossaries(find_glossaries(app))
    files = {
        "search.js": join_scripts(find_scripts(*ENGINE, *PAGE), list_words()),
        "search.css": shrink_styles((HERE / "styles" / "search.css").read_text(encoding="utf-8")),
        "glossary.js": write_value("sheetGlossary", rows),
        "search-data.js": write_value("sheetData", encode_first(pages, find_aliases(app))),
        "search-texts.js": write_value("sheetTexts", encode_rest(pages)),
    }
    addresses = {
        "engine": "search.js",
        "styles": "search.css",
        "glossary": "glossary.js",
        "data": "search-data.js",
        "texts": "search-texts.js",
    }
    named = {key: f"{name}?v={hash_text(files[name])}" for key, name in addresses.items()}
    return {**files, OPENER: join_scripts(find_scripts("open"), named)}


def find_glossaries(app: Sphinx) -> list[Path]:
    """The source's pages are searched with the words of all languages, others with their own."""
    paths = app.config.search_glossaries
    language = app.config.language
    return [Path(app.confdir, path) for key, path in paths.items() if language in (key, SOURCE)]


def write_value(name: str, value: object) -> str:
    """A script that sets a name of the page: unlike data that is fetched, it works from a file."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.{name}={text};\n"


def hash_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
