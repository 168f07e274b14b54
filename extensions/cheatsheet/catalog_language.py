"""What is to be known of a language when its catalogs are checked: terms, names, how far it is."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cheatsheet.catalog_text import CatalogError

COLUMNS = 5  # of terms.tsv: English, the chosen word, others that are searched, never, a note
SETTINGS = {"complete": bool, "plain_punctuation": bool}
# What a note says to be right too. Matches "verb 묶다", "the act is 마스킹".
ALSO_RIGHT = re.compile(r"\b(?:is|verb) ([^,;.]+)")


@dataclass(frozen=True)
class Term:
    """A row of ``terms.tsv``: the chosen word, what stands for it elsewhere, what is never written."""

    english: str
    chosen: str
    rivals: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    note: str = ""

    def is_in(self, text: str) -> bool:
        """Whether the chosen word, or what the note says to be right too, stands in a text."""
        bare = strip_form(text)
        right = [self.chosen, *(match[1].removesuffix("다") for match in ALSO_RIGHT.finditer(self.note))]
        return any(strip_form(form) in bare for form in right)


def strip_form(text: str) -> str:
    """A text for comparison: no blanks, no capitals, Hangul in letters, so that 묶음 holds 묶."""
    return unicodedata.normalize("NFD", re.sub(r"\s", "", text)).casefold()


@dataclass(frozen=True)
class Language:
    """`names` are never translated; in a language that is not `complete` English may still show.

    With `plain_punctuation` it writes the quotes of a keyboard, and no symbol that looks like another.
    """

    code: str
    terms: tuple[Term, ...] = ()
    names: frozenset[str] = frozenset()
    complete: bool = True
    plain_punctuation: bool = False

    @classmethod
    def load(cls, folder: Path, code: str) -> Language:
        """Read ``terms.tsv`` and ``settings.toml`` of a language, and the names of all of them.

        Raises CatalogError.
        """
        names = folder / "names.txt"
        lines = names.read_text(encoding="utf-8").split("\n") if names.exists() else []
        kept = frozenset(line for line in lines if line and not line.startswith("#"))
        settings = read_settings(folder / code / "settings.toml")
        return cls(code, tuple(read_terms(folder / code / "terms.tsv")), kept, **settings)

    @cached_property
    def never(self) -> dict[str, str]:
        """Each form that is never written, and the word to write."""
        return {form: term.chosen for term in self.terms for form in term.never}

    @cached_property
    def by_english(self) -> dict[str, Term]:
        return {term.english.lower(): term for term in self.terms}

    @cached_property
    def english(self) -> re.Pattern[str]:
        """Finds the terms in an English text, the longest first; no part of a dotted name."""
        words = sorted(map(re.escape, self.by_english), key=len, reverse=True)
        return re.compile(rf"(?<![\w.-])({'|'.join(words) or '(?!)'})(?:e?s)?(?![\w-]|\.\w)", re.I)


def read_terms(path: Path) -> Iterator[Term]:
    """The rows of a table of terms, if there is one. Raises CatalogError."""
    rows = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    for line, row in enumerate(rows, 1):
        cells = row.split("\t")
        if row and len(cells) != COLUMNS:
            found = f"found {len(cells)} columns, expected {COLUMNS}"
            raise CatalogError(f"{path}:{line}: {found}; separate them by tabs")
        if row and line > 1:
            english, chosen, rivals, never, note = cells
            yield Term(english, chosen, split_forms(rivals), split_forms(never), note)


def split_forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split(",") if form.strip())


def read_settings(path: Path) -> dict[str, bool]:
    """The settings of a language, if it has any. Raises CatalogError."""
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path}:1: found no TOML ({error}); mend it") from None
    for name, value in settings.items():
        if not isinstance(value, SETTINGS.get(name, ())):
            wanted = ", ".join(f"{key} = true or false" for key in SETTINGS)
            raise CatalogError(f"{path}:1: found {name} = {value!r}, expected {wanted}")
    return settings
