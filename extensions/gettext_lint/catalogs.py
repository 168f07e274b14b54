"""Read and write catalogs (``.po`` files) so that a diff shows words and nothing else.

No dates, no names of tools, no line numbers: the header names the language, messages stand in the order
of the page, those that have left it last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import polib
from babel.messages.pofile import PoFileError
from polib import POEntry, escape

from gettext_lint.parser import CatalogError, compile_text, read_text

WIDTH = 100  # columns; long enough that a sentence seldom wraps
NOTE = "note on the code:"  # the first extracted comment of a message that is one
LITERAL_NOTE = "no words: it stays as it is"
KINDS = "kinds.json"  # beside the templates: what the messages of each page are
INTERFACE = "sphinx"  # the catalog of the words that Sphinx and the theme say

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
    """The messages of a catalog, in its order; `linenum` is that of the msgstr. Raises CatalogError.

    What is read is what Sphinx will use: a catalog that gettext reads otherwise is refused.
    """
    text = read_text(path, language)
    entries = [entry for entry in parse_entries(path, text) if not entry.obsolete]
    for line, problem in find_disagreement(entries, text, language):
        raise CatalogError(f"{path}:{line}: {problem}")
    return entries


def parse_entries(path: Path, text: str) -> list[POEntry]:
    """The messages of a sound text, the obsolete ones too; `path` is for what is said of it."""
    try:
        entries = list(polib.pofile(text))
    except (OSError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{path}:{line[1] if line else 1}"
        raise CatalogError(f"{place}: found {error}, expected a catalog; mend the line") from None
    lines = text.split("\n")
    for entry in entries:
        while not entry.obsolete and not lines[entry.linenum - 1].startswith("msgstr"):
            entry.linenum += 1
    return entries


def find_disagreement(entries: Iterable[POEntry], text: str, language: str) -> Iterator[tuple[int, str]]:
    """Where gettext would not read what stands here, and the 1-based line."""
    try:
        used = dict(compile_text(text, language)[1])
    except (ValueError, LookupError, PoFileError) as error:
        yield getattr(error, "lineno", 0) + 1, f"found {error}, expected a catalog; mend the line"
        return
    used.pop("", None)
    for entry in entries:
        found = used.pop(entry.msgid, "")
        if found != ("" if entry.fuzzy else entry.msgstr):
            told = f"which gettext reads as {found[:60]!r}, expected one reading; write it anew"
            yield entry.linenum, f"found {entry.msgstr[:60]!r}, {told}"
    for msgid in used:
        yield 1, f"found {msgid[:60]!r} for gettext alone, expected one reading; write it anew"


def is_note(entry: POEntry) -> bool:
    """Whether a message comes from a note in code."""
    return entry.comment.split("\n")[0] == NOTE


def has_page(pages: Path, name: str) -> bool:
    """Whether a catalog has a page, or is that of the interface."""
    return name == INTERFACE or any((pages / f"{name}{suffix}").exists() for suffix in (".rst", ".md"))


def find_syntax(pages: Path, name: str) -> Literal["rst", "md", "plain"]:
    """What the messages of a catalog are written in; `name` is its path without suffix."""
    if name == INTERFACE:
        return "plain"
    return "md" if (pages / f"{name}.md").exists() else "rst"


def describe_note(code: Sequence[str]) -> str:
    return "\n".join([NOTE, *shorten_code(code)])


def shorten_code(lines: Sequence[str]) -> list[str]:
    """At most five lines of code, without empty ones."""
    kept = [line for line in lines if line.strip()]
    return kept if len(kept) <= 5 else [*kept[:4], "..."]


def write_catalog(
    path: Path, entries: Iterable[POEntry], language: str, fields: Mapping[str, str] | None = None
) -> bool:
    """Write a catalog whole or not at all, and only if it changed; tell whether it did.

    `fields` are those of the header that stand beside ours.
    """
    own = "".join(f'"{escape(f"{name}: {value}")}\\n"\n' for name, value in (fields or {}).items())
    body = "\n".join(entry.__unicode__(WIDTH) for entry in entries)
    text = f"{HEADER.format(language=language)}{own}\n{body.strip(chr(10))}\n"
    if not body:
        text = text.rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".po.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
    return True


def read_fields(text: str) -> dict[str, str]:
    """What a tool has set in a header for itself, such as ``X-Crowdin-Project``.

    Who translated and when, and with what, is said by git: it would change with every save.
    """
    fields = polib.pofile(text).metadata
    return {
        name: " ".join(value.split())
        for name, value in fields.items()
        if name.startswith("X-") and name != "X-Generator"
    }


def read_templates(folder: Path) -> dict[str, list[POEntry]]:
    """The messages of every page, by its name, sorted by that."""
    names = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.pot"))
    return {name: list(polib.pofile(str(folder / f"{name}.pot"))) for name in names}


def read_notes(folder: Path) -> dict[str, dict[str, list[str]]]:
    """The lines of code that each note describes, by the name of its page and its message."""
    return json.loads((folder / "notes.json").read_text(encoding="utf-8"))


def read_kinds(folder: Path) -> dict[str, dict[str, list[str]]]:
    """What the messages are, by the name of their page; none where no template was written."""
    path = folder / KINDS
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
