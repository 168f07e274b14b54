"""Keep the ids that scripts and links of the theme and of the search look for off the pages' places."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

OWN = {"main", "contents", "filter", "actions", "search-query", "search-status", "search-results"}
logger = logging.getLogger(__name__)


def on_doctree_read(_app: Sphinx, doctree: nodes.document) -> None:
    """Warn of a section that would have one of them: a link to it would lead elsewhere."""
    for section in doctree.findall(nodes.section):
        for name in sorted(OWN.intersection(section["ids"])):
            logger.warning(
                "found the id %r, expected none of the page around it; change the title",
                name,
                location=section,
            )


def setup(app: Sphinx) -> None:
    app.connect("doctree-read", on_doctree_read)
