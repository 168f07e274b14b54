"""Small sheets made for tests, as the extension collects them from doctrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheetsearch.collect import Entry, Page, Section, make_entry, make_slug
from sheetsearch.data import make_id
from sheetsearch.names import Scope, find_dotted, find_locals

# An entry: its note, its code and what it prints.
Row = tuple[str, str, str]
IMPORTS = {"nn": "lib.nn", "lib": "lib"}


def make_page(
    uri: str,
    title: str,
    sections: Mapping[str, Sequence[Row]],
    *,
    chapter: str = "",
    prose: str = "",
    aside: bool = False,
) -> Page:
    """A page whose first section is itself; anchors are made of titles, ids of code."""
    taken = {make_slug(name) or f"s{number}" for number, name in enumerate([title, *sections])}
    made = [Section(make_slug(title) or "top", title, prose, ())]
    for number, (name, rows) in enumerate(sections.items(), 1):
        entries = []
        for row in rows:
            entries.append(make_row(*row, taken))
            taken.add(entries[-1].id)
        made.append(Section(make_slug(name) or f"s{number}", name, "", tuple(entries)))
    return Page(f"{uri}.html", title, chapter, tuple(made), aside)


def make_row(note: str, code: str, output: str, taken: set[str]) -> Entry:
    lead = next((name for name in find_dotted(code) if "." in name), "entry")
    scope = Scope(IMPORTS, {"nn", "lib"}, find_locals(code))
    entry = {"id": make_id(lead, taken), "note": note, "code": code, "output": output}
    return make_entry(entry, scope)
