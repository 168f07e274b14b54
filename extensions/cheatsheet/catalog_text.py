"""Refuse a file that is no sound catalog, with ``path:line`` and what to do.

polib and Babel read much that GNU gettext would not, such as a string without its last quote, and
then lose it: what they are given is checked first.
"""

from __future__ import annotations

import gettext
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

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
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
# The header: the message whose id is empty, with the lines of its translation.
HEADER = re.compile(r'^msgid ""\nmsgstr ".*"\n(?:".*"\n)*', re.MULTILINE)


class CatalogError(ValueError):
    """A catalog that cannot be used; the message starts with ``path:line``."""


def read_text(path: Path, language: str) -> str:
    """The text of a sound catalog in a language. Raises CatalogError."""
    if path.is_symlink():
        raise CatalogError(f"{path}:1: found a link, expected a file; put the catalog itself there")
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            found = f"found {size:,} bytes, expected at most {SIZE_LIMIT:,}"
            raise CatalogError(f"{path}:1: {found}; put back the catalog as it was")
        data = path.read_bytes()
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found = f"the byte {data[error.start]:#x}"
        raise CatalogError(f"{path}:{line}: found {found}, expected UTF-8; save it as UTF-8") from None
    except OSError as error:
        found = error.strerror or str(error)
        raise CatalogError(f"{path}:1: found {found}, expected a file to read; mend that") from None
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
        yield (
            text.count("\n") + 1,
            "found no newline at the end, expected one; if nothing was cut off, add it",
        )
    yield from find_header_problems(text, language)
    yield from find_duplicates(text)


def find_grammar_problems(text: str) -> Iterator[tuple[int, str]]:
    last = before = ""
    number = 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        yield from ((number, problem) for problem in find_line_problems(line, last))
        yield from ((number, problem) for problem in find_order_problems(before, line))
        before = line
        match = LINE.match(line.rstrip())
        last = match[1].partition("[")[0] if match and match[1] else last
    if last not in ("", "msgstr"):
        yield number + 1, f"found the end after {last}, expected msgstr; put back what was cut off"


def find_order_problems(before: str, line: str) -> Iterator[str]:
    """What cannot stand right behind the line before."""
    obsolete = before.startswith("#~")
    if obsolete and line.strip() and not line.startswith("#~"):
        yield f"found {line[:80]!r} behind an obsolete message, expected a blank line; add it"
    elif line.startswith("#~") and before.strip() and not before.startswith("#"):
        yield f"found {line[:80]!r} behind a message, expected a blank line; add it"
    elif line.startswith('"') and (not before.strip() or before.startswith("#")):
        yield f"found {line[:80]!r} apart from its message, expected none between; join them"


def find_line_problems(line: str, last: str) -> Iterator[str]:
    """What is wrong with a line behind the keyword `last`."""
    match = LINE.match(line.rstrip())
    keyword = match[1].partition("[")[0] if match and match[1] else ""
    if CONFLICT.match(line):
        yield "found a conflict marker, expected a message; finish the merge"
    elif line.splitlines() not in ([line], []):  # polib splits here, and loses what follows
        yield f"found a hidden end of line in {line[:80]!r}, expected \\n or a blank; replace it"
    elif hidden := [char for char in line if unicodedata.category(char) == "Cc" and char != "\t"]:
        yield f"found the control character U+{ord(hidden[0]):04X}, expected none; remove it"
    elif (line.startswith("#") or not line.strip()) and last not in ("", "msgstr"):
        yield f"found {line[:80]!r} after {last}, expected msgstr; move it away"
    elif not line.strip() or line.startswith("#"):
        return
    elif not match:
        yield f"found {line[:80]!r}, expected a keyword and a string in quotes; mend the line"
    elif keyword and keyword not in FOLLOWS[last] and not (match[1][-1] == "]" and last == "msgstr"):
        wanted = " or ".join(sorted(FOLLOWS[last]))
        yield f"found {keyword} after {last or 'the start'}, expected {wanted}; mend the message"
    elif not keyword and not last:
        yield f"found {line[:80]!r}, expected msgid; mend the line"


def find_header_problems(text: str, language: str) -> Iterator[tuple[int, str]]:
    """What a header says that is not so, or that what reads catalogs would stumble over."""
    header = HEADER.search(text)
    line = text[: header.start()].count("\n") + 1 if header else 1
    found = re.search(r'^"Language: *([\w-]*)', text, re.MULTILINE)
    if not found or found[1].replace("-", "_") != language:
        place = text[: found.start()].count("\n") + 1 if found else 1
        name = found[1] if found else ""
        yield place, f"found language {name!r}, expected {language!r}; put the file where it belongs"
    for charset in re.finditer(r'^"Content-Type:.*charset=([\w-]*)', text, re.MULTILINE):
        if charset[1].upper() != "UTF-8":
            place = text[: charset.start()].count("\n") + 1
            yield place, f"found charset {charset[1]!r}, expected 'UTF-8'; correct the header"
    if header and (problem := compile_header(header[0], language)):
        yield line, f"found a header that cannot be read ({problem}), expected the usual; correct it"


def compile_header(header: str, language: str) -> str:
    """What Babel and gettext say of a header, for they stop at a date or a plural that is none."""
    compiled = io.BytesIO()
    try:
        write_mo(compiled, read_po(io.StringIO(header), language))
        compiled.seek(0)
        gettext.GNUTranslations(compiled)
    except (ValueError, LookupError, PoFileError) as error:
        return str(error)
    return ""


def find_duplicates(text: str) -> Iterator[tuple[int, str]]:
    """Messages that stand twice: readers of catalogs disagree on which one counts."""
    # A context and a msgid, with the lines that continue them; not '#~ msgid "a"'.
    pattern = re.compile(r'^((?:msgctxt ".*"\n(?:".*"\n)*)?)msgid (".*"(?:\n".*")*)', re.MULTILINE)
    seen: dict[tuple[str, str], int] = {}
    line, end = 1, 0
    for match in pattern.finditer(text):
        line, end = line + text.count("\n", end, match.start(2)), match.start(2)
        message = (match[1], match[2].replace('"\n"', ""))
        if message in seen:
            yield (
                line,
                f"found {message[1]} again, expected it once, first on line {seen[message]}; keep one",
            )
        seen.setdefault(message, line)
