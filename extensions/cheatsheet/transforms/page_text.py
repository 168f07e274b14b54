"""Refuse pages whose file is no plain text: bytes that are no UTF-8, characters that nobody sees.

Sphinx ends at the first such byte in a traceback, and shows such characters to readers, in the code too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from gettext_lint.parser import describe_bad_byte
from gettext_lint.rules.characters import is_hidden, name_characters
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging

logger = logging.getLogger(__name__)

ENDS = re.compile(r"\r\n|\r|\n")  # of lines, as whoever reads a page takes them


def find_bad_byte(data: bytes) -> tuple[int, str] | None:
    """The 1-based line of the first byte that is no UTF-8, and what is wrong; None of sound text."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, problem = describe_bad_byte(error)
        return line, f"{problem}; save it as UTF-8"
    return None


def find_unseen(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold what nobody sees, and what it is; a byte order mark at the start is fine."""
    for number, line in enumerate(ENDS.split(text.removeprefix("\ufeff")), 1):
        if found := [char for char in line if is_unseen(char)]:
            names = name_characters(found)
            yield number, f"found hidden characters {names}, expected none; remove them"


def is_unseen(char: str) -> bool:
    """Whether nobody sees a character; one that chooses how the one before it looks is seen."""
    kind = unicodedata.category(char)
    return char != "\t" and kind != "Mn" and (kind in ("Cc", "Zl", "Zp") or is_hidden(char))


def on_before_read(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    bad = []
    for name in sorted(docnames):
        path = Path(env.doc2path(name))
        data = path.read_bytes()
        if found := find_bad_byte(data):
            bad.append(f"{path}:{found[0]}: ERROR: {found[1]}")
            continue
        for line, message in find_unseen(data.decode("utf-8")):
            logger.warning(message, location=f"{path}:{line}", type="cheatsheet", subtype="page")
    if bad:
        raise SphinxError("\n".join(bad))


def setup(app: Sphinx) -> None:
    app.connect("env-before-read-docs", on_before_read)
