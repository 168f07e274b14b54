"""Make what a catalog says fit for where its message stands: in one line, with the same places.

Pure: text in, text out.
"""

from __future__ import annotations

import re
import unicodedata

# What ``%`` reads, right or wrong. Matches "%s", "%(name)s", "%%", and "% " of "5% of", "%" at an end.
PLACE = re.compile(r"%(?:\(\w*\))?.?", re.DOTALL)
# Turn the direction of the text around them: U+202A to U+202E, U+2066 to U+2069.
TURNS = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def clean_line(text: str) -> str:
    """A text as one line: a blank for each line end or tab, no other control characters.

    >>> clean_line("a\\u2028b\\x00c")
    'a bc'
    """
    return "".join(map(clean_character, text))


def clean_character(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in ("Zl", "Zp") or (kind == "Cc" and char.isspace()):
        return " "
    return "" if kind in ("Cc", "Cs") or char in TURNS else char


def fits(message: str, text: str) -> bool:
    """Whether a translation can be filled in where its message is; one without places is not.

    >>> fits("%s of %s", "%s / %s"), fits("%s of %s", "100% %s"), fits("half", "50%")
    (True, False, True)
    """
    filled = "%s" in message or "%(" in message
    return not filled or sorted(PLACE.findall(text)) == sorted(PLACE.findall(message))


def choose_words(message: str, text: str) -> str:
    """The translation `text` as one line, or its message where nothing is left or it does not fit."""
    words = clean_line(text)
    return words if words.strip() and fits(message, words) else message
