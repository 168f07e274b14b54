"""The search on the home page: a field below its title; without scripts it leads to another page."""

from __future__ import annotations

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.locale import _

FORM = Markup("""\
<form class="search-home" role="search" action="{action}" method="get">
<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="10.5" cy="10.5" r="6"/>\
<path d="M15 15l5 5"/></svg>
<input id="search-query" type="search" name="q" autocomplete="off" spellcheck="false"\
 enterkeyhint="search" placeholder="{hint}" aria-label="{search}" aria-keyshortcuts="Control+K">
<button>{search}</button>
</form>
""")


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the field below the first words of the root page."""
    words = next(doctree.findall(nodes.paragraph), None)
    if app.builder.format != "html" or docname != app.config.root_doc or words is None:
        return
    action = app.builder.get_relative_uri(docname, "search")
    form = FORM.format(action=action, search=_("Search"), hint=_("Term, API name or error message"))
    words.parent.insert(words.parent.index(words) + 1, nodes.raw("", form, format="html"))
