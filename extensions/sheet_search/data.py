"""Encode what was collected as data that a page can load: what answers first, then the rest.

`decode.js` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from pycode.slugs import make_unique, slugify, strip_number

from sheet_search.collect import Entry, Page, Section
from sheet_search.keyboard_codec import is_korean, type_text

# So many entries come first, however large a sheet is: a first result loads what most look for.
FIRST = 1500


def encode_first(pages: Sequence[Page], aliases: Mapping[str, str]) -> dict:
    """Titles, and of most entries the notes and the names that they are known by, a line each.

    Korean as it is `typed`. Sections are given by page and entries by section, as counts. The entries
    of late pages come with the rest. `aliases` are the names that code uses for modules:
    ``{"nn": "torch.nn"}``.
    """
    sections, late = list_sections(pages), find_late(pages)
    typed = is_korean("".join(entry.note for entry in list_entries(pages)))
    write = type_text if typed else str
    return {
        "typed": typed,
        "pages": join_lines(
            join_cells(page.uri, write(page.chapter), "-" * page.aside, "-" * (page in late))
            for page in pages
        ),
        "sections": join_lines(join_cells(section.anchor, write(section.title)) for section in sections),
        **encode_entries([page for page in pages if page not in late], typed=typed),
        "sectionCounts": [len(page.sections) for page in pages],
        "entryCounts": [len(section.entries) for section in sections],
        "aliases": dict(aliases),
    }


def encode_rest(pages: Sequence[Page], uses: Mapping[str, Sequence[str]]) -> dict:
    """Prose by section; names, code and output by entry; in the order of `encode_first`.

    `uses` are the words in which readers ask for a name, or for a place by its number among all.
    """
    entries = list_entries(pages)
    places = Places(pages)
    named = ((places.write(name), words) for name, words in uses.items())
    late = find_late(pages)
    typed = is_korean("".join(entry.note for entry in entries))
    return {
        "late": encode_entries([page for page in pages if page in late], typed=typed),
        "uses": join_lines(join_cells(name, ", ".join(words)) for name, words in named),
        "prose": [section.prose for section in list_sections(pages)],
        "names": join_lines(encode_names(entry) for entry in entries),
        "code": [entry.code for entry in entries],
        "outputs": [entry.output for entry in entries],
    }


def find_late(pages: Iterable[Page]) -> set[Page]:
    """Those that show in passing what others are about, and what is left after many entries."""
    late, count = set(), 0
    for page in pages:
        count += 0 if page.aside else len(list_entries([page]))
        if page.aside or count > FIRST:
            late.add(page)
    return late


def encode_entries(pages: Sequence[Page], *, typed: bool) -> dict[str, str]:
    """The notes of entries, and what gives their ids."""
    write = type_text if typed else str
    return {
        "notes": join_lines(write(entry.note) for entry in list_entries(pages)),
        "leads": join_lines(encode_leads(pages)),
    }


class Places:
    """All sections and entries, in the order of `encode_first`, found by the names of a table.

    ``page#id`` is a section or an entry; ``page#id~piece`` the entry called ``id``, ``id-2``, ... that
    has this piece of code or output, written without blanks: it holds even after another entry took the
    number.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self._exact: dict[str, int] = {}
        self._sections: set[str] = set()
        # The entries of a name, whatever their number.
        self._alike: dict[str, list[tuple[int, str]]] = {}
        numbers = count()
        for page in pages:
            for section in page.sections:
                self._sections.add(f"{page.name}#{section.anchor}")
                self._exact[f"{page.name}#{section.anchor}"] = next(numbers)
                for entry in section.entries:
                    found = (next(numbers), "".join((entry.code + entry.output).split()))
                    self._exact[f"{page.name}#{entry.id}"] = found[0]
                    for name in {entry.id, strip_number(entry.id)}:
                        self._alike.setdefault(f"{page.name}#{name}", []).append(found)

    def find(self, name: str) -> list[int]:
        """The number of what is named; several where a piece does not tell which."""
        place, tilde, piece = name.partition("~")
        if not tilde:
            return [self._exact[place]] if place in self._exact else []
        return [number for number, text in self._alike.get(place, ()) if piece in text]

    def is_numbered(self, name: str) -> bool:
        """Whether an entry is named by an id that another one may take, as numbers are given anew."""
        if "~" in name or name in self._sections or name not in self._exact:
            return False
        place = strip_number(name)
        return place != name or len(self._alike[place]) > 1

    def write(self, name: str) -> str:
        """The number of a place, or the name as it is."""
        found = self.find(name)
        return str(found[0]) if len(found) == 1 else name


def list_sections(pages: Iterable[Page]) -> list[Section]:
    return [section for page in pages for section in page.sections]


def list_entries(pages: Iterable[Page]) -> list[Entry]:
    return [entry for section in list_sections(pages) for entry in section.entries]


def join_lines(lines: Iterable[str]) -> str:
    return "\n".join(line.replace("\n", " ") for line in lines)


def join_cells(*cells: str) -> str:
    """A line of cells, none of which can hold another."""
    return "\t".join(cell.replace("\t", " ") for cell in cells)


def encode_names(entry: Entry) -> str:
    """The names that an entry uses, those by the way after a ``=``: ``nn.Conv2d shape =padding``."""
    return f"{' '.join(entry.names.main)}={' '.join(entry.names.asides)}"


def encode_leads(pages: Iterable[Page]) -> Iterator[str]:
    """What each entry's id is made of."""
    for page in pages:
        ids = {section.anchor for section in page.sections}
        for entry in list_entries([page]):
            yield encode_id(entry, ids)
            ids.add(entry.id)


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
    """The id that an entry known by a lead gets beside those that are taken."""
    return make_unique([slugify(lead)], taken)[0]
