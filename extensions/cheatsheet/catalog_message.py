"""A message of a catalog, as the rules for translations see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cheatsheet.catalog_markup import Markup, Syntax, read_markup


@dataclass(frozen=True)
class Message:
    """A message and its translation; `line` is 1-based, `syntax` that of the page."""

    line: int
    id: str
    text: str
    is_note: bool = False
    syntax: Syntax = "rst"

    @cached_property
    def source(self) -> Markup:
        return read_markup(self.id, "plain" if self.is_note else self.syntax)

    @cached_property
    def target(self) -> Markup:
        return read_markup(self.text, "plain" if self.is_note else self.syntax)

    @property
    def new(self) -> list[str]:
        """The characters of the translation that its message does not have, each once."""
        known = set(self.id)
        return [char for char in dict.fromkeys(self.text) if char not in known]
