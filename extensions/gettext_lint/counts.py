"""How far a translation is: messages and notes, translated, fuzzy or not begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from polib import POEntry

from gettext_lint.catalogs import is_note


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a catalog, or of many together: `notes` are among the `messages`."""

    messages: int = 0
    translated: int = 0
    fuzzy: int = 0
    notes: int = 0
    translated_notes: int = 0

    @property
    def untranslated(self) -> int:
        return self.messages - self.translated - self.fuzzy

    @property
    def percent(self) -> int:
        """Rounded down: 100 means all."""
        return 100 * self.translated // self.messages if self.messages else 100

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def count_messages(catalog: Iterable[POEntry]) -> Counts:
    entries = list(catalog)
    sure = [entry for entry in entries if entry.msgstr and not entry.fuzzy]
    return Counts(
        len(entries),
        len(sure),
        sum(entry.fuzzy for entry in entries),
        sum(map(is_note, entries)),
        sum(map(is_note, sure)),
    )
