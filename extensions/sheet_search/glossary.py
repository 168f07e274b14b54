"""Read the glossaries: words for the same thing, in every language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sheet_search.tables import read_table, split_words


def read_glossaries(paths: Iterable[Path]) -> list[list[str]]:
    """A row a term: its English name, the word that the site uses, and what is searched too.

    Raises ConfigError with ``path:line``.
    """
    return [row for path in paths for row in read_glossary(path)]


def read_glossary(path: Path) -> list[list[str]]:
    """The first three columns of a table with a heading; the third holds words between commas."""
    rows = []
    for _, columns in read_table(path, 3):
        words = [*(word.strip() for word in columns[:2]), *split_words(columns[2])]
        unlike = {squeeze(word): word for word in reversed(words) if word}
        rows.append(list(reversed(unlike.values())))
    return rows


def squeeze(word: str) -> str:
    """A word as search compares it: without blanks and signs, in lower case."""
    return "".join(char for char in word.lower() if char.isalnum())
