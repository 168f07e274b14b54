"""Check how blocks are written: ``sphinx-build -b style`` warns of what does not scan or translate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from cheatsheet.blocks import name_flags
from cheatsheet.entries import Entry
from cheatsheet.names import looks_like_code
from cheatsheet.notes import block_note, find_blocks, noted_block

logger = logging.getLogger(__name__)

COLUMNS = 44  # of code; 36 fit a phone of 390 px unwrapped
NOTE_LENGTH = 60  # characters; a note is read at a glance
# reST or Markdown in a note. Matches "``x``", "**bold**", ":ref:`x`"; not "a * b".
MARKUP = re.compile(r"`|\*\*|:\w+:")


class StyleBuilder(Builder):
    """Writes nothing; its warnings are its result."""

    name = "style"
    epilog = "Every block is written as it should be."
    allow_parallel = True

    def get_outdated_docs(self) -> set[str]:
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return ""

    def write_documents(self, docnames: Set[str]) -> None:
        """Nothing a page."""

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
    for flag in find_global_flags(node):
        yield 0, f"found the option {flag}, expected none for a whole block; it can hide a wrong output"


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
    if text.endswith("."):
        yield f"found a full stop at the end of the note {text!r}, expected none"
    if MARKUP.search(text):
        yield f"found markup in the note {text!r}, expected plain words"
    if looks_like_code(text):
        yield f"found code in the note {text!r}, expected words"


def find_global_flags(node: nodes.Element) -> list[str]:
    return [name for name, on in name_flags(node["options"]).items() if on and name == "ELLIPSIS"]
