"""The program of every row, in one file that a page loads when a reader reaches for one."""

from __future__ import annotations

from pathlib import Path

from cheatsheet.builders.programs import find_programs
from cheatsheet.builders.samples import load_page
from cheatsheet.core import js_values
from cheatsheet.transforms.notes import find_blocks
from sphinx.application import Sphinx

FILE = "programs.js"


def collect_programs(app: Sphinx) -> dict[str, dict[str, str | list[str]]]:
    """By page and by the id of an entry what stands above its code, and its own code if it is another.

    A row's own code has the notes that stand inside it.
    """
    setup = app.config.doctest_global_setup or ""
    pages: dict[str, dict[str, str | list[str]]] = {}
    for page in sorted(app.env.found_docs):
        for node in find_blocks(load_page(app, page)):
            triples = zip(node["entry_ids"], node.entries, find_programs(node, setup), strict=True)
            for name, entry, program in triples:
                is_same = program.own == entry.code
                value = program.above if is_same else [program.above, program.own]
                pages.setdefault(page, {})[name] = value
    return pages


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.name == "html":
        text = f"globalThis.sheetPrograms={js_values.write_value(collect_programs(app))};\n"
        Path(app.outdir, "_static", FILE).write_text(text, encoding="utf-8")
