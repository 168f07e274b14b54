"""The programs of a page's entries, and as few blocks as prove them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from blockrun.model.block import Block
from blockrun.model.examples import ANYTHING
from pycode.prompt import list_import_lines

from cheatsheet.core.kept import Kept
from cheatsheet.core.programs import Program, find_used, keep_rows, write_programs

if TYPE_CHECKING:
    from cheatsheet.transforms.notes import noted_block

# What an entry in the middle of a program prints is part of a later one's output, or of no row's.
# It is expected to be anything.
FLAGS = {"ELLIPSIS": True, "NORMALIZE_WHITESPACE": True}


def find_programs(node: noted_block, setup: str) -> tuple[Program, ...]:
    """The program of each entry of a block, which takes the imports of the setup for granted."""
    return _find_programs(node.astext(), node.session, node.get("expected", ""), setup)


@Kept
def _find_programs(text: str, session: bool, expected: str, setup: str) -> tuple[Program, ...]:
    return tuple(write_programs(text, session, expected, list_import_lines(setup)))


def find_leans(node: noted_block, setup: str) -> list[list[tuple[str, str]]]:
    """For each entry of a block the names that it takes from others, with the ids of these.

    One that takes no name, but a file perhaps, leans on the nearest with the name "".
    """
    ids = {
        row: name
        for entry, name in zip(node.entries, node["entry_ids"], strict=True)
        for row in entry.code_rows
    }
    leans = []
    for program in find_programs(node, setup):
        own = ids[program.row]
        found = [(name, ids[row]) for name, row in program.needs.items()]
        above = [ids[row] for row in program.rows if row < program.row and ids[row] != own]
        leans.append(found or [("", name) for name in above[-1:]])
    return leans


def collect_programs(block: Block, programs: Sequence[Program]) -> Iterator[Block]:
    """The programs of a block as blocks, each statement in the line where it stands in the block.

    Those that are the beginning of the block or of another program are left out: to run that one is to
    run them, too.
    """
    whole = find_rows(programs)
    kept: list[Program] = []
    for program in sorted(programs, key=lambda program: len(program.rows), reverse=True):
        if whole[: len(program.rows)] != program.rows and not any(map(program.starts, kept)):
            kept.append(program)
    for program in kept:
        yield make_block(block, program, is_last=program is programs[-1])


def join_imports(programs: Iterable[Program], check: str, setup: str) -> tuple[str, ...]:
    """What the programs of a block and its check import together, in the order of the setup."""
    used = {line for program in programs for line in program.imports}
    used |= find_used([check], list_import_lines(setup)).keys()
    return tuple(line for line in dict.fromkeys(list_import_lines(setup).values()) if line in used)


def find_rows(programs: Sequence[Program]) -> tuple[int, ...]:
    """The rows of all statements of a block, each of which some program has."""
    return tuple(sorted({row for program in programs for row in program.rows}))


def make_block(block: Block, program: Program, *, is_last: bool) -> Block:
    """A program as a block. A session holds its outputs; else the last entry has that of all."""
    is_session = block.kind == "doctest"
    code = keep_rows(block.code, is_session, program.rows)
    entry = block.line + program.row
    made = replace(block, code=code, check="", check_line=0, imports=program.imports, entry=entry)
    if is_session:
        return replace(made, expected="")
    if is_last:
        return made
    flags = {**block.options.get("flags", {}), **FLAGS}
    return replace(made, expected=ANYTHING, options={**block.options, "flags": flags})
