"""Read and check the file of redirects: a line a move, the old place, a tab, the new place.

A place is a page, ``tensors/creation``, or something on it, ``tensors/creation#torch-zeros``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

# Matches "install", "a/b-c", "a/b#c"; not "/a", "../a", "a b", "a.html#", "a#".
PLACE = re.compile(r"[^\s./#][^\s/#]*(/[^\s./#][^\s/#]*)*(#[^\s#]+)?")


@dataclass(frozen=True)
class Redirect:
    """A move; `line` is the 1-based line of the file."""

    line: int
    old: str
    new: str


@dataclass(frozen=True)
class Finding:
    """What is wrong with a line of the file."""

    line: int
    text: str


def parse_redirects(text: str) -> tuple[list[Redirect], list[Finding]]:
    """The moves of a file, and the lines that are none; empty lines and those of a ``#`` are neither."""
    redirects, findings = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        # Of letters that are seen: no "\0", which no file can have in its name, no "\u202e".
        if len(cells) == 2 and all(PLACE.fullmatch(cell) and cell.isprintable() for cell in cells):
            redirects.append(Redirect(number, *cells))
        else:
            text = f"found {line!r}, expected an old place, a tab and a new place, as in a/page#id"
            findings.append(Finding(number, text))
    return redirects, findings


def check_redirects(
    redirects: Iterable[Redirect], places: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """What keeps a redirect from leading anywhere; `places` holds the ids of every page."""
    redirects = list(redirects)
    first: dict[str, int] = {}
    for redirect in redirects:
        line, old, new = redirect.line, redirect.old, redirect.new
        if old in first:
            yield Finding(line, f"found {old} again, expected it once; it is in line {first[old]}")
        first.setdefault(old, line)
        if exists(old, places):
            yield Finding(line, f"found {old}, which is there, expected a place that is gone")
        if not exists(new, places):
            yield Finding(line, f"found no {new}, expected a place that exists; name where it is now")
    for redirect in redirects:
        page = redirect.old.partition("#")[0]
        if page not in places and page not in first:
            text = f"found {redirect.old}, expected a line for its page too, {page}, which is gone"
            yield Finding(redirect.line, text)


def exists(place: str, places: Mapping[str, Collection[str]]) -> bool:
    page, mark, name = place.partition("#")
    return page in places and (not mark or name in places[page])


def make_map(redirects: Iterable[Redirect]) -> dict[str, dict[str, str]]:
    """By the old page and the id on it, "" for the page itself, the new place; sorted."""
    pages: dict[str, dict[str, str]] = {}
    for redirect in sorted(redirects, key=lambda found: found.old):
        page, _, name = redirect.old.partition("#")
        pages.setdefault(page, {})[name] = redirect.new
    return pages
