"""Colour Python code with few classes, since every span is weight on every page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String

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


def find_class(kind: tuple[str, ...]) -> str:
    return next((name for parent, name in CLASSES.items() if kind in parent), "")


def split_code(code: str) -> Iterator[tuple[str, str]]:
    """Runs of text of one class, in order; joined they are the code."""
    tokens = ((find_class(kind), text) for kind, text in LEXER.get_tokens(code))
    for name, run in groupby(tokens, key=lambda token: token[0]):
        yield name, "".join(text for _, text in run)


def highlight(code: str) -> Markup:
    """The code as HTML."""
    parts = (
        Markup('<span class="{}">{}</span>').format(name, text) if name else escape(text)
        for name, text in split_code(code)
    )
    return Markup("").join(parts)
