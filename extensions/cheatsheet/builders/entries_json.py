"""Give every entry to programs, in ``entries.json``, and to translators, beside each note."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from pycode.names import find_apis, find_imports
from sphinx.application import Sphinx
from sphinx.util.nodes import clean_astext

from cheatsheet.builders.programs import find_programs
from cheatsheet.builders.samples import describe_sample, load_page
from cheatsheet.core.per_build import once_a_build
from cheatsheet.transforms.notes import block_note, find_blocks, noted_block


@once_a_build
def list_entries(app: Sphinx) -> list[dict]:
    """Every entry of the site, in the order of pages' names, then of the page."""
    return list(make_entries(app))


def make_entries(app: Sphinx) -> Iterator[dict]:
    setup = app.config.doctest_global_setup or ""
    imports = find_imports(setup)
    for docname in sorted(app.env.found_docs):
        uri = app.builder.get_target_uri(docname)
        for node in find_blocks(load_page(app, docname)):
            section = find_section(node)
            known = {**imports, **find_imports("\n".join(entry.code for entry in node.entries))}
            programs = find_programs(node, setup)
            for entry, name, program in zip(node.entries, node["entry_ids"], programs, strict=True):
                yield {
                    "id": name,
                    "url": f"{uri}#{name}",
                    "page": docname,
                    "section": section,
                    "code": entry.code,
                    "note": entry.note,
                    "program": program.code,
                    "output": entry.output,
                    "sample": describe_sample(entry),
                    "requires": node.get("skipif", ""),
                    "apis": find_apis(entry.code, known),
                }


def find_section(node: noted_block) -> str:
    """The title of the section that a block stands in."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return clean_astext(parent.next_node(nodes.title)) if parent is not None else ""


def list_note_codes(app: Sphinx) -> dict[str, dict[str, list[str]]]:
    """For each page and each note on it, the lines of code that it describes."""
    pages: dict[str, dict[str, list[str]]] = {}
    for docname in sorted(app.env.found_docs):
        notes = pages.setdefault(docname, {})
        for node in find_blocks(app.env.get_doctree(docname)):
            for note, code in describe_notes(node):
                notes.setdefault(note, code)
    return pages


def describe_notes(node: noted_block) -> Iterator[tuple[str, list[str]]]:
    """Each note of a block, as the source has it, and the code of the entry that it stands in."""
    entries = node.entries
    for note in node.findall(block_note):
        row = note.line - node["first_line"]
        entry = next((e for e in reversed(entries) if e.row <= row), entries[0])
        yield note.extract_original_messages()[0], entry.code.split("\n")


def on_build_finished(app: Sphinx, error: Exception | None) -> None:
    if error is not None:
        return
    if app.builder.format == "html":
        write_json(Path(app.outdir, "entries.json"), list_entries(app))
    elif app.builder.name == "gettext":
        write_json(Path(app.outdir, "notes.json"), list_note_codes(app))


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
