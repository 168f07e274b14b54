"""A small theme for cheat sheets: no framework, no font, no inline script or style."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cheatsheet.core.per_build import once_a_build
from cheatsheet.ui_catalog import add_ui_catalogs
from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from sheet_theme import copy_buttons, formulas, own_ids, tables, templates
from sheet_theme.navigation import find_hue, list_contents, render_sections
from sheet_theme.ui_messages import (
    list_singlepage_words,
    list_unknown_place_words,
    list_window_words,
    list_words,
)

if TYPE_CHECKING:
    from sheet_web.assets import Assets

HERE = Path(__file__).parent
# Every page is asked to load these by Sphinx, for what this theme does not use.
UNUSED_SCRIPTS = (
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "translations.js",
    *copy_buttons.BUNDLED,
)
UNUSED_STYLES = ("pygments.css", *copy_buttons.BUNDLED)
# In the order of the cascade: what is about one part of a page comes after what is about all of it.
STYLES = (
    "tokens",
    "base",
    "layout",
    "header",
    "bar",
    "contents",
    "words",
    "code",
    "entries",
    "foot",
    "status",
    "print",
)
# What is loaded before the page is painted, when the window is opened, when an address names no place of
# its page, by the page of the whole sheet; when a reader moves, when one selects.
EARLY = "early.js"
WINDOW = "window.js"
UNKNOWN_PLACE = "unknown_place.js"
SINGLE_PAGE = "singlepage.js"
COPYING = "copying.js"
SELECTION = "selection.js"
REPORT = "reveal.js"
STYLES_OF_SOME = ("home.css", "report.css", "tables.css", "window.css")
# What a page has that loads its chapters later.
LATER = " data-src="
# What the pages of chapters have, and the page of all runs.
TOPICS = ' class="topic"'
TABLES = "<table"
RUNS = ' class="runs'
# A link out that has no rel; matches '<a class="x" href="https://', not '<a rel="next" '.
OUTSIDE = re.compile(r'<a (?![^>]*\brel=)(?=[^>]*href="https?://)')
# Blanks between two elements; matches the line break in "<svg>\n  <rect/>".
BETWEEN = re.compile(r">\s+<")
XMLNS = ' xmlns="http://www.w3.org/2000/svg"'  # which HTML knows by itself


def on_builder_inited(app: Sphinx) -> None:
    if app.builder.format == "html":
        # Sphinx's own search page needs a template of Sphinx's own theme.
        app.builder.search = False  # type: ignore[attr-defined]


def on_collect_assets(app: Sphinx, assets: Assets) -> None:
    for script in copy_buttons.list_scripts(app):
        assets.add_classic(script, COPYING)
    assets.add_script(HERE / "js" / "page.js")
    assets.add_words(list_words())
    for name in (EARLY, REPORT, SELECTION):
        assets.add_script(HERE / "js" / name, name)
    for name, words in (
        (WINDOW, list_window_words()),
        (UNKNOWN_PLACE, list_unknown_place_words()),
        (SINGLE_PAGE, list_singlepage_words()),
    ):
        assets.add_script(HERE / "js" / name, name)
        assets.add_words(words, name)
    for name in STYLES:
        assets.add_style(HERE / "css" / f"{name}.css")
    for name in STYLES_OF_SOME:
        assets.add_style(HERE / "css" / name, name)


def on_page_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    context["unused_scripts"] = UNUSED_SCRIPTS
    context["unused_styles"] = UNUSED_STYLES
    context.setdefault("slots", {})
    context["logo"] = draw_logo(app)
    context["body"] = mark_outside(escape(context.get("body", "")))
    if LATER in context["body"]:
        app.add_js_file(SINGLE_PAGE, priority=300, loading_method="defer")  # it answers to the others
    if TABLES in context["body"]:
        app.add_css_file("tables.css")
    if RUNS in context["body"]:
        app.add_css_file("report.css")
        app.add_js_file(REPORT, loading_method="defer")
    if pagename == app.config.root_doc or TOPICS in context["body"]:
        app.add_css_file("home.css")
    if pagename != app.config.root_doc:
        context["contents"] = list_contents(app, pagename)
        context["hue"] = find_hue(app, pagename)
        context["sections"] = render_sections(app, pagename)


@once_a_build
def draw_logo(app: Sphinx) -> Markup:
    """`html_logo` where that is an SVG, a part of the page as it is the site's own; else nothing."""
    path = app.confdir / (app.config.html_logo or "")
    if path.suffix != ".svg" or not path.is_file():
        return Markup()
    drawing = BETWEEN.sub("><", path.read_text(encoding="utf-8").strip()).replace(XMLNS, "", 1)
    return Markup(drawing.replace("<svg ", '<svg aria-hidden="true" ', 1))


def mark_outside(body: Markup) -> Markup:
    """Let no page of another host know the page that it was opened from."""
    return Markup(OUTSIDE.sub('<a rel="noopener" ', body))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("cheatsheet")
    add_ui_catalogs(app, Path(__file__).parent / "locales")
    app.setup_extension("sheet_web")
    app.setup_extension("sphinx_copybutton")
    app.connect("config-inited", copy_buttons.on_config_inited, priority=400)  # before its own
    app.add_html_theme("sheet", HERE / "theme")
    tables.setup(app)
    formulas.setup(app)
    own_ids.setup(app)
    app.connect("config-inited", templates.on_config_inited)
    app.connect("builder-inited", on_builder_inited)
    app.connect("collect-web-assets", on_collect_assets)
    app.connect("html-page-context", templates.on_page_context, priority=0)  # before others add to it
    app.connect("html-page-context", on_page_context)
    app.add_js_file(EARLY, priority=100)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
