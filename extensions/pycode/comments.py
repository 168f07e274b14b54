"""Comments of Python that every reader takes for words alone, whatever the words are. Pure.

Tools look for their instructions right behind the ``#``: magics and cells of Jupyter, jupytext, VS
Code and Spyder, ``type:``, ``noqa``, ``region``, blocks of PEP 723. Nothing of theirs starts with
``#:``, which formatters and linters leave alone (PEP 8's checkers allow it, Sphinx reads it as words).
A few tools look anywhere in a comment, for a name, mostly with a colon; those are taken apart.
"""

from __future__ import annotations

import io
import re
import tokenize
import unicodedata
from collections.abc import Callable

# Characters that turn the direction of the text after them: U+202A to U+202E, U+2066 to U+2069.
DIRECTION = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}

MARK = "#:"
# The end of an address, and a hash before a word. Matches "https://a.org/b#c", "# a"; not "C# 12".
HASH = re.compile(r"(https://[^\s#]+#(?!no|pragma|type)[\w.-]+)|#(?=\s*[^\W\d])", re.IGNORECASE)
# Tools that look for their name and a colon anywhere. Matches "vim:", "vim>700:", "isort:"; not "dim:".
TOOL = re.compile(
    r"(coding)(?=[:=])|(?<![^\W_])((?:vim?|ex)(?:[<>=]?\d*)|kate|sublime|variables|doctest|type|fmt|yapf|isort"
    r"|pylint|pyright|mypy|pytype|ruff|flake8|autopep8|pragma|noqa|nosec|nosemgrep|cython|distutils"
    r"|c?spell(?:-?checker)?|codespell|gitleaks|trufflehog|checkov|formatter|typos|skip|allow)(?=:(?!//))",
    re.IGNORECASE,
)
# Tools that look for a word alone, anywhere. Matches in "nosemgrep", "NOSONAR"; not in "monosemy".
WORD = re.compile(r"\bno(?=sem)|no(?=sonar)|gg(?=ignore)", re.IGNORECASE)
# What jupytext takes for the start of a text of several lines. Matches "'''".
QUOTES = re.compile(r"([\"'`])\1{2,}")


def drop_hidden(text: str) -> str:
    """The text without control characters, halves of pairs and those that turn its direction.

    Blanks and ends of lines stay what they are.
    """
    shown = (c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(c for c in shown if c not in DIRECTION)


def join_lines(text: str) -> str:
    """A title, a note: one line of what is shown, with single blanks."""
    return " ".join(drop_hidden(text).split())


def split_lines(text: str) -> list[str]:
    """What is shown, a line each in the sense of Python, of editors and of Unicode."""
    return drop_hidden(text).replace("\t", "    ").splitlines() or [""]


def disarm(line: str) -> str:
    """The words of one line, none an instruction to a tool that looks anywhere in a comment."""
    line = HASH.sub(lambda found: found[1] or MARK, line)
    line = QUOTES.sub(r"\1", WORD.sub(r"\g<0> ", TOOL.sub(r"\g<0> ", line)))
    return line.replace("-*-", "-* -")


def write_comment(text: str) -> str:
    """A text as comments, one for each of its lines; "" of nothing."""
    return "\n".join(f"{MARK} {disarm(line)}".rstrip() for line in split_lines(text)) if text else ""


def seal_comments(code: str) -> str:
    """Code with each of its comments written so; all other tokens stay. Raises tokenize.TokenError."""
    return replace_comments(code, lambda words: write_comment(join_lines(words)))


def drop_comments(code: str) -> str:
    """Code without what its comments say, which is another in each language."""
    return replace_comments(code, lambda _: "")


def replace_comments(code: str, write: Callable[[str], str]) -> str:
    """Code with what `write` makes of the words of each comment. Raises tokenize.TokenError."""
    lines = code.split("\n")
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and (words := token.string.lstrip("#: \t")):
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column] + write(words)
    return "\n".join(lines)
