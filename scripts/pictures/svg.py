"""A tiny writer of SVG in one colour, that of the text around it; it knows tags and numbers alone."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

WIDTH = 560  # units of every picture, and pixels on a wide screen
TEXT = 16  # units of all text: 10.2 pixels where a picture is 358 pixels wide, as on a phone

Point = tuple[float, float]


def write_number(value: float) -> str:
    """A number with at most one decimal: 3, 0.5, -2."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def write_tag(name: str, *children: str, **attributes: str | float) -> str:
    """An element; in the name of an attribute ``_`` stands for ``-``."""
    words = [name]
    for key, value in attributes.items():
        text = value if isinstance(value, str) else write_number(value)
        words.append(f"{key.strip('_').replace('_', '-')}={quoteattr(text)}")
    start = " ".join(words)
    return f"<{start}>{''.join(children)}</{name}>" if children else f"<{start}/>"


def write_text(place: Point, text: str, **attributes: str | float) -> str:
    """A line of text; its baseline starts at `place`, or has there what ``text_anchor`` says."""
    return write_tag("text", escape(text), x=place[0], y=place[1], **attributes)


def write_line(points: Iterable[Point]) -> str:
    """The commands of a path through points rounded to tenths; relative, which is shorter."""
    (x, y), *others = [(round(x * 10), round(y * 10)) for x, y in points]
    commands = [f"M{write_number(x / 10)} {write_number(y / 10)}"]
    for to_x, to_y in others:
        across, down = write_number((to_x - x) / 10), write_number((to_y - y) / 10)
        if down == "0":
            commands.append(f"h{across}")
        else:
            commands.append(f"v{down}" if across == "0" else f"l{across} {down}")
        x, y = to_x, to_y
    return "".join(commands)


def write_box(left: float, top: float, width: float, height: float) -> str:
    """The commands of a rectangle in a path."""
    left, top, width, height = map(write_number, (left, top, width, height))
    return f"M{left} {top}h{width}v{height}h-{width}z"


def write_picture(height: float, *parts: str) -> str:
    """A whole file: `WIDTH` wide, filled with the colour of the text, one part a line."""
    root = write_tag(
        "svg",
        "\n" + "\n".join(parts) + "\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {write_number(height)}",
        width=WIDTH,
        height=height,
        font_family="system-ui, sans-serif",
        font_size=TEXT,
        fill="currentColor",
    )
    return f"{root}\n"
