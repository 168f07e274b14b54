"""Write Korean as the keys that type it: a fifth less to load than syllables of three bytes each.

`decode.js` reads it with what it has for the keyboard.
"""

from __future__ import annotations

import re

# The keys of the two-set layout, in the order of Unicode's syllables.
INITIALS = "rRseEfaqQtTdwWczxvg"
VOWELS = [*"koiOjpuPh", "hk", "ho", "hl", *"yn", "nj", "np", "nl", *"bm", "ml", "l"]
FINALS = ["", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg"]
FINALS += ["a", "q", "qt", *"tTdwczxvg"]
FIRST = 0xAC00

# Hangul, Latin letters, backquotes, all else. "GPU를 2개" gives GPU, 를, " 2" and 개.
PIECE = re.compile("[가-힣]+|[A-Za-zㄱ-ㆎ]+|`|[^가-힣A-Za-zㄱ-ㆎ`]+")


def type_text(text: str) -> str:
    """Hangul as its keys, Latin letters between backquotes, a backquote as two.

    >>> type_text("GPU를 2개")
    '`GPU`fmf 2ro'
    """
    return "".join(map(type_piece, PIECE.findall(text)))


def type_piece(piece: str) -> str:
    if "가" <= piece[0] <= "힣":
        return "".join(map(type_syllable, piece))
    if piece == "`":
        return "``"
    return f"`{piece}`" if piece[0].isalpha() else piece


def type_syllable(syllable: str) -> str:
    code = ord(syllable) - FIRST
    return INITIALS[code // 588] + VOWELS[code // 28 % 21] + FINALS[code % 28]


def is_korean(text: str) -> bool:
    """Whether a text has more Hangul than Latin letters."""
    return len(re.findall("[가-힣]", text)) > len(re.findall("[A-Za-z]", text))
