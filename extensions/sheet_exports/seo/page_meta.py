"""What a page is, in few words: its address, title and first sentence, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any
from urllib.parse import urljoin

from cheatsheet.toc import find_address
from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.locale import _

# The first sentence: "Use torch.cat. Then" gives "Use torch.cat."
SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)
# What search engines show of a description, in characters; they cut the rest off.
LENGTH = 160


@dataclass(frozen=True)
class Card:
    """A page without words of its own is described by the home page's.

    `parents` are the titles and addresses of the pages above, the topmost first.

    A page with code is an `article`; `listed` is False for what search engines should not offer.
    """

    url: str
    title: str
    description: str
    parents: tuple[tuple[str, str], ...] = ()
    home: bool = False
    article: bool = False
    listed: bool = True


def describe_page(doctree: nodes.document | None) -> str:
    """The first sentence of a page, as plain text; "" where it has none of its own."""
    page = next(iter(doctree.findall(nodes.section)), None) if doctree else None
    words = next((node for node in page or () if isinstance(node, nodes.paragraph)), None)
    if words is None:
        return ""
    text = " ".join(words.astext().split())
    sentence = match[0] if (match := SENTENCE.match(text)) else text
    return sentence if len(sentence) <= LENGTH else f"{sentence[: LENGTH - 1].rpartition(' ')[0]}…"


def make_card(
    app: Sphinx, pagename: str, context: dict[str, Any], doctree: nodes.document | None
) -> Card:
    home = pagename == app.config.root_doc
    url = find_address(app, pagename)
    parents = context.get("parents") or []
    root = app.env.get_doctree(app.config.root_doc)
    unlisted = any(fnmatch(pagename, pattern) for pattern in app.config.unlisted_pages)
    return Card(
        url=url,
        title=_(app.config.project) if home else strip_tags(context.get("title", pagename)),
        description=describe_page(doctree) or describe_page(root),
        parents=tuple((strip_tags(p["title"]), urljoin(url, p["link"])) for p in parents),
        home=home,
        article=bool(context.get("downloads")),
        listed=not unlisted,
    )


def strip_tags(html: str) -> str:
    return str(Markup(html).striptags())
