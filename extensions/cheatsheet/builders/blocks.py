"""Collect the blocks of every page into one file, for a runner that needs no Sphinx."""

from __future__ import annotations

import doctest
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from blockrun.model.block import FILES, Block, write_blocks
from docutils import nodes
from pycode.names import find_imports
from sphinx.errors import ConfigError
from sphinx.util import logging

from cheatsheet.builders.all_pages import WholeBuilder
from cheatsheet.builders.programs import collect_programs, find_programs, join_imports
from cheatsheet.builders.version_checks import Checks
from cheatsheet.core.entries import strip_notes
from cheatsheet.transforms.notes import find_blocks, noted_block
from cheatsheet.transforms.version_marks import ADDED, find_deprecated

logger = logging.getLogger(__name__)


class BlocksBuilder(WholeBuilder):
    """Writes ``blocks.jsonl``, a block a line, and ``setup.py``, the doctest_global_setup.

    ``programs.jsonl`` beside them holds what proves that entries run alone, ``marks.jsonl`` the checks
    of what pages say of versions, both as blocks.
    """

    name = "blocks"
    epilog = "The blocks are in %(outdir)s/blocks.jsonl."

    def finish(self) -> None:
        folder = Path(self.outdir)
        setup = self.config.doctest_global_setup or ""
        blocks: list[Block] = []
        programs: list[Block] = []
        for page in sorted(self.env.found_docs):
            tree, metadata = self.env.get_doctree(page), self.env.metadata[page]
            found = collect_blocks(page, tree, metadata, Path(self._app.confdir))
            for node, block in zip(find_blocks(tree), found, strict=True):
                own = find_programs(node, setup)
                blocks.append(replace(block, imports=join_imports(own, block.check, setup)))
                programs += collect_programs(block, own)
        (folder / "setup.py").write_text(setup, encoding="utf-8")
        conditions = (self.config.version_condition, self.config.version_end_condition)
        checks = Checks(blocks, find_imports(setup), *conditions)
        marks = self.check_marks(checks) if checks.condition else []
        for name, some in zip(FILES, (blocks, programs, marks), strict=True):
            write_blocks(folder / name, some)
        logger.info("%d blocks on %d pages", len(blocks), len({found.page for found in blocks}))

    def check_marks(self, checks: Checks) -> Iterator[Block]:
        """The checks of every page's marks; what is said to be added must name something."""
        for page in sorted(self.env.found_docs):
            path = self.env.doc2path(page)
            for mark in self.env.get_doctree(page).get("marks", []):
                made = checks.make(page, os.path.relpath(path, self._app.confdir), mark)
                if mark.kind == ADDED and not made:
                    text = "found %r, which names nothing that the pages import, for %r"
                    place = f"{path}:{mark.line}"
                    logger.warning(text, mark.literal, mark.words, location=place, type="cheatsheet")
                yield from made


def collect_blocks(
    page: str, doctree: nodes.document, metadata: dict[str, Any], root: Path
) -> Iterator[Block]:
    """The blocks of a page, as they will be run; their paths are relative to `root`."""
    deprecated = find_deprecated(doctree.get("marks", []))
    for node in find_blocks(doctree):
        options: dict[str, Any] = {}
        if flags := name_flags(node["options"]):
            options["flags"] = flags
        if "timeout" in metadata:
            options["timeout"] = read_timeout(page, metadata["timeout"])
        if deprecated:
            options["deprecated"] = deprecated
        yield Block(
            page=page,
            path=os.path.relpath(node.source or page, root),
            line=node["first_line"],
            kind=node["testnodetype"],
            code=strip_notes(node.astext(), node.session),
            expected=show_expected(node),
            requires=node.get("skipif", ""),
            options=options,
            check=node.get("check", ""),
            check_line=node.get("check_line", 0),
        )


def show_expected(node: noted_block) -> str:
    """What the block is expected to print, of all its entries together."""
    return "\n".join(entry.output for entry in node.written if entry.prints)


def name_flags(options: dict[int, bool]) -> dict[str, bool]:
    names = {flag: name for name, flag in doctest.OPTIONFLAGS_BY_NAME.items()}
    return {names[flag]: on for flag, on in sorted(options.items())}


def read_timeout(page: str, value: str) -> float:
    """The ``:timeout:`` field at the top of a page, in seconds."""
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 600:
        raise ConfigError(f"{page}: found :timeout: {value}, expected seconds, more than 0, at most 600")
    return seconds
