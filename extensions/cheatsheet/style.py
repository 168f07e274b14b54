"""Check how blocks are written: ``sphinx-build -b style`` warns of what does not scan or translate."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator

from sphinx.util import logging

from cheatsheet.entries import Entry
from cheatsheet.notes import block_note, find_blocks, noted_block
from cheatsheet.whole_builder import WholeBuilder
from cheatsheet.wording import check_wording

logger = logging.getLogger(__name__)

COLUMNS = 44  # of code; 36 fit a phone of 390 px unwrapped
NOTE_LENGTH = 60  # characters; a note is read at a glance
# reST or Markdown in a note. Matches "``x``", "**bold**", ":ref:`x`"; not "a * b".
MARKUP = re.compile(r"`|\*\*|:\w+:")


class StyleBuilder(WholeBuilder):
    """Writes nothing; its warnings are its result."""

    name = "style"
    epilog = "Every block is written as it should be."

    def finish(self) -> None:
        for page in sorted(self.env.found_docs):
            doctree = self.env.get_doctree(page)
            for node in find_blocks(doctree):
                for row, message in check_block(node):
                    place = f"{node.source}:{node['first_line'] + row}"
                    logger.warning(message, location=place, type="cheatsheet", subtype="style")


def check_block(node: noted_block) -> Iterator[tuple[int, str]]:
    """Findings and the row of the block where each is."""
    for entry in node.entries:
        yield from check_entry(entry)
    for note in node.findall(block_note):
        for message in check_note(note.astext()):
            yield (note.line or 0) - node["first_line"], message
    if node["options"].get(doctest.ELLIPSIS):
        yield 0, "found the option ELLIPSIS, expected none for a whole block; it can hide a wrong output"


def check_entry(entry: Entry) -> Iterator[tuple[int, str]]:
    if not entry.note:
        first = entry.code.split("\n")[0]
        yield entry.row, f"found no note for {first!r}, expected a comment line above it"
    for row, line in zip(entry.code_rows, entry.code.split("\n"), strict=True):
        if len(line) > COLUMNS:
            yield (
                row,
                f"found {len(line)} columns of code, expected at most {COLUMNS}; wrap {line.strip()!r}",
            )


def check_note(text: str) -> Iterator[str]:
    if len(text) > NOTE_LENGTH:
        yield f"found a note of {len(text)} characters, expected at most {NOTE_LENGTH}: {text!r}"
    yield from check_wording(text, MARKUP)
