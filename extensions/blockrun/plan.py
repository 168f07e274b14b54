"""Which blocks to run here, and in which order."""

from __future__ import annotations

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


def _lies_in(page: str, name: str) -> bool:
    return page == name or page.startswith(f"{name}/")
