"""Which blocks to run here, in which order, and what to import before the first is forked."""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib
import logging
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from blockrun.block import Block

# Seconds that a block is thought to take where no earlier run tells: one that a hint names, another.
HINTED, OTHER = 1.0, 0.1


def select_pages(blocks: Sequence[Block], pages: str) -> list[Block]:
    """The blocks of the pages, or folders of pages, named with commas between them.

    Raises ValueError for a name that matches no page.
    """
    names = [name.strip().removesuffix(".rst").strip("/") for name in pages.split(",")]
    names = [name for name in names if name]
    for name in names:
        if not any(_lies_in(block.page, name) for block in blocks):
            known = ", ".join(sorted({block.page for block in blocks}))
            raise ValueError(f"--pages: found {name!r}, expected one of {known}")
    return [b for b in blocks if not names or any(_lies_in(b.page, name) for name in names)]


def select_shard(blocks: Iterable[Block], shard: str) -> list[Block]:
    """The blocks of one shard of several, ``2/3`` the second of three, split by their hash.

    Raises ValueError for what is no shard.
    """
    number, slash, count = shard.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise ValueError(f"--shard: found {shard!r}, expected a number of a count, such as 1/4")
    return [block for block in blocks if int(block.id, 16) % int(count) == int(number) - 1]


def order_blocks(
    blocks: Iterable[Block], seconds: Mapping[str, float], hints: Mapping[str, Sequence[str]]
) -> list[Block]:
    """The blocks, the longest first, so that none is left running alone at the end.

    `seconds` is by block id, from an earlier run.
    """

    def guess(block: Block) -> float:
        hinted = any(word in block.code for word in hints)
        return seconds.get(block.id, HINTED if hinted else OTHER)

    return sorted(blocks, key=guess, reverse=True)


def find_modules(blocks: Iterable[Block], hints: Mapping[str, Sequence[str]]) -> list[str]:
    """What at least two of these blocks will import: what one needs, it can import beside others.

    `hints` gives for a word in the code the modules that are imported when what it names is used.
    """
    counts: Counter[str] = Counter()
    for block in blocks:
        hinted = [name for word, names in hints.items() if word in block.code for name in names]
        counts.update({*hinted, *_find_imports(block)})
    return sorted(name for name, count in counts.items() if count > 1)


def import_quietly(modules: Iterable[str]) -> None:
    """Import what can be imported; what cannot is for the block that needs it to say."""
    disabled = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name in modules:
                with contextlib.suppress(Exception, SystemExit):
                    importlib.import_module(name)
    finally:
        logging.disable(disabled)


def _find_imports(block: Block) -> list[str]:
    code = block.code
    with contextlib.suppress(ValueError, SyntaxError):
        if block.kind == "doctest":
            code = "".join(e.source for e in doctest.DocTestParser().get_examples(code))
        names = []
        for node in ast.parse(code).body:
            if isinstance(node, ast.Import):
                names += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.append(node.module)
        return names
    return []


def _lies_in(page: str, name: str) -> bool:
    return page == name or page.startswith(f"{name}/")
