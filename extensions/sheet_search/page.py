"""The page of the search, in any theme: a box, a list, and an index where no script runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from markupsafe import Markup
from pycode.tree import expand
from sphinx.locale import _

from sheet_search.collect import Entry, Page

BODY = """\
<h1>{search}</h1>
<form class="search-form scripted" role="search" action="search.html" method="get">
<input type="search" id="search-query" name="q" autocomplete="off" spellcheck="false"\
 enterkeyhint="search" placeholder="{hint}" aria-label="{search}" aria-describedby="search-status">
<button>{search}</button>
</form>
<p id="search-status" class="search-status" role="status"></p>
<ol id="search-results"></ol>
<noscript>
<p>{without}</p>
<ul class="search-names">
{names}
</ul>
</noscript>
"""


def make_page(pages: Iterable[Page], aliases: Mapping[str, str]) -> dict[str, Markup]:
    """The variables of a template that shows a title and a body: HTML."""
    words = {
        "search": _("Search"),
        "hint": _("Term, API name or error message"),
        "without": _("Searching needs JavaScript. Here are all entries by name instead."),
    }
    texts = {name: escape(text) for name, text in words.items()}
    body = BODY.format(names="\n".join(list_names(pages, aliases)), **texts)
    return {"title": Markup(texts["search"]), "body": Markup(body)}


def list_names(pages: Iterable[Page], aliases: Mapping[str, str]) -> Iterator[str]:
    """A line of HTML for each name that entries are known by, leading to each of them."""
    users: dict[str, list[tuple[str, Entry]]] = {}
    for page in pages:
        for entry in (entry for section in page.sections for entry in section.entries):
            name = expand_name(entry.full, aliases) or entry.lead or entry.note
            users.setdefault(name, []).append((f"{page.uri}#{entry.id}", entry))
    for name, found in sorted(users.items(), key=lambda pair: pair[0].lower()):
        href, first = found[0]
        link = f'<a href="{escape(href)}" title="{escape(first.note)}"><code>{escape(name)}</code></a>'
        more = (
            f' <a href="{escape(href)}" title="{escape(entry.note)}">{number}</a>'
            for number, (href, entry) in enumerate(found[1:], 2)
        )
        yield f"<li>{link}{''.join(more)}</li>"


def expand_name(name: str, aliases: Mapping[str, str]) -> str:
    """torch.nn.Linear for nn.Linear."""
    return expand(name, aliases) or name
