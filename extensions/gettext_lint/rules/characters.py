"""Rules for the characters of a translation: none hidden, none that only looks like another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from babel.core import get_global

from gettext_lint.language import Language
from gettext_lint.locales import SOURCE
from gettext_lint.message import Message

# Letters that show nothing, though Unicode calls them letters and symbols.
FILLERS = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"
# What languages here write beside ASCII; the rest of punctuation and symbols looks like one of them.
SYMBOLS = "–—·×÷±−≈≠≤≥→←↔°√∞§©✓✗"
QUOTES = "“”„‟‘’‚‛«»‹›′″‴ʹʺʻʼʽˈ｀´‵‶「」『』〝〞〟＂＇❛❜❝❞"
# Languages whose own punctuation is wide.
WIDE = {"ja", "zh"}
# The letters of a script (ISO 15924), by the first word of their Unicode names.
SCRIPTS = {
    "Kore": {"HANGUL"},
    "Jpan": {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "CJK"},
    "Hans": {"CJK"},
    "Hant": {"CJK"},
    "Latn": {"LATIN"},
    "Cyrl": {"CYRILLIC"},
    "Grek": {"GREEK"},
}
# A jamo that stands for no syllable, as "ㅂ" in "텐서ㅂ".
JAMO = re.compile("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\ud7b0-\ud7fb\uffa0-\uffdc]")


def check_hangul(message: Message, _language: Language) -> Iterator[str]:
    """Composed syllables, as a keyboard writes them; a search finds no others."""
    if unicodedata.normalize("NFC", message.text) != message.text:
        yield f"found decomposed characters in {message.text[:60]!r}, expected NFC; type them anew"
    elif jamo := [char for char in message.new if JAMO.match(char) and char not in FILLERS]:
        yield f"found {name_characters(jamo)}, expected whole syllables; type them anew"


def check_hidden(message: Message, _language: Language) -> Iterator[str]:
    """Nothing that readers can't see, or that turns the direction of the text."""
    if found := [char for char in message.text if is_hidden(char)]:
        yield f"found hidden characters {name_characters(found)}, expected none; remove them"


def check_blanks(message: Message, _language: Language) -> Iterator[str]:
    """Single, plain blanks; none at an end where the message has none."""
    text = message.text
    if "  " in text and "  " not in message.id:
        near = text[max(text.index("  ") - 10, 0) :][:30]
        yield f"found two blanks in {near!r}, expected one; remove one"
    if odd := [char for char in message.new if char != " " and is_blank(char)]:
        yield f"found the blank {name_characters(odd)}, expected a plain one; type it anew"
    for end, side in ((0, "start"), (-1, "end")):
        if text and message.id and (text[end] == " ") != (message.id[end] == " "):
            found, wanted = ("a", "none") if text[end] == " " else ("no", "one")
            yield f"found {found} blank at the {side}, expected {wanted}; do as the message does"


def check_quotes(message: Message, language: Language) -> Iterator[str]:
    """The quotes of a keyboard, in pairs."""
    if language.plain_punctuation:
        if found := [char for char in message.new if char in QUOTES]:
            yield f"found {name_characters(found)}, expected the quote ' or \"; type it anew"
        if message.target.words.count('"') % 2 > message.source.words.count('"') % 2:
            yield "found a quote without its pair, expected two; add or remove one"


def check_width(message: Message, language: Language) -> Iterator[str]:
    """No full-width punctuation, and none of the forms that Unicode keeps for old encodings."""
    wide = language.code.partition("_")[0] in WIDE
    found = [char for char in message.new if is_wide(char, wide) and char not in QUOTES]
    if found:
        plain = unicodedata.normalize("NFKC", "".join(found)).strip()
        hint = f", such as {plain!r}" if plain.isascii() and plain else ""
        yield f"found {name_characters(found)}, expected a plain character{hint}; type it anew"


def check_lookalikes(message: Message, language: Language) -> Iterator[str]:
    """Letters of the language's script, English letters, and symbols that are what they seem."""
    if found := find_foreign(message.new, language):
        yield (
            f"found {name_characters(found)}, expected a letter of this language or a plain symbol; "
            "type it anew"
        )
    for word in re.findall(r"[^\W\d_]+", message.text):
        scripts = {script for char in word if (script := name_script(char)) in ("CYRILLIC", "GREEK")}
        if scripts and "LATIN" in map(name_script, word) and word not in message.id:
            yield f"found letters of two scripts in {word!r}, expected one; type the word anew"


def find_foreign(chars: Iterable[str], language: Language) -> list[str]:
    """The letters of other scripts, and the symbols that seem to be one of ours."""
    letters = find_scripts(language.code)
    return [
        char
        for char in chars
        if not (char.isascii() or is_hidden(char) or is_blank(char) or JAMO.match(char))
        and not is_wide(char, wide=False)
        and is_foreign(char, letters, strict=language.plain_punctuation)
    ]


def find_scripts(code: str) -> set[str] | None:
    """What the names of a language's letters start with, beside ASCII; None if that is not known."""
    if code == SOURCE:
        return set()
    likely = get_global("likely_subtags").get(code.partition("_")[0], code).split("_")
    script = next((part for part in code.split("_") + likely if len(part) == 4), "")
    return SCRIPTS.get(script)


def is_foreign(char: str, letters: set[str] | None, strict: bool) -> bool:
    kind = unicodedata.category(char)[0]
    if kind == "L":
        return letters is not None and name_script(char) not in letters
    return strict and (kind == "M" or char not in SYMBOLS + QUOTES)


def is_hidden(char: str) -> bool:
    kind = unicodedata.category(char)
    variation = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return kind in ("Cf", "Co", "Cn", "Cs") or char in FILLERS or variation or is_control(char)


def is_control(char: str) -> bool:
    return unicodedata.category(char) == "Cc" and not char.isspace()


def is_blank(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Zs", "Zl", "Zp")


def is_wide(char: str, wide: bool) -> bool:
    """Whether a character is a form of another; `wide` lets the punctuation of Japanese pass."""
    if is_blank(char) or is_hidden(char) or JAMO.match(char):
        return False
    ideographic = "\u3001" <= char <= "\u303f"
    if wide and (ideographic or "\uff01" <= char <= "\uff60"):
        return False
    return ideographic or unicodedata.normalize("NFKC", char) != char


def name_script(char: str) -> str:
    """``LATIN`` of "a", ``HANGUL`` of "가"; empty for what is no letter."""
    return unicodedata.name(char, "").split(" ")[0] if char.isalpha() else ""


def name_characters(chars: Iterable[str]) -> str:
    """``U+0430 CYRILLIC SMALL LETTER A, ...``, each once."""
    return ", ".join(
        f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip() for char in sorted(set(chars))
    )
