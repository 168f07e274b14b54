"""Check the translations of a catalog: one rule a function, each yields what is wrong.

A rule sees one message and its language; a finding says what was found, what was expected, what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from docutils.utils import punctuation_chars
from polib import POEntry

from cheatsheet import catalog_characters as characters
from cheatsheet import catalog_korean as korean
from cheatsheet import catalog_words as words
from cheatsheet.catalog_language import Language
from cheatsheet.catalog_markup import Syntax
from cheatsheet.catalog_message import Message
from cheatsheet.catalogs import is_note
from cheatsheet.entries import clean_note
from cheatsheet.wording import check_wording

# Inline markup of reST: a literal, a role, a link, strong and emphasized text.
# Matches "``x``", ":doc:`a`", "`a <b>`__", "**a**", "*a*"; not "2 * 3 * 4".
INLINE = re.compile(
    r"``(?=\S).+?(?<=\S)``|(?::[\w:+.-]+:)?`(?=\S)[^`]+(?<=\S)`_{0,2}|\*\*(?=\S).+?(?<=\S)\*\*"
    r"|(?<!\*)\*(?=[^\s*])[^*]+(?<=[^\s*])\*(?!\*)",
    re.DOTALL,
)
# What docutils wants before and behind it (docutils/parsers/rst/states.py, Inliner).
BEFORE = re.compile(rf"[\s\\{punctuation_chars.openers}{punctuation_chars.delimiters}]")
BEHIND = re.compile(
    rf"[\s\\{punctuation_chars.closing_delimiters}{punctuation_chars.delimiters}{punctuation_chars.closers}]"
)
# reST in a note, which a translator may well write. Matches "*a*", "|a|", "a_ "; not "2 x 3".
MARKUP = re.compile(r"[`*|]|:\w+:|_(?:\s|$)")
# What tells Sphinx to be silent about a message (sphinx/transforms/i18n.py, parse_noqa).
NOQA = re.compile(r"(?<!\\)#\s*noqa", re.I)
# A translator's remark that a rule is wrong here. Matches "allow numbers".
ALLOW = re.compile(r"^allow ([\w-]+)$", re.MULTILINE)

Rule = Callable[[Message, Language], Iterator[str]]


def check_page(message: Message, language: Language) -> Iterator[str]:
    """Nothing that breaks the page: one paragraph, whose markup is whole."""
    source, target = message.source, message.target
    # A title in reST may look like a list and is none; in Markdown it would not be translated.
    as_written = message.syntax == "rst" and source.blocks == target.blocks
    plain = message.is_note or message.syntax == "plain"
    if not plain and target.blocks != ["paragraph"] and not as_written:
        found = " and ".join(target.blocks) or "nothing that is shown"
        wanted = " and ".join(source.blocks if message.syntax == "rst" else ["paragraph"])
        yield f"found {found}, expected {wanted}; write one line, and escape its first character"
    if target.errors and not source.errors:
        yield f"found broken markup ({target.errors[0].rstrip('.')}), expected it whole; mend it"
    if NOQA.search(message.text) and not NOQA.search(message.id):
        yield "found '# noqa', expected words; remove it, for it hides what is wrong"


def check_markup(message: Message, language: Language) -> Iterator[str]:
    """The same literals, links, roles, ... as the message, in any order, and nothing half written."""
    source, target = message.source, message.target
    for kind in sorted({*source.parts, *target.parts}):
        wanted, found = (markup.parts.get(kind, Counter()) for markup in (source, target))
        if wanted != found:
            yield (
                f"found {kind} {sorted(found.elements())}, "
                f"expected {sorted(wanted.elements())}; copy them from the message"
            )
    if bare := target.bare - source.bare:
        chars = "".join(sorted(bare))
        yield f"found {chars!r} where readers would see it, expected whole markup; mend or remove it"


def check_glue(message: Message, language: Language) -> Iterator[str]:
    """No word glued to markup: reST would show the characters of the markup."""
    if message.is_note or message.syntax != "rst":
        return
    for match in INLINE.finditer(message.text):
        before = message.text[: match.start()][-1:]
        after = message.text[match.end() :][:1]
        if (before and not BEFORE.match(before)) or (after and not BEHIND.match(after)):
            near = message.text[max(match.start() - 3, 0) : match.end() + 3]
            yield (
                f"found {near!r}, expected a blank or an escaped blank ('\\\\ ') around the markup; "
                "put it in"
            )


def check_note(message: Message, language: Language) -> Iterator[str]:
    """A note is one line of plain words."""
    if not message.is_note:
        return
    if clean_note(message.text) != message.text:
        yield f"found {message.text!r}, expected one line of words; write what a comment can hold"
    for finding in check_wording(message.text, MARKUP):
        yield f"{finding}; describe the code in words"


RULES: dict[str, Rule] = {
    "page": check_page,
    "markup": check_markup,
    "glue": check_glue,
    "note": check_note,
    "html": words.check_html,
    "links": words.check_links,
    "hangul": characters.check_hangul,
    "hidden": characters.check_hidden,
    "blanks": characters.check_blanks,
    "quotes": characters.check_quotes,
    "width": characters.check_width,
    "lookalikes": characters.check_lookalikes,
    "english": words.check_english,
    "placeholders": words.check_placeholders,
    "numbers": words.check_numbers,
    "names": words.check_names,
    "terms": words.check_terms,
    "ending": korean.check_ending,
    "sentences": korean.check_sentences,
    "particles": korean.check_particles,
    "spelling": korean.check_spelling,
    "length": korean.check_length,
}
# What no page is built with, and what a translator may know better than the rule.
UNSAFE = ("page", "markup", "html", "links")
ALLOWED = ("english", "numbers", "names", "terms", "ending", "sentences", "quotes", "length")


def check_catalog(
    path: Path, catalog: Iterable[POEntry], language: Language, source: str, syntax: Syntax = "rst"
) -> Iterator[str]:
    """Findings as ``path:line: [rule] what``; in the source language none need be translated."""
    for entry in catalog:
        place, begin = f"{path}:{entry.linenum}", shorten(entry.msgid)
        if entry.fuzzy:
            if language.complete:
                told = "mend it, then remove 'fuzzy' and what follows #|"
                yield f"{place}: [fuzzy] found a fuzzy translation of {begin}, expected no doubt; {told}"
        elif not entry.msgstr:
            if language.complete and language.code != source:
                yield f"{place}: [missing] found no translation of {begin}, expected one; write it"
        else:
            yield from check_entry(place, entry, language, syntax)


def check_safety(path: Path, catalog: Iterable[POEntry], syntax: Syntax) -> Iterator[str]:
    """What of a catalog no page may be built with, as ``path:line: [rule] what``."""
    for entry in catalog:
        if entry.msgstr and not entry.fuzzy and entry.msgstr != entry.msgid:
            message = Message(entry.linenum, entry.msgid, entry.msgstr, is_note(entry), syntax)
            for name in UNSAFE:
                for finding in RULES[name](message, Language("")):
                    yield f"{path}:{entry.linenum}: [{name}] {finding}"


def check_entry(place: str, entry: POEntry, language: Language, syntax: Syntax) -> Iterator[str]:
    allowed = set(ALLOW.findall(entry.tcomment))
    if unknown := sorted(allowed - set(ALLOWED)):
        yield (
            f"{place}: [allow] found allow {', '.join(unknown)}, "
            f"expected one of {', '.join(ALLOWED)}; remove it"
        )
    message = Message(entry.linenum, entry.msgid, entry.msgstr, is_note(entry), syntax)
    for name, rule in RULES.items():
        if name not in allowed or name not in ALLOWED:
            for finding in rule(message, language):
                yield f"{place}: [{name}] {finding}"


def shorten(text: str, width: int = 60) -> str:
    return repr(text if len(text) <= width else f"{text[: width - 3]}...")
