"""Make each note of a block a gettext message of its own, and leave the code out of reach.

A block becomes a `literal_block` whose text is cut into code and `block_note` children; each is
`addnodes.translatable`. Sphinx keeps originals at priority 10 and translates at 20, so the cut is
made before. A catalog can then replace a note by one line of text, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from docutils import nodes
from pycode.assertions import Shown, find_faults
from pycode.names import find_imports
from pycode.slugs import make_slug
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from cheatsheet.core.entries import Entry, clean_note, parse_entries, split_notes
from cheatsheet.core.kept import Kept
from cheatsheet.core.permalinks import keep_ids
from cheatsheet.core.python_source import BlockError
from cheatsheet.transforms.version_marks import find_marks

logger = logging.getLogger(__name__)

KINDS = ("doctest", "testcode")


class block_note(nodes.literal_block, addnodes.translatable):
    """A note inside a block: one message.

    It is a literal block for Sphinx's sake: `Locale` parses the translations of other nodes as
    reST (sphinx/transforms/i18n.py, LITERAL_TYPE_NODES), and a note is plain text.
    """

    def preserve_original_messages(self) -> None:
        self["original"] = self.astext()

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        text = clean_note(translated_message)
        if not text:
            logger.warning(
                "found the translation %.60r of the note %r, expected words for a reader; "
                "mend it in the catalog",
                translated_message,
                original_message,
                location=self,
                type="cheatsheet",
                subtype="note",
            )
            return
        self[:] = [nodes.Text(text)]
        self["translated"] = True

    def extract_original_messages(self) -> Sequence[str]:
        return [self.get("original", self.astext())]


class noted_block(nodes.literal_block):
    """A doctest or testcode directive, its text cut into code and notes.

    Its text is the whole source, with `doctest` flags and ``<BLANKLINE>``, which
    `sphinx.ext.doctest` hides from readers: the doctest builder runs what this holds.
    """

    @property
    def session(self) -> bool:
        return self["testnodetype"] == "doctest"

    @property
    def written(self) -> list[Entry]:
        """The entries as the page has them."""
        return list(read_entries(self.astext(), self.session, self.get("expected", "")))

    @property
    def entries(self) -> list[Entry]:
        """The entries as they are shown: what differs by machine is what `samples` says, if anything."""
        fallbacks, samples = self.get("fallbacks", {}), self.get("samples", {})
        entries = [replace(entry, fallback=fallbacks.get(i, "")) for i, entry in enumerate(self.written)]
        for place, sample in samples.items():
            shown = {"output": sample.output, "varies": True, "seen": sample.seen}
            entries[place] = replace(entries[place], **shown)
        return entries


@Kept
def read_entries(text: str, session: bool, expected: str) -> tuple[Entry, ...]:
    """The entries of a block."""
    return tuple(parse_entries(text, session, expected))


def find_blocks(doctree: nodes.document) -> Iterator[noted_block]:
    return doctree.findall(noted_block)


# A block with its entries and the slugs of these.
Named = tuple[noted_block, list[Entry], list[str]]


class SplitBlocks(SphinxTransform):
    """Cut every block into code and notes, give its entries their ids, find its output and its check."""

    default_priority = 9  # before PreserveTranslatableMessages (10)

    def apply(self, **_kwargs: Any) -> None:
        self.document["marks"] = list(find_marks(self.document))
        program: noted_block | None = None
        block: noted_block | None = None
        named: list[Named] = []
        for node in list(self.document.findall(holds_code)):
            kind = node.get("testnodetype")
            if isinstance(node, nodes.comment):
                if kind == "testcode":
                    self.join_check(block, node)
                    block = program = None
            elif kind == "testoutput":
                self.join_output(program, node)
                program = None
            elif kind in KINDS:
                block = self.split(node, named)
                program = block if kind == "testcode" else None
        self.name_entries(named)

    def name_entries(self, named: list[Named]) -> None:
        """Give every entry an id of its slug, the one that it had where it was there before."""
        slugs = [slug for _, _, own in named for slug in own]
        codes = [entry.code for _, entries, _ in named for entry in entries]
        kept = self.config.permalinks.get(self.env.docname, {})
        ids = iter(keep_ids(slugs, codes, self.document.ids, kept))
        for block, entries, _ in named:
            block["entry_ids"] = [next(ids) for _ in entries]

    def split(self, node: nodes.literal_block, named: list[Named]) -> noted_block | None:
        text = node.get("test") or node.astext()
        new = noted_block("", "", **node.attributes)
        new.source, new.line = node.source, node.line
        new["trim_flags"] = False  # else TrimDoctestFlagsTransform makes it one text again
        new["first_line"] = find_code_line(node, text)
        try:
            for part in split_notes(text, new.session):
                new += self.make_part(part.kind, part.text, new, part.row)
            entries = new.entries
            imports = find_imports("\n".join(entry.code for entry in entries))
            slugs = [make_slug(entry.code, imports) for entry in entries]
            if not slugs and text.strip():  # CheckBlocks tells of an empty one
                raise BlockError(0, f"found a {node['testnodetype']} of notes alone, expected code")
        except BlockError as error:
            self.warn(node.source, new["first_line"] + error.row, str(error))
            return None
        named.append((new, entries, slugs))
        new.attributes.pop("test", None)
        node.replace_self(new)
        return new

    def make_part(self, kind: str, text: str, parent: noted_block, row: int) -> nodes.Node:
        if kind != "note":
            return nodes.Text(text)
        part = block_note(text, text)
        part.source, part.line = parent.source, parent["first_line"] + row
        return part

    def join_output(self, program: noted_block | None, node: nodes.literal_block) -> None:
        """Let a program know its output; the node stays, for sphinx.ext.doctest reads it."""
        if program is None:
            self.warn(node.source, node.line, "found testoutput, expected a testcode just before it")
            return
        if program.get("skipif") != node.get("skipif"):
            self.warn(
                node.source,
                node.line,
                f"found testoutput with the condition {node.get('skipif')!r}, expected that of its "
                f"testcode, {program.get('skipif')!r}",
            )
        program["expected"] = node.astext()
        program["options"] = node["options"]
        node["joined"] = True

    def join_check(self, block: noted_block | None, node: nodes.comment) -> None:
        """Let a block know the check that stands right after it, and say what is wrong with that.

        The node stays, for sphinx.ext.doctest runs it; no writer shows it.
        """
        place = node.parent.index(node)
        above = node.parent[place - 1] if place else None
        if block is None or above is None or not (above is block or above.get("joined")):
            self.warn(node.source, node.line, "found a check, expected a block just before it; move it")
            return
        if block.get("skipif") != node.get("skipif"):
            self.warn(
                node.source,
                node.line,
                f"found a check with the condition {node.get('skipif')!r}, expected that of its "
                f"block, {block.get('skipif')!r}; copy that",
            )
        imports = find_imports(self.config.doctest_global_setup or "")
        block["check"] = node.astext()
        block["check_line"] = find_code_line(node, block["check"])
        shown = Shown.read((entry.code for entry in block.entries), block.session, imports)
        for row, message in find_faults(block["check"], shown):
            self.warn(node.source, block["check_line"] + row, message)

    def warn(self, path: str | None, line: int | None, message: str) -> None:
        place = (self.env.docname, line) if path is None else f"{path}:{line}"
        logger.warning(message, location=place, type="cheatsheet", subtype="block")


def holds_code(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.literal_block, nodes.comment))


def find_code_line(node: nodes.Element, text: str) -> int:
    """The 1-based line of the file where a directive's content starts.

    A node knows the line of its directive alone; options and a blank line stand between.
    """
    first = next((line for line in text.split("\n") if line.strip()), "")
    start = node.line or 1
    try:
        with Path(node.source or "").open(encoding="utf-8-sig") as file:
            lines = file.read().split("\n")
    except OSError:
        return start
    for number in range(start, len(lines) + 1):
        if lines[number - 1].strip() == first.strip():
            return number
    return start
