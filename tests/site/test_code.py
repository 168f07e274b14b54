"""No catalog has changed code: what is copied in Korean is what was run."""

from __future__ import annotations

import doctest
import io
import tokenize

from blockrun.model.block import Block
from built_site import ROOT


def read_tokens(block: Block) -> list[tuple[int, str]]:
    """The tokens of a block's code, comments left out."""
    code = block.code
    if block.kind == "doctest":
        code = "".join(example.source for example in doctest.DocTestParser().get_examples(code))
    feed = io.StringIO(code).readline
    return [(t.type, t.string) for t in tokenize.generate_tokens(feed) if t.type != tokenize.COMMENT]


def test_blocks_are_the_same_in_every_language(blocks) -> None:
    english = [(b.id, b.page, b.line) for b in blocks["en"]]
    assert len(english) >= 60
    for language, found in blocks.items():
        assert [(b.id, b.page, b.line) for b in found] == english, language


def test_tokens_are_those_of_the_source(blocks) -> None:
    for language, found in blocks.items():
        for ours, source in zip(found, blocks["en"], strict=True):
            assert read_tokens(ours) == read_tokens(source), (language, ours.path, ours.line)


def test_lines_are_those_of_the_page(blocks) -> None:
    """A block's line is where its first line of code, or of its notes, stands in the page."""
    for block in blocks["en"]:
        lines = (ROOT / block.path).read_text(encoding="utf-8").split("\n")
        for offset, line in enumerate(block.code.split("\n")):
            assert lines[block.line - 1 + offset].strip().startswith(line.strip()), block
