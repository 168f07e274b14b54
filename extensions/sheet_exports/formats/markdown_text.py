"""Write words as Markdown that shows these words and nothing else, in GitHub and in notebooks. Pure.

Notebooks read more than CommonMark: formulas between ``$``, in which links can stand, addresses
without marks, text struck through, roles of MyST.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from pycode.comments import drop_hidden

# Matches "*", "a_b", "[x]", "$"; not "a-b", "(x)".
MARKUP = re.compile(r"([`*_\[\]<>|$~{]|&(?=#?\w+;)|(?<=\bwww)\.|(?<=\w)@(?=\w)|!$)", re.IGNORECASE)
# What ends a line for some reader of notebooks, and is not "\n".
LINE_END = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Matches ":" in "http://a", "mailto:a@b"; not in "old: a".
SCHEME = re.compile(r"(?<![^\W_])(https?|ftp|mailto|xmpp):", re.IGNORECASE)
# The same where two pieces of text meet, and what else a reader may take for a part of an address.
JOINED = re.compile(r"(?<![^\W_])(?:https?|ftp|mailto|xmpp)(:)|\bwww(\.)|\w(@)\w", re.IGNORECASE)
NEAR = 7  # characters of "mailto:"
# What starts a title, a list or a line under a title. Matches "# ", "- ", "1. "; not "-1", "1.5".
START = re.compile(r"^([ \t]*)(?:([#+=-])(?=[#+=\s-]|$)|(\d+)([.)])(?=\s|$))", re.MULTILINE)
# What ends an address in Markdown, or is no part of one.
UNSAFE = re.compile(r"[\s<>()\[\]\\`|$*]")


def escape_words(text: str) -> str:
    """Plain text inside a line. A backslash is a number: behind another it would start a formula."""
    text = LINE_END.sub("\n", drop_hidden(text))
    text = MARKUP.sub(r"\\\1", text.replace("\\", "\0"))
    return SCHEME.sub(r"\1\\:", text).replace("\0", "&#92;")


def join_pieces(pieces: Iterable[str]) -> str:
    """Escaped pieces of a line, of which none makes an address of what stands before it.

    >>> join_pieces(["htt", "ps://a.org"])
    'https\\\\://a.org'
    """
    line = ""
    for piece in pieces:
        start, whole = len(line), line + piece
        for found in JOINED.finditer(whole, max(start - NEAR, 0), start + NEAR):
            mark = found.start(found.lastindex or 0)
            if found.start() < start < found.end():
                whole = f"{whole[:mark]}\\{whole[mark:]}"
                break
        line = whole
    return line


def escape_starts(text: str) -> str:
    """The lines of a paragraph, each of which goes on and starts nothing; an empty one would end it."""
    lines = "\n".join(line.lstrip(" \t") for line in text.split("\n") if line.strip())
    return START.sub(lambda m: m[1] + (f"\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}"), lines)


def escape_line(text: str) -> str:
    """Plain text as a line of its own, such as a title, or as the words of a link."""
    return escape_starts(escape_words(" ".join(text.split())))


def write_literal(text: str) -> str:
    """Code inside a line, between more backquotes than it holds in a row."""
    text = LINE_END.sub("\n", drop_hidden(text)).replace("\n", " ")
    mark = "`" * (count_row(text) + 1)
    blank = " " if "`" in text else ""
    return f"{mark}{blank}{text}{blank}{mark}"


def write_fence(text: str, name: str) -> str:
    """Code on lines of its own, between longer rows of backquotes than it holds."""
    mark = "`" * max(3, count_row(text) + 1)
    return f"{mark}{name}\n{text}\n{mark}"


def write_link(words: str, address: str) -> str:
    """A link, by https alone; the words of any other."""
    if not address.startswith("https://"):
        return words
    target = UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
    # An address stands for itself; another in the words of a link is no link, whatever reads it.
    shown = words.replace("\\://", "://") if words == escape_words(address) else words
    return f"[{shown}]({target})"


def count_row(text: str) -> int:
    """The length of the longest row of backquotes."""
    return max((len(list(row)) for char, row in groupby(text) if char == "`"), default=0)
