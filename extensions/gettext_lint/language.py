"""What is to be known of a language when its catalogs are checked: terms, names, how far it is."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gettext_lint.parser import CatalogError, read_utf8

# Of terms.tsv: English, the chosen word and others that are searched stand first, whatever they are
# called; these stand where the heading says so.
NAMED = ("never", "also_right", "note")
SETTINGS = {"complete": bool, "plain_punctuation": bool}


@dataclass(frozen=True)
class Term:
    """A row of ``terms.tsv``: the chosen word, what stands for it elsewhere, what is never written.

    `also_right` are the forms in which a translation may have it too, as 묶 for 묶음.
    """

    english: str
    chosen: str
    rivals: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    note: str = ""
    also_right: tuple[str, ...] = ()

    def is_in(self, text: str) -> bool:
        """Whether the chosen word, or a form that is right too, stands in a text."""
        bare = strip_form(text)
        return any(strip_form(form) in bare for form in (self.chosen, *self.also_right))


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
        lines = read_utf8(names).split("\n") if names.exists() else []
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
    rows = read_utf8(path).split("\n") if path.exists() else []
    heading = rows[0].split("\t") if rows else []
    seen: dict[str, int] = {}
    if unknown := [name for name in heading[3:] if name not in NAMED]:
        wanted = ", ".join(NAMED)
        raise CatalogError(f"{path}:1: found the column {unknown[0]!r}, expected {wanted}; correct it")
    for line, row in enumerate(rows[1:], 2):
        cells = row.split("\t")
        if row and (len(cells) != len(heading) or len(heading) < 3):
            found = f"found {len(cells)} columns, expected {max(len(heading), 3)}"
            raise CatalogError(f"{path}:{line}: {found}; separate them by tabs")
        if row:
            own = dict(zip(heading, cells, strict=True))
            never, right, note = (own.get(name, "") for name in NAMED)
            english, chosen, rivals = cells[:3]
            if not (english and chosen):
                told = "found no English or no chosen word, expected both; write them"
                raise CatalogError(f"{path}:{line}: {told}")
            if (first := seen.setdefault(english, line)) != line:
                told = f"found {english!r} again, expected it once, first on line {first}; keep one"
                raise CatalogError(f"{path}:{line}: {told}")
            forms = (split_forms(rivals), split_forms(never))
            yield Term(english, chosen, *forms, note, split_forms(right))


def split_forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split(",") if form.strip())


def read_settings(path: Path) -> dict[str, bool]:
    """The settings of a language, if it has any. Raises CatalogError."""
    try:
        settings = tomllib.loads(read_utf8(path)) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{path}:1: found no TOML ({error}); mend it") from None
    for name, value in settings.items():
        if not isinstance(value, SETTINGS.get(name, ())):
            wanted = ", ".join(f"{key} = true or false" for key in SETTINGS)
            raise CatalogError(f"{path}:1: found {name} = {value!r}, expected {wanted}")
    return settings
