"""Refuse a file that is no sound catalog, with ``path:line`` and what to do.

polib and Babel read much that GNU gettext would not, such as a string without its last quote, and
then lose it: what they are given is checked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

SIZE_LIMIT = 5_000_000  # bytes; the largest catalog of the sheet is a hundredth of that

# A line of a catalog: a keyword and a quoted string, or the string alone that goes on with it.
# Matches 'msgid "a"', '"b\n"'; not 'msgid "a', '"a"b"', 'msgstr "\q"'.
LINE = re.compile(
    r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) )?"((?:[^"\\]|\\["\\abfnrtv])*)"$'
)
# What may come after what; "" is the start of a message.
FOLLOWS = {
    "": {"msgctxt", "msgid"},
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr"},
    "msgstr": {"msgctxt", "msgid"},
}
# Matches "<<<<<<< HEAD" and "=======" at the start of a line; not '"======="'.
CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )")


class CatalogError(ValueError):
    """A catalog that cannot be used; the message starts with ``path:line``."""


def read_text(path: Path, language: str) -> str:
    """The text of a sound catalog in a language. Raises CatalogError."""
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        raise CatalogError(f"{path}:1: found {size:,} bytes, expected at most {SIZE_LIMIT:,}")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found = f"the byte {data[error.start]:#x}"
        raise CatalogError(f"{path}:{line}: found {found}, expected UTF-8; save it as UTF-8") from None
    for line, problem in find_problems(text, language):
        raise CatalogError(f"{path}:{line}: {problem}")
    return text


def find_problems(text: str, language: str) -> Iterator[tuple[int, str]]:
    """What is wrong with the text of a catalog, and its 1-based line."""
    if text.startswith("\ufeff"):
        yield 1, "found a byte order mark, expected none; save without BOM"
    if not text.strip():
        yield 1, "found an empty file, expected a catalog; run make catalogs"
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        yield line, "found a CR line end, expected LF; save with Unix line ends"
    yield from find_grammar_problems(text)
    if not text.endswith("\n"):
        yield text.count("\n") + 1, "found no newline at the end, expected one; was the file cut short?"
    yield from find_language_problems(text, language)
    yield from find_duplicates(text)


def find_grammar_problems(text: str) -> Iterator[tuple[int, str]]:
    last = ""
    number = 0
    for number, line in enumerate(text.split("\n"), 1):
        if CONFLICT.match(line):
            yield number, "found a conflict marker, expected a message; finish the merge"
        if line.splitlines() not in ([line], []):  # polib splits here, and loses what follows
            yield number, f"found a hidden end of line in {line[:80]!r}, expected \\n or a blank"
        if not line.strip() or line.startswith("#"):
            continue
        match = LINE.match(line.rstrip())
        keyword = match[1].partition("[")[0] if match and match[1] else ""
        if not match:
            yield number, f"found {line[:80]!r}, expected a keyword and a string in quotes"
        elif (
            keyword
            and keyword not in FOLLOWS[last]
            and not (match[1].startswith("msgstr[") and last == "msgstr")
        ):
            wanted = " or ".join(sorted(FOLLOWS[last]))
            yield number, f"found {keyword} after {last or 'the start'}, expected {wanted}"
        elif not keyword and not last:
            yield number, f"found {line[:80]!r}, expected msgid"
        last = keyword or last
    if last not in ("", "msgstr"):
        yield number, f"found the end after {last}, expected msgstr; was the file cut short?"


def find_language_problems(text: str, language: str) -> Iterator[tuple[int, str]]:
    found = re.search(r'^"Language: *([\w-]*)', text, re.MULTILINE)
    if not found or found[1].replace("-", "_") != language:
        line = text[: found.start()].count("\n") + 1 if found else 1
        yield line, f"found language {found[1] if found else ''!r}, expected {language!r}"


def find_duplicates(text: str) -> Iterator[tuple[int, str]]:
    """Messages that stand twice: readers of catalogs disagree on which one counts."""
    # A context and a msgid, with the lines that continue them; not '#~ msgid "a"'.
    pattern = re.compile(r'^((?:msgctxt ".*"\n(?:".*"\n)*)?)msgid (".*"(?:\n".*")*)', re.MULTILINE)
    seen: dict[tuple[str, str], int] = {}
    for match in pattern.finditer(text):
        line = text[: match.start(2)].count("\n") + 1
        message = (match[1], match[2].replace('"\n"', ""))
        if message in seen:
            yield line, f"found {message[1]} again, first on line {seen[message]}; keep one"
        seen.setdefault(message, line)
