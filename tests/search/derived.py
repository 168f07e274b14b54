"""Queries derived from the pages themselves, each with what must be found: rules, by the hundred."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sheetsearch.collect import Entry, Page, Section

# (query, kind, the addresses of which one must be found)
Query = tuple[str, str, set[str]]

HANGUL = re.compile("[가-힣]+")


def list_sections(pages: Sequence[Page]) -> Iterator[tuple[str, Section]]:
    for page in pages:
        for section in page.sections:
            yield page.uri.removesuffix(".html"), section


def list_entries(pages: Sequence[Page]) -> Iterator[tuple[str, Section, Entry]]:
    for page, section in list_sections(pages):
        for entry in section.entries:
            yield page, section, entry


def has_final(word: str) -> bool:
    return (ord(word[-1]) - 0xAC00) % 28 > 0


def derive_titles(pages: Sequence[Page], other: Sequence[Page]) -> Iterator[Query]:
    """Every title, here and in the `other` language, finds a section of that title."""
    ours, theirs = list(list_sections(pages)), list(list_sections(other))
    for kind, named in (("title", ours), ("title in the other language", theirs)):
        wanted = defaultdict(set)
        for (page, section), (_, name) in zip(ours, named, strict=True):
            wanted[name.title].add(f"{page}#{section.anchor}")
        yield from ((title, kind, answers) for title, answers in wanted.items())


def derive_forms(pages: Sequence[Page]) -> Iterator[Query]:
    """Korean titles glued, with particles, by initials, typed on the other layout, mistyped."""
    wanted = defaultdict(set)
    for page, section in list_sections(pages):
        if re.fullmatch("[가-힣 ]+", section.title) and len(section.title) > 2:
            wanted[section.title].add(f"{page}#{section.anchor}")
    for title, answers in wanted.items():
        if " " in title:
            yield title.replace(" ", ""), "glued", answers
        for particle in ("을", "이", "은") if has_final(title) else ("를", "가", "는"):
            yield title + particle, "particle", answers
        yield title + "에서", "particle", answers


def derive_names(pages: Sequence[Page]) -> Iterator[Query]:
    """Names that entries are known by: whole, as the last part, in lower case, with brackets."""
    wanted = defaultdict(set)
    dotted = defaultdict(set)
    for page, _section, entry in list_entries(pages):
        last = entry.lead.split(".")[-1]
        if entry.full:
            wanted[last.lower()] |= {f"{page}#{entry.id}"}
            dotted[entry.lead] |= {f"{page}#{entry.id}"}
    for name, answers in wanted.items():
        yield name, "last part of a name", answers
        if "_" in name.strip("_"):
            yield name.replace("_", ""), "name without _", answers
            yield name.replace("_", " ").strip(), "name as words", answers
    for name, answers in dotted.items():
        yield name, "name", answers if name.count(".") else answers | wanted[name.lower()]
        yield f"{name}(2, 3)", "call", answers | wanted[name.split(".")[-1].lower()]


def derive_typos(queries: Sequence[Query], seed: int) -> Iterator[Query]:
    """One letter of a word changed places, fell out, was doubled or hit beside."""
    chance = random.Random(seed)
    for query, _, answers in queries:
        if re.fullmatch("[a-z_]{6,}", query):
            yield mistype(query, chance), "typo", answers


def mistype(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    match chance.randrange(3):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case _:
            return word[:at] + word[at] + word[at:]


def derive_messages(pages: Sequence[Page]) -> Iterator[Query]:
    """Every message of an error, whole, with its numbers changed, and its second half."""
    wanted = defaultdict(set)
    for page, _section, entry in list_entries(pages):
        last = entry.output.split("\n")[-1]
        if re.match(r"[\w.]*(Error|Exception|Warning): .{20}", last):
            wanted[last].add(f"{page}#{entry.id}")
    for message, answers in wanted.items():
        yield message, "message", answers
        yield message.partition(": ")[2], "message without its class", answers
        yield re.sub(r"\d", "7", message), "message with other numbers", answers
        trace = (
            'Traceback (most recent call last):\n  File "train.py", line 12, in <module>\n    main()\n'
        )
        yield trace + message, "traceback", answers
