"""Bring catalogs up to the pages through sphinx-intl, and add what it lacks.

sphinx-intl's update keeps what is the same, finds what a new message was made from and keeps, behind
``#~``, what has left the page. It looks at nothing that is obsolete, moved or back again, drops the
previous message, the order of the page and the comment above a note, and writes dates: what it is
given and what it leaves is therefore prepared and finished here.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from polib import POEntry
from sphinx_intl import basic

from gettext_lint.catalogs import (
    LITERAL_NOTE,
    WIDTH,
    describe_note,
    find_catalogs,
    name_catalog,
    parse_entries,
    read_fields,
    read_kinds,
    read_notes,
    read_templates,
    write_catalog,
)
from gettext_lint.locales import SOURCE, find_languages
from gettext_lint.message import LITERAL
from gettext_lint.origins import name_origins, name_previous
from gettext_lint.parser import read_text, unescape

# A string of a catalog, as in a remark. Matches '"a \\"b\\""'.
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
# The messages of a page as catalogs had them, each list in its order, of all languages.
Orders = Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True)
class Page:
    """What a page says now: its messages in order, those that are literal, the code of its notes."""

    messages: Sequence[str] = ()
    literal: Collection[str] = ()
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def describe(self, msgid: str) -> str:
        """What a translator is told above a message."""
        if msgid in self.notes:
            return describe_note(self.notes[msgid])
        return LITERAL_NOTE if msgid in self.literal else ""


def read_pages(templates: Path) -> dict[str, Page]:
    """The pages by name, sorted, from the folder of their templates."""
    notes, kinds = read_notes(templates), read_kinds(templates)
    return {
        name: Page(
            [entry.msgid for entry in template],
            {msgid for msgid, found in kinds.get(name, {}).items() if found == [LITERAL]},
            notes.get(name, {}),
        )
        for name, template in read_templates(templates).items()
    }


def refresh_catalogs(
    templates: Path, folder: Path, language: str, orders: Orders | None = None
) -> dict[str, list[Path]]:
    """Bring a language's catalogs up to the templates; what was written and what was removed.

    Reads every catalog before it writes one: a bad catalog stops all (CatalogError). `orders` are those
    of all languages as they were before any was refreshed; without them, as they are now.
    """
    root, pages = folder / language / "LC_MESSAGES", read_pages(templates)
    orders = read_orders(folder) if orders is None else orders
    texts = {path: read_text(path, language, strict=False) for path in find_catalogs(folder, language)}
    old = {name_catalog(path, folder): read_old(path, text) for path, text in texts.items()}
    fields = {name_catalog(path, folder): read_fields(text) for path, text in texts.items()}
    known = recall(old, pages)
    updated = update(templates, language, known)
    written = []
    for name, page in pages.items():
        merged = finish(updated[name], known[name], page, orders.get(name, ()), language)
        path = root / f"{name}.po"
        if write_catalog(path, merged, language, fields.get(name, {})):
            written.append(path)
    removed = [root / f"{name}.po" for name in old if name not in pages]
    for path in removed:
        path.unlink()
    return {"written": written, "removed": removed}


def read_orders(folder: Path) -> dict[str, list[list[str]]]:
    """The messages of every catalog, by the page's name; the obsolete ones last."""
    orders: dict[str, list[list[str]]] = {}
    for language in find_languages(folder):
        for path in find_catalogs(folder, language):
            entries = read_old(path, read_text(path, language, strict=False))
            ordered = sorted(entries, key=lambda entry: entry.obsolete)
            orders.setdefault(name_catalog(path, folder), []).append([entry.msgid for entry in ordered])
    return orders


def read_old(path: Path, text: str) -> list[POEntry]:
    """The messages of a catalog, the obsolete ones too, with what a tool made of the previous ones.

    Babel, and so sphinx-intl, writes ``#| msgid "a"`` as a remark, ``# | msgid "a"``, which others wrap.
    """
    # polib skips what was the message of an obsolete one.
    entries = parse_entries(path, re.sub(r"^#~\|", "#|", text, flags=re.MULTILINE))
    for entry in entries:
        lines = entry.tcomment.split("\n")
        previous = " ".join(line.removeprefix("|").strip() for line in lines if line.startswith("|"))
        if previous.startswith("msgid "):
            entry.previous_msgid = unescape("".join(STRING.findall(previous)))
            entry.tcomment = "\n".join(line for line in lines if not line.startswith("|"))
        if entry.previous_msgid == entry.msgid:  # the message that it was made for is back
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    return entries


def recall(
    old: Mapping[str, Sequence[POEntry]], pages: Mapping[str, Page]
) -> dict[str, dict[str, POEntry]]:
    """For each page the messages whose translation is known, in their order, the page's own first.

    Beside what is in use, that is what became obsolete, what stood on another page, and what a fuzzy
    translation was made for, where the page has it again.
    """
    moved = find_moved(old, pages)
    everywhere = {msgid for page in pages.values() for msgid in page.messages}
    known = {}
    for name, page in pages.items():
        own = choose_known(old.get(name, ()))
        gone = [entry for entry in own.values() if entry.msgid not in page.messages and entry.msgstr]
        back = {entry.previous_msgid: entry for entry in gone if entry.fuzzy}
        for msgid in page.messages:
            lacks = msgid not in own or not own[msgid].msgstr
            if lacks and (sure := back.get(msgid) or moved.get(msgid)):
                own[msgid] = POEntry(msgid=msgid, msgstr=sure.msgstr, tcomment=sure.tcomment)
        for entry in gone:
            if entry.msgid in everywhere or (entry.fuzzy and entry.previous_msgid in page.messages):
                del own[entry.msgid]
        known[name] = own
    return known


def choose_known(entries: Sequence[POEntry]) -> dict[str, POEntry]:
    """Each message once, those in use first: the obsolete one too, where it alone is translated."""
    own: dict[str, POEntry] = {}
    for entry in sorted(entries, key=lambda entry: entry.obsolete):
        known = own.get(entry.msgid)
        if (known is None and (entry.msgstr or not entry.obsolete)) or (known and not known.msgstr):
            own[entry.msgid] = entry
    return own


def find_moved(old: Mapping[str, Sequence[POEntry]], pages: Mapping[str, Page]) -> dict[str, POEntry]:
    """The translations whose page lost their message: another page may have it now."""
    return {
        entry.msgid: entry
        for name, entries in old.items()
        for entry in entries
        if entry.msgid not in pages.get(name, Page()).messages and entry.msgstr and not entry.fuzzy
    }


def update(
    templates: Path, language: str, known: Mapping[str, Mapping[str, POEntry]]
) -> dict[str, list[POEntry]]:
    """What sphinx-intl's update makes of the known translations, by the page's name."""
    with tempfile.TemporaryDirectory() as work:
        root = Path(work, language, "LC_MESSAGES")
        for name, entries in known.items():
            if entries:
                write_catalog(root / f"{name}.po", map(revive, entries.values()), language)
        with contextlib.redirect_stdout(io.StringIO()):
            basic.update(work, str(templates), (language,), line_width=WIDTH, jobs=1)
        paths = {name: root / f"{name}.po" for name in known}
        return {name: read_old(path, path.read_text(encoding="utf-8")) for name, path in paths.items()}


def revive(entry: POEntry) -> POEntry:
    """A message as one in use."""
    flags = ["fuzzy"] if entry.fuzzy else []
    return POEntry(msgid=entry.msgid, msgstr=entry.msgstr, flags=flags, tcomment=entry.tcomment)


def finish(
    updated: Sequence[POEntry],
    known: Mapping[str, POEntry],
    page: Page,
    orders: Sequence[Sequence[str]],
    language: str,
) -> list[POEntry]:
    """The catalog of a page from what sphinx-intl left: in order, with all that it lacks."""
    found = {entry.msgid: entry for entry in updated if not entry.obsolete}
    merged = [
        POEntry(
            msgid=msgid,
            msgstr=found[msgid].msgstr,
            flags=["fuzzy"] if found[msgid].fuzzy and found[msgid].msgstr else [],
            comment=page.describe(msgid),
            tcomment=found[msgid].tcomment,
        )
        for msgid in page.messages
    ]
    gone = {m: e for m, e in known.items() if e.msgstr and m not in page.messages}
    origins = name_origins(merged, known, gone, orders)
    for entry in merged:
        origin = origins.get(entry.msgid)
        if origin and not entry.msgstr:
            entry.msgstr, entry.flags = origin.msgstr, ["fuzzy"]
        if entry.fuzzy:
            entry.previous_msgid = name_previous(entry, origin, known, orders, page.messages)
        if entry.msgid in page.literal and language != SOURCE:
            entry.msgstr, entry.flags, entry.previous_msgid = entry.msgid, [], None
    used = {origin.msgid for origin in origins.values()}
    return [*merged, *(retire(entry) for msgid, entry in gone.items() if msgid not in used)]


def retire(entry: POEntry) -> POEntry:
    """A translation whose message has left the page; it is used again when the message is back."""
    return POEntry(
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        flags=["fuzzy"] if entry.fuzzy else [],
        tcomment=entry.tcomment,
        obsolete=True,
    )


def refresh_all(
    templates: Path, folder: Path, languages: Iterable[str]
) -> dict[str, dict[str, list[Path]]]:
    """Refresh the catalogs of several languages, each with what all had before."""
    orders = read_orders(folder)
    return {language: refresh_catalogs(templates, folder, language, orders) for language in languages}
