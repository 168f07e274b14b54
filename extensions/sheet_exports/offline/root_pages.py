"""Write what stands above the languages: pages that speak all of them, and lists for machines."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cheatsheet.core.ui_text import choose_words
from cheatsheet.ui_catalog import find_ui_catalog
from gettext_lint.catalogs import read_catalog
from gettext_lint.locales import SOURCE, name_language
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

# What is a template; all else is copied.
RENDERED = (".html", ".txt", ".xml")
# What one language has, and the root too, for those who know none.
SHARED = ("llms.txt", "llms-full.txt")


@dataclass(frozen=True)
class Language:
    """`code` is the name of its folder, `tag` what markup calls it, `words` its translations.

    `enough` is whether so much is translated that a browser of this language is sent to it.
    """

    code: str
    tag: str
    name: str
    words: Mapping[str, str] = field(default_factory=dict)
    enough: bool = True

    def translate(self, message: str) -> str:
        return choose_words(message, self.words.get(message, ""))


def read_language(folders: Iterable[Path], code: str, *, enough: bool = True) -> Language:
    """A language with the words of its interface, the first folder's first. Raises CatalogError."""
    paths = [find_ui_catalog(folder, code) for folder in folders]
    entries = [entry for path in paths if path.exists() for entry in read_catalog(path, code)]
    words = {entry.msgid: entry.msgstr for entry in reversed(entries) if entry.translated()}
    return Language(code, code.replace("_", "-"), name_language(code), words, enough)


def write_root(templates: Path, site: Path, languages: Iterable[Language], site_url: str) -> None:
    """Render and copy the files of a folder into the site, and share what one language has.

    Templates get `languages`, `site_url` and `base`, the path that absolute links start with.
    """
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=select_autoescape(["html", "xml"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    names = {"languages": list(languages), "site_url": site_url, "base": urlsplit(site_url).path}
    for path in sorted(templates.iterdir()):
        if path.name.startswith("_"):
            continue
        if path.suffix in RENDERED:
            text = environment.get_template(path.name).render(names)
            (site / path.name).write_text(text, encoding="utf-8")
        else:
            shutil.copyfile(path, site / path.name)
    for name in SHARED:
        if (site / SOURCE / name).exists():
            shutil.copyfile(site / SOURCE / name, site / name)
