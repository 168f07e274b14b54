"""Colour Python code with few classes, since every span is weight on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String

from cheatsheet.core.kept import Kept

LEXER = PythonLexer(stripnl=False, ensurenl=False)
# A token takes the class of the first kind that it is one of; all others stay plain text.
CLASSES = {
    Comment: "c",
    String: "s",
    Number: "m",
    Keyword: "k",
    Operator.Word: "k",
    Name.Builtin: "nb",
    Name.Decorator: "nd",
}

# A part of a line, with its end; matches "a\n" and "b" in "a\nb".
PIECE = re.compile(r"[^\n]*\n|[^\n]+")
INDENT = 4  # spaces a level
DEEPEST = 5  # levels that styles tell apart


def find_class(kind: tuple[str, ...]) -> str:
    return next((name for parent, name in CLASSES.items() if kind in parent), "")


def split_code(code: str) -> Iterator[tuple[str, str]]:
    """Runs of text of one class, in order; joined they are the code."""
    tokens = ((find_class(kind), text) for kind, text in LEXER.get_tokens(code))
    for name, run in groupby(tokens, key=lambda token: token[0]):
        yield name, "".join(text for _, text in run)


@Kept
def highlight(code: str) -> Markup:
    """The code as HTML; of several lines each is an element of its own, so that it wraps as one line.

    The text of the whole is the code: the end of a line stands in its element.
    """
    lines = list(split_lines(code))
    return mark_line(lines[0]) if len(lines) == 1 else Markup("").join(map(wrap_line, lines))


def split_lines(code: str) -> Iterator[list[tuple[str, str]]]:
    """The runs of each line, its end in the last of them."""
    line: list[tuple[str, str]] = []
    for name, text in split_code(code):
        for piece in PIECE.findall(text):
            line.append((name, piece))
            if piece.endswith("\n"):
                yield line
                line = []
    if line or not code:
        yield line


def mark_line(line: list[tuple[str, str]]) -> Markup:
    parts = (
        Markup('<span class="{}">{}</span>').format(name, text) if name else escape(text)
        for name, text in line
    )
    return Markup("").join(parts)


def wrap_line(line: list[tuple[str, str]]) -> Markup:
    """A line as an element, whose class says how far what is wrapped has to stand in."""
    text = "".join(text for _, text in line)
    depth = min(-(-(len(text) - len(text.lstrip(" "))) // INDENT), DEEPEST)
    start = Markup('<code class="i{}">').format(depth) if depth else Markup("<code>")
    return start + mark_line(line) + Markup("</code>")
