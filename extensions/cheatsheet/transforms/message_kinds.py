"""Tell what the messages of a page are, and keep those that are code or formulas as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from gettext_lint.catalogs import KINDS
from gettext_lint.message import LITERAL, NOTE, TEXT, TITLE
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import LITERAL_TYPE_NODES, extract_messages
from sphinx.util.typing import ExtensionMetadata

from cheatsheet.transforms.notes import block_note


class KeepLiterals(SphinxTransform):
    """Let no catalog change a formula or raw text: Sphinx translates them as it does words."""

    default_priority = 8  # before Locale (20), and before anything is made of a block

    def apply(self, **_kwargs: Any) -> None:
        for node in self.document.findall(nodes.TextElement):
            if isinstance(node, LITERAL_TYPE_NODES):
                node["translatable"] = False


def find_kinds(doctree: nodes.document) -> dict[str, list[str]]:
    """What each message of a page is, sorted; those that are text alone are left out."""
    kinds: dict[str, set[str]] = {}
    for node, message in extract_messages(doctree):
        kinds.setdefault(message, set()).add(name_kind(node))
    return {message: sorted(found) for message, found in kinds.items() if found != {TEXT}}


def name_kind(node: nodes.Node) -> str:
    if isinstance(node, block_note):
        return NOTE
    if isinstance(node, LITERAL_TYPE_NODES):
        return LITERAL
    return TITLE if isinstance(node, nodes.title) else TEXT


def on_builder_inited(app: Sphinx) -> None:
    if app.builder.name != "gettext":  # whose templates have all that stock Sphinx knows
        app.add_transform(KeepLiterals)


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.name == "gettext":
        pages = {name: find_kinds(app.env.get_doctree(name)) for name in sorted(app.env.found_docs)}
        text = json.dumps(pages, ensure_ascii=False, indent=1)
        Path(app.outdir, KINDS).write_text(text + "\n", encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("builder-inited", on_builder_inited)
    app.connect("build-finished", on_build_finished)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
