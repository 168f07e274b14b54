"""Check how blocks are written: ``sphinx-build -b style`` warns of what does not scan or translate."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator

from docutils import nodes
from gettext_lint.rules.note_rules import check_wording
from sphinx.highlighting import PygmentsBridge
from sphinx.transforms.post_transforms.code import HighlightLanguageVisitor
from sphinx.util import logging

from cheatsheet.builders.all_pages import WholeBuilder
from cheatsheet.builders.samples import load_page
from cheatsheet.core.entries import Entry
from cheatsheet.transforms.notes import block_note, find_blocks, noted_block

logger = logging.getLogger(__name__)

COLUMNS = 58  # of code; they fit beside the copy button at 1440 px, narrower screens wrap lines
NOTE_LENGTH = 60  # characters; a note is read at a glance
WORD = re.compile(r"\w")
# reST or Markdown in a note. Matches "``x``", "**bold**", ":ref:`x`"; not "a * b".
MARKUP = re.compile(r"`|\*\*|:\w+:")


class StyleBuilder(WholeBuilder):
    """Writes nothing; its warnings are its result."""

    name = "style"
    epilog = "Every block is written as it should be."

    def finish(self) -> None:
        highlighter = PygmentsBridge()
        for page in sorted(self.env.found_docs):
            doctree = load_page(self._app, page)
            doctree.walkabout(HighlightLanguageVisitor(doctree, self.config.highlight_language))
            for other in doctree.findall(is_other_code):
                self.highlight(highlighter, other)
            for node in find_blocks(doctree):
                for row, message in check_block(node):
                    place = f"{node.source}:{node['first_line'] + row}"
                    logger.warning(message, location=place, type="cheatsheet", subtype="style")

    def highlight(self, highlighter: PygmentsBridge, node: nodes.literal_block) -> None:
        """Let Sphinx warn, as when it writes (HTML5Translator), of code that is not in its language."""
        language, force = node.get("language", "default"), node.get("force", False)
        options = self.config.highlight_options.get(language, {})
        highlighter.highlight_block(node.rawsource, language, options, force, location=node)


def is_other_code(node: nodes.Node) -> bool:
    """Whether a node is code that is highlighted and is no block."""
    is_code = isinstance(node, nodes.literal_block) and not isinstance(node, noted_block | block_note)
    return is_code and node.rawsource == node.astext()


def check_block(node: noted_block) -> Iterator[tuple[int, str]]:
    """Findings and the row of the block where each is."""
    for entry, written in zip(node.entries, node.written, strict=True):
        yield from check_entry(entry)
        if entry.varies and "check" not in node and not WORD.search(written.output):
            yield (
                entry.row,
                f"found the output {written.output!r}, which any is like, expected what must hold; "
                "add a check, a testcode with :hide: after the block",
            )
    for note in node.findall(block_note):
        for message in check_note(note.astext()):
            yield (note.line or 0) - node["first_line"], message
    if node["options"].get(doctest.ELLIPSIS) and not varies(node):
        yield 0, "found the option ELLIPSIS, expected none for a whole block; it can hide a wrong output"


def varies(node: noted_block) -> bool:
    """Whether a program's output may be another each time, which its testoutput alone can say."""
    return not node.session and node.entries[-1].varies


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
