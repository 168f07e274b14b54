"""Tell what a changed file is: pages of a language, or all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Layout:
    """Where a project keeps its pages and catalogs, in which languages and with which suffixes."""

    source: Path
    locale: Path
    languages: tuple[str, ...]
    suffixes: tuple[str, ...] = (".rst", ".md")
    interface: str = "sphinx"  # the catalog of words that stand on every page


@dataclass
class Changes:
    """Catalogs by language, by the name of their page; pages; languages to be built as a whole."""

    catalogs: dict[str, set[str]] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)


def sort_changes(paths: Iterable[Path], layout: Layout) -> Changes:
    changes = Changes()
    for path in paths:
        if path.is_relative_to(layout.locale):
            sort_catalog(path.relative_to(layout.locale), layout, changes)
        elif path.is_relative_to(layout.source):
            changes.languages |= set(layout.languages)
            if path.suffix in layout.suffixes:
                changes.pages.add(path.relative_to(layout.source).with_suffix("").as_posix())
    return changes


def sort_catalog(path: Path, layout: Layout, changes: Changes) -> None:
    """A file below the folder of catalogs; what is compiled of them is no change."""
    language, *rest = path.parts
    if path.suffix != ".po" or language not in layout.languages or rest[:1] != ["LC_MESSAGES"]:
        return
    changes.languages.add(language)
    changes.catalogs.setdefault(language, set()).add(Path(*rest[1:]).with_suffix("").as_posix())
