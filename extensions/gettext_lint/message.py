"""A message of a catalog, as the rules for translations see it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from polib import POEntry

from gettext_lint.catalogs import is_note
from gettext_lint.markup import Markup, Syntax, read_markup

NOTE, TITLE, LITERAL, TEXT = "note", "title", "literal", "text"
# What each message of a page is; a page may say the same words in two places.
Kinds = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Message:
    """A message and its translation; `line` is 1-based, `syntax` that of the page."""

    line: int
    id: str
    text: str
    is_note: bool = False
    syntax: Syntax = "rst"
    is_title: bool = False
    is_literal: bool = False

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


def make_messages(entry: POEntry, syntax: Syntax, kinds: Kinds) -> Iterator[Message]:
    """A message of a catalog for each kind that it has on its page.

    A page knows that best; where it is not asked, the comment above a note tells.
    """
    for kind in kinds.get(entry.msgid) or [NOTE if is_note(entry) else TEXT]:
        yield Message(
            entry.linenum,
            entry.msgid,
            entry.msgstr,
            kind == NOTE,
            syntax,
            kind == TITLE,
            kind == LITERAL,
        )
