"""Where the Python of a block stands: its sources, comments and statements.

A block is a session (``>>>`` prompts and their output, as `doctest` reads it) or a program (plain
Python). Rows and columns count from 0 and are those of the block's text.
"""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field

from pycode.tree import find_first_line

# Comments that speak to a tool, not to a reader.
# Matches those that start with "doctest:", "noqa" or "type:"; not "typed" or "a noqa".
PRAGMA = re.compile(
    r"#+!|#+\s*(?:(?:doctest|type|pragma|fmt|isort|mypy|pylint|pyright|ruff):|noqa\b|-\*-)",
    re.IGNORECASE,
)
# A comment: marker, note, pragma. "# to zeros  # doctest: +SKIP" gives ("# ", "to zeros").
COMMENT = re.compile(rf"(?P<marker>#+\s*)(?P<note>.*?)\s*(?:{PRAGMA.pattern}.*)?$", re.IGNORECASE)
# What starts or continues a session's source. Matches ">>> x", "..."; not ">>>x", "....".
PROMPT = re.compile(r"\s*(>>>|\.\.\.)(?: |$)")

# What doctest takes for a prompt without its blank after the lines of a state.
REFUSED = {"source": (">>>", "..."), "output": (">>>",)}


class BlockError(ValueError):
    """A block that cannot be read; `row` is the line at fault."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(message)
        self.row = row


@dataclass
class Source:
    """Consecutive lines of Python, the column where each starts, and the output that follows."""

    row: int
    columns: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    output: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Comment:
    """A comment; columns `note_start` to `note_end` hold its note, which may be empty."""

    row: int
    start: int
    note_start: int
    note_end: int

    @property
    def has_note(self) -> bool:
        return self.note_end > self.note_start


@dataclass(frozen=True)
class Statement:
    """Rows `first` to `last` of what runs as one, and the output that it is expected to print."""

    first: int
    last: int
    output: str = ""
    prints: bool = False


def find_sources(text: str, session: bool) -> list[Source]:
    """The Python of a block. Raises BlockError where a session has text that nothing prints."""
    lines = text.split("\n")
    if not session:
        return [Source(0, [0] * len(lines), lines)]
    sources: list[Source] = []
    state = "text"  # then "source" after a prompt and "output" after that
    for row, line in enumerate(lines):
        prompt = PROMPT.match(line)
        if prompt and (prompt[1] == ">>>" or state == "source"):
            if prompt[1] == ">>>":
                sources.append(Source(row))
            sources[-1].columns.append(prompt.end())
            sources[-1].lines.append(line[prompt.end() :])
            state = "source"
        elif not line.strip():
            state = "text"
        elif state == "text" or line.lstrip().startswith(REFUSED[state]):
            raise BlockError(
                row, f"found {line.strip()!r}, expected '>>> ' (a blank output line is <BLANKLINE>)"
            )
        else:
            sources[-1].output.append(line)
            state = "output"
    return sources


def find_columns(sources: list[Source]) -> dict[int, int]:
    """By the row of each line of Python the column where it starts, behind a prompt."""
    return {source.row + n: column for source in sources for n, column in enumerate(source.columns)}


def cut_code(lines: list[str], columns: dict[int, int], statement: Statement) -> str:
    """The code of a statement, without prompts and blanks at the ends of lines."""
    rows = range(statement.first, statement.last + 1)
    return "\n".join(lines[row][columns[row] :].rstrip() for row in rows)


def find_comments(sources: list[Source]) -> Iterator[Comment]:
    """Every comment of the sources, in order. Raises BlockError."""
    for source in sources:
        for token in _tokenize(source):
            if token.type != tokenize.COMMENT:
                continue
            match = None if PRAGMA.match(token.string) else COMMENT.match(token.string)
            span = match.span("note") if match else (0, 0)
            start = source.columns[token.start[0] - 1] + token.start[1]
            row = source.row + token.start[0] - 1
            yield Comment(row, start, start + span[0], start + span[1])


def find_statements(sources: list[Source], session: bool) -> Iterator[Statement]:
    """What runs as one: a session's examples, a program's top-level statements. Raises BlockError."""
    for source in sources:
        try:
            body = ast.parse("\n".join(source.lines)).body
        except (SyntaxError, ValueError) as error:
            raise _make_error(source, error) from error
        if not body and source.output:
            raise BlockError(source.row, "found output after a comment, expected it after code")
        spans: list[tuple[int, int]] = []
        for node in body:
            first, last = find_first_line(node) - 1, (node.end_lineno or node.lineno) - 1
            if spans and (session or first <= spans[-1][1]):
                first = spans.pop()[0]
            spans.append((first, last))
        output = "\n".join(_show_blank(line) for line in source.output)
        for first, last in spans:
            yield Statement(source.row + first, source.row + last, output, bool(source.output))


def _show_blank(line: str) -> str:
    return "" if line.strip() == "<BLANKLINE>" else line


def _tokenize(source: Source) -> list[tokenize.TokenInfo]:
    feed = iter([line + "\n" for line in source.lines])
    try:
        return list(tokenize.generate_tokens(lambda: next(feed, "")))
    except (tokenize.TokenError, SyntaxError) as error:
        raise _make_error(source, error) from error


def _make_error(source: Source, error: Exception) -> BlockError:
    """A BlockError at the line of which `tokenize` or `ast` complains."""
    line = getattr(error, "lineno", None)
    if line is None and len(error.args) > 1 and isinstance(error.args[1], tuple):
        line = error.args[1][0]
    row = min(max((line or 1) - 1, 0), len(source.lines) - 1)
    message = getattr(error, "msg", None) or error.args[0]
    found = source.lines[row].strip()
    return BlockError(source.row + row, f"not Python: {message}, found {found!r}")
