"""The places that others may link to, as a table keeps them: lines of ``page#id`` and what is there.

Where several rows of a page are known by one name, the code of each says which is which: a row that
comes before them takes no id of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pycode.slugs import make_unique, strip_number

GONE = "gone"  # a place that another line leads on from, which no other may take
# Matches "tensors/creation", "tensors/creation#torch-zeros-2" and a tab, "0123abcd"; not "a b", "#a".
LINE = re.compile(r"([^\s#]+(?:#[^\s#]+)?)(?:\t(gone|[0-9a-f]{8}))?")


@dataclass(frozen=True)
class Permalink:
    """A place, and the digest of the code of its row, `GONE`, or nothing."""

    place: str
    mark: str = ""

    def write(self) -> str:
        return f"{self.place}\t{self.mark}" if self.mark else self.place


def parse_permalinks(text: str) -> list[Permalink]:
    """The lines of a table. Raises ValueError with the line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        match = LINE.fullmatch(line)
        if not match:
            told = "expected page#id, and after a tab 8 digits or 'gone'; run make permalinks"
            raise ValueError(f"{number}: found {line[:80]!r}, {told}")
        found.append(Permalink(match[1], match[2] or ""))
    return found


def group_by_page(permalinks: Iterable[Permalink]) -> dict[str, dict[str, str]]:
    """For each page its ids with what is known of them, ``-2`` before ``-10``."""
    pages: dict[str, dict[str, str]] = {}
    for permalink in sorted(permalinks, key=lambda known: (len(known.place), known.place)):
        page, _, name = permalink.place.partition("#")
        if name:
            pages.setdefault(page, {})[name] = permalink.mark
    return pages


def digest_code(code: str) -> str:
    """8 hexadecimal digits of the code of a row, which its notes do not change."""
    return sha256(code.encode()).hexdigest()[:8]


def keep_ids(
    slugs: Sequence[str], codes: Sequence[str], taken: Iterable[str], kept: Mapping[str, str]
) -> list[str]:
    """An id for each row of a page, made of its slug: the one it had, or one that none has had.

    A row is the same by its code; those whose code has changed are so by their order. `kept` are the ids
    that the page had, with what is known of each.

    >>> keep_ids(["a", "a"], ["new", "old"], [], {"a": digest_code("old")})
    ['a-2', 'a']
    """
    taken = set(taken)
    digests = [digest_code(code) for code in codes]
    free = {name: mark for name, mark in kept.items() if mark != GONE and name not in taken}
    ids = ["" for _ in slugs]
    for is_sure in (True, False):
        for place, (slug, digest) in enumerate(zip(slugs, digests, strict=True)):
            if not ids[place]:
                own = (name for name in free if slug in (name, strip_number(name)))
                same = (name for name in own if not is_sure or free[name] == digest)
                ids[place] = next(same, "")
                free.pop(ids[place], None)
    new = [slug for slug, name in zip(slugs, ids, strict=True) if not name]
    numbered = iter(make_unique(new, {*taken, *kept, *ids}))
    return [name or next(numbered) for name in ids]
