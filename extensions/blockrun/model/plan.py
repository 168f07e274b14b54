"""Which blocks to run here, and in which order."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence

from blockrun.model.block import Block

# Seconds that a block is thought to take where no earlier run tells: one that a hint names, another.
HINTED, OTHER = 1.0, 0.1
NEAREST = 3  # names that are told instead of an unknown one


def select_pages(blocks: Sequence[Block], pages: str) -> list[Block]:
    """The blocks of the pages, or folders of pages, named with commas or blanks between them.

    Raises ValueError for a name that matches no page.
    """
    if unknown := find_unknown(pages, {block.page for block in blocks}):
        raise ValueError(f"--pages: {unknown}")
    names = _split_names(pages)
    return [b for b in blocks if not names or any(_lies_in(b.page, name) for name in names)]


def find_unknown(pages: str, known: Collection[str]) -> str:
    """What is said of the first name that is no page nor folder of any; "" where all are known."""
    for name in _split_names(pages):
        if not any(_lies_in(page, name) for page in known):
            folders = {page.rpartition("/")[0] for page in known} - {""}
            near = difflib.get_close_matches(name, sorted({*known, *folders}), NEAREST, 0)
            return f"found {name!r}, expected a page or a folder of some; nearest: {', '.join(near)}"
    return ""


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


def _split_names(pages: str) -> list[str]:
    names = [name.removesuffix(".rst").strip("/") for name in pages.replace(",", " ").split()]
    return [name for name in names if name]


def _lies_in(page: str, name: str) -> bool:
    return page == name or page.startswith(f"{name}/")
