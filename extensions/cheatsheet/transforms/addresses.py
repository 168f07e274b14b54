"""Let translations lead only where their page leads, and show only pictures that it shows.

Sphinx parses a translation as a page: it could link to any host, or take any file along. The checks
of catalogs refuse that; here it is made impossible, for whoever builds without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

logger = logging.getLogger(__name__)

# The attributes by which a node leads somewhere or takes something in.
PLACES = ("refuri", "uri", "reftarget", "filename")
KEPT = "source_addresses"


def find_addresses(document: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    """Every node that leads somewhere, and where; every one that could be led to, or that is HTML."""
    for node in document.findall(nodes.Element):
        for name in PLACES:
            if node.get(name):
                yield node, str(node[name])
        if isinstance(node, nodes.target | nodes.problematic | nodes.raw):
            yield node, f"{node.tagname} {' '.join(node['ids'])}"


class KeepAddresses(SphinxTransform):
    """Remember where the page leads."""

    default_priority = 19  # before Locale (20), which translates

    def apply(self, **_kwargs: Any) -> None:
        self.document[KEPT] = {address for _, address in find_addresses(self.document)}


class DropAddresses(SphinxTransform):
    """Make plain words of a link to elsewhere, and of what is taken in from elsewhere."""

    default_priority = 21  # right behind Locale

    def apply(self, **_kwargs: Any) -> None:
        known = self.document.attributes.pop(KEPT)
        for node, address in list(find_addresses(self.document)):
            if address not in known and node.parent is not None:
                text = "found the address %r, which the page does not have; mend the translation"
                logger.warning(text, address, location=node, type="cheatsheet", subtype="address")
                drop(node)


def drop(node: nodes.Element) -> None:
    """Leave of a node its words alone."""
    words = node.get("alt") or ("" if isinstance(node, nodes.target) else node.astext())
    index = node.parent.index(node)
    node.parent[index : index + 1] = [nodes.Text(words)] if words else []
