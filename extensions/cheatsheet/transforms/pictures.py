"""Put drawings into the page itself, so that their ``currentColor`` is the colour of its text."""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator
from sphinx.util.typing import ExtensionMetadata

from cheatsheet.core.drawing import cut_drawing

logger = logging.getLogger(__name__)

# An image with one of these has a size of its own, which only an image keeps.
SIZES = ("width", "height", "scale")
BUILDERS = ("html", "dirhtml", "singlehtml")


class picture(nodes.General, nodes.Inline, nodes.Element):
    """A drawing inside the page: `inside` is its markup behind ``<svg``, `alt` says what it shows."""


def make_picture(image: nodes.image, srcdir: Path) -> picture | None:
    """The image as a drawing, if it is one, has a text that says what it shows, and no size."""
    uri = image.get("candidates", {}).get("*", "")
    path = srcdir / uri
    if not uri.endswith(".svg") or not image.get("alt") or not path.is_file():
        return None
    if any(key in image for key in SIZES):
        return None
    try:
        inside = cut_drawing(path)
    except (expat.ExpatError, UnicodeDecodeError) as error:
        text = "found no well-formed SVG in UTF-8 in %s (%s); draw it anew"
        logger.warning(text, uri, error, type="picture", subtype="xml", location=image)
        return None
    if not inside:
        return None
    node = picture("", inside=inside, alt=image["alt"], classes=list(image["classes"]))
    node["ids"] = list(image["ids"])
    node.source, node.line = image.source, image.line
    if "align" in image:
        node["classes"].append(f"align-{image['align']}")
    return node


def visit_picture(self: SphinxTranslator, node: picture) -> None:
    start = self.starttag(node, "svg", "", CLASS="picture", role="img", **{"aria-label": node["alt"]})
    self.body.append(start.removesuffix(">") + node["inside"])


def depart_picture(self: SphinxTranslator, _node: picture) -> None:
    self.body.append("\n")


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Replace the drawings of a resolved page; all other images stay what they are."""
    if app.builder.name not in BUILDERS:
        return
    for image in list(doctree.findall(nodes.image)):
        if found := make_picture(image, Path(app.srcdir)):
            image.replace_self(found)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_node(picture, html=(visit_picture, depart_picture))
    app.connect("doctree-resolved", on_doctree_resolved)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
