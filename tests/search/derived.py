"""Queries derived from what the pages themselves say: each title, name and message must be found.

A document is what the engine knows of a section or an entry, see extensions/sheetsearch/scripts.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

# What must be found: the addresses of which one will do, by query.
Wanted = Mapping[str, set[str]]

KOREAN = re.compile("[가-힣]+(?: [가-힣]+)*")
ERROR = re.compile(r"[\w.]*(?:Error|Exception|Warning): .{20}")
TRACE = 'Traceback (most recent call last):\n  File "train.py", line 12, in <module>\n    main()\n'


def collect(pairs: Iterable[tuple[str, str]]) -> Wanted:
    """Queries and addresses, the addresses of a query together."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for query, address in pairs:
        wanted[query].add(address)
    return wanted


def find_titles(documents: Iterable[dict]) -> Wanted:
    return collect((d["title"], d["address"]) for d in documents if "title" in d)


def find_source_titles(documents: Iterable[dict]) -> Wanted:
    """Titles as the source has them, from which the ids of sections come."""
    sections = (d for d in documents if "title" in d)
    return collect((re.sub("-", " ", d["id"]), d["address"]) for d in sections)


def find_korean_forms(documents: Iterable[dict]) -> Wanted:
    """Korean titles glued and with particles."""
    return collect(
        (form, address)
        for title, addresses in find_titles(documents).items()
        if KOREAN.fullmatch(title) and len(title) > 2
        for form in {title.replace(" ", ""), *add_particles(title)}
        for address in addresses
    )


def add_particles(word: str) -> Iterator[str]:
    has_final = (ord(word[-1]) - 0xAC00) % 28 > 0
    for particle in ("을", "이", "은") if has_final else ("를", "가", "는"):
        yield word + particle
    yield word + "에서"


def find_names(documents: Iterable[dict]) -> Wanted:
    """Whole names that entries are known by, of what is imported: nn.Conv2d, not x.view."""
    return collect((d["lead"], d["address"]) for d in documents if d.get("lead") and d["imported"])


def find_last_parts(documents: Iterable[dict]) -> Wanted:
    """Names without what stands before the last dot, and without _, in lower case."""
    leads = [(d["lead"], d["address"]) for d in documents if d.get("lead")]
    parts = [(lead.split(".")[-1].lower(), address) for lead, address in leads]
    glued = [(name.replace("_", ""), address) for name, address in parts if len(name) > 6]
    return collect([*parts, *glued])


def find_messages(documents: Iterable[dict]) -> Wanted:
    """Errors as a reader pastes them: whole, with other numbers, with the way there above."""
    last = ((d.get("output", "").split("\n")[-1], d["address"]) for d in documents)
    found = collect((line, address) for line, address in last if ERROR.match(line))
    return collect(
        (form, address)
        for line, addresses in found.items()
        for form in (line, re.sub(r"\d", "7", line), TRACE + line)
        for address in addresses
    )


def mistype_words(words: Iterable[str], seed: int) -> dict[str, str]:
    """Words of six letters and more in which one fell out, came twice or changed places, and the right
    ones."""
    chance = random.Random(seed)
    long = sorted({word for word in words if re.fullmatch("[a-z]{6,}", word)})
    return {mistype(word, chance): word for word in long}


def mistype(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    match chance.randrange(3):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case _:
            return word[:at] + word[at] + word[at:]
