"""Outputs that may be others each time, as a run saw them. Pure: blocks and runs in, samples out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from blockrun.model.block import Block
from blockrun.model.examples import ExampleError, find_examples, is_pattern

from cheatsheet.core.entries import Entry
from cheatsheet.core.runs import Run


@dataclass(frozen=True)
class Sample:
    """An output that differs from one machine to another, and where it was seen, "" if nowhere yet."""

    output: str
    seen: str = ""


def find_samples(entries: Sequence[Entry], block: Block, runs: Sequence[Run]) -> dict[int, Sample]:
    """By the place of its entry, every output that a block allows to differ.

    It is what the first run has seen that has it; where none has, the pattern that the page holds.
    """
    if "ELLIPSIS" not in block.code and "ELLIPSIS" not in block.options.get("flags", {}):
        return {}
    try:
        rows = [e.lineno - block.line + 1 for e in find_examples(block) if is_pattern(e)]
    except ExampleError:  # of which the run tells
        return {}
    places = [find_place(entries, row) if block.kind == "doctest" else len(entries) - 1 for row in rows]
    for run in runs:
        if (row := run.rows.get(block.id)) and places and len(row.samples) == len(places):
            seen = f"{run.device}, {run.software}"
            pairs = zip(places, row.samples, strict=True)
            return {place: Sample(text, seen) for place, text in pairs}
    return {place: Sample(entries[place].output) for place in places}


def find_place(entries: Sequence[Entry], row: int) -> int:
    """The entry with the example that starts in a row of the block: its code ends there or later."""
    return next(n for n, entry in enumerate(entries) if entry.code_rows[-1] >= row)
