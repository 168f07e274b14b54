"""Let browsers know the search: an OpenSearch description, and the link that leads to it.

https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md
"""

from __future__ import annotations

from html import escape

from cheatsheet.core.ui_text import clean_line
from markupsafe import Markup

PATH = "_static/opensearch.xml"
SHORT = 16  # characters of a short name
LONG = 48

TEXT = """\
<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{short}</ShortName>
<LongName>{long}</LongName>
<Description>{long}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Language>{language}</Language>
<Url type="text/html" template="{address}search.html?q={{searchTerms}}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="{address}{path}"/>
</OpenSearchDescription>
"""
LINK = Markup(
    '<link rel="search" type="application/opensearchdescription+xml" href="{href}" title="{title}">'
)


def describe_search(name: str, address: str, language: str) -> str:
    """The description of the search at the full address of a language's folder."""
    values = {"short": cut_name(name, SHORT), "long": cut_name(name, LONG)}
    values |= {"language": language.replace("_", "-"), "address": address, "path": PATH}
    return TEXT.format(**{key: escape(value) for key, value in values.items()})


def cut_name(name: str, most: int) -> str:
    """As many whole words as fit, or the beginning of the first.

    >>> cut_name("PyTorch cheat sheet", 16)
    'PyTorch cheat'
    """
    words = clean_line(name).split()  # XML knows no control characters
    while len(words) > 1 and len(" ".join(words)) > most:
        words.pop()
    return " ".join(words)[:most]


def link_search(name: str, root: str) -> Markup:
    """The element for the head of a page; `root` leads from it to the language's folder."""
    return LINK.format(href=f"{root}{PATH}", title=name)
