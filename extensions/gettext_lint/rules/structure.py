"""Rules for the markup of a translation: that of its message, whole, in one paragraph.

They hold the page together: where one finds something, the words cannot be judged. Together they are
no looser than Sphinx is with warnings for errors.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from cheatsheet.core.entries import clean_note
from docutils.utils import punctuation_chars

from gettext_lint.language import Language
from gettext_lint.message import Message
from gettext_lint.rules.content import HTML
from gettext_lint.rules.note_rules import check_wording

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
# What docutils calls the markup whose end it has not found.
MARKS = {
    "literal": "``",
    "strong": "**",
    "emphasis": "*",
    "interpreted text or phrase reference": "`",
    "substitution_reference": "|",
    "target": "_`",
}
UNPAIRED = re.compile(r"Inline (.+) start-string without end-string")


def check_page(message: Message, _language: Language) -> Iterator[str]:
    """Nothing that breaks the page: one paragraph, and no word to Sphinx."""
    source, target = message.source, message.target
    # A title in reST may look like a list and is none; in Markdown it would not be translated.
    as_written = message.syntax == "rst" and source.blocks == target.blocks
    plain = message.is_note or message.syntax == "plain"
    if not plain and target.blocks != ["paragraph"] and not as_written:
        found = " and ".join(target.blocks) or "nothing that is shown"
        wanted = " and ".join(source.blocks if message.syntax == "rst" else ["paragraph"])
        yield f"found {found}, expected {wanted}; write one line, and escape its first character"
    if NOQA.search(message.text) and not NOQA.search(message.id):
        yield "found '# noqa', expected words; remove it, for it hides what is wrong"


def check_glue(message: Message, _language: Language) -> Iterator[str]:
    """No word glued to markup: reST would show the characters of the markup."""
    for start, end in find_glued(message):
        near = message.text[max(start - 3, 0) : end + 3]
        yield (
            f"found {near!r}, expected a blank or an escaped blank ('\\\\ ') around the markup; "
            "put it in"
        )


def find_glued(message: Message) -> Iterator[tuple[int, int]]:
    """Where markup starts and ends that a word is glued to."""
    if message.is_note or message.syntax != "rst":
        return
    for match in INLINE.finditer(message.text):
        before = message.text[: match.start()][-1:]
        after = message.text[match.end() :][:1]
        if (before and not BEFORE.match(before)) or (after and not BEHIND.match(after)):
            yield match.span()


def loosen(message: Message) -> Message:
    """The message with an escaped blank wherever a word is glued to markup."""
    text = message.text
    for start, end in reversed(list(find_glued(message))):
        after = text[end:]
        if after and not BEHIND.match(after[0]):
            text = f"{text[:end]}\\ {after}"
        if start and not BEFORE.match(text[start - 1]):
            text = f"{text[:start]}\\ {text[start:]}"
    return replace(message, text=text)


def check_markup(message: Message, _language: Language) -> Iterator[str]:
    """The same literals, links, roles, ... as the message, and nothing half written."""
    source, target = message.source, message.target
    found = list(find_other_parts(message))
    broken = "; ".join(describe_errors(message)) if found else ""
    for finding in found:
        yield finding + (f" ({broken})" if broken else "")
    if found:
        return
    if source.ordered != target.ordered:
        there, wanted = ([text.partition(":")[2] for text in m.ordered] for m in (target, source))
        yield f"found the references {there}, expected {wanted}; put them in the message's order"
    bare = target.bare - source.bare + (count_angles(target.words) - count_angles(source.words))
    if message.is_note:  # of these check_note tells
        bare -= Counter({char: bare[char] for char in bare if MARKUP.match(char)})
    if bare and not target.errors:
        chars = "".join(sorted(bare))
        yield f"found {chars!r} where readers would see it, expected whole markup; mend or remove it"


def find_other_parts(message: Message) -> Iterator[str]:
    source, target = message.source, message.target
    for kind in sorted({*source.parts, *target.parts}):
        wanted, found = (markup.parts.get(kind, Counter()) for markup in (source, target))
        if wanted != found:
            yield (
                f"found {kind} {sorted(found.elements())}, "
                f"expected {sorted(wanted.elements())}; copy them from the message"
            )


def count_angles(words: str) -> Counter[str]:
    """The angle brackets among words that are no HTML: what is left of a link without backquotes."""
    return Counter(char for char in HTML.sub("", words) if char in "<>")


def check_broken(message: Message, _language: Language) -> Iterator[str]:
    """No markup that docutils stumbles over."""
    if message.text != message.id and (errors := list(describe_errors(message))):
        yield f"found broken markup ({'; '.join(errors)}), expected it whole; mend it"


def describe_errors(message: Message) -> Iterator[str]:
    """What docutils says of a translation, in words, each once."""
    for error in dict.fromkeys(message.target.errors):
        unpaired = UNPAIRED.match(error)
        mark = MARKS.get(unpaired[1], "") if unpaired else ""
        near = repr(message.text[max(message.text.find(mark), 0) :][:30]) if mark else ""
        yield f"{mark} without its pair in {near}" if mark else error.rstrip(".")


def check_note(message: Message, _language: Language) -> Iterator[str]:
    """A note is one line of plain words; a title holds nothing that a tool would obey either."""
    if message.is_title and clean_note(message.id) == message.id and not clean_note(message.text):
        yield f"found {message.text!r}, expected words; write no instruction to a tool"
    if not message.is_note:
        return
    if clean_note(message.text) != message.text:
        yield f"found {message.text!r}, expected one line of words; write what a comment can hold"
    for finding in check_wording(message.text, MARKUP):
        yield f"{finding}; describe the code in words"


def check_literal(message: Message, _language: Language) -> Iterator[str]:
    """A formula or raw text as it is."""
    if message.is_literal and message.text != message.id:
        yield f"found {message.text[:60]!r}, expected it as in the message; copy it, or leave it empty"
