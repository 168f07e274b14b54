"""Say in the head of every page what it is, to search engines and to whoever shows a link to it."""

from __future__ import annotations

from typing import Any

from babel import Locale
from babel.core import get_global
from cheatsheet.toc import find_address
from docutils import nodes
from gettext_lint.locales import SOURCE
from markupsafe import Markup
from sphinx.application import Sphinx

from sheet_exports.seo.json_ld import make_graph, render_graph
from sheet_exports.seo.page_meta import Card, make_card

NAME = Markup('<meta name="{}" content="{}">\n')
PROPERTY = Markup('<meta property="og:{}" content="{}">\n')
LINK = Markup('<link rel="{}" href="{}">\n')


def find_locale(language: str) -> str:
    """A language with its territory, the likeliest if it names none, as Open Graph writes it.

    >>> find_locale("ko"), find_locale("pt-BR")
    ('ko_KR', 'pt_BR')
    """
    found = Locale.parse(language.replace("-", "_"))
    likely = get_global("likely_subtags").get(str(found), "").split("_")[-1]
    territory = found.territory or likely
    return f"{found.language}_{territory}" if territory.isalpha() else found.language


def find_picture(app: Sphinx) -> str:
    """The full address of the picture for links in this language, else in the source's, else ""."""
    pictures = app.config.social_pictures
    name = pictures.get(app.config.language) or pictures.get(SOURCE)
    return f"{app.config.site_url}{name}" if name else ""


def render_properties(card: Card, site: Card, languages: list[str], picture: str) -> Markup:
    """Open Graph; the first of the languages is the page's own. https://ogp.me"""
    pairs = [
        ("type", "website" if card.home else "article"),
        ("site_name", site.title),
        ("title", card.title),
        ("description", card.description),
        ("url", card.url),
        ("image", picture),
        ("locale", find_locale(languages[0])),
        *(("locale:alternate", find_locale(language)) for language in languages[1:]),
    ]
    text = Markup("").join(PROPERTY.format(*pair) for pair in pairs if pair[1])
    return text + NAME.format("twitter:card", "summary_large_image") if picture else text


def render_head(card: Card, site: Card, languages: list[str], picture: str) -> Markup:
    """All of it for a page that may be found; for another the word that it may not."""
    if not card.listed:
        return NAME.format("robots", "noindex")
    words = NAME.format("description", card.description) if card.description else Markup("")
    graph = render_graph(make_graph(card, site, languages[0].replace("_", "-")))
    return words + render_properties(card, site, languages, picture) + graph


def on_page_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    config = app.config
    card = make_card(app, pagename, context, doctree)
    home = find_address(app, config.root_doc)
    site = Card(home, str(context.get("docstitle") or config.project), "", home=True)
    languages = [config.language, *(other for other in config.languages if other != config.language)]
    head = render_head(card, site, languages, find_picture(app))
    context["metatags"] = Markup(context.get("metatags", "")) + head
    context["pageurl"] = card.url  # Sphinx leaves the language's folder out
