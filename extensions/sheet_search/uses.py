"""What names are used for, in the words in which a reader asks for it: read, and checked.

A line of a table has a name, or the end of a dotted one, or the place of a section or an entry, and
phrases between commas: ``argmax`` or ``page#id``, ``index of the maximum, predicted class``.
Where entries have the same id but for a number, a piece of its code tells which: ``page#id~piece``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pycode.tree import expand

from sheet_search.collect import Page
from sheet_search.data import Places
from sheet_search.tables import read_table, split_words


@dataclass(frozen=True)
class Use:
    """A line of a table; `line` counts from 1."""

    line: int
    name: str
    phrases: tuple[str, ...]


def read_uses(paths: Iterable[Path]) -> list[Use]:
    """The lines of several tables. Raises ConfigError with ``path:line``."""
    return [
        Use(line, columns[0], tuple(split_words(columns[1])))
        for path in paths
        for line, columns in read_table(path, 2)
    ]


def join_uses(uses: Iterable[Use]) -> dict[str, list[str]]:
    """All phrases of a name, in all languages."""
    joined: dict[str, list[str]] = {}
    for use in uses:
        joined.setdefault(use.name, []).extend(use.phrases)
    return joined


def check_uses(
    uses: Iterable[Use], pages: Collection[Page], aliases: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """The line of each fault of a table and what is wrong there; line 1 where one is missing.

    What the pages use has a name that they know; what an entry is known by has words.
    """
    entries = [entry for page in pages for section in page.sections for entry in section.entries]
    used = {name for entry in entries for name in (*entry.names.main, entry.full) if name}
    ends = {end for name in used for end in list_ends(expand(name, aliases) or name)}
    places = Places(pages)
    known: set[str] = set()
    for use in uses:
        found = places.find(use.name)
        if use.name not in ends and not found:
            yield use.line, f"found {use.name!r}, which no entry uses and no place has; drop the line"
        elif len(found) > 1 or places.is_numbered(use.name):
            yield (
                use.line,
                f"found {use.name!r}, whose number may change; write page#id~piece of its code",
            )
        if use.name in known:
            yield use.line, f"found {use.name!r} again; make it one line"
        if not use.phrases:
            yield use.line, f"found no words for {use.name!r}, expected how a reader asks for it"
        known.add(use.name)
    leads = {entry.full for entry in entries if entry.full}
    for name in sorted({name.rpartition(".")[2] for name in leads if known.isdisjoint(list_ends(name))}):
        yield 1, f"found no line for {name!r}, by which an entry is known; say what it is for"


def list_ends(name: str) -> list[str]:
    """A dotted name and what it ends with: ``a.b.c``, ``b.c`` and ``c``."""
    parts = name.split(".")
    return [".".join(parts[at:]) for at in range(len(parts))]
