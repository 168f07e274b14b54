"""Write HTML as Sphinx does, but for what Sphinx puts into attributes as it is."""

from __future__ import annotations

from docutils import nodes
from markupsafe import escape
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.writers.html5 import HTML5Translator

BUILDERS = ("html", "dirhtml", "singlehtml")


class SafeTranslator(HTML5Translator):
    """Escapes what the links of headings say (sphinx/writers/html5.py 9.0.4 does not).

    The title of a section stands in a line with what is said and can be done beside it.
    """

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        super().add_permalink_ref(node, escape(title))

    def visit_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, nodes.section):
            self.body.append('<div class="head">')
        super().visit_title(node)

    def depart_title(self, node: nodes.title) -> None:
        """Write the link of a heading that itself leads to a list of contents by the method above."""
        end = self.context[-1]
        if end.startswith("</a></h") and node.parent.get("ids"):
            self.body.append("</a>")
            self.add_permalink_ref(node.parent, _("Link to this heading"))
            self.context[-1] = end.removeprefix("</a>")
            super(HTML5Translator, self).depart_title(node)
        else:
            super().depart_title(node)
        if isinstance(node.parent, nodes.section):
            self.body.append(f"{node.get('beside', '')}</div>\n")


def register(app: Sphinx) -> None:
    for name in BUILDERS:
        app.set_translator(name, SafeTranslator)
