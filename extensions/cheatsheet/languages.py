"""Lead from each page to the same page in the other languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.locale import _

# The language that pages are written in, and that a reader gets who speaks none of the others.
SOURCE = "en"


def find_languages(folder: Path) -> list[str]:
    """The languages that have a folder of catalogs, sorted."""
    return sorted(path.parent.name for path in folder.glob("*/LC_MESSAGES"))


def name_language(language: str) -> str:
    """A language's own name for itself: 한국어 for ko. Raises ConfigError."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        raise ConfigError(
            f"languages: found {language!r}, expected a code such as ko or pt-BR"
        ) from None
    name = locale.get_display_name(locale) or language
    return name[0].upper() + name[1:]


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
    if config.language not in config.languages:
        known = ", ".join(config.languages)
        raise ConfigError(f"language: found {config.language!r}, expected one of {known}")
    if not config.site_url.endswith("/"):
        raise ConfigError(f"site_url: found {config.site_url!r}, expected one that ends with '/'")


def on_page_context(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    alternates = list_alternates(app, pagename)
    source = [a["url"] for a in alternates if a["language"] == SOURCE] or [alternates[0]["url"]]
    context["docstitle"] = _(app.config.project)
    context["alternates"] = alternates
    context["default_url"] = app.config.site_url if pagename == app.config.root_doc else source[0]
