"""Drawings (SVG) that may stand in a page, and those that may not even lie beside it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

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
# What a drawing says of its shapes and no more: no name or style that the page's could meet, nothing
# that leads out of the file or is run.
ATTRIBUTES = {
    *("xmlns", "version", "viewBox", "preserveAspectRatio", "width", "height", "xml:space"),
    *("d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy"),
    *("fill", "fill-opacity", "fill-rule", "opacity", "transform", "rotate", "pathLength"),
    *("stroke", "stroke-opacity", "stroke-width", "stroke-linecap", "stroke-linejoin"),
    *("stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit"),
    *("font-family", "font-size", "font-style", "font-weight", "letter-spacing", "word-spacing"),
    *("text-anchor", "dominant-baseline", "textLength", "lengthAdjust"),
}
# A value by which more is taken in. Matches "url(#a)", "URL(//a)", "u\\72l(x)"; not "curl".
REFERENCE = re.compile(r"url\s*\(|\\", re.IGNORECASE)
# What a file that stays an image may hold beside: who opens it by its address is on the site's host.
STILL = SHAPES | {
    *("defs", "symbol", "use", "marker", "pattern", "clipPath", "mask", "title", "desc"),
    *("linearGradient", "radialGradient", "stop", "filter"),
}
# A value that leads out of the file. Matches "url(//a)", "u\\72l(x)", "@import"; not "url(#a)".
OUTWARD = re.compile(r"url\s*\((?!\s*[\"']?#)|\\|@import", re.IGNORECASE)


@dataclass
class Drawing:
    """What expat finds in an SVG file; `start` and `end` are those of its root, in bytes.

    An empty root, written as one tag, has no end. `findings` keep it out of a page, `active` out of the
    site.
    """

    start: int = -1
    end: int = -1
    findings: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)


def read_drawing(data: bytes, drawing: Drawing | None = None) -> Drawing:
    """Find the root, and what is no plain drawing, up to where it is no XML: raises expat.ExpatError.

    A comment inside the root, and text marked as such, end elsewhere for HTML: after ``<!-->``.
    """
    drawing, parser, depth = drawing or Drawing(), expat.ParserCreate(), 0

    def open_tag(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if not depth:
            drawing.start = parser.CurrentByteIndex
        depth += 1
        drawing.findings += find_foreign(name, attributes, root=depth == 1)
        drawing.active += find_active(name, attributes)

    def close_tag(_name: str) -> None:
        nonlocal depth
        depth -= 1
        place = parser.CurrentByteIndex
        if not depth and data[place : place + 2] == b"</":
            drawing.end = data.index(b">", place) + 1

    def refuse(what: str) -> None:
        drawing.findings.append(what)
        drawing.active.append(what)

    def declare(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            refuse(f"the encoding {encoding}")

    parser.StartElementHandler, parser.EndElementHandler = open_tag, close_tag
    parser.XmlDeclHandler = declare
    parser.CommentHandler = lambda _: drawing.findings.append("a comment") if depth else None
    parser.StartCdataSectionHandler = lambda: drawing.findings.append("<![CDATA[")
    parser.StartDoctypeDeclHandler = lambda *_: refuse("a document type")
    parser.ProcessingInstructionHandler = lambda target, _: refuse(f"<?{target}")
    parser.Parse(data, True)
    return drawing


def find_foreign(name: str, attributes: dict[str, str], *, root: bool) -> Iterator[str]:
    """What of an element is no plain shape."""
    if name not in SHAPES or root != (name == "svg"):
        yield f"<{name}>"
    for key, value in attributes.items():
        if key not in ATTRIBUTES or REFERENCE.search(value):
            yield f"{key} in <{name}>"


def find_active(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """What of an element a browser runs, or loads from elsewhere."""
    if name not in STILL:
        yield f"<{name}>"
    for key, value in attributes.items():
        kind = key.lower().rpartition(":")[2]
        leads = kind in ("href", "src", "base") and not value.startswith("#")
        if kind.startswith("on") or leads or OUTWARD.search(value):
            yield f"{key} in <{name}>"


def describe_active(path: Path) -> str:
    """What in an SVG file is more than a drawing, "" of nothing; as far as it can be read."""
    drawing, data = Drawing(), path.read_bytes()
    with suppress(expat.ExpatError):  # of which make_picture tells
        read_drawing(data, drawing)
    if not drawing.active and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "another encoding"
    return ", ".join(dict.fromkeys(drawing.active))


def cut_drawing(path: Path) -> str:
    """The markup behind ``<svg``, to the end of the root; empty if it has no place in a page.

    Raises expat.ExpatError and UnicodeDecodeError.
    """
    data = path.read_bytes()
    drawing = read_drawing(data)
    if drawing.findings or drawing.end < 0:
        return ""
    return data[drawing.start + 4 : drawing.end].decode("utf-8")
