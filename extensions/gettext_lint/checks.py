"""Check the translations of a catalog: one rule a function, each yields what is wrong.

A rule sees one message and its language; a finding says what was found, what was expected, what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from polib import POEntry

from gettext_lint.language import Language
from gettext_lint.message import Kinds, Message, make_messages
from gettext_lint.rules import characters, korean, structure
from gettext_lint.rules import content as words

if TYPE_CHECKING:
    from gettext_lint.markup import Syntax

# A translator's remark that a rule is wrong here. Matches "allow numbers".
ALLOW = re.compile(r"^allow ([\w-]+)$", re.MULTILINE)

Rule = Callable[[Message, Language], Iterator[str]]

# Of these the first that finds something ends the search, for one cause is told once.
STRUCTURE: dict[str, Rule] = {
    "literal": structure.check_literal,
    "page": structure.check_page,
    "links": words.check_links,
    "markup": structure.check_markup,
    "broken": structure.check_broken,
}
WORDS: dict[str, Rule] = {
    "note": structure.check_note,
    "html": words.check_html,
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
}
# What only one language has, by its code: a language with rules of its own is a line here.
OWN: dict[str, dict[str, Rule]] = {"ko": {**korean.RULES}}
RULES: dict[str, Rule] = {**STRUCTURE, "glue": structure.check_glue, **WORDS}
RULES |= {name: rule for rules in OWN.values() for name, rule in rules.items()}
# What no page is built with, and what a translator may know better than the rule.
UNSAFE = ("literal", "page", "links", "markup", "broken", "html", "placeholders")
ALLOWED = ("english", "numbers", "names", "terms", "ending", "sentences", "quotes", "length")


def check_catalog(
    path: Path,
    catalog: Iterable[POEntry],
    language: Language,
    source: str,
    syntax: Syntax = "rst",
    kinds: Kinds | None = None,
) -> Iterator[str]:
    """Findings as ``path:line: [rule] what``; in the source language none need be translated.

    `kinds` says what the messages are, where the page was asked (message_kinds.find_kinds).
    """
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
            for finding in check_entry(entry, language, syntax, kinds or {}):
                yield f"{place}: {finding}"


def check_entry(entry: POEntry, language: Language, syntax: Syntax, kinds: Kinds) -> Iterator[str]:
    """Findings on a translation, each once, as ``[rule] what``."""
    allowed = set(ALLOW.findall(entry.tcomment))
    if unknown := sorted(allowed - set(ALLOWED)):
        wanted = f"expected one of {', '.join(ALLOWED)}"
        yield f"[allow] found allow {', '.join(unknown)}, {wanted}; remove it"
    silent = allowed & set(ALLOWED)
    found = {
        f"[{name}] {finding}": None
        for message in make_messages(entry, syntax, kinds)
        for name, finding in check_message(message, language)
        if name not in silent
    }
    yield from found


def check_message(message: Message, language: Language) -> Iterator[tuple[str, str]]:
    """Rules and what they find, one for one cause."""
    if glued := list(structure.check_glue(message, language)):
        loose = structure.loosen(message)
        if not find_structure(loose, language):
            yield from (("glue", finding) for finding in glued)
            message = loose
    if found := find_structure(message, language):
        yield from found
    elif not message.is_literal:
        own = OWN.get(language.code.partition("_")[0], {})
        for name, rule in {**WORDS, **own}.items():
            yield from ((name, finding) for finding in rule(message, language))


def find_structure(message: Message, language: Language) -> list[tuple[str, str]]:
    for name, rule in STRUCTURE.items():
        if found := [(name, finding) for finding in rule(message, language)]:
            return found
    return []


def check_safety(
    path: Path, catalog: Iterable[POEntry], syntax: Syntax, kinds: Kinds | None = None
) -> Iterator[str]:
    """What of a catalog no page may be built with, as ``path:line: [rule] what``."""
    for entry in catalog:
        if entry.msgstr and not entry.fuzzy and entry.msgstr != entry.msgid:
            findings = {
                f"{path}:{entry.linenum}: [{name}] {finding}": None
                for message in make_messages(entry, syntax, kinds or {})
                for name, finding in check_message(message, Language(""))
                if name in UNSAFE
            }
            yield from findings


def shorten(text: str, width: int = 60) -> str:
    return repr(text if len(text) <= width else f"{text[: width - 3]}...")
