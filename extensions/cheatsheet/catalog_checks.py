"""Check the translations of a catalog: one rule a function, each yields what is wrong.

A rule sees one message: its id, its translation, whether it is a note in code.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from polib import POEntry

from cheatsheet.entries import clean_note
from cheatsheet.wording import check_wording

# An inline literal; matches "``x``" in "``x``\ 를".
LITERAL = re.compile(r"``(.+?)``")
# The target of a link; matches "https://a.org" in "`text <https://a.org>`__".
TARGET = re.compile(r"<([^<>\s]+)>`_")
# A role and its content; matches ":doc:`index`".
ROLE = re.compile(r":[\w:-]+:`[^`]+`")
# reST in a note, which a translator may well write. Matches "*a*", "|a|"; not "2 x 3".
MARKUP = re.compile(r"[`*|]|:\w+:")
# Blank or punctuation, which reST wants around inline markup; matches "(" and "\" but not "가".
AROUND = re.compile(r"[\s\W]", re.UNICODE)
# The end of a Korean note that is no noun: matches "만듭니다", "바꾸기"; not "크기", "필요".
KOREAN_VERB = re.compile(r"(?:다|것|(?<![필개중주수])요|(?<!처)[하되들꾸이히리우추누르키치뀌두내]기)$")


@dataclass(frozen=True)
class Message:
    """A message of a catalog; `line` is 1-based."""

    line: int
    id: str
    text: str
    is_note: bool


@dataclass(frozen=True)
class Language:
    """What is to be known of a language: its words never to be written, and their replacement."""

    code: str
    never: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, code: str) -> Language:
        """Read ``terms.tsv`` (columns english, the chosen word, also searched, never, note)."""
        path = folder / code / "terms.tsv"
        never: dict[str, str] = {}
        rows = path.read_text(encoding="utf-8").split("\n")[1:] if path.exists() else []
        for row in filter(None, rows):
            _, chosen, _, rejected, _ = row.split("\t")
            never |= {form.strip(): chosen for form in rejected.split(",") if form.strip()}
        return cls(code, never)


Rule = Callable[[Message, Language], Iterator[str]]


def check_catalog(
    path: Path, catalog: Iterable[POEntry], language: Language, source: str
) -> Iterator[str]:
    """Findings as ``path:line: what``; in the source language a message needs no translation."""
    for entry in catalog:
        line = entry.linenum
        if entry.fuzzy:
            yield f"{path}:{line}: found a fuzzy translation of {entry.msgid!r}; mend it, drop 'fuzzy'"
        elif not entry.msgstr:
            if language.code != source:
                yield f"{path}:{line}: found no translation of {entry.msgid!r}; write one"
        else:
            message = Message(line, entry.msgid, entry.msgstr, bool(entry.comment))
            for rule in RULES:
                for finding in rule(message, language):
                    yield f"{path}:{line}: {finding}"


def check_markup(message: Message, language: Language) -> Iterator[str]:
    """The same literals, links and roles as the source, in any order."""
    for name, pattern in (("literals", LITERAL), ("links", TARGET), ("roles", ROLE)):
        wanted = Counter(pattern.findall(message.id))
        found = Counter(pattern.findall(message.text))
        if wanted != found:
            yield (
                f"found {name} {sorted(found.elements())}, "
                f"expected {sorted(wanted.elements())}; copy them from the message"
            )


def check_glue(message: Message, language: Language) -> Iterator[str]:
    """No word glued to an inline literal: reST would show the backquotes."""
    if message.is_note:
        return
    for match in LITERAL.finditer(message.text):
        before = message.text[: match.start()][-1:]
        after = message.text[match.end() :][:1]
        if (before and not AROUND.match(before)) or (after and not AROUND.match(after)):
            near = message.text[max(match.start() - 3, 0) : match.end() + 3]
            yield f"found {near!r}, expected a blank or an escaped blank ('\\\\ ') around the literal"


def check_note(message: Message, language: Language) -> Iterator[str]:
    """A note is one line of plain words."""
    if not message.is_note:
        return
    if clean_note(message.text) != message.text:
        yield f"found {message.text!r}, expected one line of words; see what a comment can hold"
    yield from check_wording(message.text, MARKUP)


def check_characters(message: Message, language: Language) -> Iterator[str]:
    """Composed characters, single blanks, nothing that hides or turns text."""
    if unicodedata.normalize("NFC", message.text) != message.text:
        yield f"found decomposed characters in {message.text!r}, expected NFC"
    if "  " in message.text:
        yield f"found two blanks in {message.text!r}, expected one"
    hidden = {c for c in message.text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}
    if hidden:
        names = ", ".join(sorted(f"U+{ord(char):04X}" for char in hidden))
        yield f"found hidden characters {names}, expected none"


def check_terms(message: Message, language: Language) -> Iterator[str]:
    """None of the words that the glossary rejects."""
    for form, chosen in language.never.items():
        if form in message.text:
            yield f"found {form!r}, expected {chosen!r} (terms.tsv)"


def check_korean_ending(message: Message, language: Language) -> Iterator[str]:
    """Korean notes end in -ㅁ/음, or are nouns: never -다, -요, -것, nor a verb in -기."""
    if language.code == "ko" and message.is_note and KOREAN_VERB.search(message.text):
        yield f"found the ending of {message.text!r}, expected -ㅁ/음 or a noun"


RULES: tuple[Rule, ...] = (
    check_markup,
    check_glue,
    check_note,
    check_characters,
    check_terms,
    check_korean_ending,
)
