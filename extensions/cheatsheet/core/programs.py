"""The program of an entry: what runs it alone, the imports and the earlier statements that it needs.

Pure: text in, text out. A program can be a file, a cell of a notebook, or lines typed at a prompt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pycode.dataflow import Flow, Step, find_names
from pycode.prompt import join_statements, prints, tighten

from cheatsheet.core.entries import parse_entries, strip_notes
from cheatsheet.core.python_source import cut_code, find_columns, find_sources, find_statements

WORD = re.compile(r"\w+")
RUNS = re.compile(r"\b(?:exec|eval)\(")
RAISED = "Traceback ("  # how the output of a statement begins that ends in an error


@dataclass(frozen=True)
class Program:
    """The code that runs an entry alone, which is the standard `imports` that it uses, then statements.

    The last of them are the entry's `own`. `row` is the block's row where the entry's own code
    starts, `rows` those where all its statements start. `needs` are the names that the entry reads from
    statements before it, with the rows of these.
    """

    row: int
    imports: tuple[str, ...]
    own: str
    code: str
    rows: tuple[int, ...]
    needs: Mapping[str, int]

    @property
    def above(self) -> str:
        """The code without the entry's own."""
        return self.code.removesuffix(self.own)

    def starts(self, other: Program) -> bool:
        """Whether whoever runs the other runs this one on the way."""
        return other.rows[: len(self.rows)] == self.rows


@dataclass(frozen=True)
class _Statement:
    row: int
    code: str
    shows: bool
    prints: bool
    raises: bool


def write_programs(text: str, session: bool, expected: str, imports: Mapping[str, str]) -> list[Program]:
    """The program of each entry of a block, in order; `imports` as `list_import_lines` gives them.

    Raises BlockError where the block is no Python.
    """
    statements = list(_read_statements(strip_notes(text, session), session))
    flow = Flow(Step(statement.code, statement.shows, statement.raises) for statement in statements)
    programs = []
    for entry in parse_entries(text, session, expected):
        rows = set(entry.code_rows)
        own = [n for n, statement in enumerate(statements) if statement.row in rows]
        before = range(own[0]) if entry.prints and not session else ()  # the output is that of all
        printing = [n for n in before if statements[n].prints]
        kept = [statements[n] for n in flow.find_needed([*printing, *own])]
        used = find_used((statement.code for statement in kept), imports)
        programs.append(_write_program(kept, len(own), tuple(used)))
    return programs


def find_used(codes: Iterable[str], imports: Mapping[str, str]) -> dict[str, None]:
    """The lines of the standard imports whose names the code uses, in their own order, each once.

    Code that runs other code, from a text perhaps, uses whatever stands in it as a word.
    """
    names: set[str] = set()
    for code in codes:
        reads, late, _ = find_names(code)
        names |= reads | late | (set(WORD.findall(code)) if RUNS.search(code) else set())
    return dict.fromkeys(line for name, line in imports.items() if name in names)


def keep_rows(code: str, session: bool, rows: Iterable[int]) -> str:
    """A block without notes, of which those statements are left that start in `rows`.

    Each stands where it stood, above its output; the other lines are empty.
    """
    lines = code.split("\n")
    sources = find_sources(code, session)
    ends = {source.row + len(source.lines): len(source.output) for source in sources}
    starts = set(rows)
    kept: set[int] = set()
    for statement in find_statements(sources, session):
        if statement.first in starts:
            end = statement.last + 1
            kept.update(range(statement.first, end + ends.get(end, 0)))
    return "\n".join(line if row in kept else "" for row, line in enumerate(lines))


def _read_statements(text: str, session: bool) -> Iterator[_Statement]:
    """The statements of a block without notes, in order."""
    lines = text.split("\n")
    sources = find_sources(text, session)
    columns = find_columns(sources)
    for statement in find_statements(sources, session):
        code = cut_code(lines, columns, statement)
        shows = session and statement.prints
        raises = session and statement.output.startswith(RAISED)
        yield _Statement(statement.first, tighten(code), shows, prints(code), raises)


def _write_program(kept: Sequence[_Statement], own: int, used: tuple[str, ...]) -> Program:
    before, entry = kept[:-own], kept[-own:]
    return Program(
        entry[0].row,
        used,
        join_statements(statement.code for statement in entry),
        join_statements([*used, *(statement.code for statement in kept)]),
        tuple(statement.row for statement in kept),
        _find_needs(before, entry),
    )


def _find_needs(before: Iterable[_Statement], entry: Iterable[_Statement]) -> dict[str, int]:
    """The names that the statements read and do not bind first, with the rows that bound them last."""
    bound = {name: statement.row for statement in before for name in find_names(statement.code)[2]}
    needs: dict[str, int] = {}
    own: set[str] = set()
    for statement in entry:
        reads, late, binds = find_names(statement.code)
        needs |= {name: bound[name] for name in sorted((reads | late) & bound.keys() - own)}
        own |= binds
    return needs
