"""Read tables that are kept beside the pages: columns between tabs, below a heading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gettext_lint.parser import CatalogError, read_utf8
from sphinx.errors import ConfigError


def read_table(path: Path, least: int) -> Iterator[tuple[int, list[str]]]:
    """The 1-based number of each line below the heading, and its columns.

    Raises ConfigError, with ``path:line``, where there are fewer than the least number of them.
    """
    try:
        lines = read_utf8(path).split("\n")
    except CatalogError as error:
        raise ConfigError(str(error)) from None
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        columns = line.split("\t")
        if len(columns) < least:
            raise ConfigError(
                f"{path}:{number}: found {len(columns)} columns, expected at least {least}"
            )
        yield number, columns


def split_words(cell: str) -> list[str]:
    """What stands between commas."""
    return [word.strip() for word in cell.split(",") if word.strip()]
