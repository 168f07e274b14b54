"""Write what was collected as data that a page can load: what answers first, then the whole texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sheetsearch.collect import Entry, Page, make_slug

# How many of an entry's names answer first: its rarest ones tell what it is about. More cost bytes
# (a kB each for 1,000 entries) and say less.
NAMES = 4


def encode_first(pages: Sequence[Page], aliases: Mapping[str, str]) -> dict:
    """Titles, notes and names, a line each; `decode.js` reads them.

    Sections are given by page and entries by section, as counts. `aliases` are the names that code
    uses for modules: ``{"nn": "torch.nn"}``.
    """
    sections = [section for page in pages for section in page.sections]
    entries = [entry for section in sections for entry in section.entries]
    return {
        "pages": join_lines(f"{page.uri}\t{page.title}\t{page.chapter}" for page in pages),
        "sections": join_lines(f"{section.anchor}\t{section.title}" for section in sections),
        "notes": join_lines(entry.note for entry in entries),
        "names": join_lines(encode_names(pages)),
        "sectionCounts": [len(page.sections) for page in pages],
        "entryCounts": [len(section.entries) for section in sections],
        "aliases": dict(aliases),
    }


def encode_rest(pages: Sequence[Page]) -> dict:
    """Prose by section, code and output by entry, in the order of `encode_first`."""
    sections = [section for page in pages for section in page.sections]
    entries = [entry for section in sections for entry in section.entries]
    return {
        "prose": [section.prose for section in sections],
        "code": [entry.code for entry in entries],
        "outputs": [entry.output for entry in entries],
    }


def join_lines(lines: Iterable[str]) -> str:
    return "\n".join(line.replace("\n", " ") for line in lines)


def encode_names(pages: Sequence[Page]) -> Iterator[str]:
    """For each entry what its id is made of, then its rarest names: ``nn.Conv2d zeros +2 =padding``.

    ``!`` stands before an entry that fails, ``-`` before one that shows nothing.
    """
    entries = [entry for page in pages for section in page.sections for entry in section.entries]
    counts = Counter(name for e in entries for name in (*e.names.main, *e.names.asides))
    for page in pages:
        ids = {section.anchor for section in page.sections}
        for entry in (entry for section in page.sections for entry in section.entries):
            head = encode_id(entry, ids)
            ids.add(entry.id)
            mark = "!" if entry.output.startswith("Traceback") else "" if entry.output else "-"
            yield mark + " ".join([head, *list_rare(entry, head, counts)])


def list_rare(entry: Entry, head: str, counts: Mapping[str, int]) -> Iterator[str]:
    shown = {entry.full, entry.full.split(".")[-1]} if not head.startswith((":", "=")) else set()
    rare = set(sorted((*entry.names.main, *entry.names.asides), key=lambda name: counts[name])[:NAMES])
    main = [name for name in entry.names.main if name in rare and name not in shown]
    yield from main
    left = len(set(entry.names.main) - {*shown, *main})
    if left:
        yield f"+{left}"
    asides = [name for name in entry.names.asides if name in rare]
    if asides:
        yield f"={' '.join(asides)}"


def encode_id(entry: Entry, taken: set[str]) -> str:
    """The shortest cell from which the id can be made again.

    The lead, ``~`` before what the code writes of it, if that is not all; ``:`` and the lead where the
    code made that name itself; ``=`` and the id where a lead gives another one.
    """
    if make_id(entry.lead, taken) != entry.id:
        return f"={entry.id}"
    if not entry.full.endswith(entry.lead):
        return f":{entry.lead}"
    before = entry.full.removesuffix(entry.lead)
    return f"{before}~{entry.lead}" if before else entry.lead


def make_id(lead: str, taken: set[str]) -> str:
    """What `cheatsheet.names.make_unique` makes of a lead."""
    slug = unique = make_slug(lead)
    number = 1
    while unique in taken:
        number += 1
        unique = f"{slug}-{number}"
    return unique
