"""Turn the text of a block into parts and entries, and parts back into the text.

Pure: text in, data out. The law: the texts of all parts joined give the block's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal

from pycode.comments import join_lines
from pycode.prompt import ends_with_body, list_typed

from cheatsheet.core.kept import Kept
from cheatsheet.core.python_source import (
    PRAGMA,
    BlockError,
    Comment,
    Statement,
    find_columns,
    find_comments,
    find_sources,
    find_statements,
)

# What a magic, a cell or a prompt starts with, and no words. Matches "%p", "# !", ">>> "; not "-1".
NO_WORDS = re.compile(r"(?:[#!?>\s]|[%@](?! )|\+(?!\d)|-(?!\w)|<(?=\w)|\.{3}|//+|\{{3})+")
# What tells Python or an editor how to read a file, wherever in a comment. Matches "encoding: ascii".
EDITOR = re.compile(r"coding[:=]|\b(?:vim?|ex|kate|pylint|isort|yapf|flake8|c?spell):", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A piece of a block's text, and the row where it starts."""

    kind: Literal["code", "marker", "note"]
    text: str
    row: int


@dataclass(frozen=True)
class Entry:
    """One row of the sheet: its notes, its code without prompts and notes, its output.

    The code can be typed at Python's own prompt: an empty line stands behind a body, and none in it.
    `code_rows` are the block's rows of the lines of code; `prints` tells an empty line from nothing.
    `fallback` is why the note is in the source language: ``untranslated``, ``fuzzy``, or "". An output
    that `varies` is a sample, `seen` where that says, or a pattern where it was seen nowhere.
    """

    row: int
    notes: tuple[str, ...]
    code: str
    output: str = ""
    prints: bool = field(default=False, compare=False)
    code_rows: tuple[int, ...] = field(default=(), compare=False)
    fallback: str = field(default="", compare=False)
    varies: bool = field(default=False, compare=False)
    seen: str = field(default="", compare=False)

    @property
    def note(self) -> str:
        return " ".join(self.notes)


def split_notes(text: str, session: bool) -> list[Part]:
    """Cut a block into code, the markers of notes (with the blanks before them) and notes.

    Raises BlockError where the block is no Python.
    """
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    parts: list[Part] = []
    end = row = 0
    for comment in find_comments(find_sources(text, session)):
        if not comment.has_note:
            continue
        start = starts[comment.row]
        marker = start + len(lines[comment.row][: comment.start].rstrip(" \t"))
        note, note_end = start + comment.note_start, start + comment.note_end
        parts.append(Part("code", text[end:marker], row))
        parts.append(Part("marker", text[marker:note], comment.row))
        parts.append(Part("note", text[note:note_end], comment.row))
        end, row = note_end, comment.row
    parts.append(Part("code", text[end:], row))
    return [part for part in parts if part.text]


@Kept
def strip_notes(text: str, session: bool) -> str:
    """The block without notes and markers: what is run, the same in every language."""
    return "".join(part.text for part in split_notes(text, session) if part.kind == "code")


def clean_note(text: str) -> str:
    """A translated note made fit for a comment: one line that starts with a word, nothing hidden.

    Returns "" where nothing is left or a tool would take the text for an instruction.
    """
    line = join_lines(text).lstrip("# ")
    start = NO_WORDS.match(line)
    note = line[start.end() :] if start else line
    told = PRAGMA.search(f"#{line}") or PRAGMA.search(f"#{note}") or EDITOR.search(note)
    return "" if told else note


def parse_entries(text: str, session: bool, expected: str = "") -> list[Entry]:
    """The entries of a block, in order.

    A comment above a statement, or at the end of its first line, starts an entry; statements
    without one belong to the entry before, up to its output. Other comments stay in the code.
    `expected` is a program's output and goes to its last entry. Raises BlockError.
    """
    sources = find_sources(text, session)
    comments = {comment.row: comment for comment in find_comments(sources)}
    writer = _EntryWriter(text.split("\n"), find_columns(sources), comments)
    row = 0
    for statement in find_statements(sources, session):
        writer.add_notes(range(row, statement.first))
        writer.add_statement(statement)
        row = statement.last + 1
    writer.add_notes(range(row, len(writer.lines)))
    writer.end_entry()
    if writer.notes:
        raise BlockError(writer.rows[0], f"found the note {writer.notes[0]!r}, expected code below it")
    if expected and writer.entries:
        writer.entries[-1] = replace(writer.entries[-1], output=expected, prints=True)
    return writer.entries


class _EntryWriter:
    """Collects notes and statements, given in the order of a block's lines, into entries."""

    def __init__(self, lines: list[str], columns: dict[int, int], comments: dict[int, Comment]) -> None:
        self.lines = lines
        self.columns = columns
        self.comments = comments
        self.entries: list[Entry] = []
        self.start_entry()

    def start_entry(self) -> None:
        self.rows: list[int] = []
        self.code_rows: list[int] = []
        self.notes: list[str] = []
        self.code: list[str] = []
        self.has_body = False  # of the last statement

    def end_entry(self, output: str | None = None) -> None:
        if self.code:
            prints, rows = output is not None, tuple(self.code_rows)
            head = (self.rows[0], tuple(self.notes), "\n".join(self.code))
            self.entries.append(Entry(*head, output or "", prints, rows))
            self.start_entry()

    def add_notes(self, rows: range) -> None:
        """Take the comments of `rows`, which stand between statements, as notes of the next."""
        for row in rows:
            comment = self.comments.get(row)
            if comment and comment.has_note:
                self.end_entry()
                self.rows.append(row)
                self.notes.append(self.lines[row][comment.note_start : comment.note_end])

    def add_statement(self, statement: Statement) -> None:
        self.add_notes(range(statement.first, statement.first + 1))
        rows = range(statement.first, statement.last + 1)
        code = [self.cut_code(row, keep_note=row > statement.first) for row in rows]
        if self.code and (self.has_body or statement.first - self.rows[-1] > 1):
            self.code.append("")
            self.code_rows.append(statement.first)
        typed = list_typed("\n".join(code))
        self.code += [code[number] for number in typed]
        self.code_rows += [rows[number] for number in typed]
        self.has_body = ends_with_body("\n".join(code))
        self.rows += [statement.first, statement.last]
        if statement.prints:
            self.end_entry(statement.output)

    def cut_code(self, row: int, keep_note: bool) -> str:
        """A line's code, without prompt and tools' comments, with its note where it is kept."""
        line, column = self.lines[row], self.columns[row]
        comment = self.comments.get(row)
        if comment is None:
            return line[column:]
        if keep_note and comment.has_note:
            return line[column : comment.note_end]
        return line[column : comment.start].rstrip()
