"""Read, merge and write catalogs (``.po`` files) so that a diff shows words and nothing else.

No dates, no tools, no line numbers: the header names the language, messages stand in the order of
the page, obsolete ones are dropped, and a changed one keeps its translation, fuzzy, beside the
message that it was made for.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import polib
from polib import POEntry

from cheatsheet.catalog_text import CatalogError, read_text

WIDTH = 100  # columns; long enough that a sentence seldom wraps
# difflib's measure of likeness from which an old translation is worth a look, anywhere and in place.
CLOSE, FAR = 0.6, 0.3
NOTE = "note on the code:"  # the first extracted comment of a message that is one
INTERFACE = "sphinx"  # the catalog of the words that Sphinx and the theme say
REFRESH = "run make catalogs"

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def find_catalogs(folder: Path, language: str) -> Iterator[Path]:
    """The ``.po`` files of a language, sorted."""
    yield from sorted((folder / language / "LC_MESSAGES").rglob("*.po"))


def name_catalog(path: Path, folder: Path) -> str:
    """What a catalog is called, as its page: ``tensors/creation``."""
    return Path(*path.relative_to(folder).parts[2:]).with_suffix("").as_posix()


def read_catalog(path: Path, language: str) -> list[POEntry]:
    """The messages of a catalog, in its order; `linenum` is that of the msgstr. Raises CatalogError."""
    text = read_text(path, language)
    try:
        entries = [entry for entry in polib.pofile(text) if not entry.obsolete]
    except (OSError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{path}:{line[1] if line else 1}"
        raise CatalogError(f"{place}: found {error}, expected a catalog; mend the line") from None
    lines = text.split("\n")
    for entry in entries:
        while not lines[entry.linenum - 1].startswith("msgstr"):
            entry.linenum += 1
    return entries


def is_note(entry: POEntry) -> bool:
    """Whether a message comes from a note in code."""
    return entry.comment.split("\n")[0] == NOTE


def find_syntax(pages: Path, name: str) -> Literal["rst", "md", "plain"]:
    """What the messages of a catalog are written in; `name` is its path without suffix."""
    if name == INTERFACE:
        return "plain"
    return "md" if (pages / f"{name}.md").exists() else "rst"


def merge_catalog(
    old: Sequence[POEntry],
    template: Sequence[POEntry],
    notes: Mapping[str, Sequence[str]],
    memory: Mapping[str, POEntry] | None = None,
) -> list[POEntry]:
    """The template's messages with the old catalog's translations.

    A new message takes the translation that `memory` has of it, else, fuzzy, that of a message which
    is gone and resembles it or stood in its place. A note is told by the code that it describes.
    """
    kept = {entry.msgid: entry for entry in old}
    wanted = {entry.msgid for entry in template}
    gone = {msgid: entry for msgid, entry in kept.items() if msgid not in wanted and entry.msgstr}
    back = {entry.previous_msgid: entry for entry in gone.values() if entry.fuzzy}
    places = pair_places(list(kept), [entry.msgid for entry in template])
    merged = []
    for entry in template:
        msgid = entry.msgid
        new = POEntry(msgid=msgid, comment=describe_note(notes[msgid]) if msgid in notes else "")
        if same := kept.get(msgid):
            new.msgstr, new.flags, new.tcomment = same.msgstr, same.flags, same.tcomment
            new.previous_msgid = same.previous_msgid if same.fuzzy else None
        elif sure := back.get(msgid) or (memory or {}).get(msgid):
            new.msgstr, new.tcomment = sure.msgstr, sure.tcomment
        elif origin := find_origin(msgid, gone, places):
            new.msgstr, new.flags = origin.msgstr, ["fuzzy"]
            new.previous_msgid = origin.previous_msgid if origin.fuzzy else origin.msgid
        merged.append(new)
    return merged


def find_origin(msgid: str, gone: Mapping[str, POEntry], places: Mapping[str, str]) -> POEntry | None:
    """The message that a new one was made from: its like, else what stood where it stands."""
    close = difflib.get_close_matches(msgid, gone, 1, CLOSE)
    return gone.get(close[0] if close else places.get(msgid, ""))


def pair_places(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """For each new message that stands in the place of old ones, the one that it replaced."""
    pairs = {}
    for kind, i, j, m, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "replace" and j - i == n - m:
            pairs |= dict(zip(new[m:n], old[i:j], strict=True))
        elif kind == "replace":
            near = {msgid: difflib.get_close_matches(msgid, old[i:j], 1, FAR) for msgid in new[m:n]}
            pairs |= {msgid: close[0] for msgid, close in near.items() if close}
    return pairs


def describe_note(code: Sequence[str]) -> str:
    return "\n".join([NOTE, *shorten_code(code)])


def shorten_code(lines: Sequence[str]) -> list[str]:
    """At most five lines of code, without empty ones."""
    kept = [line for line in lines if line.strip()]
    return kept if len(kept) <= 5 else [*kept[:4], "..."]


def write_catalog(path: Path, entries: Iterable[POEntry], language: str) -> bool:
    """Write a catalog whole or not at all, and only if it changed; tell whether it did."""
    body = "\n".join(entry.__unicode__(WIDTH) for entry in entries)
    text = HEADER.format(language=language) + body.strip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".po.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
    return True


def refresh_catalogs(templates: Path, folder: Path, language: str) -> dict[str, list[Path]]:
    """Bring a language's catalogs up to the templates; what was written and what was removed.

    Reads every catalog before it writes one: a bad catalog stops all (CatalogError).
    """
    root = folder / language / "LC_MESSAGES"
    notes = read_notes(templates)
    wanted = read_templates(templates)
    old = {
        path.relative_to(root).with_suffix("").as_posix(): read_catalog(path, language)
        for path in find_catalogs(folder, language)
    }
    memory = find_moved(old, wanted)
    written = []
    for name, template in wanted.items():
        merged = merge_catalog(old.get(name, []), template, notes.get(name, {}), memory)
        if write_catalog(root / f"{name}.po", merged, language):
            written.append(root / f"{name}.po")
    removed = [root / f"{name}.po" for name in old if name not in wanted]
    for path in removed:
        path.unlink()
    return {"written": written, "removed": removed}


def read_templates(folder: Path) -> dict[str, list[POEntry]]:
    """The messages of every page, by its name, sorted by that."""
    names = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.pot"))
    return {name: list(polib.pofile(str(folder / f"{name}.pot"))) for name in names}


def read_notes(folder: Path) -> dict[str, dict[str, list[str]]]:
    """The lines of code that each note describes, by the name of its page and its message."""
    return json.loads((folder / "notes.json").read_text(encoding="utf-8"))


def find_moved(
    old: Mapping[str, Sequence[POEntry]], wanted: Mapping[str, Sequence[POEntry]]
) -> dict[str, POEntry]:
    """The translations whose page lost their message: another page may have it now."""
    moved = {}
    for name, entries in old.items():
        left = {entry.msgid for entry in wanted.get(name, ())}
        for entry in entries:
            if entry.msgid not in left and entry.msgstr and not entry.fuzzy:
                moved[entry.msgid] = entry
    return moved


def compare_messages(
    path: Path,
    catalog: Sequence[POEntry],
    template: Iterable[POEntry],
    notes: Mapping[str, Sequence[str]],
) -> Iterator[str]:
    """Where a catalog is not that of its page, as ``path:line: what``; `notes` have their code."""
    wanted = dict.fromkeys(entry.msgid for entry in template)
    known = {entry.msgid for entry in catalog}
    for msgid in wanted:
        if msgid not in known:
            yield f"{path}:1: [missing] found no message {msgid[:60]!r}, which the page has; {REFRESH}"
    for entry in catalog:
        place, shown = f"{path}:{entry.linenum}", repr(entry.msgid[:60])
        if entry.msgid not in wanted:
            yield f"{place}: [missing] found {shown}, which the page has not; {REFRESH}"
        elif entry.msgid in notes and entry.comment != describe_note(notes[entry.msgid]):
            yield f"{place}: [code] found other code above {shown}, expected the page's; {REFRESH}"
