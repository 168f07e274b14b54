"""Render templates with every value escaped, but for what says that it is HTML.

What Sphinx renders itself is marked here, once; all else is marked where it is made, or is text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cheatsheet.core.templates import install_words
from docutils import nodes
from jinja2 import select_autoescape
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.theming import Theme

BRIDGE = f"{__name__}.EscapingTemplates"
# What of a page Sphinx gives as HTML, the links beside it by their titles, and makers of elements:
# https://www.sphinx-doc.org/en/master/development/html_themes/templating.html#global-variables
RENDERED = ("body", "title", "toc", "metatags")
LINKS = ("prev", "next")
MAKERS = ("css_tag", "js_tag")


class EscapingTemplates(BuiltinTemplateLoader):
    """Sphinx's own, with autoescape for its pages; static files in templates are no HTML."""

    def init(self, builder: Builder, theme: Theme | None = None, dirs: list[str] | None = None) -> None:
        super().init(builder, theme, dirs)
        self.environment.autoescape = select_autoescape(default=True, default_for_string=False)
        install_words(self.environment)


def mark_rendered(context: dict[str, Any], *, page: bool) -> None:
    """Say of what Sphinx has rendered that it is HTML; pages that extensions make say it themselves."""
    for name in MAKERS:
        context[name] = mark_result(context[name])
    if not page:
        context.setdefault("metatags", Markup(""))
        return
    for name in RENDERED:
        context[name] = Markup(context[name])
    for name in LINKS:
        context[name] = mark_link(context[name]) if context[name] else None
    context["parents"] = [mark_link(link) for link in context["parents"]]


def mark_link(link: dict[str, str]) -> dict[str, str]:
    return {**link, "title": Markup(link["title"])}


def mark_result(make: Callable[[Any], str]) -> Callable[[Any], Markup]:
    return lambda file: Markup(make(file))


def on_config_inited(_app: Sphinx, config: Config) -> None:
    # The theme has no page for an index: its sheet is searched.
    config.html_use_index = False
    config.html_domain_indices = False
    if config.html_theme != "sheet":
        return
    if config.template_bridge not in (None, BRIDGE):
        found = config.template_bridge
        raise ConfigError(f"template_bridge: found {found!r}, expected none: the theme brings its own")
    config.template_bridge = BRIDGE


def on_page_context(
    _app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    mark_rendered(context, page=doctree is not None)
