"""Tell search engines by schema.org what a page is: a data block, which no browser runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from sheet_exports.seo.page_meta import Card

BLOCK = Markup('<script type="application/ld+json">{}</script>\n')


def make_graph(card: Card, site: Card, language: str) -> list[dict]:
    """The site itself on its home page; elsewhere an article or a page, and the way to it."""
    if card.home:
        return [describe_site(card, language)]
    page = {
        "@type": "TechArticle" if card.article else "WebPage",
        "@id": card.url,
        "headline" if card.article else "name": card.title,
        "inLanguage": language,
        "isPartOf": {"@id": site.url},
    }
    if card.description:
        page["description"] = card.description
    return [page, make_trail(card, site)]


def describe_site(card: Card, language: str) -> dict:
    site = {"@type": "WebSite", "@id": card.url, "name": card.title, "inLanguage": language}
    return {**site, "description": card.description} if card.description else site


def make_trail(card: Card, site: Card) -> dict:
    places = [(site.title, site.url), *card.parents, (card.title, card.url)]
    items = [
        {"@type": "ListItem", "position": number, "name": title, "item": url}
        for number, (title, url) in enumerate(places, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def render_graph(graph: list[dict]) -> Markup:
    """The block; no text of a page can end it."""
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return BLOCK.format(Markup(text.replace("<", "\\u003c")))
