"""What a note may say, in the source and in every catalog alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pycode.names import looks_like_code


def check_wording(note: str, markup: re.Pattern[str]) -> Iterator[str]:
    """What is wrong with the words of a note; `markup` finds what is no plain word."""
    if markup.search(note):
        yield f"found markup in the note {note!r}, expected plain words"
    if note.endswith("."):
        yield f"found a full stop at the end of the note {note!r}, expected none"
    if looks_like_code(note):
        yield f"found code in the note {note!r}, expected words"
