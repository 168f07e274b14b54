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

import polib
from polib import POEntry

from cheatsheet.catalog_text import CatalogError, read_text

WIDTH = 100  # columns; long enough that a sentence seldom wraps
CLOSE = 0.7  # difflib's measure of likeness from which an old translation is worth a look; as babel's

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


def read_catalog(path: Path, language: str) -> list[POEntry]:
    """The messages of a catalog, in its order. Raises CatalogError."""
    text = read_text(path, language)
    try:
        return [entry for entry in polib.pofile(text) if not entry.obsolete]
    except (OSError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{path}:{line[1] if line else 1}"
        raise CatalogError(f"{place}: found {error}, expected a catalog") from None


def merge_catalog(
    old: Iterable[POEntry], template: Iterable[POEntry], notes: Mapping[str, Sequence[str]]
) -> list[POEntry]:
    """The template's messages with the old catalog's translations.

    A new message that resembles one that is gone takes its translation, fuzzy. A message that is a
    note is told by the code that it describes, as extracted comments.
    """
    template = list(template)
    wanted = {entry.msgid for entry in template}
    kept = {entry.msgid: entry for entry in old}
    gone = [msgid for msgid, entry in kept.items() if msgid not in wanted and entry.msgstr]
    merged = []
    for entry in template:
        new = POEntry(msgid=entry.msgid, comment="\n".join(shorten_code(notes.get(entry.msgid, ()))))
        if entry.msgid in kept:
            same = kept[entry.msgid]
            new.msgstr, new.flags = same.msgstr, same.flags
            new.previous_msgid = same.previous_msgid if same.fuzzy else None
            new.tcomment = same.tcomment
        elif close := difflib.get_close_matches(entry.msgid, gone, 1, CLOSE):
            new.msgstr, new.flags, new.previous_msgid = kept[close[0]].msgstr, ["fuzzy"], close[0]
        merged.append(new)
    return merged


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
    notes = json.loads((templates / "notes.json").read_text(encoding="utf-8"))
    wanted = {pot.relative_to(templates).with_suffix(".po"): pot for pot in templates.rglob("*.pot")}
    merged = {}
    for name, pot in sorted(wanted.items()):
        path = root / name
        old = read_catalog(path, language) if path.exists() else []
        page = name.with_suffix("").as_posix()
        merged[path] = merge_catalog(old, polib.pofile(str(pot)), notes.get(page, {}))
    stale = [path for path in find_catalogs(folder, language) if path.relative_to(root) not in wanted]
    written = [path for path, catalog in merged.items() if write_catalog(path, catalog, language)]
    for path in stale:
        path.unlink()
    return {"written": written, "removed": stale}
