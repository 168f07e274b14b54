"""Put drawings into the page itself, so that their ``currentColor`` is the colour of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator
from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

# A drawing of these alone loads nothing, runs nothing and styles nothing of the page around it.
SHAPES = {
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
}
# What would meet an id, a class or a label of the page, or leads out of the file.
FOREIGN = {"id", "class", "style", "role", "aria-label", "href", "xlink:href"}
# An image with one of these has a size of its own, which only an image keeps.
SIZES = ("width", "height", "scale")
BUILDERS = ("html", "dirhtml", "singlehtml")


class picture(nodes.General, nodes.Inline, nodes.Element):
    """A drawing inside the page: `inside` is its markup behind ``<svg``, `alt` says what it shows."""


@dataclass
class Drawing:
    """What expat finds in an SVG file; `start` and `end` are those of its root, in bytes.

    An empty root, written as one tag, has no end.
    """

    start: int = -1
    end: int = -1
    findings: list[str] = field(default_factory=list)


def read_drawing(data: bytes) -> Drawing:
    """Find the root, and what keeps the drawing out of a page. Raises expat.ExpatError."""
    drawing, parser, depth = Drawing(), expat.ParserCreate(), 0

    def open_tag(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if not depth:
            drawing.start = parser.CurrentByteIndex
        depth += 1
        drawing.findings += find_foreign(name, attributes, root=depth == 1)

    def close_tag(name: str) -> None:
        nonlocal depth
        depth -= 1
        place = parser.CurrentByteIndex
        if not depth and data[place : place + 2] == b"</":
            drawing.end = data.index(b">", place) + 1

    parser.StartElementHandler, parser.EndElementHandler = open_tag, close_tag
    parser.StartDoctypeDeclHandler = lambda *_: drawing.findings.append("a document type")
    parser.ProcessingInstructionHandler = lambda target, _: drawing.findings.append(f"<?{target}")
    parser.Parse(data, True)
    return drawing


def find_foreign(name: str, attributes: dict[str, str], *, root: bool) -> Iterator[str]:
    """What of an element is no plain shape."""
    if name not in SHAPES or root != (name == "svg"):
        yield f"<{name}>"
    for key, value in attributes.items():
        if key in FOREIGN or key.startswith("on") or "url(" in value:
            yield f"{key} in <{name}>"


def cut_drawing(path: Path) -> str:
    """The markup behind ``<svg``, to the end of the root; empty if it has no place in a page.

    Raises expat.ExpatError and UnicodeDecodeError.
    """
    data = path.read_bytes()
    drawing = read_drawing(data)
    if drawing.findings or drawing.end < 0:
        return ""
    return data[drawing.start + 4 : drawing.end].decode("utf-8")


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


def depart_picture(self: SphinxTranslator, node: picture) -> None:
    self.body.append("\n")


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
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
