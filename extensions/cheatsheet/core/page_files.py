"""Which files a page may show or offer: those of the folder of pages that no browser runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

# What a browser shows as words or a picture when it is asked for it by its address, and never runs.
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp", ".*")
DATA = (".csv", ".json", ".toml", ".tsv", ".txt", ".yaml")


def ends_in(target: str, suffixes: tuple[str, ...]) -> bool:
    return unquote(target).lower().endswith(suffixes)


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path, its symbolic links followed, is below a folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):  # no file can have such a name
        return False


def find_links(folder: Path, built: set[Path]) -> Iterator[Path]:
    """The symbolic links below a folder that lead outside it, but for what was built there."""
    for place, inner, files in os.walk(folder):
        for path in [Path(place, name) for name in inner + files]:
            if path.is_symlink() and not is_inside(path, folder):
                yield path
        inner[:] = [name for name in inner if Path(place, name) not in built]
