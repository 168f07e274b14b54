"""Refuse a file that is no sound catalog, with ``path:line`` and what to do.

polib and Babel read much that GNU gettext would not, such as a string without its last quote, and
then lose it: what they are given is checked first.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from babel.core import get_global, parse_locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SIZE_LIMIT = 5_000_000  # bytes; the largest catalog of the sheet is a hundredth of that

# A line of a catalog: a keyword and a quoted string, or the string alone that goes on with it. Only the
# escapes that every reader knows. Matches 'msgid "a"', '"b\n"'; not 'msgid "a', '"a"b"', 'msgstr "\q"'.
LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) )?"((?:[^"\\]|\\["\\nrt])*)"$')
# What may come after what; "" is the start of a message.
FOLLOWS = {"": {"msgid"}, "msgid": {"msgstr"}, "msgstr": {"msgid"}}
# Forms of gettext that no page here asks for: it would take what they hold for another message, or for
# this one though nothing here looks at it. Matches 'msgctxt "a"', '#~ msgid_plural "b"', "#| msgctxt".
FORMS = re.compile(r"(?:#[~|]+ *)*(msgctxt|msgid_plural|msgstr\[[^\]]*\]?)")
# A comment that gettext takes and polib stops at. Matches "#,fuzzy", "#x", "#~msgid"; not "#, fuzzy".
GLUED = re.compile(r"(#[,.:|~]?)[^\s,.:|~#]")
# The control characters of Unicode (category Cc), a tab excepted.
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
# Matches "<<<<<<< HEAD" and "=======" at the start of a line; not '"======="'.
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
# The header: the message whose id is empty, with the lines of its translation.
HEADER = re.compile(r'^(msgid ""[ \t]*\nmsgstr ".*"[ \t]*\n(?:".*"[ \t]*\n)*)', re.MULTILINE)
# The escapes of LINE, as Babel reads them.
ESCAPE = re.compile(r'\\([\\nrt"])')
RESTORE = "put it back as it was, with git restore"


class CatalogError(ValueError):
    """A catalog that cannot be used; the message starts with ``path:line``."""


def read_text(path: Path, language: str, strict: bool = True) -> str:
    """The text of a sound catalog in a language; `strict` refuses leftovers too. Raises CatalogError."""
    text = read_utf8(path)
    for line, problem in chain(find_problems(text, language), find_leftovers(text) if strict else ()):
        raise CatalogError(f"{path}:{line}: {problem}")
    return text


def read_utf8(path: Path) -> str:
    """The text of a file of words, which is one and no link. Raises CatalogError."""
    if path.is_symlink():
        raise CatalogError(f"{path}:1: found a link, expected a file; put it itself there")
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            found = f"found {size:,} bytes, expected at most {SIZE_LIMIT:,}"
            raise CatalogError(f"{path}:1: {found}; {RESTORE}")
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line, problem = describe_bad_byte(error)
        raise CatalogError(f"{path}:{line}: {problem}; save it as UTF-8") from None
    except OSError as error:
        found = error.strerror or str(error)
        raise CatalogError(f"{path}:1: found {found}, expected a file to read; mend that") from None


def describe_bad_byte(error: UnicodeDecodeError) -> tuple[int, str]:
    """The 1-based line of the first byte of a file that is no UTF-8, and what is wrong there."""
    line = error.object[: error.start].count(b"\n") + 1
    return line, f"found the byte {error.object[error.start]:#x}, expected UTF-8"


def find_problems(text: str, language: str) -> Iterator[tuple[int, str]]:
    """What is wrong with the text of a catalog, and its 1-based line."""
    if text.startswith("\ufeff"):
        yield 1, "found a byte order mark, expected none; save without BOM"
    if not text.strip():
        yield 1, f"found an empty file, expected a catalog; {RESTORE}"
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        yield line, "found a CR line end, expected LF; save with Unix line ends"
    yield from find_grammar_problems(text)
    if not text.endswith("\n"):
        told = f"if nothing was cut off, add it, else {RESTORE}"
        yield text.count("\n") + 1, f"found no newline at the end, expected one; {told}"
    yield from find_header_problems(text, language)
    yield from find_duplicates(text)


def find_leftovers(text: str) -> Iterator[tuple[int, str]]:
    """What translators' tools leave and readers of catalogs disagree on; ``make catalogs`` mends it."""
    before = text[: header.start()] if (header := HEADER.search(text)) else ""
    if "fuzzy" in re.findall(r"[\w-]+", " ".join(re.findall("^#,(.*)", before, re.MULTILINE))):
        yield (
            before.count("\n") + 1,
            "found a header that is fuzzy, expected a sure one; run make catalogs",
        )
    # Babel takes the message before such a line for an obsolete one (2.18.0, _process_keyword_line).
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#~|"):
            yield number, f"found {line[:80]!r}, expected nothing after #~|; run make catalogs"


def find_grammar_problems(text: str) -> Iterator[tuple[int, str]]:
    last = before = obsolete = ""
    number = 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        found = list(find_line_problems(line, last)) or list(find_order_problems(before, line))
        if line.startswith("#~") and line[2:3] != "|" and not found:
            found = list(find_line_problems(line[2:].strip(), obsolete))
            obsolete = read_keyword(line[2:].strip()) or obsolete
        yield from ((number, problem) for problem in found)
        before, last = line, read_keyword(line.rstrip()) or last
    if last not in ("", "msgstr"):
        yield number + 1, f"found the end after {last}, expected msgstr; {RESTORE}"


def read_keyword(line: str) -> str:
    """The keyword of a line, ``msgstr`` of ``msgstr "a"``; empty where it has none."""
    match = LINE.match(line)
    return match[1].partition("[")[0] if match and match[1] else ""


def find_order_problems(before: str, line: str) -> Iterator[str]:
    """What cannot stand right behind the line before, or so close to its mark."""
    obsolete = before.startswith("#~")
    if glued := GLUED.match(line):
        yield f"found {line[:80]!r}, expected a blank behind {glued[1]!r}; put it in"
    elif obsolete and line.strip() and not line.startswith("#~"):
        yield f"found {line[:80]!r} behind an obsolete message, expected a blank line; add it"
    elif line.startswith("#~") and before.strip() and not before.startswith("#"):
        yield f"found {line[:80]!r} behind a message, expected a blank line; add it"
    elif line.startswith('"') and (not before.strip() or before.startswith("#")):
        yield f"found {line[:80]!r} apart from its message, expected none between; join them"


def find_line_problems(line: str, last: str) -> Iterator[str]:
    """What is wrong with a line behind the keyword `last`."""
    match, keyword = LINE.match(line.rstrip()), read_keyword(line.rstrip())
    if CONFLICT.match(line):
        yield "found a conflict marker, expected a message; finish the merge"
    elif line.splitlines() not in ([line], []):  # polib splits here, and loses what follows
        yield f"found a hidden end of line in {line[:80]!r}, expected \\n or a blank; replace it"
    elif hidden := CONTROL.search(line):
        yield f"found the control character U+{ord(hidden[0]):04X}, expected none; remove it"
    elif form := FORMS.match(line):
        told = "no message here has a context or a plural; write one msgid and one msgstr"
        yield f"found {form[1]}, expected msgid or msgstr alone, for {told}"
    elif (line.startswith("#") or not line.strip()) and last not in ("", "msgstr"):
        yield f"found {line[:80]!r} after {last}, expected msgstr; move it away"
    elif not line.strip() or line.startswith("#"):
        return
    elif not match:
        yield f"found {line[:80]!r}, expected a keyword and a string in quotes; mend the line"
    elif keyword and keyword not in FOLLOWS[last]:
        wanted = " or ".join(sorted(FOLLOWS[last]))
        yield f"found {keyword} after {last or 'the start'}, expected {wanted}; mend the message"
    elif not keyword and not last:
        yield f"found {line[:80]!r}, expected msgid; mend the line"


def find_header_problems(text: str, language: str) -> Iterator[tuple[int, str]]:
    """What a header says that is not so, or that what reads catalogs would stumble over."""
    header = HEADER.search(text)
    if not header or re.search("^msgid ", text[: header.start()], re.MULTILINE):
        told = f"expected {language!r} in a header before the messages; {RESTORE}"
        yield 1, f"found language '', {told}"
        return
    line = text[: header.start()].count("\n") + 1
    try:
        catalog = compile_text(header[0], None)[0]
    except (ValueError, LookupError, PoFileError) as error:
        yield line, f"found a header that cannot be read ({error}), expected the usual; correct it"
        return
    found, charset = str(catalog.locale_identifier or ""), catalog.charset
    if not names_language(found, language):
        place = line + find_line(header[0], '"language:')
        yield place, f"found language {found!r}, expected {language!r}; put the file where it belongs"
    if charset and charset.upper() != "UTF-8":
        place = line + find_line(header[0], "charset")
        yield place, f"found charset {charset.upper()!r}, expected 'UTF-8'; correct the header"


def find_line(text: str, part: str) -> int:
    """How many lines of a text stand before the one that has a part, in any case."""
    return text.lower().partition(part)[0].count("\n") if part in text.lower() else 0


def names_language(found: str, language: str) -> bool:
    """Whether what a header says names a language: ``ko``, ``ko-KR`` and ``ko_KR`` all name ``ko``."""
    try:
        named, wanted = (complete_locale(code) for code in (found, language))
    except ValueError:
        return found == language
    territory = parse_locale(language)[1]
    return named[::2] == wanted[::2] and (not territory or named[1] == wanted[1])


def complete_locale(code: str) -> tuple[str, str, str]:
    """The language, territory and script of a code, with the likely ones where it names none."""
    language, territory, script = parse_locale(code.replace("-", "_"))[:3]
    keys = ["_".join(filter(None, parts)) for parts in ((language, territory), (language,))]
    subtags = get_global("likely_subtags")
    likely = parse_locale(next((subtags[key] for key in keys if key in subtags), language))
    return language, territory or likely[1] or "", script or likely[2] or ""


def compile_text(text: str, language: str | None) -> tuple[Catalog, dict[str, str]]:
    """What Sphinx makes of a catalog: as Babel reads it, and the translations that gettext then has.

    Raises ValueError, LookupError or PoFileError where they stop, such as at a date that is none.
    """
    compiled = io.BytesIO()
    catalog = read_po(io.StringIO(text), language, abort_invalid=True)
    write_mo(compiled, catalog)
    compiled.seek(0)
    # sphinx/transforms/i18n.py looks into the same dictionary.
    return catalog, vars(gettext.GNUTranslations(compiled))["_catalog"]


def find_duplicates(text: str) -> Iterator[tuple[int, str]]:
    """Messages that stand twice: readers of catalogs disagree on which one counts."""
    # A msgid, with the lines that continue it; not '#~ msgid "a"'.
    pattern = re.compile(r'^msgid (".*"[ \t]*(?:\n".*"[ \t]*)*)', re.MULTILINE)
    seen: dict[str, int] = {}
    line, end = 1, 0
    for match in pattern.finditer(text):
        line, end = line + text.count("\n", end, match.start()), match.start()
        message = "".join(unescape(part.strip()[1:-1]) for part in match[1].split("\n"))
        if message in seen:
            found = f"found {message[:60]!r} again, expected it once, first on line {seen[message]}"
            yield line, f"{found}; keep one"
        seen.setdefault(message, line)


def unescape(text: str) -> str:
    return ESCAPE.sub(lambda match: {"n": "\n", "r": "\r", "t": "\t"}.get(match[1], match[1]), text)
