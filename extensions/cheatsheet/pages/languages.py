"""Lead from each page to the same page in the other languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from gettext_lint.locales import SOURCE, find_languages, name_language
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.locale import _

# Where a site stands. Matches "https://a.org/", "http://localhost:8000/b/"; not "https://a.org/x y/".
ADDRESS = re.compile(r"https?://[\w.-]+(:[0-9]+)?/([\w.~%-]+/)*", re.ASCII)


def list_alternates(app: Sphinx, pagename: str) -> list[dict[str, str]]:
    """Every language's version of a page: its code, its name, its relative and its full address."""
    uri = app.builder.get_target_uri(pagename)
    up = "../" * (uri.count("/") + 1)
    return [
        {
            "language": language.replace("_", "-"),
            "name": name_language(language),
            "href": f"{up}{language}/{uri}",
            "url": f"{app.config.site_url}{language}/{uri}",
            "current": "page" if language == app.config.language else "",
        }
        for language in app.config.languages
    ]


def on_config_inited(app: Sphinx, config: Config) -> None:
    if not config.languages:
        folders = [Path(app.srcdir, folder) for folder in config.locale_dirs]
        config.languages = sorted({SOURCE, *(code for path in folders for code in find_languages(path))})
    try:
        for language in config.languages:
            name_language(language)
    except ValueError as error:
        raise ConfigError(f"languages: {error}") from None
    if config.language not in config.languages:
        known = ", ".join(config.languages)
        raise ConfigError(f"language: found {config.language!r}, expected one of {known}")
    if not ADDRESS.fullmatch(str(config.site_url)):
        raise ConfigError(
            f"site_url: found {config.site_url!r}, expected https://host/, maybe with a path, "
            "that ends with '/'"
        )


def on_page_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    alternates = list_alternates(app, pagename)
    source = [a["url"] for a in alternates if a["language"] == SOURCE] or [alternates[0]["url"]]
    context["docstitle"] = _(app.config.project)
    context["alternates"] = alternates
    context["default_url"] = app.config.site_url if pagename == app.config.root_doc else source[0]
