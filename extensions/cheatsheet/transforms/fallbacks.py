"""Mark what stays in the source language for want of a translation.

What is marked has the class ``untranslated`` or ``fuzzy`` and says its language, so that a theme
can show it and a screen reader can speak it. Sphinx's `translation_progress_classes` knows neither.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import polib
from docutils import nodes
from gettext_lint.locales import SOURCE
from polib import POEntry
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from cheatsheet.transforms.notes import block_note, find_blocks, noted_block


class MarkFallbacks(SphinxTransform):
    """Give every element without a sure translation its class; a note gives it to its entry."""

    default_priority = 26  # behind Locale (20), which translates

    def apply(self, **_kwargs: Any) -> None:
        if self.config.language == SOURCE:
            return
        left = [found for found in extract_messages(self.document) if not found[0].get("translated")]
        if not left:
            return
        catalog = self.read_catalog()
        sure = {entry.msgstr for entry in catalog.values() if not entry.fuzzy}
        for node, message in left:
            # Sphinx says of no image that it is translated; its text is then a translation.
            if message not in sure:
                mark(node, "fuzzy" if message in catalog and catalog[message].fuzzy else "untranslated")
        for block in find_blocks(self.document):
            block["fallbacks"] = find_fallbacks(block)

    def read_catalog(self) -> dict[str, POEntry]:
        """The messages of the page's catalog; none where it cannot be read, of which others tell."""
        name = f"{self.config.language}/LC_MESSAGES/{self.env.current_document.docname}.po"
        for folder in self.config.locale_dirs:
            path = Path(self.env.srcdir, folder, name)
            with contextlib.suppress(OSError, ValueError):
                return {entry.msgid: entry for entry in polib.pofile(str(path)) if not entry.obsolete}
        return {}


def mark(node: nodes.Element, state: str) -> None:
    if isinstance(node, block_note):
        node["fallback"] = state
    elif not isinstance(node, addnodes.toctree | nodes.meta):  # their texts are shown elsewhere
        # docutils writes the class "language-x" as the attribute lang="x".
        node["classes"] += [state, f"language-{SOURCE}"]


def find_fallbacks(block: noted_block) -> dict[int, str]:
    """The state of each entry whose note is not translated, by its place in the block."""
    entries = block.entries
    found = {}
    for note in block.findall(block_note):
        row = (note.line or 0) - block["first_line"]
        place = max((i for i, entry in enumerate(entries) if entry.row <= row), default=0)
        inside = row in entries[place].code_rows[1:]  # a comment in the code is code to readers
        if "fallback" in note and not inside:
            found[place] = note["fallback"]
    return found
