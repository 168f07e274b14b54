"""Write into pages what their blocks print now, and show the difference: ``make doctest ACCEPT=1``."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from blockrun.model.block import Block
from blockrun.model.examples import find_examples
from blockrun.model.record import Record

# Lines of a page, from 0: the first, the one behind the last, and what is put there.
Change = tuple[int, int, list[str]]
NO_PLACE = "found no place for the output, as where it is of a version; write it into the page"


def accept_outputs(root: Path, blocks: Iterable[Block], records: Iterable[Record]) -> Iterator[str]:
    """Change the pages; give the difference of each, or what could not be changed in it."""
    known = sorted(blocks, key=lambda block: block.line)
    pages: dict[str, list[tuple[Block, Record]]] = defaultdict(list)
    for record in records:
        if record.found is None or record.entry:
            continue
        # The same block may stand twice; a record has the line where it failed.
        same = (record.page, record.block)
        found = [b for b in known if (b.page, b.id) == same and b.line <= record.line]
        if found:
            pages[found[-1].path].append((found[-1], record))
        else:
            yield f"{record.page}:{record.line}: {NO_PLACE}"
    for name, pairs in pages.items():
        path = root / name
        before = path.read_text(encoding="utf-8").split("\n")
        after = list(before)
        for block, record in sorted(pairs, key=lambda pair: pair[1].line, reverse=True):
            change = find_change(block, record, before)
            if change is None:
                yield f"{name}:{record.line}: {NO_PLACE}"
            else:
                after[change[0] : change[1]] = change[2]
        path.write_text("\n".join(after), encoding="utf-8")
        yield "\n".join(difflib.unified_diff(before, after, name, name, n=1, lineterm=""))


def find_change(block: Block, record: Record, lines: Sequence[str]) -> Change | None:
    """Where an output stands on a page, and the lines to put there; None where it can't be found."""
    found = (record.found or "").split("\n") if record.found else []
    if block.kind == "doctest":
        example = next(e for e in find_examples(block) if e.lineno + 1 == record.line)
        start = example.lineno + example.source.count("\n")
        found = [line or "<BLANKLINE>" for line in found]
        return start, start + example.want.count("\n"), indent(found, lines[example.lineno])
    wanted = [line.strip() for line in block.expected.rstrip("\n").split("\n")]
    for start in range(block.line - 1 + block.code.count("\n"), len(lines)):
        if [line.strip() for line in lines[start : start + len(wanted)]] == wanted:
            return start, start + len(wanted), indent(found, lines[start])
    return None


def indent(texts: Iterable[str], like: str) -> list[str]:
    """Lines that stand in as far as another."""
    blank = like[: len(like) - len(like.lstrip())]
    return [f"{blank}{text}" if text else "" for text in texts]
