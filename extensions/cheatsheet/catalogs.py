"""Read, merge and write catalogs (``.po`` files) so that a diff shows words and nothing else.

No dates, no tools, no line numbers: the header names the language, messages stand in the order of
the page, obsolete ones are dropped, and a changed one keeps its translation, fuzzy, beside the
message that it was made for.
"""

from __future__ import annotations

import difflib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import polib
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from polib import POEntry

WIDTH = 100  # columns; long enough that a sentence seldom wraps
CLOSE = 0.7  # difflib's measure of likeness from which an old translation is worth a look; as babel's
SIZE_LIMIT = 5_000_000  # bytes; the largest catalog of the sheet is a hundredth of that

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

# Matches "<<<<<<< HEAD" and "=======" at the start of a line; not '"======="'.
CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


class CatalogError(ValueError):
    """A catalog that cannot be used; the message starts with ``path:line``."""


def find_catalogs(folder: Path, language: str) -> Iterator[Path]:
    """The ``.po`` files of a language, sorted."""
    yield from sorted((folder / language / "LC_MESSAGES").rglob("*.po"))


def read_text(path: Path) -> str:
    """The text of a catalog, or CatalogError for what no catalog may hold."""
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        raise CatalogError(f"{path}:1: found {size:,} bytes, expected at most {SIZE_LIMIT:,}")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CatalogError(
            f"{path}:{line}: found the byte {data[error.start]:#x}, expected UTF-8; save it as UTF-8"
        ) from None
    if text.startswith("\ufeff"):
        raise CatalogError(f"{path}:1: found a byte order mark, expected none; save without BOM")
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        raise CatalogError(f"{path}:{line}: found a CR line end, expected LF; save with Unix line ends")
    if conflict := CONFLICT.search(text):
        line = text[: conflict.start()].count("\n") + 1
        raise CatalogError(f"{path}:{line}: found a conflict marker; finish the merge")
    if text and not text.endswith("\n"):
        raise CatalogError(
            f"{path}:{text.count(chr(10)) + 1}: found no newline at the end, expected one; "
            "was the file cut short?"
        )
    return text


def read_catalog(path: Path, language: str) -> Catalog:
    """A catalog, whole and in the right language, or CatalogError with ``path:line``."""
    text = read_text(path)
    if not text.strip():
        raise CatalogError(f"{path}:1: found an empty file, expected a catalog; run make catalogs")
    try:
        catalog = read_po(io.BytesIO(text.encode()), abort_invalid=True, charset="utf-8")
    except PoFileError as error:
        line = getattr(error, "lineno", None)
        raise CatalogError(f"{path}:{(line or 0) + 1}: {error}, expected a message") from None
    except (ValueError, SyntaxError, IndexError) as error:
        raise CatalogError(f"{path}:1: found {error}, expected a catalog") from None
    found = re.search(r'^"Language: *([\w-]*)', text, re.MULTILINE)
    if not found or found[1].replace("-", "_") != language:
        line = text[: found.start()].count("\n") + 1 if found else 1
        said = repr(found[1]) if found else "none"
        raise CatalogError(f"{path}:{line}: found language {said}, expected {language!r}")
    check_duplicates(path, text)
    return catalog


def load_entries(path: Path, language: str) -> list[POEntry]:
    """The messages of a catalog to be written again, or CatalogError."""
    read_catalog(path, language)
    return list(polib.pofile(str(path)))


def check_duplicates(path: Path, text: str) -> None:
    """Refuse a message that stands twice: readers of catalogs disagree on which one counts."""
    seen: dict[str, int] = {}
    for line, message in find_messages(text):
        if message in seen:
            raise CatalogError(
                f"{path}:{line}: found {message!r} again, first on line {seen[message]}; keep one"
            )
        seen[message] = line


def find_messages(text: str) -> Iterator[tuple[int, str]]:
    """The 1-based line and the quoted text of each msgid (with its context)."""
    # A msgid with its continuation lines; matches 'msgid ""\n"a"\n"b"', not '#~ msgid "a"'.
    pattern = re.compile(r'^(?:msgctxt ".*"\n(?:".*"\n)*)?msgid (".*"(?:\n".*")*)', re.MULTILINE)
    for match in pattern.finditer(text):
        yield text[: match.start(1)].count("\n") + 1, re.sub(r'"\n"', "", match[1])[1:-1]


def merge_catalog(
    old: Iterable[POEntry], template: Iterable[POEntry], notes: Mapping[str, Sequence[str]]
) -> list[POEntry]:
    """The template's messages with the old catalog's translations.

    A new message that resembles one that is gone takes its translation, fuzzy. A message that is a
    note is told by the code that it describes, as extracted comments.
    """
    template = list(template)
    wanted = {entry.msgid for entry in template}
    kept = {entry.msgid: entry for entry in old if not entry.obsolete}
    gone = [msgid for msgid, entry in kept.items() if msgid not in wanted and entry.msgstr]
    merged = []
    for entry in template:
        new = POEntry(msgid=entry.msgid, comment="\n".join(shorten_code(notes.get(entry.msgid, ()))))
        if entry.msgid in kept:
            same = kept[entry.msgid]
            new.msgstr, new.flags, new.previous_msgid = same.msgstr, same.flags, same.previous_msgid
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
        old = load_entries(path, language) if path.exists() else []
        page = name.with_suffix("").as_posix()
        merged[path] = merge_catalog(old, polib.pofile(str(pot)), notes.get(page, {}))
    stale = [path for path in find_catalogs(folder, language) if path.relative_to(root) not in wanted]
    written = [path for path, catalog in merged.items() if write_catalog(path, catalog, language)]
    for path in stale:
        path.unlink()
    return {"written": written, "removed": stale}
